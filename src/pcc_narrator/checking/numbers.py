"""Verdicts on figures: candidates by role, then fit."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.by_unit import can_have, of_unit
from pcc_narrator.checking.candidates import areas_to_look_in, candidates, periods_to_look_at, says_change
from pcc_narrator.checking.categories import stands_alone
from pcc_narrator.checking.certainty import is_distinctive, is_of_change, is_sure, of_what_was_told, season_near
from pcc_narrator.checking.denominators import of_other_base, wrong_denominator
from pcc_narrator.checking.index import CHANGE, PLAIN, RELATIVE, Index, Subject
from pcc_narrator.checking.kinds import is_number_below, is_other_kind, is_other_of_two
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.misdated import from_another, is_after_last
from pcc_narrator.checking.owners import (
    category_told,
    counts_any_kind,
    fact_elsewhere,
    goes_on_to_another,
    in_other_words,
    inside_range,
    kindred_said,
    noun_of_other,
    owner_is_named,
    plainly_of_another,
    points_mistaken,
    tells_change,
    told_of_part,
    verb_left_out,
)
from pcc_narrator.checking.per_time import told_as_count
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, Times, is_subject
from pcc_narrator.checking.slips import below_nothing, is_far_off, moved_point, number_in_per_cent
from pcc_narrator.checking.values import GOOD, Fit, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.figure import Figure
from pcc_narrator.periods.mention import PeriodMention


def judge_figure(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """The verdict on the figure at item `at` of a sentence."""
    figure = resolver.items[at].figure
    assert figure is not None
    role = resolver.roles[at]
    reading = read(resolver, at, role)
    if role.role == "bound":
        return _undecided(reading, "bound", f'"{figure.text}" is a limit in a definition; no fact states it')
    if not reading.subjects.choices:
        return _anywhere(resolver.index, figure, reading, bounds)
    if reading.places.unknown:
        return _undecided(reading, "area", f"The facts hold nothing on {reading.places.unknown}.")
    wrong = wrong_denominator(resolver, at, reading) or below_nothing(resolver, at, reading)
    if wrong is not None:
        return wrong
    if resolver.in_table and (known := _cell_fact(resolver, at, reading, bounds)) is not None:
        return known
    possible = _possible(resolver, at, reading, figure)
    tried = tuple(_to_the_first_fact(resolver, at, reading, possible, bounds) if resolver.in_table else possible)
    judged = _decide(resolver, at, reading, tried, bounds)
    if judged.verdict == "supported" and stands_alone(resolver, judged):
        return _undecided(reading, "subject", "The text names a group, and not what is measured of it.", None, tried)
    amiss = _in_both(resolver, at, reading, bounds) or of_other_base(resolver, at, judged)
    if judged.verdict == "supported" and amiss is not None:
        return amiss
    if judged.verdict != "supported":
        for other in _other_readings(resolver, at, reading):
            tried = tuple(_possible(resolver, at, other, figure))
            second = _decide(resolver, at, other, tried, bounds)
            if second.verdict == "supported":
                return second
            alone = len(other.subjects.choices) == 1 and other.subjects.source != "guessed"
            alone = alone and other.role.role != "mean"
            if second.verdict == "refuted" and judged.rule == "no_fact" and alone:
                judged = second  # the subject named cannot have such a figure, and only one other can
    return judged


def _in_both(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> Judged | None:
    """ "7.6 per cent in both 2009 and 2014": the period, of those named, that the figure is not of."""
    items = resolver.items
    both = next((step for step in range(at + 1, min(len(items), at + 4)) if items[step].key == "both"), None)
    if both is None or reading.role.role not in ("level", "open", "to"):
        return None
    named = [step for step in range(both + 1, min(len(items), both + 6)) if items[step].kind == "period"]
    if len(named) != 2 or any(items[step].figure is not None for step in range(both, named[1])):
        return None
    for step in named:
        one = Reading(reading.role, reading.subjects, reading.places, resolver.read_period(step), reading.bases)
        judged = _decide(resolver, at, one, tuple(candidates(resolver, at, one)), bounds)
        if judged.verdict == "refuted":
            return judged
    return None


def _other_readings(resolver: Resolver, at: int, reading: Reading) -> Iterator[Reading]:
    """Second readings that may bear a claim out, but never refute it."""
    if (other := _of_unit(resolver, at, reading)) is not None:
        yield other
    if (counted := told_of_part(resolver, at, reading)) is not None:
        yield counted
    role = reading.role.role
    if role == "level" and resolver.carried.changes and _is_pronouns(resolver, at):
        changed = replace(reading.role, role="change")  # "The rise was 3.7 per cent. In York it was 3.6."
        yield Reading(changed, reading.subjects, reading.places, reading.times, reading.bases)
    if reading.subjects.source in ("carried", "heading", "guessed"):
        guessed = tuple(Subject(measure) for measure in resolver.guess_at(at))
        fresh = tuple(one for one in guessed if one not in reading.subjects.choices)
        if fresh:
            yield Reading(reading.role, Subjects(fresh, "guessed"), reading.places, reading.times, reading.bases)
    if role == "mean" and reading.times.source in ("default", "open"):
        yield Reading(reading.role, reading.subjects, reading.places, Times(), reading.bases)
    if role in ("change", "multiple", "difference"):
        yield from _told_ends(resolver, at, reading)
    if role in ("change", "difference") and reading.times.source == "said" and reading.bases.source != "said":
        figures = [step for step in range(at) if resolver.roles.get(step, RoleRead("open")).role in ("level", "from")]
        if figures:  # "the figure a year before was 11,177, so it has fallen by 385"
            base = Times(reading.times.choices, "said")
            yield Reading(reading.role, reading.subjects, reading.places, resolver.default_times(), base)


def _is_pronouns(resolver: Resolver, at: int) -> bool:
    """Whether a figure is told of what a pronoun takes up: "it was 30.0 per cent"."""
    items = resolver.items
    return at > 1 and items[at - 1].has("level") and items[at - 2].key in ("it", "this", "that", "they")


def _told_ends(resolver: Resolver, at: int, reading: Reading) -> Iterator[Reading]:
    """A change between any two periods that the sentence names, and over "the last year" up to now."""
    named = [
        step for step, item in enumerate(resolver.items) if item.period is not None and item.period.kind != "length"
    ]
    periods = [
        (mention, period)
        for step in named
        if (mention := resolver.items[step].period) is not None
        for period in (mention.first, mention.last, mention.period, *mention.alternatives)
        if period is not None
    ]
    told = [one for one in periods if one[0].relation is None and one[1] not in one[0].alternatives]
    relative = any(mention.relation is not None for mention, _ in periods)
    for (first, base), (second, now) in itertools.permutations(told, 2):
        apart = first is not second or (first.first is not None and base == first.first and now == first.last)
        if apart and not relative and base.end is not None and now.end is not None and base.end < now.end:
            times, bases = Times((now,), "said"), Times((base,), "said")
            yield Reading(reading.role, reading.subjects, reading.places, times, bases)
    for mention, _ in periods:
        if mention.first is not None and mention.last is not None and _QUARTERS.match(mention.text.lower()):
            plain = (Times((one.shifted(-3),), "said") for one in (mention.last, mention.first))
            yield Reading(reading.role, reading.subjects, reading.places, *plain)  # quarters of calendar years
    for mention, period in periods:
        if mention.relation in ("previous", "earlier") and _dated(resolver, mention):
            dated = Times((period,), "said")  # "from the previous 12 months to December 2016"
            yield Reading(reading.role, reading.subjects, reading.places, Times(None, "open"), dated)
    if resolver.opens_with_pronoun() and not told:  # "from 110 in May to 106 in June and 100 in July. That is 10 less"
        for base, now in itertools.permutations(dict.fromkeys(resolver.carried.levels), 2):
            if base.end is not None and now.end is not None and base.end < now.end and base.months == now.months:
                times, bases = Times((now,), "said"), Times((base,), "said")
                yield Reading(reading.role, reading.subjects, reading.places, times, bases)
    if any(_up_to_now(resolver, step) for step in named):
        yield Reading(reading.role, reading.subjects, reading.places, resolver.default_times(), Times())
    earlier = resolver.carried.told_times if reading.bases.source != "said" and not periods else ()
    for base in earlier:  # "since March 2016, when there were 885. There are now 1,598, or 80.6 per cent more."
        yield Reading(reading.role, reading.subjects, reading.places, reading.times, Times((base,), "said"))
    clause = resolver.items[at].clause
    if not periods and clause and resolver.carried.times:
        now_ = Times(resolver.report_periods() or None, "default")
        yield Reading(reading.role, reading.subjects, reading.places, now_, Times(resolver.carried.times, "said"))


def _dated(resolver: Resolver, mention: PeriodMention) -> bool:
    """Whether "the previous 12 months to December 2016" says itself when it ends."""
    if _YEAR.search(mention.text):
        return True
    at = next(step for step, item in enumerate(resolver.items) if item.period is mention)
    following = resolver.items[at + 1 : at + 3]
    return len(following) == 2 and following[0].key == "to" and following[1].kind == "period"


def _up_to_now(resolver: Resolver, step: int) -> bool:
    """Whether a period is a stretch up to now ("in the last year"), not what is compared with."""
    mention = resolver.items[step].period
    if mention is None or mention.relation is None or not _LATEST.search(mention.text.lower()):
        return False
    before = [item.key for item in resolver.items[max(0, step - 2) : step]]
    return (mention.preposition or (before[-1] if before else "")) in _DURING or bool(_DURING & set(before))


_QUARTERS = re.compile(r"(?:q|quarter )[1-4] (?:19|20)\d\d (?:and|to) ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST = re.compile(r"\b(?:last|past|latest|recent)\b")
_DURING = frozenset({"in", "over", "during", "within"})


def _is_nothing(figure: Figure, one: Candidate) -> bool:
    """Whether a bare nought would be a small rate or mean, which nobody prints so."""
    small = one.unit in ("per_1000", "ratio") or one.statistic == "mean"
    return figure.kind == "number" and figure.step == 1 and not figure.value and bool(one.value) and small


def _tells_level(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure is the level of a period: "was 29 per cent", "quarter one (43 per cent)"."""
    dated = at > 1 and resolver.items[at - 1].key == "(" and resolver.items[at - 2].kind == "period"
    return reading.role.role == "level" or (reading.role.role == "open" and dated)


def _tells_of_change(resolver: Resolver, at: int) -> bool:
    """Whether a part can be one of a change: "half of the rise", "a rise, half of it", "contributed a third"."""
    items = resolver.items
    behind = any(item.has("change_noun") for item in items[at + 1 : at + 9])
    told = any(item.key.startswith("contribut") for item in items)
    return resolver.in_table or behind or told or of_what_was_told(items, at)


_NO_RATIO = 100  # a whole number this large is a count, not how many times as much


def _possible(resolver: Resolver, at: int, reading: Reading, figure: Figure) -> Iterator[Candidate]:
    """What a figure may be, but for ratios where none is told, and for changes counted back from a later period where
    no change is: "down from 48 in quarter two and 93 in quarter one" tells levels."""
    changed = reading.role.role in ("change", "difference", "multiple")
    for one in candidates(resolver, at, reading):
        if one.statistic == "ratio" and not _takes_ratio(figure, reading.role):
            continue
        ends = (one.base.end, one.period.end) if one.base is not None else (None, None)
        if not changed and one.statistic in CHANGE and ends[0] and ends[1] and ends[0] > ends[1]:
            continue
        measure = resolver.index.measures.get(one.subject.measure)
        if told_as_count(resolver, at, reading.role, one):
            continue  # "678.8 visits were made" is no average of months
        if _is_nothing(figure, one) or (one.statistic == "share_of_change" and not _tells_of_change(resolver, at)):
            continue
        of_share = measure is not None and measure.unit == "percent" and one.statistic in CHANGE
        if of_share and figure.kind == "percent" and _tells_level(resolver, at, reading):
            continue  # "the share was 29 per cent" tells no change of a share
        yield one


def _takes_ratio(figure: Figure, role: RoleRead) -> bool:
    return (
        figure.kind == "multiple"
        or role.role == "multiple"
        or (figure.kind == "fraction" and role.role == "difference")
    )


def _of_unit(resolver: Resolver, at: int, reading: Reading) -> Reading | None:
    """The same reading of the section's subject or of one that the sentence has the words of, where the one named
    cannot have a figure of this unit."""
    figure = resolver.items[at].figure
    assert figure is not None
    of_change = reading.role.role in ("change", "difference") and figure.kind in ("duration", "money", "points")
    of_level = reading.role.role in ("open", "level", "share", "mean", "from", "to")
    if not of_change and (not of_level or figure.kind not in ("percent", "rate", "duration", "money")):
        return None
    measures = (resolver.index.measures.get(subject.measure) for subject in reading.subjects.choices)
    if any(measure is None or measure.unit is None for measure in measures):
        return None
    if any(can_have(resolver, subject, figure) for subject in reading.subjects.choices):
        return None
    meant, firm = of_unit(resolver, figure, reading.subjects.choices)
    inherited = tuple(one for one in resolver.inherited().choices if can_have(resolver, one, figure))
    fresh = meant if firm else tuple(dict.fromkeys((*inherited, *meant)))
    if not fresh:
        return None
    one = Subjects(fresh, "said" if firm else "heading" if inherited else "guessed")
    return Reading(reading.role, one, reading.places, reading.times, reading.bases)


def _cell_fact(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> Judged | None:
    """The fact that a table cell prints, found without any arithmetic."""
    index, figure = resolver.index, resolver.items[at].figure
    assert figure is not None
    if resolver.carried.heading_base or says_change(reading):
        return None  # a change is worked out, unless a fact states it
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(index, subject, reading.places):
            for candidate in arithmetic.levels(
                index, subject, area, periods_to_look_at(reading.times, index, subject, area)
            ):
                fits = fit(figure, candidate.value, candidate.unit, bounds) in ("exact", "rounded")
                if (candidate.statistic == "mean" and candidate.area == index.own) or _is_nothing(figure, candidate):
                    continue  # a cell is no average of months, unless its words say so
                other = is_other_of_two(resolver, at, candidate) or is_number_below(resolver, at, candidate)
                other = other or not resolver.says_usual(candidate.statistic)
                if fits and not candidate.how and not other:
                    return Judged("supported", "value", _agrees(index, candidate), candidate, reading=reading)
    return None


def _to_the_first_fact(
    resolver: Resolver, at: int, reading: Reading, possible: Iterable[Candidate], bounds: Bounds
) -> Iterator[Candidate]:
    """What a table cell may hold, up to the first stated fact that it prints: `_best` takes that, whatever follows."""
    figure = resolver.items[at].figure
    assert figure is not None
    in_percent = resolver.percent_head and figure.kind == "number" and figure.unit is None  # see _decide
    for candidate in possible:
        yield candidate
        if (
            not candidate.how
            and not in_percent
            and len(candidate.facts) == 1
            and _order(candidate, reading) == (False, False, 1)
            and fit(figure, candidate.value, candidate.unit, bounds, slack=candidate.slack) in GOOD
            and not points_mistaken(figure, reading, candidate)
            and not is_other_kind(resolver, at, reading, candidate)
        ):
            return


def _decide(resolver: Resolver, at: int, reading: Reading, tried: tuple[Candidate, ...], bounds: Bounds) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    index = resolver.index
    if resolver.in_table and resolver.percent_head and figure.kind == "number" and figure.unit is None:
        bare = replace(figure, kind="percent", unit="percent")
        if any(fit(bare, c.value, c.unit, bounds) in GOOD for c in tried if c.unit == "percent"):
            figure = bare  # the table's head has the per cent sign
    plain_units = [c.unit for c in tried if not c.how] if resolver.in_table and not figure.sign else []
    if plain_units and set(plain_units) == {"percent"} and figure.kind == "number" and figure.unit is None:
        figure = replace(figure, kind="percent", unit="percent")  # the table's caption has the per cent sign
    if figure.sign and figure.kind == "number" and figure.unit is None and reading.role.role == "change":
        bare = replace(figure, kind="percent", unit="percent")
        told = resolver.items[at].depth and not resolver.in_table and resolver.tells_percent
        if told or any(fit(bare, c.value, c.unit, bounds) in GOOD for c in tried if c.unit == "percent"):
            figure = bare  # "(percentage change in brackets): visits 1,115 (+25)"
    if resolver.in_table and resolver.points_head and figure.kind in ("number", "percent"):
        figure = replace(figure, kind="points", unit="percentage_points")
    fits = [
        (candidate, fit(figure, candidate.value, candidate.unit, bounds, slack=candidate.slack)) for candidate in tried
    ]
    numbers = [c for c, found in fits if found in GOOD and is_number_below(resolver, at, c)]
    fits = [(c, found) for c, found in fits if not is_other_kind(resolver, at, reading, c)]
    tried = tuple(c for c, _ in fits)
    good = [candidate for candidate, found in fits if found in GOOD and not points_mistaken(figure, reading, candidate)]
    if good and not _only_the_other_way(good, fits, reading):
        best = _best(good, reading)
        return Judged("supported", "value", _agrees(index, best), best, reading=reading, tried=tried)
    if numbers:
        words = "the column's head has percentages or rates, and this is a number"
        return _refuted(resolver, at, reading, numbers[0], "unit", words, tried)
    comparable = [candidate for candidate in tried if scale(figure, candidate.unit) is not None]
    if figure.kind == "number" and figure.step == 1 and abs(figure.value) >= _NO_RATIO:
        comparable = [one for one in comparable if one.unit != "ratio"]
    if figure.kind == "rate":
        comparable = [one for one in comparable if one.unit == "per_1000" or _is_rate(index, one)]
    if is_of_change(resolver.items, at):
        dated = "said" in (reading.times.source, reading.bases.source) or figure.kind == "percent"
        comparable = [one for one in comparable if dated and one.statistic == "share_of_change"]
    if _is_share_of(resolver, at):
        comparable = [candidate for candidate in comparable if candidate.statistic not in RELATIVE]
    comparable = [candidate for candidate in comparable if candidate.statistic != "share" or candidate.against is None]
    if not resolver.in_table and not resolver.says_number:  # "none of the 11 reached 95" is no count behind a share
        comparable = [one for one in comparable if one.statistic not in ("numerator", "denominator")]
    moved: list[Candidate] = []
    if figure.kind == "number" and figure.step is not None and figure.step < 1:
        moved = [one for one in comparable if moved_point(figure, one)]
        comparable = [one for one in comparable if one.unit != "count" or one.how or one.value % 1]
    named = [candidate for candidate in comparable if _is_named_in(figure, candidate)]
    comparable = named or comparable
    mistaken = [c for c, found in fits if found in GOOD and points_mistaken(figure, reading, c)]
    if mistaken:
        return _refuted(
            resolver,
            at,
            reading,
            mistaken[0],
            "points",
            "the change of a percentage is in percentage points, not per cent",
            tried,
        )
    sure = (bool(named) or is_sure(resolver, at, reading)) and figure.high is None
    for name, rule, words in (
        ("double_rounded", "double_rounding", "it was rounded twice"),
        ("truncated", "truncation", "it was cut off instead of rounded"),
        ("sign", "sign", "its sign is the other way round"),
    ):
        near = [candidate for candidate, found in fits if found == name]
        if near and sure and (name != "truncated" or figure.kind != "number" or figure.step != 1):
            return _refuted(resolver, at, reading, near[0], rule, words, tried)
    if moved and not comparable and sure:
        words = "a count is a whole number, and the point has moved"
        return _refuted(resolver, at, reading, moved[0], "value", words, tried)
    stated = {_told(candidate) for candidate in tried if not candidate.how}
    slack = [candidate for candidate, found in fits if found == "slack" and _told(candidate) not in stated]
    if slack and not resolver.in_table and figure.step != 1:
        return Judged(
            "not_enough_information",
            "rounded_inputs",
            "It can be had from unrounded figures; from the rounded ones it is "
            f"{value_words(slack[0].value, slack[0].unit)}.",
            slack[0],
            reading=reading,
            tried=tried,
        )
    blind = [c for c in tried if scale(figure, c.unit) is None and _same_number(figure, c)]
    if figure.kind == "points" and reading.role.role in ("level", "from", "to", "mean", "target"):
        levels = [c for c in blind if c.unit == "percent" and c.statistic != "change_percent"]
        if levels and sure:
            return _refuted(resolver, at, reading, levels[0], "unit", "it is per cent, not percentage points", tried)
    if blind and not comparable and sure and is_distinctive(figure):
        return _refuted(
            resolver, at, reading, blind[0], "unit", f"the figure is one of {blind[0].unit.replace('_', ' ')}", tried
        )
    at_target = any(
        item.has("target", "word") for item in resolver.items[max(0, at - 3) : at]
    )  # "the standard of 95 …"
    aimed = reading.role.role == "target" and at_target and any(c.statistic == "target" for c in comparable)
    elsewhere = fact_elsewhere(resolver, at, reading, bounds) if not aimed else None
    unsaid = reading.subjects.source != "said" and not resolver.in_table and not named
    if unsaid and elsewhere is not None and elsewhere[1] == "measure" and in_other_words(resolver, at):
        return _undecided(reading, "subject", "It is not sure what this figure is about.", elsewhere[0], tried)
    first = [one for one in comparable if one.subject in reading.subjects.choices[:1] and not one.how] or comparable
    if unsaid and comparable and is_far_off(figure, first) and in_other_words(resolver, at):
        return _undecided(reading, "subject", "It is not sure what this figure is about.", comparable[0], tried)
    of = at + 1 < len(resolver.items) and resolver.items[at + 1].key == "of" and figure.kind == "percent"
    if elsewhere is not None and elsewhere[1] == "measure" and (reading.role.role == "share" or of):
        elsewhere = None
    if elsewhere is not None and elsewhere[1] == "measure" and reading.subjects.source != "said":
        sure = sure and reading.subjects.source != "guessed" and not counts_any_kind(resolver, at)
        sure = sure and not kindred_said(resolver, reading, elsewhere[0])
        elsewhere = None
    if elsewhere is not None and elsewhere[1] == "measure" and not resolver.in_table:
        sure = sure and not category_told(resolver, reading, elsewhere[0])
    if elsewhere is not None and elsewhere[1] == "measure" and sure and not resolver.in_table:
        sure = not noun_of_other(resolver, at, reading, elsewhere[0]) and bool(comparable)
    if elsewhere is not None:
        owner, rule, _ = elsewhere
        of_change = owner.statistic in CHANGE and not points_mistaken(figure, reading, owner)
        dated = reading.role.role == "from" and reading.times.source == "said"  # "above the 75 of a year earlier"
        level = reading.role.role == "level" and any(item.has("level") for item in resolver.items[max(0, at - 2) : at])
        told = of_change and reading.role.pair is None and not (dated or level) and tells_change(resolver, at)
        if rule == "statistic" and not resolver.in_table and told:
            sure = False  # "an increase of 347,000 (1%)", "loans are down 13.8%, visits 14%"
        if rule == "statistic" and not resolver.in_table and verb_left_out(resolver, at, of_change):
            sure = False  # "Leeds lost 68, York 47", "in deficit by 0.8 billion"
        if rule == "period" and owner.statistic in CHANGE and reading.times.source == "carried":
            sure = sure and reading.bases.source != "said"  # "from peak to trough in 2009": when it ended is not told
        if rule == "period" and inside_range(resolver, reading, owner):
            sure = False  # "between 2017 and 2018, at 640 and 600": a figure of a part of the range
        if rule == "period" and goes_on_to_another(resolver.items, at):
            sure = False  # "rose from 61 to 80 and then to 96 in November": the month is that of the last
        if not resolver.in_table and owner_is_named(resolver, at, owner, rule, reading):
            sure = False  # "twice as many as B (5,332 against 2,176)": several are named, and one of them has it
    if comparable:
        plainly = plainly_of_another(figure, reading, elsewhere, comparable) and not season_near(resolver.items, at)
        if sure or at in resolver.chain or plainly:
            return _refuted_by(resolver, at, reading, comparable, elsewhere, tried)
        return _undecided(reading, "subject", "It is not sure what this figure is about.", comparable[0], tried)
    named_here = resolver.in_table or any(is_subject(item) for item in resolver.items)
    told = named_here or (elsewhere is not None and elsewhere[1] != "statistic")
    late = elsewhere is not None and elsewhere[1] == "period" and is_after_last(index, reading, elsewhere[0])
    if elsewhere is not None and sure and told and (late or is_distinctive(figure)):
        candidate, rule, words = elsewhere
        return Judged("refuted", rule, _sentence(figure, words), candidate, None, reading, tried)
    if (in_per_cent := number_in_per_cent(resolver, at, reading)) is not None:
        return in_per_cent
    if sure and (moved_base := from_another(resolver, at, reading, bounds)) is not None:
        candidate, rule, words = moved_base
        return Judged("refuted", rule, _sentence(figure, words), candidate, None, reading, tried)
    if (
        elsewhere is not None
        and reading.subjects.source in ("guessed", "heading", "carried")
        and elsewhere[1] == "statistic"
    ):
        return _undecided(reading, "subject", "No fact of what the words name has this figure.", None, tried)
    return _undecided(reading, "no_fact", "No fact speaks of this.", None, tried)


def _is_rate(index: Index, candidate: Candidate) -> bool:
    """Whether a figure without a unit is one per so many, by its measure's names: "deaths per million"."""
    measure = index.measures.get(candidate.subject.measure)
    words = " ".join((measure.title, *measure.names)).lower() if measure is not None else ""
    return any(base in words for base in ("000", "100", "million", "thousand", "hundred", "rate"))


def _is_share_of(resolver: Resolver, at: int) -> bool:
    """Whether a percentage is one of something ("90% of visits were …"), and so no change of it."""
    figure, items = resolver.items[at].figure, resolver.items
    of = at + 1 < len(items) and items[at + 1].key == "of"
    return of and figure is not None and figure.kind == "percent" and resolver.roles[at].word is None


def _told(candidate: Candidate) -> tuple[object, ...]:
    """What a candidate is of: where a fact states that, nothing is had from rounded figures."""
    return candidate.subject, candidate.area, candidate.statistic, candidate.period, candidate.base, candidate.against


def _best(good: list[Candidate], reading: Reading) -> Candidate:
    """The match that the words fit best: right sign, a stated fact rather than a computed one."""
    return min(good, key=lambda candidate: _order(candidate, reading))


def _only_the_other_way(good: list[Candidate], fits: Sequence[tuple[Candidate, Fit]], reading: Reading) -> bool:
    """Whether a change fits only as one the other way, of another time than the first that is meant, for which there is
    one the way that is said: "rose by 5.8" of a quarter that rose by 5.4, where its last month fell by 5.8."""
    first = reading.times.choices[0] if reading.times.choices else None
    sign = reading.role.sign
    if not sign or first is None or any(one.value * sign >= 0 or one.period == first for one in good):
        return False
    return any(
        one.statistic in CHANGE and one.period == first and one.value * sign > 0
        and any(one.unit == other.unit for other in good)
        for one, _ in fits
    )  # fmt: skip


def _order(candidate: Candidate, reading: Reading) -> tuple[bool, bool, int]:
    wrong = reading.role.sign != 0 and candidate.statistic != "value" and candidate.value * reading.role.sign < 0
    return wrong, bool(candidate.how), len(candidate.facts)


def _is_named_in(figure: Figure, candidate: Candidate) -> bool:
    """Whether the figure's own words name a statistic: "once in 400"."""
    words = candidate.statistic.split("_")
    return candidate.statistic not in PLAIN and set(words) <= set(figure.text.lower().split())


def _same_number(figure: Figure, candidate: Candidate) -> bool:
    return figure.step is not None and abs(abs(figure.value) - abs(candidate.value)) <= figure.step / 2


def _agrees(index: Index, candidate: Candidate) -> str:
    how = f" ({candidate.how})" if candidate.how else ""
    return f"{place_words(index, candidate)}: {value_words(candidate.value, candidate.unit, candidate.decimals)}{how}."


def _sentence(figure: Figure, words: str) -> str:
    return f'The text says "{figure.text}"; {words}.'


def _refuted(
    resolver: Resolver,
    at: int,
    reading: Reading,
    candidate: Candidate,
    rule: str,
    words: str,
    tried: tuple[Candidate, ...],
) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    index = resolver.index
    shown = value_words(candidate.value, candidate.unit, candidate.decimals)
    message = f'The text says "{figure.text}"; {words}: {place_words(index, candidate)} is {shown}.'
    expected = (
        in_style_of(figure, candidate.value, candidate.unit) if scale(figure, candidate.unit) is not None else shown
    )
    if rule == "points":
        expected = value_words(candidate.value, "percentage_points").replace(" pp", " percentage points")
    return Judged("refuted", rule, message, candidate, expected, reading, tried)


def _refuted_by(
    resolver: Resolver,
    at: int,
    reading: Reading,
    comparable: list[Candidate],
    elsewhere: tuple[Candidate, str, str] | None,
    tried: tuple[Candidate, ...],
) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    right = _closest(figure, comparable, reading)
    shown = value_words(right.value, right.unit, right.decimals)
    rule, extra = "value", ""
    if elsewhere is not None:
        _, rule, words = elsewhere
        extra = f" ({words})"
    message = f'The text says "{figure.text}"{extra}; the facts say {shown}: {place_words(resolver.index, right)}.'
    return Judged("refuted", rule, message, right, in_style_of(figure, right.value, right.unit), reading, tried)


def _closest(figure: Figure, comparable: list[Candidate], reading: Reading) -> Candidate:
    """What the text should have said: the first stated candidate, of the right sign where a direction is given."""
    stated = [candidate for candidate in comparable if not candidate.how] or comparable
    sign = reading.role.sign
    signed = [candidate for candidate in stated if not sign or candidate.value * sign > 0] or stated
    firsts = [
        candidate
        for candidate in signed
        if candidate.subject == signed[0].subject and candidate.period == signed[0].period
    ]
    pool = signed if reading.times.choices is None or len(firsts) == len(signed) else firsts
    if reading.times.source in ("said", "default") and pool is firsts:
        return pool[0]
    return min(pool[:50], key=lambda candidate: abs(abs(candidate.value) - abs(figure.value)))


def _undecided(
    reading: Reading, rule: str, message: str, candidate: Candidate | None = None, tried: tuple[Candidate, ...] = ()
) -> Judged:
    return Judged("not_enough_information", rule, message, candidate, None, reading, tried)


def _anywhere(index: Index, figure: Figure, reading: Reading, bounds: Bounds) -> Judged:
    """No subject is named: a figure that one fact alone can mean is that fact."""
    width = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    found = [
        arithmetic.of_fact(fact, Subject(fact.measure, fact.category))
        for fact in index.near_value(size - width, size + width)
        if not isinstance(fact.value, bool) and fit(figure, fact.number, fact.unit, bounds) in GOOD
    ]
    if reading.places.source == "said" and reading.places.choices:
        found = [one for one in found if one.area in reading.places.choices]
    subjects = {(one.subject, one.area) for one in found}
    if len(subjects) == 1 and is_distinctive(figure):
        return Judged("supported", "value", _agrees(index, found[0]), found[0], reading=reading)
    return _undecided(reading, "subject", "The text does not say what this figure is about.")


def fits_any(figure: Figure, found: Iterable[Candidate], bounds: Bounds) -> Fit | None:
    """The first good fit of a figure among candidates."""
    for candidate in found:
        if (result := fit(figure, candidate.value, candidate.unit, bounds)) in GOOD:
            return result
    return None
