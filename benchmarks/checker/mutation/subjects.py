"""Right figures of the wrong thing: another period, area, measure or category, last quarter's figure.

Each is made only where the facts give the other thing another value, whichever fact the figure is taken for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from mutation.sentence import MONTH, MONTHS, Edit, Sentence
from pcc_narrator.models.fact import Fact, FactSet, Measure
from pcc_narrator.models.period import Period

_QUARTERS = ("one", "two", "three", "four")
_Test = Callable[[Period], bool]
_Subject = Literal["area_swapped", "measure_swapped", "category_swapped"]


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.statistic, fact.category, fact.against, fact.area


def _differs(printed: str, fact: Fact) -> bool:
    """Whether the fact cannot be printed so, with a step to spare."""
    digits = printed.replace(",", "")
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return abs(abs(fact.number) - Decimal(digits)) > step


def _is_year_to(month: int, year: int) -> _Test:
    return lambda period: (
        period.kind == "year" and period.end is not None and (period.end.month, period.end.year) == (month, year)
    )


def _is_month(month: int, year: int) -> _Test:
    return lambda period: (
        period.kind == "month" and period.end is not None and (period.end.month, period.end.year) == (month, year)
    )


def _other_periods(sentence: Sentence) -> Iterator[tuple[int, int, str, _Test]]:
    """(start, end, the words for another period, whether a period is that one)."""
    text, facts = sentence.text, sentence.facts
    for match in re.finditer(rf"12 months to ({MONTH}) (\d{{4}})", text):
        year, at = divmod(int(match[2]) * 12 + MONTHS.index(match[1]) - 3, 12)
        yield match.start(), match.end(), f"12 months to {MONTHS[at]} {year}", _is_year_to(at + 1, year)
    for match in re.finditer(rf"(?<!to )(?<!\d )\b({MONTH}) (\d{{4}})\b", text):
        for back in (1, 12):
            year, at = divmod(int(match[2]) * 12 + MONTHS.index(match[1]) - back, 12)
            yield match.start(), match.end(), f"{MONTHS[at]} {year}", _is_month(at + 1, year)
    own = facts.calendar.quarter_number(facts.period) if facts.period is not None else None
    if own is not None:
        for match in re.finditer(r"\bquarter (one|two|three|four)\b(?! (?:of )?\d{4})", text):
            number = _QUARTERS.index(match[1]) + 1
            other = number - 1 if number > 1 else 2
            period = facts.calendar.quarter(own[0], other)
            yield match.start(1), match.end(1), _QUARTERS[other - 1], period.__eq__


def periods(sentence: Sentence) -> Iterator[Edit]:
    """Quarter two for quarter three, September for December."""
    printed = [match[0] for match in sentence.figures() if not sentence.hedged(match)]
    if not 1 <= len(printed) <= 3 or not sentence.facts.areas:
        return
    own = sentence.facts.areas[0].id
    for start, end, new, is_new in _other_periods(sentence):
        if new in sentence.text:
            continue
        for figure in printed:
            facts = [fact for fact in sentence.linked(figure) if fact.area == own]
            keys = {_key(fact) for fact in facts}
            others = [fact for fact in sentence.facts.facts if is_new(fact.period) and _key(fact) in keys]
            known = len(keys) == 1 and others and not any(is_new(fact.period) for fact in facts)
            if known and all(_differs(figure, fact) for fact in others):
                yield Edit("period_shifted", start, end, new)
                break


def last_quarter(sentence: Sentence) -> Iterator[Edit]:
    """The figure of the quarter before, kept from the last report."""
    own = sentence.facts.period
    if own is None or own.kind != "quarter":
        return
    for match in sentence.figures():
        facts = sentence.linked(match[0])
        if len(facts) != 1 or facts[0].period != own or facts[0].statistic != "value" or sentence.hedged(match):
            continue
        for fact in sentence.facts.facts:
            if _key(fact) == _key(facts[0]) and fact.period == own.shifted(-3) and _differs(match[0], fact):
                decimals = len(match[0].partition(".")[2])
                value = fact.number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
                yield Edit("last_quarter_kept", match.start(), match.end(), f"{value:,f}", numeric=True)


def subjects(sentence: Sentence) -> Iterator[Edit]:
    """Another area, measure or category of the same kind, named in place of the true one."""
    facts = sentence.facts
    areas = (
        (name, area.id, other.id)
        for area in facts.areas
        for name in (area.title, *area.names)
        for other in facts.areas
        if other.id != area.id and other.kind == area.kind and name[:1].isupper()
    )
    yield from _two_a_place(_swapped(sentence, "area_swapped", areas))
    measures = (
        (name, one.id, other.id)
        for place, one in enumerate(facts.measures)
        for name in dict.fromkeys((one.title.lower(), one.title, *one.names))
        for other in (facts.measures[place - 1], facts.measures[(place + 1) % len(facts.measures)])
        if other.id != one.id and not _called(one) & _called(other)
    )
    yield from _two_a_place(_swapped(sentence, "measure_swapped", measures))
    kinds = sorted({fact.category for fact in facts.facts if fact.category})
    categories = ((name, one, other) for one in kinds for name in (one, one.lower()) for other in kinds if other != one)
    yield from _two_a_place(_swapped(sentence, "category_swapped", categories))


def _called(measure: Measure) -> set[str]:
    """What people call a measure: two series of one thing share names, and neither is wrong for the other."""
    return {name.lower() for name in (measure.title, *measure.names)}


def _swapped(sentence: Sentence, kind: _Subject, names: Iterable[tuple[str, str, str]]) -> Iterator[Edit]:
    """Names exchanged, where a figure of the sentence is of the first thing and the facts know the second."""
    printed = [match[0] for match in sentence.figures() if not sentence.hedged(match)]
    for name, old, new in names:
        if name not in sentence.text:
            continue
        at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.text)
        if at is None or (kind == "measure_swapped" and _named_elsewhere(sentence, at, old)):
            continue
        title = _title(sentence.facts, kind, new)
        if title.lower() in sentence.text.lower():
            continue
        for figure in printed:
            facts = sentence.linked(figure)
            if not facts or any(_of(fact, kind) != old for fact in facts):
                continue
            others = [
                fact
                for mine in facts
                for fact in _of_one_kind(sentence.facts, mine)
                if _of(fact, kind) == new and _alike(fact, mine, kind)
            ]
            if others and all(_differs(figure, fact) for fact in others):
                yield Edit(kind, at.start(), at.end(), title)
            break


_Kind = tuple[str, Period, str]
_KINDS: dict[int, tuple[FactSet, dict[_Kind, list[Fact]]]] = {}


def _of_one_kind(facts: FactSet, one: Fact) -> Sequence[Fact]:
    """The facts of the same statistic, period and unit; kept for each fact set."""
    if id(facts) not in _KINDS:
        groups: dict[_Kind, list[Fact]] = {}
        for fact in facts.facts:
            groups.setdefault((fact.statistic, fact.period, fact.unit), []).append(fact)
        _KINDS[id(facts)] = (facts, groups)
    return _KINDS[id(facts)][1][one.statistic, one.period, one.unit]


def _of(fact: Fact, kind: _Subject) -> str | None:
    return {"area_swapped": fact.area, "measure_swapped": fact.measure, "category_swapped": fact.category}[kind]


def _alike(one: Fact, other: Fact, kind: _Subject) -> bool:
    """Whether two facts of one kind differ in nothing but the thing that is exchanged."""
    return (
        (kind == "area_swapped" or one.area == other.area)
        and (kind == "measure_swapped" or one.measure == other.measure)
        and (kind == "category_swapped" or one.category == other.category)
    )


def _named_elsewhere(sentence: Sentence, at: re.Match[str], measure: str) -> bool:
    """Whether the sentence would go on naming the measure, or the name is part of a longer one."""
    rest = (sentence.text[: at.start()] + sentence.text[at.end() :]).lower()
    return _inside_longer(sentence, at) or any(name in rest for name in _called(sentence.facts.measure_by_id[measure]))


def _title(facts: FactSet, kind: _Subject, id: str) -> str:
    if kind == "area_swapped":
        return facts.area_by_id[id].title
    return facts.measure_by_id[id].title.lower() if kind == "measure_swapped" else id


def _inside_longer(sentence: Sentence, at: re.Match[str]) -> bool:
    """Whether the name is part of the longer name of something else: "recorded crime" in "published recorded crime"."""
    for measure in sentence.facts.measures:
        for name in (measure.title, *measure.names):
            if len(name) > len(at[0]) and at[0].lower() in name.lower():
                for longer in re.finditer(re.escape(name), sentence.text, re.IGNORECASE):
                    if longer.start() <= at.start() and longer.end() >= at.end():
                        return True
    return False


def _two_a_place(edits: Iterator[Edit]) -> Iterator[Edit]:
    """Two for one place are enough: those that come first in an order that depends on the words alone."""
    seen: dict[int, int] = {}
    for edit in sorted(edits, key=lambda edit: (edit.start, hashlib.sha256(edit.new.encode()).digest())):
        seen[edit.start] = seen.get(edit.start, 0) + 1
        if seen[edit.start] <= 2:
            yield edit
