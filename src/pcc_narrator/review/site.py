"""What all routes share: the desk, who is there, and the answer to a change."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from pcc_narrator.review.ask import Library
from pcc_narrator.review.ask.free import Asker
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Refused
from pcc_narrator.review.pages import template
from pcc_narrator.review.presence import Presence
from pcc_narrator.review.roles import Right, refusal, rights
from pcc_narrator.review.security import Guard, Session
from pcc_narrator.review.verdicts import Verdict
from pcc_narrator.review.views import views

Found = dict[int, tuple[Verdict, ...]]


class Site:
    """One desk on the web."""

    def __init__(self, desk: Desk, guard: Guard, asker: Asker | None = None) -> None:
        self.desk = desk
        self.guard = guard
        self.asker = asker
        self.presence = Presence()
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """What questions are answered from: made anew when the facts are."""
        desk, kept = self.desk, self._library
        if kept is None or kept.facts is not desk.facts:
            kept = self._library = Library(desk.facts, desk.flags, desk.verdicts.checker)
        return kept

    def settled(self, keys: frozenset[int] | None = None) -> Found:
        """The verdicts of every block, or of the sections in which some stand."""
        return self.desk.verdicts.settled(self.desk.blocks, keys)

    def changed(self, found: Found, keys: frozenset[int]) -> dict[str, Any]:
        """Views of some blocks, with the order of all."""
        desk = self.desk
        return {
            "blocks": [
                {**view.data(), "html": template("block.html", view=view)} for view in views(desk, found, keys)
            ],
            "order": [block.key for block in desk.blocks if not block.removed],
            "revision": desk.revision,
        }  # fmt: skip

    def saved(self, key: int, before: int) -> dict[str, Any]:
        """The answer to a change: the block with the verdicts of a quick look, and what else was changed by it."""
        with self.desk.lock:
            keys = self.desk.store.changed_since(before) | {key}
            return self.changed({one: self.desk.verdicts.quick(self.desk.blocks, one) for one in keys}, keys)


def session_of(request: Request) -> Session:
    """The session of whoever asks."""
    session: Session = request.state.session
    return session


def may(request: Request, right: Right) -> str:
    """The name of whoever asks, if their role has a right. Raises Refused."""
    if right not in rights(request.state.role):
        raise Refused(refusal(request.state.role, right))
    return session_of(request).name
