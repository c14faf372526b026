"""Two texts of reports: paragraphs matched by id, and the words that changed in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pcc_narrator.comparing.types import Segment, TextChange

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ITEM = re.compile(r"(?:(?P<number>\d{1,4})[.)]|[-*+])\s+(?P<text>.*)")
_ID = re.compile(r"\s*<!--\s*(?P<id>[^\s>]+)\s*-->\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_POINTER = re.compile(r"\s*\((?:\[)?paragraphs? \d+(?:(?:,| and| to) \d+)*(?:\]\([^)]*\))?\)")
_NO_PROSE = re.compile(r"\||!\[|\[[^\]]*\]\([^)]*\)\s*$|\*\*[^*]+\*\*\s*$|```|~~~")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_SAME_ENOUGH = 0.35  # below this share of common words two paragraphs are told one after the other


@dataclass(frozen=True, slots=True)
class _Paragraph:
    id: str
    heading: str
    number: int | None
    words: str


def texts_between(old: str, new: str) -> tuple[tuple[TextChange, ...], int]:
    """Paragraphs that differ, in the order of the new text with removed ones last, and how many do not differ.

    Paragraphs with an id (a comment at their end) are matched by it, wherever they stand; others by their order
    under the same heading. Numbers of paragraphs and the mentions "(paragraphs 7 to 9)" are no change.
    """
    before, now = _paragraphs(old), _paragraphs(new)
    pairs = _matched(before, now)
    taken = {first for first, _ in pairs if first is not None}
    changes = [
        _change(None if first is None else before[first], now[second])
        for first, second in pairs
        if first is None or before[first].words != now[second].words
    ]
    changes += [_removed(paragraph) for at, paragraph in enumerate(before) if at not in taken]
    return tuple(changes), sum(first is not None and before[first].words == now[at].words for first, at in pairs)


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """What both texts have and what only one has, word by word. Joined, they give either text."""
    first, second = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    matcher = SequenceMatcher(None, [word.rstrip() for word in first], [word.rstrip() for word in second], False)
    if matcher.ratio() < _SAME_ENOUGH:
        return tuple(Segment(kind, text) for kind, text in (("removed", old), ("added", new)) if text)  # type: ignore[arg-type]
    found: list[Segment] = []
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            found.append(Segment("same", "".join(second[begin:stop])))
            continue
        if end > start:
            found.append(Segment("removed", "".join(first[start:end])))
        if stop > begin:
            found.append(Segment("added", "".join(second[begin:stop])))
    return tuple(found)


def _matched(before: list[_Paragraph], now: list[_Paragraph]) -> list[tuple[int | None, int]]:
    """(place in the old list or None, place in the new one) of every new paragraph."""
    by_id = {paragraph.id: at for at, paragraph in reversed(list(enumerate(before))) if paragraph.id}
    result: dict[int, int | None] = {
        at: by_id.pop(paragraph.id, None) for at, paragraph in enumerate(now) if paragraph.id
    }
    headings = dict.fromkeys(paragraph.heading for paragraph in now if not paragraph.id)
    for heading in headings:
        olds = [at for at, paragraph in enumerate(before) if not paragraph.id and paragraph.heading == heading]
        news = [at for at, paragraph in enumerate(now) if not paragraph.id and paragraph.heading == heading]
        matcher = SequenceMatcher(None, [before[at].words for at in olds], [now[at].words for at in news], False)
        for kind, start, end, begin, stop in matcher.get_opcodes():
            for place in range(begin, stop):
                other = start + place - begin
                paired = kind in ("equal", "replace") and other < end
                result[news[place]] = olds[other] if paired else None
    return [(result[at], at) for at in range(len(now))]


def _change(old: _Paragraph | None, new: _Paragraph) -> TextChange:
    if old is None:
        return TextChange("added", new.id, new.heading, None, new.number, (Segment("added", new.words),))
    segments = word_segments(old.words, new.words)
    return TextChange("changed", new.id, new.heading, old.number, new.number, segments)


def _removed(old: _Paragraph) -> TextChange:
    return TextChange("removed", old.id, old.heading, old.number, None, (Segment("removed", old.words),))


def _paragraphs(text: str) -> list[_Paragraph]:
    return [paragraph for paragraph in _read(text) if paragraph.words]


def _read(text: str) -> Iterator[_Paragraph]:
    """Paragraphs and list items; tables, pictures, captions, code and comments are passed over."""
    heading, fenced = "", False
    open_lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if _FENCE.match(line):
            fenced = not fenced
        title = _HEADING.fullmatch(stripped)
        alone = not stripped or title or fenced or _NO_PROSE.match(stripped) or _ITEM.match(stripped)
        if alone and open_lines:
            yield _paragraph(" ".join(open_lines), heading)
            open_lines = []
        if title:
            heading = title[1]
        elif stripped and not fenced and (_ITEM.match(stripped) or not _NO_PROSE.match(stripped)):
            open_lines.append(stripped)


def _paragraph(source: str, heading: str) -> _Paragraph:
    tag = _ID.search(source)
    item = _ITEM.fullmatch(_COMMENT.sub("", source).strip())
    number = int(item["number"]) if item and item["number"] else None
    words = item["text"] if item else _COMMENT.sub("", source)
    words = _LINK.sub(r"\1", _POINTER.sub("", words)).replace("**", "")
    return _Paragraph(tag["id"] if tag else "", heading, number, " ".join(words.split()))
