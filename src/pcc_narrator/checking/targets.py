"""Verdicts on targets met and missed: "the standard was met", "missed in all four quarters"."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import vocabulary
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects
from pcc_narrator.checking.wording import place_words
from pcc_narrator.models.period import Period


def judge_target(resolver: Resolver, at: int) -> Judged | None:
    """ "The target of 95 per cent is being met": the level against the target, by what is better."""
    items, index = resolver.items, resolver.index
    item = items[at]
    clause = [one for one in items if one.clause == item.clause]
    points = at + 1 < len(items) and items[at + 1].key in ("it", "this", "that") and item.has("target", "met", "missed")
    wanted = {word for words in vocabulary()["target"].values() for word in words}
    named = any(one.has("target", "word") or (one.name is not None and one.key.split()[-1] in wanted) for one in clause)
    several = any(one.has("scope", "none", "all", "most", "few") for one in items[:at] if one.clause == item.clause)
    if (
        several
        or not (points or named)
        or item.key
        in (
            "hit",
            "reached",
            "delivered",
            "short of",
        )
    ):
        return None
    if any(one.has("unreal") for one in items[max(0, at - 4) : at]):
        return None
    met = item.has("target", "met")
    if met and any(one.has("negation") for one in items[max(0, at - 4) : at]):
        met = False
    reading = read(resolver, at, RoleRead("level"))
    if reading.subjects.source not in ("said", "carried", "heading", "default"):
        subject = _subject_of_target(resolver, clause)
        if subject is None:
            return None
        reading = replace(reading, subjects=Subjects((subject,), "default"))
    if (every := _in_how_many(resolver, at, reading, met)) is not None:
        return every
    for subject in reading.subjects.choices:
        measure = index.measures.get(subject.measure)
        if measure is None or measure.polarity == "neutral":
            continue
        for area in reading.places.choices:
            gaps = list(arithmetic.target_gaps(index, subject, area, reading.times.choices))
            if not gaps:
                continue
            gap = gaps[0]
            good = gap.value >= 0 if measure.polarity == "higher_is_better" else gap.value <= 0
            words = f"{place_words(index, gap, statistic=False)} {'meets' if good else 'misses'} its target"
            if good == met:
                return Judged("supported", "target", f"{words}.", gap, reading=reading)
            return Judged("refuted", "target", f"{words}.", gap, "met" if good else "missed", reading)
    return None


def _subject_of_target(resolver: Resolver, clause: list[Item]) -> Subject | None:
    """The only measure with a target, or with the one that is said: "the 95 per cent standard"."""
    said = {item.figure.value for item in clause if item.figure is not None and item.figure.kind == "percent"}
    having = [one for one in resolver.index.set.measures if one.target is not None]
    having += [
        resolver.index.measures[fact.measure]
        for fact in resolver.index.all_of("target")
        if fact.measure in resolver.index.measures
    ]
    found = {
        one.id
        for one in having
        if not said
        or one.target in said
        or any(f.measure == one.id and f.number in said for f in resolver.index.all_of("target"))
    }
    return Subject(found.pop()) if len(found) == 1 else None


def _in_how_many(resolver: Resolver, at: int, reading: Reading, met: bool) -> Judged | None:
    """ "Met in all four quarters of 2018", "in none of the three months": each period of the time named."""
    items = resolver.items
    for step in range(at + 1, len(items)):
        scope = "all" if items[step].key == "both" else items[step].sense("scope")
        if scope not in ("all", "none"):
            continue
        ahead = items[step + 1 : step + 4]
        unit = next((word for item in ahead for word in item.key.split() if word in _UNITS), None)
        if unit is None:
            continue
        stretch = tuple(
            item.period.period for item in ahead if item.period is not None and item.period.period is not None
        )
        for subject in reading.subjects.choices:
            for area in reading.places.choices:
                gaps = _gaps_inside(resolver, subject, area, stretch or reading.times.choices, _UNITS[unit])
                measure = resolver.index.measures.get(subject.measure)
                good = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure else "", 0)
                if len(gaps) < 2 or not good:
                    continue
                reached = sum(gap.value * good >= 0 for gap in gaps)
                number = reached if met else len(gaps) - reached
                right = number == (len(gaps) if scope == "all" else 0)
                message = f"The target was met in {reached} of {len(gaps)}."
                return Judged("supported" if right else "refuted", "target", message, gaps[-1], reading=reading)
    return None


_UNITS = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}


def _gaps_inside(
    resolver: Resolver, subject: Subject, area: str, periods: tuple[Period, ...] | None, months: int
) -> list[Candidate]:
    """The distances from the target in every period of one length inside those named."""
    inside = [
        fact.period
        for series in resolver.index.series(subject, area)[:1]
        for fact in series.in_order
        if fact.period.months == months and any(period.contains(fact.period) for period in periods or ())
    ]
    gaps = arithmetic.target_gaps(resolver.index, subject, area, list(dict.fromkeys(inside)))
    return list({gap.period: gap for gap in gaps}.values())
