"""Numbers that belong to the layout of a text: of paragraphs, lists and headings, footnote marks, markup."""

from __future__ import annotations

import unicodedata

from pcc_narrator.figures.labels import is_unit
from pcc_narrator.figures.name import Name
from pcc_narrator.figures.numbers import vulgar_fraction
from pcc_narrator.figures.tokens import NOTHING, Stream
from pcc_narrator.periods.tokens import BREAK, GLUED, LINE, SPACE


def markup(stream: Stream, index: int) -> Name | None:
    token = stream.tokens[index]
    if token.kind == "markup":
        return Name(index, index + 1, token.reason)
    if token.kind == "mark" and vulgar_fraction(token.text) is None:
        before = stream.tokens[index - 1] if index and token.gap == GLUED else NOTHING
        lowered = "SUBSCRIPT" in unicodedata.name(token.text, "")
        unit = lowered or before.low in stream.words["unit_marks"]
        return Name(index, index + 1, "part of a unit or formula" if unit else "footnote mark")
    if token.text == "#" and stream.at(index + 1).kind == "number" and stream.glued(index + 1):
        return Name(index, index + 2, "reference number")
    return None


def line_number(stream: Stream, index: int) -> Name | None:
    """12. or (3) or 3.07 at the start of a line."""
    token = stream.tokens[index]
    if token.text == "(" and token.gap >= LINE and stream.at(index + 1).plain_integer is not None:
        closed = stream.at(index + 2).text == ")" and stream.glued(index + 1)
        runs_on = stream.at(index + 3) is not NOTHING and stream.at(index + 3).gap == SPACE
        small = len(stream.at(index + 1).text) < 3
        return Name(index, index + 3, "list number") if closed and runs_on and small else None
    if token.kind != "number" or token.grouped or not stream.line_start(index):
        return None
    following, beyond = stream.at(index + 1), stream.at(index + 2)
    heading = _in_heading(stream, index)
    if token.value is None or "." in token.text:
        named = following.capitalised or following.kind == "markup"
        section = token.value is None or heading or (len(token.text.partition(".")[2]) == 2 and following.gap == 1)
        section = section or _opens_paragraph(stream, index)
        if named and section and following.gap < LINE and not is_unit(stream, index + 1):
            return Name(index, index + 1, "section number")
        return None
    if len(token.text) > 3 or following.text not in (".", ")") or not stream.glued(index + 1):
        return None
    if beyond is NOTHING or beyond.gap >= LINE or (beyond.gap == GLUED and not beyond.capitalised):
        return None
    if not heading and _wrapped_prose(stream, index):
        return None
    return Name(index, index + 2, "heading number" if heading else "paragraph or list number")


def _opens_paragraph(stream: Stream, index: int) -> bool:
    """Whether "1.4" stands alone before a sentence that goes on for a line: "1.4 Visits stood at 134 in May"."""
    token = stream.tokens[index]
    numbered = token.value is not None and token.value < 30 and len(token.text.partition(".")[2]) == 1
    ahead = [stream.seen(index + offset) for offset in range(1, 8)]
    return numbered and token.gap >= BREAK and all(one is not NOTHING and one.gap < BREAK for one in ahead)


def _in_heading(stream: Stream, index: int) -> bool:
    start = stream.text.rfind("\n", 0, stream.tokens[index].start) + 1
    return stream.text[start : start + 4].lstrip().startswith("#")


def _wrapped_prose(stream: Stream, index: int) -> bool:
    """Whether the line above runs on into this one, so that a number here belongs to its sentence."""
    first = index
    while first > 0 and stream.tokens[first].gap < LINE:
        first -= 1
    if first == 0 or stream.tokens[first].gap > LINE or first != index:
        return False
    previous = stream.tokens[first - 1]
    if previous.text in (".", ":", ";", "!", "?", ")", "|", "-", ",") and previous.text != ",":
        return False
    stop = stream.text.rfind("\n", 0, stream.tokens[first].start)
    start = stream.text.rfind("\n", 0, max(stop, 0)) + 1
    return stop - start >= 50 and stream.text[start:stop].lstrip()[:1] not in "#>|-*0123456789"


def footnote(stream: Stream, index: int) -> Name | None:
    """A small number glued to a closing bracket; or after a closing quotation mark, at the end of its paragraph."""
    token = stream.tokens[index]
    number = token.plain_integer
    if number is not None and stream.before(index).kind == "markup" and stream.tokens[index - 1].text[:4] == "<sup":
        return Name(index, index + 1, "footnote mark")
    if number is not None and number <= 99 and token.gap == GLUED and stream.before(index).text in (")", "]"):
        following = stream.at(index + 1)
        if following is NOTHING or following.gap != GLUED or following.text in (".", ",", ";", ":"):
            return Name(index, index + 1, "footnote mark")
    if number is None or number > 99 or stream.before(index).text not in ('"', "”", "’"):
        return None
    opened = stream.tokens[index - 1].gap != GLUED and token.gap == GLUED
    last = index + 1 >= len(stream.tokens) or stream.tokens[index + 1].gap >= LINE
    return Name(index, index + 1, "footnote mark") if last and not opened else None
