"""Who may speak to the page: this machine, with the token; and what a browser may do with what it gets.

A page of another site can make a browser send requests to 127.0.0.1, and with a name of its own that resolves to it
("DNS rebinding") even read the answers. So: the Host must be a name of this machine, the Origin of a change must be
the page itself, the session cookie is SameSite=Strict and HttpOnly, and each change carries a CSRF token in a header.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from pcc_narrator.review.oidc import CALLBACK, LOGIN, SignIn
from pcc_narrator.review.roles import APPROVER

COOKIE = "pcc_narrator_review"
LARGEST_BODY = 256 * 1024
_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_FROM_OUTSIDE = ("/", LOGIN, CALLBACK)  # what another site may lead somebody to
_DAY = 12 * 3600.0  # seconds after which people sign in anew
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
Next = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Session:
    """One browser. `name` is who the person says they are, or who the proxy says."""

    csrf: str
    name: str
    ends: float = float("inf")


@dataclass
class Guard:
    """Lets requests in. `token` is the one of the opened address; `hosts` are names allowed besides this machine's.

    With `sign_in`, people prove who they are at their office's identity provider. With `user_header`, a reverse proxy
    in front has proved who somebody is and says so in that header. Then that takes the place of the token, and a
    request without it is refused. `roles` limits what named people may do.
    """

    token: str
    name: str
    hosts: frozenset[str] = frozenset()
    user_header: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    sign_in: SignIn | None = None
    sessions: dict[str, Session] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def names_people(self) -> bool:
        """Whether somebody else proves who people are, so that they cannot name themselves."""
        return bool(self.user_header) or self.sign_in is not None

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Check a request, pass it on, and put the security headers on the answer."""
        response = self._refusal(request)
        if response is None and self.sign_in is not None and request.url.path in (LOGIN, CALLBACK):
            response = await run_in_threadpool(self._signing_in, self.sign_in, request)
        elif response is None and self._opening(request):
            response = self._opened(request)
        elif response is None:
            session = self._session(request)
            if session is None and self.sign_in is not None and request.url.path == "/":
                response = RedirectResponse(LOGIN, 303)
            elif session is None:
                text = "Open the address that `pcc-narrator review` printed: it holds the key to this page.\n"
                response = PlainTextResponse(text, 401)
            elif request.method != "GET" and not self._own(request, session):
                response = JSONResponse({"error": "This request did not come from the page. Load the page again."}, 403)
            else:
                request.state.session = session
                request.state.role = self.roles.get(session.name, self.roles.get("*", APPROVER))
                response = await call_next(request)
                if self.user_header and COOKIE not in request.cookies:
                    self._set_cookie(response, self._key_of(session), secure=True)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.url.path.startswith("/charts/"):
            response.headers["Content-Security-Policy"] = _PICTURE_POLICY
        return response

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").lower()
        if not (_LOOPBACK.fullmatch(host) or host in self.hosts):
            return PlainTextResponse("This page answers to 127.0.0.1 and localhost only.\n", 421)
        if request.method not in ("GET", "POST"):
            return PlainTextResponse("Only GET and POST are answered.\n", 405)
        if request.headers.get("sec-fetch-site", "none") == "cross-site" and request.url.path not in _FROM_OUTSIDE:
            return PlainTextResponse("Requests of other sites are not answered.\n", 403)
        if request.method == "POST":
            length = request.headers.get("content-length", "")
            if not length.isdigit():
                return PlainTextResponse("The length of the content must be given.\n", 411)
            if int(length) > LARGEST_BODY:
                return PlainTextResponse("That is too long.\n", 413)
            if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
                return PlainTextResponse("Only JSON is taken.\n", 415)
        return None

    def _signing_in(self, sign_in: SignIn, request: Request) -> Response:
        if request.url.path == LOGIN:
            return sign_in.login()
        response, name = sign_in.callback(request)
        if name := clean_name(name):
            self._set_cookie(response, self._new_session(name, time.time() + _DAY), secure=sign_in.secure)
        return response

    def _opening(self, request: Request) -> bool:
        return not self.names_people and request.url.path == "/" and "token" in request.query_params

    def _opened(self, request: Request) -> Response:
        given = request.query_params["token"]
        if not compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("The key in this address is not that of the running page. Start again.\n", 401)
        response = RedirectResponse("/", 303)
        key = request.cookies.get(COOKIE, "")
        if key not in self.sessions:
            key = self._new_session(self.name)
        self._set_cookie(response, key, secure=False)
        return response

    def _session(self, request: Request) -> Session | None:
        known = self.sessions.get(request.cookies.get(COOKIE, ""))
        if known is not None and known.ends < time.time():
            return None
        if not self.user_header:
            return known
        name = _name_of(request.headers, self.user_header)
        if not name:
            return None
        if known is not None and known.name == name:
            return known
        with self.lock:
            for session in self.sessions.values():
                if session.name == name:
                    return session
        return self.sessions[self._new_session(name)]

    def _own(self, request: Request, session: Session) -> bool:
        origin = request.headers.get("origin")
        host = request.headers.get("host", "")
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            return False
        return compare_digest(request.headers.get("x-csrf-token", "").encode(), session.csrf.encode())

    def _new_session(self, name: str, ends: float = float("inf")) -> str:
        key = secrets.token_urlsafe(32)
        with self.lock:
            for old in [one for one, known in self.sessions.items() if known.ends < time.time()]:
                del self.sessions[old]
            self.sessions[key] = Session(secrets.token_urlsafe(32), name, ends)
        return key

    def _key_of(self, session: Session) -> str:
        return next((key for key, known in self.sessions.items() if known is session), "")

    def _set_cookie(self, response: Response, key: str, *, secure: bool) -> None:
        response.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/", secure=secure)


def _name_of(headers: Headers, header: str) -> str:
    return clean_name(headers.get(header, ""))


def clean_name(name: str) -> str:
    """A person's name on one line, without what cannot be seen, 80 characters at most."""
    return " ".join("".join(letter for letter in name if letter.isprintable()).split())[:80]
