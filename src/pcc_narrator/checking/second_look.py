"""A second look at the figures that a first reading refutes or leaves open.

A sentence that names several subjects, areas or periods can be tied to its figures in more ways than one. A figure that
is refuted as it was read first is looked for among the facts of whatever else the sentence names or, where it names
nothing of a kind, what its paragraph has named. It stands where the order of figures and names allows it: two figures
that were exchanged cross each other, and stay refuted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.chains import LISTED, follows
from pcc_narrator.checking.index import RELATIVE, Subject
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.named import EARLIER, named_by
from pcc_narrator.checking.named_figures import hits, in_time
from pcc_narrator.checking.named_words import all_words
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times, is_subject
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import place_words, value_words

_RULES = frozenset({"value", "period", "area", "measure", "statistic", "unit", "base"})
_OPEN = frozenset({"no_fact", "subject"})


def look_again(resolver: Resolver, judged: dict[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures of a sentence that stand after all, by item number. `judged` holds every figure's first verdict."""
    doubted = [
        at
        for at, one in judged.items()
        if at not in resolver.chain  # each figure of a chain is of the time after the one before
        and not (one.rule == "period" and _stayed(resolver, at))
        and (
            (one.verdict == "refuted" and one.rule in _RULES)
            or (one.verdict == "not_enough_information" and one.rule in _OPEN)
        )
    ]
    if not doubted or resolver.in_table or _of_both(resolver):
        return {}
    named = named_by(resolver)
    if not named.subjects:
        guessed = [subject for one in judged.values() if one.reading for subject in one.reading.subjects.choices]
        named = replace(named, subjects=dict.fromkeys(guessed, (EARLIER,)))
    known = {at: one.candidate for at, one in judged.items() if one.verdict == "supported" and one.candidate}
    found: dict[int, Candidate] = {}
    for at, one in judged.items():
        if one.verdict == "supported":
            continue
        may_be = hits(resolver, at, one, named, known, bounds)
        free = (hit for hit in may_be if not _said_already(resolver, at, hit, known))
        hit = next((hit for hit in free if not _whole_of_part(resolver, at, one, hit)), None)
        if hit is not None:
            found[at] = hit
    found.update(_chain(resolver, judged, {**known, **found}, bounds))
    exchanged = {
        at
        for at, hit in found.items()
        if any(other != at and _exchanged(hit, judged[at], theirs, judged[other]) for other, theirs in found.items())
    }
    doubted = [at for at in doubted if at in found and at not in exchanged]
    return {at: _stands(resolver, at, found[at], judged[at]) for at in doubted}


def _stayed(resolver: Resolver, at: int) -> bool:
    """Whether something "remained at" a figure, which is then that of now, whatever time was told before."""
    items = resolver.items
    before = items[max(0, at - 2) : at]
    told = any(item.key in _STAYED for item in before[-1:])
    told = told or (len(before) == 2 and before[0].has("direction", "flat") and before[1].key == "at")
    return told and not any(item.period is not None for item in items if item.clause == items[at].clause)


_STAYED = frozenset({"remained at", "remains at", "stayed at", "stays at", "remaining at"})


def _whole_of_part(resolver: Resolver, at: int, one: Judged, hit: Candidate) -> bool:
    """Whether a figure right behind the name of a part would be that of the whole: "for short visits, at 74"."""
    choices = one.reading.subjects.choices if one.reading is not None else ()
    if hit.subject.category is not None or Subject(hit.subject.measure) in choices:
        return False
    beside = [item for item in resolver.items[max(0, at - 3) : at] if is_subject(item)]
    parts = {subject for item in beside for subject in resolver.meant(item) if subject.category is not None}
    return bool(parts & set(choices)) and resolver.items[at - 1].key in ("at", "with")


def _of_both(resolver: Resolver) -> bool:
    """Whether one figure is told of both ("7.6 per cent in both 2009 and 2014"), and not a figure of each."""
    return any(item.key == "both" for item in resolver.items) and len(resolver.roles) < 2


def subject_agreed(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> Subject | None:
    """The subject that a sentence without a clear one is about: two of its figures or more are those of one subject
    alone, in the areas and periods named, and what they share stands in its words ("deaths" of deaths by drowning)."""
    open_ = [at for at, one in judged.items() if one.verdict == "not_enough_information" and one.rule in _OPEN]
    if len(open_) < 2 or resolver.in_table or resolver.in_sources:
        return None
    named = named_by(resolver)
    here = {stem(token.key) for token in resolver.sentence.tokens} - frame_words()
    votes: dict[Subject, set[int]] = {}
    for at in open_:
        figure = resolver.items[at].figure
        if figure is None or figure.step is None or not is_distinctive(figure):
            continue
        width = figure.step / 2
        for fact in resolver.index.near_value(abs(figure.value) - width, abs(figure.value) + width):
            subject = Subject(fact.measure, fact.category)
            if isinstance(fact.value, bool) or fact.area not in named.areas or not in_time(resolver, at, fact, named):
                continue
            if all_words(resolver, subject) & here and fit(figure, fact.number, fact.unit, bounds) in GOOD:
                votes.setdefault(subject, set()).add(at)
    best = sorted(votes, key=lambda subject: -len(votes[subject]))[:2]
    if not best or len(votes[best[0]]) < 2 or (len(best) > 1 and len(votes[best[1]]) == len(votes[best[0]])):
        return None
    return best[0]


def section_agreed(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> Subject | None:
    """The section's subject, where a sentence names none, what the one before told of has none of its figures, and the
    section's has two or more: "Visits rose because …" ends a paragraph, and the next goes on with the section."""
    carried = resolver.carried
    if resolver.in_table or resolver.subject_steps or not carried.subjects.choices:
        return None
    of_last = (one.candidate is not None and one.candidate.subject in carried.subjects.choices
               for one in judged.values() if one.verdict == "supported")  # fmt: skip
    if any(of_last) or not any(one.verdict == "refuted" for one in judged.values()):
        return None
    named = named_by(resolver)
    for subject in carried.heading.choices:
        if subject in carried.subjects.choices:
            continue
        figures = (figure for at in judged if (figure := resolver.items[at].figure) is not None)
        telling = [one for one in figures if one.step is not None and is_distinctive(one)]
        levels = [
            fact for area in named.areas for series in resolver.index.series(subject, area) for fact in series.in_order
        ]
        met = sum(any(fit(one, fact.number, fact.unit, bounds) in GOOD for fact in levels) for one in telling)
        if met > 1 and met * 2 > len(telling):
            return subject
    return None


def _stands(resolver: Resolver, at: int, hit: Candidate, first: Judged) -> Judged:
    figure, reading = resolver.items[at].figure, first.reading
    assert figure is not None
    if reading is not None:
        reading = Reading(
            reading.role, Subjects((hit.subject,), "said"), Places((hit.area,), "said"),
            Times((hit.period,), "said"), reading.bases,
        )  # fmt: skip
    shown = f"{place_words(resolver.index, hit)}: {value_words(hit.value, hit.unit, hit.decimals)}."
    if is_distinctive(figure):
        return Judged("supported", "value", shown, hit, reading=reading, tried=first.tried)
    message = f"It is not sure what this figure is about; it may be {shown}"
    return Judged("not_enough_information", "subject", message, hit, reading=reading, tried=first.tried)


def _chain(
    resolver: Resolver, judged: Mapping[int, Judged], known: Mapping[int, Candidate], bounds: Bounds
) -> dict[int, Candidate]:
    """ "From 301 in the year to March 2015 to 355, 405 and now 494", "(229, 265, 307 and 331)": one period after the
    other."""
    items, found = resolver.items, {}
    for at, role in resolver.roles.items():
        start = known.get(at)
        row = [step for step in resolver.roles if step > at and items[step].depth == items[at].depth]
        between = [item.key for one, two in itertools.pairwise(row) for item in items[one + 1 : two]]
        if role.role != "from" or start is None or start.statistic in RELATIVE or len(row) < 2:
            continue
        if any(key not in LISTED for key in between):
            continue
        for series in resolver.index.series(start.subject, start.area):
            if series.statistic != start.statistic:
                continue
            after = [fact for fact in series.like(start.period) if follows(fact.period, start.period)]
            for step, fact in zip(row, after, strict=False):
                figure = items[step].figure
                if step in judged and figure is not None and fit(figure, fact.number, fact.unit, bounds) in GOOD:
                    found[step] = arithmetic.of_fact(fact, start.subject)
    return {**_row(resolver, judged, bounds), **found}


def _row(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Candidate]:
    """A row of three figures or more, with nothing but commas and "and" between them, that are successive figures."""
    for row in _rows(resolver):
        reading = judged[row[0]].reading
        if reading is None:
            continue
        for subject, area in itertools.product(reading.subjects.choices, reading.places.choices):
            for series in resolver.index.series(subject, area):
                for key in series.grains:
                    facts = series.of_grain(key)
                    for first in range(len(facts) - len(row) + 1):
                        part = facts[first : first + len(row)]
                        figures = [resolver.items[step].figure for step in row]
                        if all(
                            figure is not None and fit(figure, fact.number, fact.unit, bounds) in GOOD
                            for figure, fact in zip(figures, part, strict=True)
                        ):
                            return {
                                step: arithmetic.of_fact(fact, subject) for step, fact in zip(row, part, strict=True)
                            }
    return {}


def _rows(resolver: Resolver) -> Iterator[list[int]]:
    row: list[int] = []
    for step in (*sorted(resolver.roles), None):
        joined = step is not None and row and all(item.key in LISTED for item in resolver.items[row[-1] + 1 : step])
        if not joined and len(row) > 2:
            yield row
        row = [] if step is None else [*row, step] if joined else [step]


def _said_already(resolver: Resolver, at: int, hit: Candidate, known: Mapping[int, Candidate]) -> bool:
    """Whether a figure of the same kind has said this already: two areas are not one figure twice."""
    figure = resolver.items[at].figure
    assert figure is not None
    for other, theirs in known.items():
        twin = resolver.items[other].figure
        if (
            twin is not None
            and twin.kind == figure.kind
            and (theirs.facts, theirs.statistic) == (hit.facts, hit.statistic)
        ):
            return True
    return False


def _exchanged(one: Candidate, first: Judged, two: Candidate, second: Judged) -> bool:
    """Whether two figures each stand where the other belongs."""
    if (one.statistic in RELATIVE) != (two.statistic in RELATIVE):
        return False
    if first.reading is None or second.reading is None:
        return False
    mine, theirs = _read_as(first.reading), _read_as(second.reading)
    return any(
        here != there and here in theirs[place] and there in mine[place]
        for place, (here, there) in enumerate(zip(_slot(one), _slot(two), strict=True))
    )


def _slot(candidate: Candidate) -> tuple[object, object, object]:
    return candidate.subject, candidate.area, candidate.period


def _read_as(reading: Reading) -> tuple[tuple[object, ...], tuple[object, ...], tuple[object, ...]]:
    return reading.subjects.choices, reading.places.choices, reading.times.choices or ()
