"""Errors that people make, put into true texts: each mutation makes its sentence false, by construction.

`mutations(text, facts)` is a pure generator. A mutation is left out where the new sentence could still be true:
hedged figures are not touched by digit errors, a period, area, measure or category is swapped only where the facts
give the new one another value, figures are exchanged only where they differ.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal

from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.period import Period

Expect = Literal["refuted", "unsupported", "missing"]
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth")  # fmt: skip
_QUARTERS = ("one", "two", "three", "four")
_NUMBER = re.compile(r"(?<![\w.,/£-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d/]|,\d)")
# What stands before or after a number that is a date, a name or a denominator, and no figure.
_DATE_BEFORE = re.compile(rf"(?:{_MONTH}|Q|[Ss]ection|[Nn]ote|Plan|[Ll]evel|Figure|Table|Chart)\s?$")
_DATE_AFTER = re.compile(rf"\s(?:{_MONTH}|months? to|consecutive|working days|hours? of|population)\b")
_HEDGE = re.compile(
    r"(?:about|around|roughly|approximately|some|circa|nearly|almost|close to|under|below|over|above|more than|fewer than|less than|"
    r"at least|at most|up to|as many as|between|exceeding|in excess of|no more than|approaching)\s+(?:£|a |an |the )?$",
    re.IGNORECASE,
)  # fmt: skip
_MODAL = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|not|no|never|nor|neither|target|aim|expect\w*|rises? (?:or|and) falls?|"
    r"better is|is better|than expected|mean that|means that)\b|n't\b|\?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mutated text. `start` and `end` bound the sentence that is now false, in the new text."""

    kind: str
    text: str
    start: int
    end: int
    was: str
    now: str
    numeric: bool
    expect: Expect = "refuted"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, list item or table row of the text."""

    text: str
    start: int
    facts: FactSet

    def figures(self) -> list[re.Match[str]]:
        """The plain figures of the sentence: no dates, years, paragraph numbers, denominators."""
        return [match for match in _NUMBER.finditer(self.text) if self._is_figure(match)]

    def _is_figure(self, match: re.Match[str]) -> bool:
        before, after = self.text[: match.start()], self.text[match.end() :]
        if not before.strip(" |*>-") and re.match(r"\.\s", after):
            return False
        if re.fullmatch(r"(?:19|20)\d\d", match[0]) or _DATE_BEFORE.search(before) or _DATE_AFTER.match(after):
            return False
        if re.search(r"(?:per|every|each) $", before) or re.match(r"(?:st|nd|rd|th|:\d)", after):
            return False
        if match[0] == "12" and re.match(r"[- ]months?", after):
            return False
        return not re.search(r"\d[–-]$", before)

    def hedged(self, match: re.Match[str]) -> bool:
        """Whether the figure is said to be rough, or a bound."""
        return bool(_HEDGE.search(self.text[: match.start()])) or " or more" in self.text[match.end() :][:12]

    def linked(self, printed: str) -> list[Fact]:
        """The facts that print so."""
        digits = printed.replace(",", "")
        said = Decimal(digits)
        step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
        return [
            fact
            for fact in self.facts.facts
            if not isinstance(fact.value, bool)
            and said in (
                abs(fact.value).quantize(step, rounding=ROUND_HALF_UP),
                abs(fact.value).quantize(step, rounding=ROUND_HALF_EVEN),
            )
        ]  # fmt: skip


_Edit = tuple[str, int, int, str, bool, Expect]
_Rule = Callable[[_Sentence], Iterator[_Edit]]


def mutations(text: str, facts: FactSet) -> Iterator[Mutation]:
    """Every mutation of the text, in the order of its sentences."""
    for sentence in _sentences(text, facts):
        for rule in _RULES:
            for kind, start, end, new, numeric, expect in rule(sentence):
                at, stop = sentence.start + start, sentence.start + end
                if text[at:stop] == new:
                    continue
                changed = text[:at] + new + text[stop:]
                yield Mutation(
                    kind, changed, sentence.start, sentence.start + len(sentence.text) + len(new) - (stop - at),
                    text[at:stop], new, numeric, expect,
                )  # fmt: skip
    yield from _dropped_paragraphs(text, facts)


def _sentences(text: str, facts: FactSet) -> Iterator[_Sentence]:
    place = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\n")
        if body.strip() and not body.startswith(("#", "<!--", "|--", "| --", "|:-", "```", "![")):
            if body.lstrip().startswith("|"):
                yield _Sentence(body, place, facts)
            else:
                start = 0
                for match in re.finditer(r"(?<![\d.]\b[A-Z])(?<=[.!?])[\"”')]*\s+(?=[A-Z“\"])|$", body):
                    piece = body[start : match.start()]
                    if not re.fullmatch(r"\s*(?:\d+\.|[-*>])?\s*", piece):
                        yield _Sentence(piece, place + start, facts)
                        start = match.end()
        place += len(line)


def _pick(sentence: _Sentence, match: re.Match[str], salt: str, choices: int) -> int:
    """A choice that depends on the text alone."""
    seed = f"{sentence.text}|{match.start()}|{salt}"
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % choices


def _same(one: str, other: str) -> bool:
    return Decimal(one.replace(",", "")) == Decimal(other.replace(",", ""))


def _grouped(digits: str) -> str:
    """With thousands separators again."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _digit_errors(sentence: _Sentence) -> Iterator[_Edit]:
    for match in sentence.figures():
        if sentence.hedged(match):
            continue
        old = match[0]
        places = [at for at, mark in enumerate(old) if mark.isdigit()]
        at = places[_pick(sentence, match, "swap", len(places))]
        digits = [d for d in "0123456789" if d != old[at] and not (d == "0" and at == 0)]
        swapped = old[:at] + digits[_pick(sentence, match, "digit", len(digits))] + old[at + 1 :]
        found = [("digit_swapped", swapped)]
        pairs = [
            (a, b)
            for a, b in zip(places, places[1:], strict=False)
            if old[a] != old[b] and not (a == 0 and old[b] == "0")
        ]
        if pairs:
            a, b = pairs[_pick(sentence, match, "pair", len(pairs))]
            marks = list(old)
            marks[a], marks[b] = marks[b], marks[a]
            found.append(("digits_transposed", "".join(marks)))
        if len(places) > 1 and "." not in old:
            at = places[_pick(sentence, match, "drop", len(places))]
            rest = (old[:at] + old[at + 1 :]).replace(",", "")
            found.append(("digit_dropped", _grouped(rest) if "," in old else rest))
        if "." in old:
            found.append(("decimal_moved", old.replace(".", "").lstrip("0") or "0"))
        elif len(places) > 1:
            found.append(
                ("decimal_moved", _grouped(old.replace(",", "") + "0") if len(places) > 2 else old[:-1] + "." + old[-1])
            )
        if "," in old:
            found.append(("footnote_fused", old + str(1 + _pick(sentence, match, "note", 9))))
        for kind, new in found:
            if not _same(new, old):
                yield kind, match.start(), match.end(), new, True, "refuted"


_FLIPS = (
    ("rose", "fell"), ("increased", "decreased"), ("increased", "fell"), ("went up", "went down"), ("grew", "shrank"),
    ("up by", "down by"), ("up from", "down from"), ("risen", "fallen"), ("has increased", "has decreased"),
    ("climbed", "dropped"), ("improved", "worsened"), ("lower than", "higher than"), ("above", "below"),
    ("fewer than", "more than"), ("less than", "more than"), ("fewer", "more"), ("highest", "lowest"),
    ("smallest", "largest"), ("a rise of", "a fall of"), ("an increase of", "a decrease of"),
    ("an increase of", "a reduction of"), ("the rise of", "the fall of"), ("met the", "missed the"),
    ("a reduction of", "an increase of"),
)  # fmt: skip


def _direction_errors(sentence: _Sentence) -> Iterator[_Edit]:
    text = sentence.text
    if _MODAL.search(text) or text.lstrip().startswith("|"):
        return
    taken: set[int] = set()
    for pair in _FLIPS:
        for old, new in (pair, pair[::-1]):
            for match in re.finditer(rf"\b{old}\b", text):
                before, after = text[: match.start()], text[match.end() :]
                if match.start() in taken or re.search(rf"\b(?:{pair[0]}|{pair[1]})\b", before + after):
                    continue
                figure_after = re.match(r"[^.;:]{0,45}?\d", after)
                figure_before = re.search(r"\d[\d,.]*(?:%| per cent| percentage points)?\)? $", before)
                compares = old in (
                    "fewer",
                    "more",
                    "fewer than",
                    "more than",
                    "less than",
                    "lower than",
                    "higher than",
                    "above",
                    "below",
                )
                ranks = old in ("highest", "lowest", "smallest", "largest")
                if compares and not figure_before:
                    continue
                if ranks and not re.search(r"\d|since|month|year|quarter", after):
                    continue
                if not (compares or ranks or figure_after):
                    continue
                taken.add(match.start())
                yield "direction_flipped", match.start(), match.end(), new, False, "refuted"


def _hedges_turned(sentence: _Sentence) -> Iterator[_Edit]:
    turns = {"just over": "just under", "just under": "just over", "more than": "fewer than", "fewer than": "more than",
             "over": "under", "nearly": "just over", "almost": "just over", "at least": "less than",
             "slightly more than": "slightly less than", "slightly over": "slightly under", "less than": "more than"}  # fmt: skip
    for old, new in turns.items():
        for match in re.finditer(rf"(?<!just )(?<!slightly )(?<!\d )(?<!cent )(?<!points )\b{old}\b(?= (?:£|a |an )?(?:\d|half|third|quarter|two-thirds|(?:{'|'.join(_WORDS[2:])})\b))",
                                 sentence.text):  # fmt: skip
            before = sentence.text[: match.start()]
            if re.search(r"(?:no|not|\d\)?|cent\)?|points\)?|%\)?) $", before) or re.match(
                r" \d+ (?:months|years)", sentence.text[match.end() :]
            ):
                continue
            yield "hedge_turned", match.start(), match.end(), new, True, "refuted"


def _percent_points(sentence: _Sentence) -> Iterator[_Edit]:
    text = sentence.text
    if text.lstrip().startswith("|"):
        return
    for match in re.finditer(r"(\d[\d,.]*)( per cent|%)(?!\w)", text):
        yield "percent_for_points", match.start(2), match.end(2), " percentage points", False, "refuted"
    for match in re.finditer(r"(\d[\d,.]*)( percentage points?)\b", text):
        same = [fact for fact in sentence.linked(match[1].rstrip(".,")) if fact.statistic == "change_percent"]
        interval = re.search(r"(?:±|plus or minus) ?$", text[: match.start()])  # "± 4.7 per cent" is common usage
        if not same and not interval:
            yield "points_for_percent", match.start(2), match.end(2), " per cent", False, "refuted"


def _unit_errors(sentence: _Sentence) -> Iterator[_Edit]:
    swaps = {"days": "hours", "hours": "days", "minutes": "hours", "seconds": "minutes", "per 1,000": "per 100,000",
             "months": "weeks", "million": "billion"}  # fmt: skip
    for match in re.finditer(r"(?<=\d )(days|hours|minutes|seconds|million)\b|per 1,000\b", sentence.text):
        before = sentence.text[: match.start()]
        if not re.search(r"\d", before) or re.search(r"(?:within|first|every|last|next|past) \d+ $", before):
            continue
        yield "unit_changed", match.start(), match.end(), swaps[match[0]], True, "refuted"


def _exchanged(sentence: _Sentence) -> Iterator[_Edit]:
    found = sentence.figures()
    text = sentence.text
    if re.search(r"\bbetween\b|\brespectively\b.*\brespectively\b", text) or text.lstrip().startswith("|"):
        return

    def form(match: re.Match[str]) -> str:
        after = text[match.end() :]
        for unit in ("%", " per cent", " percentage point", " days", " minutes", " seconds", " hours"):
            if after.startswith(unit):
                return unit
        return "plain"

    for one, other in zip(found, found[1:], strict=False):
        if (
            form(one) == form(other)
            and not _same(one[0], other[0])
            and not sentence.hedged(one)
            and not sentence.hedged(other)
        ):
            middle = text[one.end() : other.start()]
            if re.fullmatch(r" (?:and|or|plus) ", middle):
                continue
            yield "figures_exchanged", one.start(), other.end(), other[0] + middle + one[0], True, "refuted"


def _rank_errors(sentence: _Sentence) -> Iterator[_Edit]:
    words = "|".join(_ORDINALS[1:])
    for match in re.finditer(
        rf"\b({words})(?= (?:highest|lowest|largest|smallest|best|worst|of|out of|among|in the|place))", sentence.text
    ):
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        if re.search(r"\b(?:a|one|two|last|quarter) $", before, re.IGNORECASE) or re.match(
            r" of (?:all|the|those|them|people|every)", after
        ):
            continue
        at = _ORDINALS.index(match[0])
        step = 1 if _pick(sentence, match, "rank", 2) or at == 1 else -1
        if at + step < len(_ORDINALS):
            yield "rank_off_by_one", match.start(), match.end(), _ORDINALS[at + step], True, "refuted"


def _number_words(sentence: _Sentence) -> Iterator[_Edit]:
    for match in re.finditer(
        rf"\b({'|'.join(_WORDS[2:])})\b(?=[ -](?!months? to|hours? a|of the)[a-z])", sentence.text, re.IGNORECASE
    ):
        before = sentence.text[: match.start()]
        after = sentence.text[match.end() :]
        if re.search(
            r"\b(?:the|these|those|last|previous|next|past|quarter|priority|first|other|between|within|every|per)\s$",
            before,
            re.IGNORECASE,
        ):
            continue
        if sentence.hedged(match) or re.match(
            r"[- ](?:thirds|quarters|fifths|years|months|and|or|in\b|to\b|working|hundred|thousand)", after
        ):
            continue
        at = _WORDS.index(match[0].lower())
        new = _WORDS[at + 1] if at < 12 else "ten"
        yield (
            "number_word_changed",
            match.start(),
            match.end(),
            new.capitalize() if match[0][0].isupper() else new,
            True,
            "refuted",
        )


def _significance(sentence: _Sentence) -> Iterator[_Edit]:
    text = sentence.text
    for match in re.finditer(r"\b(?:is|are|was|were)( not)(?: statistically)? significant\b", text):
        yield "significance_turned", match.start(1), match.end(1), "", False, "refuted"
    for match in re.finditer(r"\b(?:is|are|was|were)()(?: statistically)? significant\b", text):
        yield "significance_turned", match.start(1), match.end(1), " not", False, "refuted"
    if "significan" in text.lower() or _MODAL.search(text) or "chance" in text:
        return
    for match in re.finditer(r"\b(?:rose|fell|increased|decreased)()(?= (?:by|from) \d)", text):
        figure = re.match(r" (?:by|from) ([\d,.]*\d)", text[match.end() :])
        about = {fact.id for fact in sentence.linked(figure[1])} if figure else set()
        tested = [
            fact for fact in sentence.facts.facts if fact.statistic == "significant" and about & set(fact.of_what)
        ]
        if not any(fact.value is True for fact in tested):
            yield "significance_added", match.start(1), match.end(1), " significantly", False, "unsupported"


_CAUSES = (
    ", as a result of the new operating model", ", because of staff shortages", ", driven by warmer weather",
    ", due to the new booking system", ", thanks to closer working with schools", ", which was caused by higher fuel prices",
)  # fmt: skip


def _causes(sentence: _Sentence) -> Iterator[_Edit]:
    text = sentence.text
    if (
        text.lstrip().startswith("|")
        or _MODAL.search(text)
        or re.search(r"because|due to|result of|thanks to|driven|caused", text)
    ):
        return
    if re.search(r"\b(?:rose|fell|increased|decreased|fewer|higher|lower|went up|went down)\b", text) and text.endswith(
        "."
    ):
        match = re.search(r"\.$", text)
        assert match
        cause = _CAUSES[_pick(sentence, match, "cause", len(_CAUSES))]
        yield "cause_added", match.start(), match.end(), cause + ".", False, "unsupported"


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.statistic, fact.category, fact.against


def _differs(printed: str, fact: Fact) -> bool:
    digits = printed.replace(",", "")
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return abs(abs(fact.number) - Decimal(digits)) > step


def _period_words(text: str) -> Iterator[tuple[int, int, str, Callable[[Period], bool]]]:
    """(start, end, other words, whether a fact's period is the one that the other words name)."""
    for match in re.finditer(rf"12 months to ({_MONTH}) (\d{{4}})", text):
        at = _MONTHS.index(match[1])
        moved = (at - 3) % 12
        year = int(match[2]) - (1 if at < 3 else 0)
        new = f"12 months to {_MONTHS[moved]} {year}"
        yield (
            match.start(),
            match.end(),
            new,
            lambda p, m=moved, y=year: (
                p.kind == "year" and p.end is not None and (p.end.month, p.end.year) == (m + 1, y)
            ),
        )
    for match in re.finditer(rf"(?<!to )(?<!\d )\b({_MONTH}) (\d{{4}})\b", text):
        for back in (1, 12):
            index = int(match[2]) * 12 + _MONTHS.index(match[1]) - back
            year, at = divmod(index, 12)
            yield (
                match.start(),
                match.end(),
                f"{_MONTHS[at]} {year}",
                lambda p, m=at, y=year: (
                    p.kind == "month" and p.start is not None and (p.start.month, p.start.year) == (m + 1, y)
                ),
            )


def _period_errors(sentence: _Sentence) -> Iterator[_Edit]:
    text, calendar = sentence.text, sentence.facts.calendar
    changes: list[tuple[int, int, str, Callable[[Period], bool]]] = list(_period_words(text))
    own = sentence.facts.period
    quarter = calendar.quarter_number(own) if own is not None else None
    if quarter is not None:
        for match in re.finditer(r"\bquarter (one|two|three|four)\b", text):
            number = _QUARTERS.index(match[1]) + 1
            other = number - 1 if number > 1 else 2
            period = calendar.quarter(quarter[0], other)
            changes.append((match.start(1), match.end(1), _QUARTERS[other - 1], lambda p, q=period: p == q))
    printed = [match[0] for match in sentence.figures() if not sentence.hedged(match)]
    if len(printed) > 3:
        return
    for start, end, new, is_new in changes:
        if new in text:
            continue
        # Every reading of some figure of the sentence must have another value in the new period.
        for figure in printed:
            facts = [fact for fact in sentence.linked(figure) if fact.area == sentence.facts.areas[0].id]
            keys = {_key(fact) for fact in facts}
            others = [
                fact
                for fact in sentence.facts.facts
                if is_new(fact.period) and _key(fact) in keys and fact.area == sentence.facts.areas[0].id
            ]
            if (
                len(keys) == 1
                and others
                and not is_new(facts[0].period)
                and all(_differs(figure, fact) for fact in others)
                and all(not is_new(f.period) for f in facts)
            ):
                yield "period_shifted", start, end, new, False, "refuted"
                break


def _stale(sentence: _Sentence) -> Iterator[_Edit]:
    own = sentence.facts.period
    if own is None or own.kind != "quarter":
        return
    for match in sentence.figures():
        facts = sentence.linked(match[0])
        now = [fact for fact in facts if fact.period == own and fact.statistic == "value"]
        if len(now) != 1 or len(facts) != 1 or sentence.hedged(match):
            continue
        for fact in sentence.facts.facts:
            if (
                (_key(fact), fact.area) == (_key(now[0]), now[0].area)
                and fact.period == own.shifted(-3)
                and _differs(match[0], fact)
            ):
                decimals = len(match[0].partition(".")[2])
                value = fact.number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
                yield "last_quarter_kept", match.start(), match.end(), f"{value:,f}", True, "refuted"


def _swapped(
    sentence: _Sentence, kind: str, names: list[tuple[str, str, str]], other_of: Callable[[Fact, str, str], bool]
) -> Iterator[_Edit]:
    """Put `new name` for `name` where a figure of the sentence is of the first and the facts know the second."""
    printed = [match[0] for match in sentence.figures() if not sentence.hedged(match)]
    for name, old, new in names:
        at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.text)
        if not at or kind == "measure_swapped" and _inside_longer(sentence, at):
            continue
        label = new
        for figure in printed:
            facts = sentence.linked(figure)
            if not facts or not all(other_of(fact, old, "is") for fact in facts):
                continue
            others = [
                fact
                for fact in sentence.facts.facts
                if any(other_of(fact, label, "is") and _alike(fact, mine, kind) for mine in facts)
            ]
            if others and all(_differs(figure, fact) for fact in others):
                title = _title(sentence.facts, kind, label)
                if title.lower() not in sentence.text.lower():
                    yield kind, at.start(), at.end(), title, False, "refuted"
                break


def _inside_longer(sentence: _Sentence, at: re.Match[str]) -> bool:
    """Whether the name is part of the longer name of something else: "recorded crime" in "published recorded crime"."""
    for measure in sentence.facts.measures:
        for name in (measure.title, *measure.names):
            if len(name) > len(at[0]) and at[0].lower() in name.lower():
                for longer in re.finditer(re.escape(name), sentence.text, re.IGNORECASE):
                    if longer.start() <= at.start() and longer.end() >= at.end():
                        return True
    return False


def _title(facts: FactSet, kind: str, id: str) -> str:
    if kind == "area_swapped":
        return facts.area_by_id[id].title
    return facts.measure_by_id[id].title.lower() if kind == "measure_swapped" else id


def _alike(one: Fact, other: Fact, kind: str) -> bool:
    same = one.statistic == other.statistic and one.period == other.period and one.unit == other.unit
    if kind == "area_swapped":
        return same and one.measure == other.measure and one.category == other.category
    if kind == "measure_swapped":
        return same and one.area == other.area and one.category == other.category
    return same and one.measure == other.measure and one.area == other.area


def _subject_errors(sentence: _Sentence) -> Iterator[_Edit]:
    facts = sentence.facts
    areas = [(name, area.id, other.id) for area in facts.areas for name in (area.title, *area.names)
             for other in facts.areas if other.id != area.id and name[:1].isupper() and other.kind == area.kind]  # fmt: skip
    yield from _first_each(_swapped(sentence, "area_swapped", areas, lambda fact, id, _: fact.area == id))
    measures = facts.measures
    pairs = [(name, one.id, other.id) for place, one in enumerate(measures) for name in (one.title.lower(), one.title, *one.names)
             for other in (measures[place - 1], measures[(place + 1) % len(measures)]) if other.id != one.id]  # fmt: skip
    yield from _first_each(_swapped(sentence, "measure_swapped", pairs, lambda fact, id, _: fact.measure == id))
    kinds = sorted({fact.category for fact in facts.facts if fact.category})
    categories = [(name, one, other) for one in kinds for name in (one, one.lower()) for other in kinds if other != one]
    yield from _first_each(_swapped(sentence, "category_swapped", categories, lambda fact, id, _: fact.category == id))


def _first_each(edits: Iterator[_Edit]) -> Iterator[_Edit]:
    """Two for one place are enough: those that come first in an order that depends on the words alone."""
    seen: dict[int, int] = {}
    for edit in sorted(edits, key=lambda edit: (edit[1], hashlib.sha256(edit[3].encode()).digest())):
        seen[edit[1]] = seen.get(edit[1], 0) + 1
        if seen[edit[1]] <= 2:
            yield edit


def _totals(sentence: _Sentence) -> Iterator[_Edit]:
    if not re.match(r"\|\s*\**Total\b", sentence.text):
        return
    for match in sentence.figures():
        old = int(match[0].replace(",", "")) if "." not in match[0] else None
        if old is not None and not sentence.text[match.end() :].startswith("%"):
            yield "total_off", match.start(), match.end(), f"{old + 2:,}", True, "refuted"


_RULES: tuple[_Rule, ...] = (
    _digit_errors, _direction_errors, _hedges_turned, _percent_points, _unit_errors, _exchanged, _rank_errors,
    _number_words, _significance, _causes, _period_errors, _stale, _subject_errors, _totals,
)  # fmt: skip


def _dropped_paragraphs(text: str, facts: FactSet) -> Iterator[Mutation]:
    """Texts that lost a paragraph which alone says a required figure."""
    paragraphs = re.split(r"(\n{2,})", text)
    for place in range(0, len(paragraphs), 2):
        body = paragraphs[place]
        if not re.match(r"\d+\.\s", body):
            continue
        rest = "".join(part for at, part in enumerate(paragraphs) if at not in (place, place + 1))
        for requirement in facts.requirements:
            values = [facts.by_id[id] for id in requirement.facts if id in facts.by_id]
            shown = [f"{abs(fact.number):,}" for fact in values if fact.unit == "count" and abs(fact.number) > 99]
            if shown and all(one in body and one not in rest for one in shown):
                yield Mutation("paragraph_dropped", rest, 0, len(rest), body, "", False, "missing")
                break


KINDS: tuple[str, ...] = (
    "digit_swapped", "digits_transposed", "digit_dropped", "decimal_moved", "footnote_fused", "direction_flipped",
    "hedge_turned", "percent_for_points", "points_for_percent", "unit_changed", "figures_exchanged", "rank_off_by_one",
    "number_word_changed", "significance_turned", "significance_added", "cause_added", "period_shifted",
    "last_quarter_kept", "area_swapped", "measure_swapped", "category_swapped", "total_off", "paragraph_dropped",
)  # fmt: skip
