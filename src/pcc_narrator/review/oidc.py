"""Signing in with the office's identity provider, by OpenID Connect: authorisation code, PKCE, state and nonce.

Authlib speaks to the provider; the ID token is proved here: signature by the provider's published keys, issuer,
audience, time, nonce. What has begun is bound to the browser by a cookie of its own: the session's cookie is
SameSite=Strict, and browsers do not send such a one when the provider sends somebody back.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from pcc_narrator.errors import InputError, MissingExtraError, Problem

LOGIN, CALLBACK = "/auth/login", "/auth/callback"
COOKIE = "pcc_narrator_sign_in"
_LASTS = 600.0  # seconds that signing in may take
_MOST = 500  # people who may be signing in at a time
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_TIMEOUT = 15.0
_DONE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Signed in</title>
<meta http-equiv="refresh" content="0;url=/"></head><body><p><a href="/">You are signed in. Go on to the report.</a></p>
</body></html>"""  # not a redirect: the Strict cookie goes with requests of this site's own pages only


class SignInError(Exception):
    """Signing in failed; the message is for the person, and names no secret."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody was sent to the provider."""

    nonce: str
    verifier: str
    at: float


@dataclass
class SignIn:
    """One identity provider. `claim` names what of the ID token is the person's name: roles are given by it."""

    issuer: str
    client_id: str
    client_secret: str
    public_url: str
    claim: str = "preferred_username"
    clock: Callable[[], float] = time.time
    begun: dict[str, Begun] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    _metadata: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        """Raises InputError for addresses that would send secrets in the clear, MissingExtraError without Authlib."""
        try:
            import authlib  # noqa: F401
            import joserfc  # noqa: F401
        except ImportError:
            raise MissingExtraError("review", "Signing in by OpenID Connect") from None
        self.issuer, self.public_url = self.issuer.rstrip("/"), self.public_url.rstrip("/")
        for option, address in (("--oidc", self.issuer), ("--public-url", self.public_url)):
            parts = urlsplit(address)
            own = parts.hostname in ("127.0.0.1", "localhost", "::1")
            if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and own)):
                advice = "Give an address that begins with https://."
                raise InputError([Problem(option, "is no safe address.", advice, value=address)])

    @property
    def host(self) -> str:
        """The host name under which people reach the page."""
        return urlsplit(self.public_url).netloc.lower()

    @property
    def secure(self) -> bool:
        """Whether cookies are for HTTPS only."""
        return self.public_url.startswith("https:")

    def login(self) -> Response:
        """Send somebody to the provider."""
        state, begun = (
            secrets.token_urlsafe(24),
            Begun(secrets.token_urlsafe(24), secrets.token_urlsafe(48), self.clock()),
        )
        try:
            address, _ = self._client().create_authorization_url(
                self._known("authorization_endpoint"), state=state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        except SignInError as error:
            return _sorry(str(error))
        with self.lock:
            for old in [one for one, known in self.begun.items() if self.clock() - known.at > _LASTS]:
                del self.begun[old]
            while len(self.begun) >= _MOST:
                del self.begun[next(iter(self.begun))]
            self.begun[state] = begun
        response = RedirectResponse(address, 303)
        response.set_cookie(
            COOKIE, state, max_age=int(_LASTS), httponly=True, samesite="lax", path="/auth", secure=self.secure
        )
        return response

    def callback(self, request: Request) -> tuple[Response, str]:
        """Somebody comes back: the answer to them, and their name; "" if they did not prove who they are."""
        state = request.query_params.get("state", "")
        with self.lock:
            begun = self.begun.pop(state, None)
        if (
            begun is None
            or not state
            or not secrets.compare_digest(request.cookies.get(COOKIE, "").encode(), state.encode())
        ):
            return _sorry("This sign-in was not begun in this browser, or took too long."), ""
        if self.clock() - begun.at > _LASTS:
            return _sorry("The sign-in took too long."), ""
        try:
            name = self._name(request.query_params.get("code", ""), begun)
        except SignInError as error:
            return _sorry(str(error)), ""
        response = HTMLResponse(_DONE)
        response.delete_cookie(COOKIE, path="/auth")
        return response, name

    # The provider

    def _name(self, code: str, begun: Begun) -> str:
        from authlib.common.errors import AuthlibBaseError
        from httpx import HTTPError

        if not code:
            raise SignInError("The sign-in of your office did not let you in.")
        try:
            token = self._client().fetch_token(
                self._known("token_endpoint"), code=code, code_verifier=begun.verifier, grant_type="authorization_code"
            )
        except (AuthlibBaseError, HTTPError, ValueError, KeyError):
            raise SignInError("The sign-in of your office did not answer as it should.") from None
        claims = self._claims(str(token.get("id_token") or ""), begun)
        name = claims.get(self.claim)
        if not isinstance(name, str) or not name.strip():
            raise SignInError(f"The sign-in of your office does not say who you are (no {self.claim}).")
        if self.claim == "email" and claims.get("email_verified") is not True:
            raise SignInError("The sign-in of your office has not verified your e-mail address.")
        return name

    def _claims(self, id_token: str, begun: Begun) -> Mapping[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        now = int(self.clock())
        rules = jwt.JWTClaimsRegistry(
            now=now, leeway=60, iss={"essential": True, "value": self._known("issuer")}, sub={"essential": True},
            aud={"essential": True, "value": self.client_id}, exp={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": begun.nonce},
        )  # fmt: skip
        try:
            keys = KeySet.import_key_set(self._get(self._known("jwks_uri")))  # anew each time: keys are exchanged
            claims = dict(jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims)
            rules.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError):
            raise SignInError("The sign-in of your office could not be proved.") from None
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self.client_id:
            raise SignInError("The sign-in of your office was meant for another program.")
        return claims

    def _client(self) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            self.client_id, self.client_secret, scope="openid profile email",
            redirect_uri=f"{self.public_url}{CALLBACK}", code_challenge_method="S256", timeout=_TIMEOUT,
        )  # fmt: skip

    def _known(self, name: str) -> str:
        """What the provider publishes about itself. Raises SignInError."""
        if self._metadata is None:
            found = self._get(f"{self.issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != self.issuer:
                raise SignInError("The sign-in of your office calls itself by another name than --oidc.")
            self._metadata = found
        value = self._metadata.get(name)
        if not isinstance(value, str):
            raise SignInError(f"The sign-in of your office does not publish its {name}.")
        return value

    def _get(self, address: str) -> Any:
        import httpx

        try:
            return httpx.get(address, timeout=_TIMEOUT, follow_redirects=False).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            raise SignInError("The sign-in of your office cannot be reached.") from None


def _sorry(message: str) -> Response:
    return PlainTextResponse(f"{message} Open {LOGIN} to try again.\n", 403)
