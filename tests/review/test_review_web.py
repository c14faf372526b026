"""The page over HTTP: who gets in, what is refused, and that nothing a person wrote runs in the browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pcc_narrator.review.app import make_app
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.notes import write_note
from pcc_narrator.review.security import COOKIE, Guard

HOST = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def desk(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tests of this file: each looks at what it did itself."""
    desk = Desk(Path(shutil.copytree(drafted, tmp_path_factory.mktemp("web") / "report")))
    yield desk
    desk.close()


@pytest.fixture
def guard() -> Guard:
    return Guard("the-token", "Ann")


@pytest.fixture
def outside(desk: Desk, guard: Guard) -> Iterator[TestClient]:
    """A browser that has not opened the address."""
    with TestClient(make_app(desk, guard), base_url=HOST, follow_redirects=False) as client:
        yield client


@pytest.fixture
def inside(outside: TestClient) -> TestClient:
    """A browser that has."""
    opened = outside.get("/?token=the-token")
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    page = outside.get("/")
    found = re.search(r'name="csrf" content="([^"]+)"', page.text)
    assert found
    outside.headers["X-CSRF-Token"] = found[1]
    return outside


def first(desk: Desk) -> Block:
    return next(block for block in desk.blocks if block.kind == "paragraph")


def edit(desk: Desk, text: str = "Changed.") -> dict[str, Any]:
    block = first(desk)
    return {"key": block.key, "version": block.version, "text": text}


@pytest.mark.parametrize(
    "path", ["/", "/api/changes", "/static/review.js", "/charts/x.svg", "/?token=wrong", "/?token=é"]
)
def test_without_the_token_nothing_is_shown(outside: TestClient, path: str) -> None:
    answer = outside.get(path)
    assert answer.status_code == 401
    assert "attendances" not in answer.text


def test_the_cookie_is_for_this_page_alone(outside: TestClient) -> None:
    cookie = outside.get("/?token=the-token").headers["set-cookie"]
    assert COOKIE in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "the-token" not in cookie


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "127.0.0.1:x"],
)
def test_another_host_name_is_refused(inside: TestClient, host: str) -> None:
    assert inside.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:9999", "127.0.0.1", "[::1]:8000"])
def test_this_machine_is_answered_on_any_port(inside: TestClient, host: str) -> None:
    assert inside.get("/api/changes", headers={"host": host}).status_code == 200


def test_a_change_needs_the_csrf_token(inside: TestClient, desk: Desk) -> None:
    before = desk.markdown
    for token in ("", "wrong"):
        assert inside.post("/api/save", json=edit(desk), headers={"X-CSRF-Token": token}).status_code == 403
    assert desk.markdown == before
    assert inside.post("/api/save", json=edit(desk)).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost:8000"])
def test_a_change_from_another_origin_is_refused(inside: TestClient, desk: Desk, origin: str) -> None:
    assert inside.post("/api/save", json=edit(desk), headers={"origin": origin}).status_code == 403
    assert inside.post("/api/save", json=edit(desk), headers={"origin": HOST}).status_code == 200


def test_other_kinds_of_request_are_refused(inside: TestClient, desk: Desk) -> None:
    form = inside.post("/api/save", data={"key": "1"})
    assert form.status_code == 415
    assert inside.put("/api/save", json={}).status_code == 405
    assert inside.post("/api/save", json={"text": "x" * 300_000}).status_code == 413
    assert inside.get("/api/changes", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    for wrong in ({}, {**edit(desk), "extra": 1}, {**edit(desk), "version": "1"}, {**edit(desk), "text": None}, [], 3):
        assert inside.post("/api/save", json=wrong).status_code == 422


def test_the_policy_allows_no_inline_script_and_the_page_has_none(inside: TestClient) -> None:
    page = inside.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page.text) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page.text.split("<main")[0]) == []


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script> text",
        "<img src=x onerror=alert(1)> text",
        "[click](javascript:alert(1)) text",
        "[click](data:text/html,<script>alert(1)</script>) text",
        '"><svg onload=alert(1)> text',
        "![x](https://evil.example/p.png) text",
        "![x](charts/../../etc/passwd.svg) text",
        "</textarea></div><iframe src=//evil.example> text",
        "{{7*7}} {% raw %} text",
        "a\u202etxet <style>*{display:none}</style> text",
    ],
)
def test_what_people_write_never_becomes_markup(inside: TestClient, desk: Desk, nasty: str) -> None:
    answer = inside.post("/api/save", json=edit(desk, nasty))
    assert answer.status_code == 200
    (key,) = {block["key"] for block in answer.json()["blocks"] if block["key"] == first(desk).key}
    for html in (
        next(b["html"] for b in answer.json()["blocks"] if b["key"] == key),
        inside.get("/").text.split("<main")[1],
    ):
        assert re.findall(r"<(?:script|iframe|style|object|embed)", html) == []
        tags = re.findall(r"<[a-z][^>]*>", html)
        assert [tag for tag in tags if re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag))] == []
        assert not re.search(r'(?:href|src)="(?:javascript|data|https?://evil|//)', html)
        assert "\u202e" not in html
        assert "{{7*7}}" in html or "{{7*7}}" not in nasty
    history = inside.get(f"/evidence/history?key={key}").text
    assert "<script" not in history
    assert "<iframe" not in history


def test_a_note_or_evidence_with_markup_is_shown_as_text(folder: Path, guard: Guard) -> None:
    path = folder / "exceptions.json"
    text = path.read_text(encoding="utf-8")
    found = re.search(r'"evidence": "', text)
    assert found
    path.write_text(text[: found.end()] + "<script>alert(1)</script> " + text[found.end() :], encoding="utf-8")
    desk = Desk(folder)
    with TestClient(make_app(desk, guard), base_url=HOST) as client:
        client.get("/?token=the-token")
        flag = next(flag for flag in desk.flags if "<script>" in flag.evidence)
        answer = client.get("/evidence/flag", params={"id": flag.id})
    desk.close()
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/charts/../report.md", "/charts/..%2Freport.md", "/charts/%2e%2e%2ffacts.json", "/charts/charts.json",
        "/charts/..%5Creport.md", "/static/../app.py", "/static/..%2Fapp.py", "/charts/link.svg", "/charts/sub%2Fx.svg",
        "/charts/.svg", "/charts/%00.svg",
    ],
)  # fmt: skip
def test_paths_stay_in_the_charts_folder(inside: TestClient, desk: Desk, path: str) -> None:
    if not (desk.charts / "link.svg").is_symlink():
        (desk.charts / "link.svg").symlink_to(desk.folder / "report.md")
    assert inside.get(path).status_code in (400, 404)


def test_pictures_are_shown_and_cannot_run_anything(inside: TestClient, desk: Desk) -> None:
    name = next(path.name for path in sorted(desk.charts.iterdir()) if path.suffix == ".svg")
    answer = inside.get(f"/charts/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_a_conflict_gives_both_texts(inside: TestClient, desk: Desk) -> None:
    stale = edit(desk, "Mine.")
    desk.save(stale["key"], "Theirs.", stale["version"], "Bob")
    answer = inside.post("/api/save", json=stale)
    assert answer.status_code == 409
    assert (answer.json()["theirs"], answer.json()["author"]) == ("Theirs.", "Bob")


def test_an_edit_answers_with_verdicts_and_what_else_changed(inside: TestClient, desk: Desk) -> None:
    block = first(desk)
    answer = inside.post("/api/add", json={"after": block.key, "text": "There were 9,999,999 visits."}).json()
    added = next(one for one in answer["blocks"] if one["key"] == answer["added"])
    assert added["number"] == (block.number or 0) + 1
    assert answer["order"].index(answer["added"]) == answer["order"].index(block.key) + 1
    changes = inside.get("/api/changes", params={"since": answer["revision"]}).json()
    assert "blocks" not in changes
    inside.post("/api/remove", json={"key": added["key"], "version": added["version"]})
    assert answer["added"] not in inside.get("/api/changes", params={"since": answer["revision"]}).json()["order"]


def test_presence_and_names(inside: TestClient, desk: Desk, guard: Guard) -> None:
    assert inside.post("/api/name", json={"name": " Bob\u202e  Brown\n"}).json() == {"name": "Bob Brown"}
    assert inside.post("/api/name", json={"name": " "}).status_code == 422
    key = first(desk).key
    inside.get("/api/changes", params={"editing": key})
    with TestClient(inside.app, base_url=HOST) as other:
        other.get("/?token=the-token")
        assert other.get("/api/changes").json()["editing"] == {str(key): ["Bob Brown"]}
    inside.post("/api/save", json=edit(desk))
    assert desk.history(key)[-1].author == "Bob Brown"


def test_every_figure_of_the_text_has_its_evidence(inside: TestClient, desk: Desk) -> None:
    block = first(desk)
    verdicts = desk.verdicts.settled(desk.blocks)[block.key]
    for number, verdict in enumerate(verdicts):
        answer = inside.get("/evidence/claim", params={"key": block.key, "n": number})
        assert answer.status_code == 200
        assert all(f'data-fact="{fact}"' in answer.text for fact in verdict.claim.facts[:3] if fact in desk.facts.by_id)
    assert inside.get("/evidence/claim", params={"key": block.key, "n": 10_000}).status_code == 404
    assert inside.get("/evidence/fact", params={"id": "nothing"}).status_code == 404
    assert inside.get("/evidence/flag", params={"id": "nothing"}).status_code == 404


def test_a_derived_fact_is_told_down_to_its_rows(inside: TestClient, desk: Desk) -> None:
    fact = next(fact for fact in desk.facts.facts if fact.statistic == "change_percent" and fact.derivation)
    text = inside.get("/evidence/fact", params={"id": fact.id}).text
    assert "Computed: the change in per cent between:" in text
    assert "Source: " in text


def test_roles_of_a_shared_copy(desk: Desk) -> None:
    guard = Guard(
        "", "", frozenset({"reports.example"}), "X-Remote-User", {"ann": "approver", "bob": "editor", "*": "reader"}
    )
    with TestClient(make_app(desk, guard), base_url="http://reports.example") as client:
        assert client.get("/").status_code == 401
        for name, saves, approves in (("cyd", 422, 422), ("bob", 200, 422), ("ann", 200, 200)):
            client.cookies.clear()
            page = client.get("/", headers={"X-Remote-User": name})
            assert page.status_code == 200
            csrf = re.search(r'name="csrf" content="([^"]+)"', page.text)
            assert csrf
            headers = {"X-Remote-User": name, "X-CSRF-Token": csrf[1]}
            assert client.post("/api/save", json=edit(desk, f"By {name}."), headers=headers).status_code == saves
            block = first(desk)
            sign = {"key": block.key, "version": block.version, "reason": "A reason long enough."}
            assert client.post("/api/approve", json=sign, headers=headers).status_code == approves
        assert desk.history(first(desk).key)[-1].author == "ann"


def test_the_signatures_are_shown(inside: TestClient, desk: Desk) -> None:
    block = first(desk)
    sign = {"key": block.key, "version": block.version, "reason": "A reason <b>long</b> enough."}
    assert inside.post("/api/approve", json=sign).status_code == 200
    log = inside.get("/evidence/log")
    assert log.status_code == 200
    assert f"Ann <b>approved</b> paragraph {block.number}, " in log.text
    assert "<b>long" not in log.text


def test_questions_are_answered_and_escaped(inside: TestClient, desk: Desk) -> None:
    answer = inside.post("/api/ask", json={"question": "<b>what is</b> attendances?"})
    assert answer.status_code == 200
    assert "<b>what" not in answer.text
    assert 'data-fact="' in answer.text
    assert 'data-question="&lt;b&gt;what is&lt;/b&gt; attendances?"' in answer.text
    follows = inside.post("/api/ask", json={"question": "and its peers?", "before": "What is attendances?"})
    assert re.search('data-question="Compare .*ttendances.* with its peers."', follows.text)
    nothing = inside.post("/api/ask", json={"question": "Who will win the cup?"})
    assert "The data here do not say." in nothing.text
    assert 'data-fact="' not in nothing.text


NOTE_KINDS = {"cause": "sign", "method": "method"}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("reader", set()), ("editor", {"edit"}), ("analyst", {"edit", "settle", "method"}),
        ("approver", {"edit", "settle", "method", "sign"}), ("stranger", set()),
    ],
)  # fmt: skip
def test_what_each_role_may_do(desk: Desk, role: str, rights: set[str]) -> None:
    """Each right by a request that takes it; what a role lacks is refused, and the refusal names who may."""
    notes = {kind: write_note(desk, kind, "Counted by the clerk.", (), "Eve").id for kind in NOTE_KINDS}
    block = first(desk)
    at = {"key": block.key, "version": block.version}
    guard = Guard("", "", frozenset({"reports.example"}), "X-Remote-User", {"ann": role, "*": "reader"})
    with TestClient(make_app(desk, guard), base_url="http://reports.example") as client:
        page = client.get("/", headers={"X-Remote-User": "ann"})
        csrf = re.search(r'name="csrf" content="([^"]+)"', page.text)
        assert csrf and f'data-may="{" ".join(sorted(rights))}"' in page.text
        headers = {"X-Remote-User": "ann", "X-CSRF-Token": csrf[1]}
        for path, body, right in (
            ("read", at, "edit"),
            ("note", {"kind": "cause", "text": "A note.", "measures": []}, "edit"),
            ("note-approve", {"id": notes["method"]}, "method"),
            ("note-approve", {"id": notes["cause"]}, "sign"),
            ("note-withdraw", {"id": notes["cause"]}, "sign"),
            ("settle", {**at, "choice": "now"}, "settle"),
            ("approve", {**at, "reason": "A reason long enough."}, "sign"),
        ):
            answer = client.post(f"/api/{path}", json=body, headers=headers)
            said = answer.json().get("error", "")
            assert ("Your role here is" in said) == (right not in rights), (path, said)
            if right not in rights:
                assert answer.status_code == 422 and "approver" in said
