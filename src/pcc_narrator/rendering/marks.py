"""Marks that travel with a text through a Markdown converter: private-use characters, never printed.

A mark stands around each claim, and before each numbered paragraph, so that the converted page can say where a
figure comes from without guessing which "4" of the page is which "4" of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pcc_narrator.models.claim import Claim
from pcc_narrator.rendering.dom import Node

_OPEN, _MID, _CLOSE, _LABEL, _LABEL_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_DIGITS = {str(digit): chr(0xE010 + digit) for digit in range(10)}
_BACK = {mark: digit for digit, mark in _DIGITS.items()}
_ANY = re.compile("[\ue000-\ue01f]")
_NUMBER = "([\ue010-\ue019]+)"
_PIECES = re.compile(f"{_OPEN}{_NUMBER}{_MID}|({_CLOSE})")
_LABELS = re.compile(f"{_LABEL}{_NUMBER}{_LABEL_END}")


def without_marks(text: str) -> str:
    """The text with all marks taken out."""
    return re.sub(f"{_OPEN}{_NUMBER}{_MID}|{_LABEL}{_NUMBER}{_LABEL_END}|[\ue000-\ue01f]", "", text)


def neutral(text: str) -> str:
    """The text with private-use characters of its own replaced, one for one, so that it cannot forge a mark."""
    return _ANY.sub("\ufffd", text)


def label(number: int) -> str:
    """A mark that stands for entry `number` of a list that the caller keeps."""
    return _LABEL + _encoded(number) + _LABEL_END


def take_label(text: str) -> tuple[int | None, str]:
    """The first label of a text, and the text without it."""
    match = _LABELS.search(text)
    if match is None:
        return None, text
    return _decoded(match[1]), text[: match.start()] + text[match.end() :]


def chosen(claims: Sequence[Claim]) -> tuple[int, ...]:
    """Indexes of the claims to mark: none overlaps another; refuted ones first, then the shortest."""
    order = sorted(
        range(len(claims)),
        key=lambda i: (claims[i].verdict != "refuted", claims[i].end - claims[i].start, claims[i].start, i),
    )
    taken: list[tuple[int, int, int]] = []
    covered: set[int] = set()
    for index in order:
        span = range(claims[index].start, claims[index].end)
        if len(span) and not any(place in covered for place in span):
            covered.update(span)
            taken.append((claims[index].start, claims[index].end, index))
    return tuple(index for _, _, index in sorted(taken))


def mark_claims(text: str, claims: Sequence[Claim]) -> str:
    """The text with marks around its claims, numbered as in `claims`. A claim that spans lines is not marked."""
    parts, done = [], 0
    for index in chosen(claims):
        claim = claims[index]
        inside = text[claim.start : claim.end]
        if claim.end > len(text) or "\n" in inside:
            continue
        parts += [text[done : claim.start], _OPEN, _encoded(index), _MID, inside, _CLOSE]
        done = claim.end
    return "".join([*parts, text[done:]])


def resolve_marks(node: Node, make: Callable[[int, list[Node | str]], Node]) -> None:
    """Turns marks below `node` into what `make(number, content)` returns.

    A pair is resolved where both ends have the same parent; a mark without its partner is dropped.
    """
    for inner in node.elements:
        resolve_marks(inner, make)
    result: list[Node | str] = []
    opened: tuple[int, int] | None = None  # claim number, place in result
    for child in node.children:
        if not isinstance(child, str):
            result.append(child)
            continue
        place = 0
        for match in _PIECES.finditer(child):
            if match.start() > place:
                result.append(child[place : match.start()])
            place = match.end()
            if match[1] is not None:
                opened = (_decoded(match[1]), len(result))
            elif opened is not None:
                number, start = opened
                content = result[start:]
                if content:
                    result[start:] = [make(number, content)]
                opened = None
        if place < len(child):
            result.append(child[place:])
    node.children = result


def _encoded(number: int) -> str:
    return "".join(_DIGITS[digit] for digit in str(number))


def _decoded(marks: str) -> int:
    return int("".join(_BACK[mark] for mark in marks))
