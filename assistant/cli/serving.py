"""``notices serve``: the HTTP API and the page."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from assistant.service import Service

_BACKLOG = 2048
_GRACE = 10  # seconds for requests under way when the server is to stop


class ServingError(NoticesError):
    """The server cannot listen where it was to."""

    status = 400


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "serve",
        "serve the HTTP API and the page",
        _serve,
        examples=(
            "notices serve",
            "notices serve --port 8080",
            "notices serve --host 0.0.0.0        (needs a key: notices keys make NAME)",
        ),
        more="Until a key is made, only this machine is served. Ctrl-C ends it; requests under "
        "way are answered first.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (%(default)s)"
    )
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="NUMBER", help="(%(default)s); 0: a free one"
    )


def _serve(arguments: argparse.Namespace, door: Door) -> int:
    _check_access(arguments.host, door)
    signal.signal(signal.SIGTERM, _interrupted)
    tell_faults(door)
    with _listening(arguments.host, arguments.port) as listening, door.service() as service:
        service.suggester.suggested()  # loads what questions need before anybody waits for it
        port = listening.getsockname()[1]
        host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
        door.terminal.say(f"Serving on http://{host}:{port} (Ctrl-C ends it).")
        _run(service, listening, door)
    door.terminal.say("Stopped.")
    return 0


def _check_access(host: str, door: Door) -> None:
    """Without a key nobody else may get in."""
    from assistant.http.access import is_loopback

    if is_loopback(host):
        return
    with door.keys() as keys:
        if not keys.in_use():
            raise ServingError(
                f"At {host} others could reach this service, so it needs a key first: "
                "notices keys make NAME --role administrator. Without one, serve on 127.0.0.1."
            )


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; what is in the way is said before anything is loaded."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        raise ServingError(_in_the_way(host, port, error)) from error


def _in_the_way(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop it, or choose another: --port."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is not yours to use. Choose one above 1023: --port 8000."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine. Use 127.0.0.1, or one that it has."
    return f"It is not possible to listen at {host}, port {port} ({os.strerror(error.errno or 0)})."


def _run(service: Service, listening: socket.socket, door: Door) -> None:
    """Serve until Ctrl-C or SIGTERM; what is under way is answered first."""
    import uvicorn

    from assistant.cli.patience import Patient
    from assistant.server import make_app, slack_events
    from assistant.warming import warming

    proxies = [name.strip() for name in door.settings.trusted_proxies.split(",") if name.strip()]
    app = make_app(service)
    config = uvicorn.Config(
        app,
        http=Patient,
        lifespan="off",
        ws="none",
        log_level="warning",
        access_log=False,  # addresses may hold what was looked for
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=_GRACE,
    )
    with (
        slack_events(app),
        warming(service),
        suppress(KeyboardInterrupt),
    ):  # uvicorn raises it again at its end
        uvicorn.Server(config).run(sockets=[listening])


def tell_faults(door: Door) -> None:
    """On standard error, for whoever runs the server: what failed, never on which words."""
    if door.settings.debug:
        return  # all is told then
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for floor in ("assistant", "ingest"):
        logger = logging.getLogger(floor)
        logger.handlers = [shown]
        logger.setLevel(logging.WARNING)


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; use a number from 0 to 65535")
