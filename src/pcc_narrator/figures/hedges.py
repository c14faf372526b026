"""Hedges before and after an amount: about, nearly, more than, or fewer."""

from __future__ import annotations

from pcc_narrator.figures.tokens import Stream
from pcc_narrator.models.figure import Hedge

_LONGEST = 5
# Between two figures these compare ("12 more than 10"); before a lone one they hedge.
_COMPARING: frozenset[Hedge] = frozenset({"more_than", "less_than"})
_LINKING = frozenset({"to", "and", "or", "but", "from"})  # "from 12 to more than 20"


def hedge_before(stream: Stream, begin: int, last_figure: int | None) -> Hedge | None:
    """The hedge whose words end right before token `begin`. `last_figure`: index after the figure before, if any."""
    words: list[str] = []
    found: Hedge | None = None
    found_at = begin
    place = begin
    while place > 0 and len(words) < _LONGEST:
        token = stream.before(place)
        if token.kind not in ("word", "symbol") or not token.low:
            break
        place -= 1
        if token.text == "." and stream.before(place).low == "c":
            continue  # c. 40
        if not words and token.low in ("a", "an"):
            continue
        words.insert(0, token.low)
        hedge = stream.words.hedges.get(tuple(words))
        if hedge is not None:
            found, found_at = hedge, place
    if found is None:
        return None
    first = stream.tokens[found_at].low
    if first == "c" and stream.tokens[found_at].text != "c":
        return None
    if found in _COMPARING and last_figure is not None and found_at > 0:
        between = stream.tokens[last_figure:found_at]
        thing = len(between) == 1 and between[0].kind == "word" and between[0].low not in _LINKING
        compares = not between or (thing and stream.tokens[found_at].gap < 2)
        if compares and 0 <= found_at - last_figure <= 1 and first not in ("<", ">"):
            return None
    return found


def hedge_after(stream: Stream, stop: int) -> Hedge | None:
    """The hedge that follows an amount: or more, or fewer, and over, +, or so."""
    token = stream.at(stop)
    if token.text == "+" and stream.glued(stop) and not stream.glued(stop + 1):
        return "at_least"
    if token.text == "-" and stream.at(stop + 1).low == "odd" and stream.glued(stop):
        return "about"
    if token.low == "plus" and (stream.glued(stop) or stream.at(stop + 1).kind != "number"):
        return "at_least" if stream.at(stop + 1).low not in ("or", "minus", "a") else None
    pair = (token.low, stream.at(stop + 1).low)
    if pair == ("or", "more") and stream.at(stop + 2).low in ("than", "likely"):
        return None
    return stream.words.hedges_after.get(pair)
