"""Whether one of its candidates fits a figure, and whether it is false or open where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_distinctive, is_sure
from pcc_narrator.checking.figure_verdicts import (
    agreement,
    best_of,
    contradiction,
    leave_open,
    refute,
    refute_by_nearest,
)
from pcc_narrator.checking.index import CHANGE, PLAIN, RELATIVE, Index
from pcc_narrator.checking.kinds import is_number_below, is_other_kind
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
    verb_left_out,
)
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.slips import is_far_off, moved_point, number_in_per_cent
from pcc_narrator.checking.told_loosely import is_of_change, season_near
from pcc_narrator.checking.values import GOOD, Fit, fit, scale
from pcc_narrator.checking.wording import value_words
from pcc_narrator.models.figure import Figure

_NO_RATIO = 100  # a whole number this large is a count, not how many times as much


def decide(resolver: Resolver, at: int, reading: Reading, tried: tuple[Candidate, ...], bounds: Bounds) -> Judged:
    """The verdict on a figure in one reading: it is supported by a candidate that fits, else refuted or left open."""
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
        best = best_of(good, reading)
        return Judged("supported", "value", agreement(index, best), best, reading=reading, tried=tried)
    if numbers:
        words = "the column's head has percentages or rates, and this is a number"
        return refute(resolver, at, reading, numbers[0], "unit", words, tried)
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
        return refute(
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
            return refute(resolver, at, reading, near[0], rule, words, tried)
    if moved and not comparable and sure:
        words = "a count is a whole number, and the point has moved"
        return refute(resolver, at, reading, moved[0], "value", words, tried)
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
            return refute(resolver, at, reading, levels[0], "unit", "it is per cent, not percentage points", tried)
    if blind and not comparable and sure and is_distinctive(figure):
        return refute(
            resolver, at, reading, blind[0], "unit", f"the figure is one of {blind[0].unit.replace('_', ' ')}", tried
        )
    at_target = any(
        item.has("target", "word") for item in resolver.items[max(0, at - 3) : at]
    )  # "the standard of 95 …"
    aimed = reading.role.role == "target" and at_target and any(c.statistic == "target" for c in comparable)
    elsewhere = fact_elsewhere(resolver, at, reading, bounds) if not aimed else None
    unsaid = reading.subjects.source != "said" and not resolver.in_table and not named
    if unsaid and elsewhere is not None and elsewhere[1] == "measure" and in_other_words(resolver, at):
        return leave_open(reading, "subject", "It is not sure what this figure is about.", elsewhere[0], tried)
    first = [one for one in comparable if one.subject in reading.subjects.choices[:1] and not one.how] or comparable
    if unsaid and comparable and is_far_off(figure, first) and in_other_words(resolver, at):
        return leave_open(reading, "subject", "It is not sure what this figure is about.", comparable[0], tried)
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
            return refute_by_nearest(resolver, at, reading, comparable, elsewhere, tried)
        return leave_open(reading, "subject", "It is not sure what this figure is about.", comparable[0], tried)
    named_here = resolver.in_table or any(is_subject(item) for item in resolver.items)
    told = named_here or (elsewhere is not None and elsewhere[1] != "statistic")
    late = elsewhere is not None and elsewhere[1] == "period" and is_after_last(index, reading, elsewhere[0])
    if elsewhere is not None and sure and told and (late or is_distinctive(figure)):
        candidate, rule, words = elsewhere
        return Judged("refuted", rule, contradiction(figure, words), candidate, None, reading, tried)
    if (in_per_cent := number_in_per_cent(resolver, at, reading)) is not None:
        return in_per_cent
    if sure and (moved_base := from_another(resolver, at, reading, bounds)) is not None:
        candidate, rule, words = moved_base
        return Judged("refuted", rule, contradiction(figure, words), candidate, None, reading, tried)
    if (
        elsewhere is not None
        and reading.subjects.source in ("guessed", "heading", "carried")
        and elsewhere[1] == "statistic"
    ):
        return leave_open(reading, "subject", "No fact of what the words name has this figure.", None, tried)
    return leave_open(reading, "no_fact", "No fact speaks of this.", None, tried)


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


def _is_named_in(figure: Figure, candidate: Candidate) -> bool:
    """Whether the figure's own words name a statistic: "once in 400"."""
    words = candidate.statistic.split("_")
    return candidate.statistic not in PLAIN and set(words) <= set(figure.text.lower().split())


def _same_number(figure: Figure, candidate: Candidate) -> bool:
    return figure.step is not None and abs(abs(figure.value) - abs(candidate.value)) <= figure.step / 2
