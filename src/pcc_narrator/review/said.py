"""How the page says things: texts without their marks, what was computed or signed, a flag and a value in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.rendering.figure_text import fact_text

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_STARS = re.compile(r"\*{1,3}")
_OPERATIONS: Mapping[str, str] = {
    "change_percent": "the change in per cent between", "difference": "the difference between", "rate": "the rate of",
    "test": "a test of", "share": "the share of", "slope": "the slope of the line through",
}  # fmt: skip
_SIGNED: Mapping[str, str] = {
    "approve": "approved", "approve_report": "approved the report", "approve_note": "approved the note",
    "withdraw": "took back the approval of", "withdraw_report": "took back the approval of the report",
    "withdraw_note": "withdrew the note", "publish": "published the report",
}  # fmt: skip


def unmarked(text: str) -> str:
    """A text as it is read: without the stars of bold words and the targets of links."""
    return _STARS.sub("", _LINK.sub(r"\1", text))


def first_words(text: str, length: int = 70) -> str:
    """The beginning of a text, without its marks, on one line."""
    flat = " ".join(unmarked(text).split())
    return flat if len(flat) <= length else f"{flat[:length].rsplit(' ', 1)[0]} …"


def value_of(fact: Fact) -> str:
    """The value of a fact. One that is yes or no says of what."""
    if isinstance(fact.value, bool):
        name = fact.statistic.replace("_", " ")
        return name.capitalize() if fact.value else f"Not {name}"
    return fact_text(fact)


def computed(operation: str) -> str:
    """How a fact was made of others, before their list."""
    return _OPERATIONS.get(operation, f"{operation.replace('_', ' ')} of")


def deed(action: str) -> str:
    """What an entry of the sign-off log says that somebody did."""
    return _SIGNED.get(action, action.replace("_", " "))


def reason_of(flag: Flag) -> str:
    """Why something was flagged, in one sentence, without its name."""
    evidence = unmarked(flag.evidence)
    head, colon, rest = evidence.partition(": ")
    text = rest if colon and len(head) < 60 else evidence
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
