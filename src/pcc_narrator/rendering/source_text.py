"""report.md prepared for conversion: claims marked, paragraph numbers and ids taken up, and nothing hidden in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.rendering.marks import label, mark_claims, neutral

PARAGRAPH = re.compile(r"(?P<number>\d{1,4})\.[ \t]+(?P<text>.*?)(?:[ \t]*<!--[ \t]*(?P<id>[^\s>]+)[ \t]*-->)?[ \t]*")
_BULLET = re.compile(r"(?P<head>[-*+][ \t]+)(?P<text>.*?)[ \t]*<!--[ \t]*(?P<id>[^\s>]+)[ \t]*-->[ \t]*")
_HEADLINE = re.compile(r"<!--[ \t]*headline:[ \t]*(?P<id>[^\s>]+)[ \t]*-->[ \t]*")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_CHARACTER_CODE = re.compile(r"&(?=#[0-9xX])")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a label of the prepared text stands for."""

    kind: Literal["paragraph", "point", "headline"]
    id: str
    number: int | None = None


@dataclass(slots=True)
class Prepared:
    """The text to convert, and the entries of its labels."""

    text: str
    entries: list[Entry] = field(default_factory=list)


def prepare(text: str, report: CheckReport) -> Prepared:
    """Marks the claims of `report` and puts a label before each numbered paragraph, summary point and headline box.

    Character codes (`&#49;`) are shown as they are written, not as the character: the page shows no digit that the
    checker did not read.
    """
    marked = mark_claims(neutral(text), report.claims).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    prepared = Prepared("")
    lines, fenced = [], False
    for line in marked.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        lines.append(line if fenced else _line(_CHARACTER_CODE.sub("&amp;", line), prepared.entries))
    prepared.text = "\n".join(lines)
    return prepared


def _line(line: str, entries: list[Entry]) -> str:
    if match := PARAGRAPH.fullmatch(line):
        number = int(match["number"])
        entries.append(Entry("paragraph", match["id"] or "", number))
        return f"{number}. {label(len(entries) - 1)}{match['text']}"
    if match := _BULLET.fullmatch(line):
        entries.append(Entry("point", match["id"]))
        return f"{match['head']}{label(len(entries) - 1)}{match['text']}"
    if match := _HEADLINE.fullmatch(line):
        entries.append(Entry("headline", match["id"]))
        return label(len(entries) - 1)
    return line
