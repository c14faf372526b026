"""Starting and stopping the page."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pcc_narrator.errors import InputError, MissingExtraError, Problem
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.notes import put_back

if TYPE_CHECKING:
    from pcc_narrator.review.oidc import SignIn


def serve(
    folder: Path,
    *,
    name: str,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = True,
    hosts: frozenset[str] = frozenset(),
    user_header: str = "",
    roles: Mapping[str, str] | None = None,
    sign_in: SignIn | None = None,
    model: str = "",
    base_url: str | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the review page of a report folder until Ctrl-C. `port` 0 takes a free one.

    `model` answers free questions (openai:MODEL …); without one nothing leaves this machine. `tell` gets each line for
    the screen, the address first. Raises InputError for a folder that is no report or a port that is taken,
    MissingExtraError without the packages of the extra, WriterError for a model that is none.
    """
    try:
        import fastapi  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingExtraError("review", "The review page") from None
    from pcc_narrator.review.app import make_app
    from pcc_narrator.review.security import Guard

    asker = None
    if model:
        from pcc_narrator.review.ask.free import make_asker

        asker = make_asker(model, base_url)
    desk = Desk(folder)
    try:
        put_back(desk)
        listener = _listener(host, port)
        guard = Guard(secrets.token_urlsafe(24), name, hosts, user_header, dict(roles or {}), sign_in)
        taken = listener.getsockname()[1]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{taken}/" + ("" if guard.names_people else f"?token={guard.token}")
        desk.verdicts.settled(desk.blocks)  # read once now, so that the page opens at once
        tell(f"Review {desk.title}: {address}")
        tell("Every change is saved as you make it. Ctrl-C stops the page.")
        if open_browser and not guard.names_people:
            webbrowser.open(address)
        config = uvicorn.Config(
            make_app(desk, guard, asker), log_level="warning", access_log=False, server_header=False, date_header=False,
            timeout_graceful_shutdown=2, proxy_headers=False,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        desk.close()
    tell(f"Stopped. The text is in {folder / 'report.md'}.")


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        advice = "Give another --port, or none to take a free one."
        raise InputError([Problem("--port", f"cannot be used: {error.strerror}.", advice, value=str(port))]) from None
    listener.listen(128)
    return listener
