"""What named people may do on a shared page: a table of roles, and nothing else decides.

The analyst answers for the figures: settles what new data left open, and approves notes that say how figures are
counted. The editor answers for the words. The approver signs, and may do everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Right = Literal["edit", "settle", "method", "sign"]
APPROVER = "approver"
ROLES: Mapping[str, frozenset[Right]] = {
    "reader": frozenset(),
    "editor": frozenset({"edit"}),
    "analyst": frozenset({"edit", "settle", "method"}),
    APPROVER: frozenset({"edit", "settle", "method", "sign"}),
}
OF_METHOD = frozenset({"method", "definition"})  # kinds of note that say how figures are counted
_WHAT: Mapping[Right, str] = {
    "edit": "change the text", "settle": "settle what new data left open", "method": "approve notes", "sign": "sign",
}  # fmt: skip


def rights(role: str) -> frozenset[Right]:
    """What a role may do; a role that is not known may only read and ask."""
    return ROLES.get(role, frozenset())


def right_for_note(kind: str) -> Right:
    """The right that it takes to approve a note of a kind, or to withdraw it."""
    return "method" if kind in OF_METHOD else "sign"


def refusal(role: str, right: Right) -> str:
    """Why somebody may not do something, and who may."""
    who = " or ".join(sorted(name for name, its in ROLES.items() if right in its))
    return f"Your role here is {role}: you cannot {_WHAT[right]}. It takes an {who}."
