"""Changing the text: what the script sends when people edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from pcc_narrator.review import signoff
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.bodies import Add, At, Move, Name, Revert, Save, Settle, Split, Text
from pcc_narrator.review.diff import word_diff
from pcc_narrator.review.errors import NotFound, Refused
from pcc_narrator.review.pages import template
from pcc_narrator.review.refreshing import settle
from pcc_narrator.review.security import clean_name
from pcc_narrator.review.site import Site, may, session_of
from pcc_narrator.review.typed import clean
from pcc_narrator.review.views import STATES, counts, views


def add(app: FastAPI, site: Site) -> None:
    """Put the routes on the application."""
    desk = site.desk

    @app.get("/api/changes")
    def changes(request: Request, since: int = 0, editing: int = 0) -> dict[str, Any]:
        session = session_of(request)
        site.presence.say(session.csrf, session.name, editing)
        site.settled()  # the slow part, while others may save
        with desk.lock:
            desk.refresh()
            found = site.settled()
            answer = site.changed(found, desk.store.changed_since(since)) if desk.revision != since else {}
            signed = signoff.standing(desk)
            missing = desk.verdicts.missing(desk.blocks)
        return {
            **answer, "revision": desk.revision, "counts": counts(found), "missing": [gap.message for gap in missing],
            "report": signed.report, "said": STATES[signed.report], "by": signed.by, "states": signed.blocks,
            "editing": site.presence.others(session.csrf), "facts": desk.facts_sha256, "data": desk.data_sha256,
        }  # fmt: skip

    @app.get("/api/block")
    def block(key: int) -> dict[str, Any]:
        shown = views(desk, site.settled(frozenset({key})), frozenset({key}))
        if not shown:
            raise NotFound("The report has no such paragraph.")
        return shown[0].data()

    @app.get("/api/section")
    def section(key: int) -> dict[str, Any]:
        """The settled verdicts of the section of a block."""
        site.settled(frozenset({key}))  # the slow part, while others may save
        with desk.lock:
            found = site.settled(frozenset({key}))
            return site.changed(found, frozenset(found))

    def told(request: Request, key: int, change: Callable[[str], Block], *, adds: bool = False) -> dict[str, Any]:
        """Make a change in the name of whoever asks; gives what the page has to show anew."""
        author, before = may(request, "edit"), desk.revision
        made = change(author)
        return {**site.saved(key or made.key, before), **({"added": made.key} if adds else {})}

    @app.post("/api/save")
    def save(request: Request, body: Save) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.save(body.key, body.text, body.version, author))

    @app.post("/api/add")
    def add_below(request: Request, body: Add) -> dict[str, Any]:
        return told(request, 0, lambda author: desk.add(body.after, body.text, author), adds=True)

    @app.post("/api/split")
    def split(request: Request, body: Split) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.split(body.key, body.version, body.at, author), adds=True)

    @app.post("/api/merge")
    def merge(request: Request, body: At) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.merge(body.key, body.version, author))

    @app.post("/api/remove")
    def remove(request: Request, body: At) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.remove(body.key, body.version, author))

    @app.post("/api/restore")
    def restore(request: Request, body: At) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.restore(body.key, author))

    @app.post("/api/move")
    def move(request: Request, body: Move) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.move(body.key, body.version, body.up, author))

    @app.post("/api/undo")
    def undo(request: Request, body: At) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.undo(body.key, body.version, author))

    @app.post("/api/revert")
    def revert(request: Request, body: Revert) -> dict[str, Any]:
        return told(request, body.key, lambda author: desk.revert(body.key, body.version, body.event, author))

    @app.post("/api/settle")
    def decide(request: Request, body: Settle) -> dict[str, Any]:
        author, before = may(request, "settle"), desk.revision
        settle(desk, body.key, body.version, body.choice, author)
        return site.saved(body.key, before)

    @app.post("/api/diff", response_class=HTMLResponse)
    def diff(request: Request, body: Text) -> str:
        """How a block would read with another text: what goes, what comes, and what the checker says of it."""
        block = desk.block(body.key)
        if not block.editable or block.removed:
            raise Refused("Choose a paragraph of the report first: put the cursor in it, or click it.")
        text = clean(body.text, block.kind)
        refuted = [
            one.claim for one in desk.verdicts.instead(desk.blocks, body.key, text) if one.claim.verdict == "refuted"
        ]
        return template("diff.html", block=block, text=text, parts=word_diff(block.text, text), refuted=refuted)

    @app.post("/api/name")
    def name(request: Request, body: Name) -> dict[str, str]:
        wanted = clean_name(body.name)
        if site.guard.names_people:
            raise Refused("Your name is given by the sign-in of your office.")
        if not wanted:
            raise Refused("Write your name: it stands beside what you change and sign.")
        session_of(request).name = wanted
        return {"name": wanted}
