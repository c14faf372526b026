"""Right figures in wrong words: direction, hedge, per cent and points, significance, cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutation.sentence import ORDINALS, WORDS, Edit, Sentence

# Sentences that do not assert a change: what may be, what is aimed at, what is denied.
_NOT_ASSERTED = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|not|no|never|nor|neither|target|aim|expect\w*|"
    r"rises? (?:or|and) falls?|is better|than expected|means? that)\b|n't\b|\?",
    re.IGNORECASE,
)
_FLIPS = (
    ("rose", "fell"), ("increased", "decreased"), ("increased", "fell"), ("went up", "went down"), ("grew", "shrank"),
    ("up by", "down by"), ("up from", "down from"), ("risen", "fallen"), ("has increased", "has decreased"),
    ("climbed", "dropped"), ("improved", "worsened"), ("lower than", "higher than"), ("above", "below"),
    ("fewer than", "more than"), ("less than", "more than"), ("fewer", "more"), ("highest", "lowest"),
    ("smallest", "largest"), ("a rise of", "a fall of"), ("an increase of", "a decrease of"),
    ("an increase of", "a reduction of"), ("the rise of", "the fall of"), ("met the", "missed the"),
)  # fmt: skip
_COMPARING = ("fewer", "more", "fewer than", "more than", "less than", "lower than", "higher than", "above", "below")
_RANKING = ("highest", "lowest", "smallest", "largest")
_TURNS = {
    "just over": "just under", "just under": "just over", "more than": "fewer than", "fewer than": "more than",
    "over": "under", "nearly": "just over", "almost": "just over", "at least": "less than",
    "slightly more than": "slightly less than", "slightly over": "slightly under", "less than": "more than",
}  # fmt: skip
_CAUSES = (
    ", as a result of the new operating model", ", because of staff shortages", ", driven by warmer weather",
    ", due to the new booking system", ", thanks to closer working with schools",
    ", which was caused by higher fuel prices",
)  # fmt: skip


def directions(sentence: Sentence) -> Iterator[Edit]:
    """Fell for rose, fewer for more, above for below, lowest for highest."""
    text = sentence.text
    if _NOT_ASSERTED.search(text) or sentence.in_table:
        return
    taken: set[int] = set()
    for pair in _FLIPS:
        for old, new in (pair, pair[::-1]):
            for match in re.finditer(rf"\b{old}\b", text):
                rest = text[: match.start()] + text[match.end() :]
                if match.start() in taken or re.search(rf"\b(?:{pair[0]}|{pair[1]})\b", rest):
                    continue
                if old in _RANKING and _in_the_middle(sentence, text[: match.start()], text[match.end() :]):
                    continue  # sixth lowest of 11 is sixth highest too
                if _says_a_figure(old, text[: match.start()], text[match.end() :]):
                    taken.add(match.start())
                    yield Edit("direction_flipped", match.start(), match.end(), new)


def _says_a_figure(word: str, before: str, after: str) -> bool:
    """Whether the direction word goes with a figure, so that turning it contradicts the facts."""
    if word in _COMPARING:
        return bool(re.search(r"\d[\d,.]*(?:%| per cent| percentage points)?\)? $", before))
    if word in _RANKING:
        return bool(re.search(r"\d|since|month|year|quarter", after))
    return bool(re.match(r"[^.;:]{0,45}?\d", after))


def _in_the_middle(sentence: Sentence, before: str, after: str) -> bool:
    """Whether the place told before a superlative is one that the facts give from both ends, among so many."""
    said, size = re.search(r"([\w-]+) $", before), re.search(r"\bof (?:the |our |its )?(\d+)\b", after)
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", said[1]) if said else None
    word = said[1].lower() if said else ""
    place = int(digits[1]) if digits else ORDINALS.index(word) + 1 if word in ORDINALS else None
    ends: dict[tuple[object, ...], set[object]] = {}
    for fact in sentence.facts.facts:
        if fact.statistic == "rank" and fact.value == place and (size is None or fact.out_of == int(size[1])):
            ends.setdefault((fact.measure, fact.category, fact.area, fact.period, fact.against), set()).add(fact.order)
    return any(len(orders) > 1 for orders in ends.values())


def hedges(sentence: Sentence) -> Iterator[Edit]:
    """Under for over."""
    figure = rf"(?= (?:£|a |an )?(?:\d|half|third|quarter|two-thirds|(?:{'|'.join(WORDS[2:])})\b))"
    for old, new in _TURNS.items():
        for match in re.finditer(rf"(?<!just )(?<!slightly )\b{old}\b{figure}", sentence.text):
            before, after = sentence.text[: match.start()], sentence.text[match.end() :]
            compared = re.search(r"(?:no|not|(?:\d|cent|points|%)\)?) $", before)
            if not compared and not re.match(r" \d+ (?:months|years)", after):
                yield Edit("hedge_turned", match.start(), match.end(), new, numeric=True)


def percent_points(sentence: Sentence) -> Iterator[Edit]:
    """Percentage points for per cent, and the other way round."""
    text = sentence.text
    if sentence.in_table:
        return
    for match in re.finditer(r"(\d[\d,.]*)( per cent|%)(?!\w)", text):
        yield Edit("percent_for_points", match.start(2), match.end(2), " percentage points")
    for match in re.finditer(r"(\d[\d,.]*)( percentage points?)\b", text):
        same = [fact for fact in sentence.linked(match[1].rstrip(".,")) if fact.statistic == "change_percent"]
        interval = re.search(r"(?:±|plus or minus) ?$", text[: match.start()])  # "± 4.7 per cent" is common usage
        if not same and not interval:
            yield Edit("points_for_percent", match.start(2), match.end(2), " per cent")


def significance(sentence: Sentence) -> Iterator[Edit]:
    """A test's verdict turned; "significantly" where no test says so."""
    text = sentence.text
    for match in re.finditer(r"\b(?:is|are|was|were)( not)(?: statistically)? significant\b", text):
        yield Edit("significance_turned", match.start(1), match.end(1), "")
    for match in re.finditer(r"\b(?:is|are|was|were)()(?: statistically)? significant\b", text):
        yield Edit("significance_turned", match.start(1), match.end(1), " not")
    if re.search(r"significan|chance", text, re.IGNORECASE) or _NOT_ASSERTED.search(text):
        return
    for match in re.finditer(r"\b(?:rose|fell|increased|decreased)()(?= (?:by|from) \d)", text):
        figure = re.match(r" (?:by|from) ([\d,.]*\d)", text[match.end() :])
        about = {fact.id for fact in sentence.linked(figure[1])} if figure else set()
        whose = {(fact.measure, fact.area) for fact in sentence.facts.facts if fact.id in about}
        tests = [
            fact
            for fact in sentence.facts.facts
            if fact.statistic == "significant" and (about & set(fact.of_what) or (fact.measure, fact.area) in whose)
        ]
        if not any(fact.value is True for fact in tests):
            yield Edit("significance_added", match.start(1), match.end(1), " significantly", expect="unsupported")


def causes(sentence: Sentence) -> Iterator[Edit]:
    """A cause that no note gives."""
    text = sentence.text
    if sentence.in_table or _NOT_ASSERTED.search(text) or not text.endswith("."):
        return
    if re.search(r"because|due to|result of|thanks to|driven|caused", text):
        return
    if change := re.search(r"\b(?:rose|fell|increased|decreased|fewer|higher|lower|went up|went down)\b", text):
        cause = _CAUSES[sentence.pick(change, "cause", len(_CAUSES))]
        yield Edit("cause_added", len(text) - 1, len(text), cause + ".", expect="unsupported")
