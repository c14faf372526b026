"""Signing in by OpenID Connect, against a provider on 127.0.0.1 that this test is; and what must not get in."""

from __future__ import annotations

import base64
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jwt
from starlette.testclient import TestClient
from typer.testing import CliRunner

from pcc_narrator.cli.app import app as program
from pcc_narrator.errors import InputError
from pcc_narrator.review.app import make_app
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.oidc import COOKIE, SignIn
from pcc_narrator.review.security import Guard

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
PUBLIC = "https://reports.example"
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Provider:
    """An identity provider. `claims` and the rest change what it says."""

    claims: dict[str, Any] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    key: Any = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    broken: bool = False
    address: str = ""
    nonce: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def document(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
            }  # fmt: skip
        return {"keys": [KEY.as_dict(private=False)]} if path == "/keys" else None

    def token(self, form: dict[str, list[str]]) -> dict[str, Any]:
        self.asked.append(form)
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": "narrator", "sub": "u1", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "preferred_username": "ann", **self.claims,
        }  # fmt: skip
        for name in self.drop:
            claims.pop(name)
        if self.algorithm == "none":
            token = "eyJhbGciOiJub25lIn0." + jwt.encode({"alg": "RS256"}, claims, KEY).split(".")[1] + "."
        elif self.algorithm == "HS256":
            payload = jwt.encode({"alg": "RS256"}, claims, KEY).split(".")[1]
            header = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').decode().rstrip("=")
            signed = f"{header}.{payload}"
            mac = hmac.digest(KEY.as_pem(private=False), signed.encode(), "sha256")
            token = f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
        else:
            token = jwt.encode({"alg": self.algorithm, "kid": "one"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(made.document(urlsplit(self.path).path))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            self._answer(None if made.broken else made.token(form))

        def _answer(self, document: dict[str, Any] | None) -> None:
            body = json.dumps(document or {"error": "no"}).encode()
            self.send_response(200 if document else 404)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def sign_in(provider: Provider) -> SignIn:
    return SignIn(provider.address, "narrator", "the-secret", PUBLIC)


@pytest.fixture
def client(desk: Desk, sign_in: SignIn) -> Iterator[TestClient]:
    guard = Guard("the-token", "", frozenset({sign_in.host}), roles={"ann": "approver", "*": "reader"}, sign_in=sign_in)
    with TestClient(make_app(desk, guard), base_url=PUBLIC, follow_redirects=False) as client:
        yield client


def begin(client: TestClient, provider: Provider) -> dict[str, str]:
    """Go to the provider; gives what it was sent."""
    sent = client.get("/auth/login")
    assert sent.status_code == 303
    query = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    provider.nonce = query["nonce"]
    return query


def enter(client: TestClient, provider: Provider) -> Any:
    query = begin(client, provider)
    return client.get("/auth/callback", params={"code": "the-code", "state": query["state"]})


def test_the_whole_way_in(client: TestClient, provider: Provider, desk: Desk) -> None:
    first = client.get("/")
    assert (first.status_code, first.headers["location"]) == (303, "/auth/login")
    query = begin(client, provider)
    assert query["redirect_uri"] == f"{PUBLIC}/auth/callback"
    assert query["code_challenge_method"] == "S256"
    assert query["scope"].split()[0] == "openid"
    came = client.get("/auth/callback", params={"code": "the-code", "state": query["state"]})
    assert came.status_code == 200
    assert 'content="0;url=/"' in came.text  # a Strict cookie does not go along a redirect from another site
    cookies = came.headers.get_list("set-cookie")
    session = next(one for one in cookies if one.startswith("pcc_narrator_review="))
    assert all(part in session for part in ("HttpOnly", "SameSite=strict", "Secure"))
    asked = provider.asked[0]
    assert asked["code"] == ["the-code"]
    assert len(asked["code_verifier"][0]) >= 43
    page = client.get("/")
    assert page.status_code == 200
    assert 'value="ann"' in page.text
    csrf = re.search(r'name="csrf" content="([^"]+)"', page.text)
    assert csrf
    client.headers["X-CSRF-Token"] = csrf[1]
    assert client.post("/api/name", json={"name": "Somebody else"}).status_code == 422
    block = next(one for one in desk.blocks if one.kind == "paragraph")
    save = {"key": block.key, "version": block.version, "text": "By ann."}
    assert client.post("/api/save", json=save).status_code == 200
    assert desk.history(block.key)[-1].author == "ann"


def test_roles_go_by_the_name_of_the_provider(client: TestClient, provider: Provider, desk: Desk) -> None:
    provider.claims = {"preferred_username": "cyd"}
    assert enter(client, provider).status_code == 200
    page = client.get("/")
    csrf = re.search(r'name="csrf" content="([^"]+)"', page.text)
    assert csrf
    block = next(one for one in desk.blocks if one.kind == "paragraph")
    save = {"key": block.key, "version": block.version, "text": "By cyd."}
    refused = client.post("/api/save", json=save, headers={"X-CSRF-Token": csrf[1]})
    assert refused.status_code == 422
    assert "Your role here is reader" in refused.text


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "another audience": {"claims": {"aud": "another-program"}},
    "several audiences, not for us": {"claims": {"aud": ["narrator", "other"], "azp": "other"}},
    "no nonce": {"drop": ("nonce",)},
    "the nonce of another sign-in": {"claims": {"nonce": "other"}},
    "out of date": {"claims": {"exp": int(time.time()) - 3600}},
    "not yet issued": {"claims": {"iat": int(time.time()) + 3600}},
    "no end": {"drop": ("exp",)},
    "another key": {"key": OTHER},
    "no signature": {"algorithm": "none"},
    "no name": {"drop": ("preferred_username",)},
    "a name that is none": {"claims": {"preferred_username": ["ann"]}},
    "a name of blanks": {"claims": {"preferred_username": " \u200b "}},
    "a provider that fails": {"broken": True},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_does_not_prove_who_somebody_is(client: TestClient, provider: Provider, wrong: dict[str, Any]) -> None:
    for name, value in wrong.items():
        setattr(provider, name, value)
    answer = enter(client, provider)
    assert "pcc_narrator_review=" not in answer.headers.get("set-cookie", "")
    assert "the-secret" not in answer.text
    assert client.get("/").status_code == 303


def test_a_token_signed_with_the_published_key_is_refused(client: TestClient, provider: Provider) -> None:
    """An HMAC token, which anybody could sign who knows the published key."""
    provider.algorithm = "HS256"
    assert "pcc_narrator_review=" not in enter(client, provider).headers.get("set-cookie", "")


def test_state_is_bound_to_the_browser_and_used_once(client: TestClient, provider: Provider) -> None:
    query = begin(client, provider)
    back = {"code": "the-code", "state": query["state"]}
    client.cookies.delete(COOKIE, path="/auth") if COOKIE in client.cookies else client.cookies.clear()
    assert client.get("/auth/callback", params=back).status_code == 403  # begun in another browser
    query = begin(client, provider)
    back["state"] = query["state"]
    assert client.get("/auth/callback", params=back).status_code == 200
    assert client.get("/auth/callback", params=back).status_code == 403
    assert client.get("/auth/callback", params={"code": "x", "state": "made-up"}).status_code == 403
    assert client.get("/auth/callback").status_code == 403


def test_a_sign_in_that_took_too_long_and_a_day_that_ended(desk: Desk, provider: Provider) -> None:
    now = [time.time()]
    sign_in = SignIn(provider.address, "narrator", "s", PUBLIC, clock=lambda: now[0])
    guard = Guard("", "", frozenset({sign_in.host}), sign_in=sign_in)
    with TestClient(make_app(desk, guard), base_url=PUBLIC, follow_redirects=False) as client:
        query = begin(client, provider)
        now[0] += 3600
        late = client.get("/auth/callback", params={"code": "c", "state": query["state"]})
        assert late.status_code == 403
        now[0] -= 3600
        assert enter(client, provider).status_code == 200
        assert client.get("/").status_code == 200
        for session in guard.sessions.values():
            session.ends = time.time() - 1
        assert client.get("/").status_code == 303


def test_the_key_of_the_address_opens_nothing_where_people_sign_in(client: TestClient) -> None:
    assert client.get("/?token=the-token").status_code == 303
    assert client.get("/api/changes").status_code == 401


def test_an_e_mail_address_counts_only_if_it_is_verified(desk: Desk, provider: Provider) -> None:
    sign_in = SignIn(provider.address, "narrator", "s", PUBLIC, "email")
    guard = Guard("", "", frozenset({sign_in.host}), sign_in=sign_in)
    with TestClient(make_app(desk, guard), base_url=PUBLIC, follow_redirects=False) as client:
        provider.claims = {"email": "ann@office.example"}
        assert enter(client, provider).status_code == 403
        provider.claims["email_verified"] = True
        assert enter(client, provider).status_code == 200


def test_a_provider_by_another_name_is_not_trusted(desk: Desk, provider: Provider) -> None:
    sign_in = SignIn(f"{provider.address}/tenant", "narrator", "s", PUBLIC)
    with pytest.raises(Exception, match="cannot be reached"):
        sign_in._known("issuer")
    assert sign_in.login().status_code == 403


@pytest.mark.parametrize(
    ("issuer", "public"),
    [("http://login.example", PUBLIC), ("https://x.example", "http://y.example"), ("x", PUBLIC)],
)
def test_addresses_in_the_clear_are_refused(issuer: str, public: str) -> None:
    with pytest.raises(InputError, match="no safe address"):
        SignIn(issuer, "narrator", "s", public)


def test_the_options_are_asked_for_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = ["review", str(folder), "--no-browser", "--oidc", "https://login.example"]
    found = CliRunner().invoke(program, given)
    assert found.exit_code == 2
    assert "--oidc-client" in found.output
    given += ["--oidc-client", "narrator", "--public-url", PUBLIC]
    assert "PCC_NARRATOR_OIDC_SECRET" in CliRunner().invoke(program, given).output
    monkeypatch.setenv("PCC_NARRATOR_OIDC_SECRET", "s")
    both = CliRunner().invoke(program, [*given, "--user-header", "X-Remote-User"])
    assert "goes without --user-header" in both.output
