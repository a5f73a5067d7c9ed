"""Following folders: a wait that ends each time something in them has changed and settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from ingest.errors import NoticesError

# A copy in progress writes many times; it is read once it has been quiet this long.
_SETTLED_MS = 1_500
_NEVER_LONGER_MS = 30_000
_LOOK_UP_MS = 200


class WatchError(NoticesError):
    """A folder cannot be followed."""

    status = 400


def changes(
    paths: Sequence[Path], stop: Event | None = None, *, settle_ms: int = _SETTLED_MS
) -> Iterator[frozenset[Path]]:
    """First an empty set, as soon as changes are noticed; then what changed, burst by burst.

    Whoever looks at the paths at each set misses nothing, not even what changed before the
    first. Ends when ``stop`` is set. Files come and go in folders, so a file is followed
    through its folder; hidden files are not followed.

    Raises:
        WatchError: a path does not exist.
    """
    from watchfiles import watch  # imported late: only --watch needs it

    wanted = [path.resolve() for path in paths]
    bursts = watch(
        *_folders(paths),
        stop_event=stop,
        debounce=_NEVER_LONGER_MS,
        step=settle_ms,
        rust_timeout=_LOOK_UP_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    following = False
    for burst in bursts:
        changed = frozenset(path for _, name in burst if _concerns(path := Path(name), wanted))
        if changed or not following:
            following = True
            yield changed


def _folders(paths: Sequence[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise WatchError(f"{path} does not exist, so it cannot be watched. Check the path.")
    return sorted({path if path.is_dir() else path.parent for path in paths})


def _concerns(path: Path, wanted: Sequence[Path]) -> bool:
    """Whether a change is of a wanted file or inside a wanted folder; hidden files are not."""
    resolved = path.resolve()
    if path.name.startswith("."):
        return False
    return any(resolved == one or one in resolved.parents for one in wanted)
