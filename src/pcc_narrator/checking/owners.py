"""Whose a figure is that does not fit what the words say: the fact that it does fit, and what speaks for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.index import CHANGE, RELATIVE, Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.name_forms import name_keys
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, areas_named, is_area, is_subject
from pcc_narrator.checking.ties import placed_by
from pcc_narrator.checking.tokens import Token, stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period


def fact_elsewhere(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> tuple[Candidate, str, str] | None:
    """A fact that the figure does fit, though the words say another period, area, statistic or measure."""
    index = resolver.index
    figure = resolver.items[at].figure
    assert figure is not None
    if figure.step is None:
        return None
    size, width = abs(figure.value), figure.step / 2
    hits = index.near_value(size - width, size + width)
    if figure.kind == "duration" and figure.unit == "seconds":
        minutes = index.near_value((size - width) / 60, (size + width) / 60)
        hits = [one for one in hits if one.unit == "seconds"] + [one for one in minutes if one.unit == "minutes"]
    averaged = (
        resolver.in_table or reading.role.role == "mean" or any(i.has("statistic", "mean") for i in resolver.items)
    )
    best: tuple[int, Candidate, str, str] | None = None
    for fact in hits:
        if isinstance(fact.value, bool) or fit(figure, fact.number, fact.unit, bounds) not in GOOD:
            continue
        candidate = arithmetic.of_fact(fact, Subject(fact.measure, fact.category))
        if not resolver.says_statistic(candidate.statistic) or (candidate.statistic == "mean" and not averaged):
            continue
        if candidate.statistic in CHANGE and candidate.value * reading.role.sign < 0:
            continue  # what rose is no fall of something else
        found = _of_other_base(resolver, at, reading, candidate) or _what_differs(index, reading, candidate)
        if found is not None and (best is None or found[0] < best[0]):
            best = (found[0], candidate, found[1], found[2])
    return None if best is None else best[1:]


def _what_differs(index: Index, reading: Reading, candidate: Candidate) -> tuple[int, str, str] | None:
    from pcc_narrator.checking.wording import area_words, period_words, subject_words

    same_subject = candidate.subject in reading.subjects.choices
    same_area = candidate.area in reading.places.choices
    same_period = reading.times.choices is None or candidate.period in reading.times.choices
    is_change = candidate.statistic in CHANGE
    wants_change = reading.role.role in ("change", "difference", "multiple")
    if same_subject and same_area and is_change != wants_change:
        name = candidate.statistic.replace("_", " ")
        return 1, "statistic", f"that is the {name} of {subject_words(index, candidate.subject)}"
    if same_subject and same_area and candidate.statistic == "target" and reading.role.role != "target":
        return 1, "statistic", "that is the target"
    if same_subject and same_area and not same_period:
        if any(candidate.period.contains(period) for period in reading.times.choices or ()):
            return None  # a month of the quarter that the fact is of
        told = reading.times.choices or ()
        if is_change and any(one.end == candidate.period.end or one.contains(candidate.period) for one in told):
            return None  # "in the year to May" is told of a change up to May
        what = f"the figure for {period_words(candidate.period, index.set.calendar) or 'another period'}"
        return (
            2,
            "period",
            f"that is stale, {what}" if _is_stale(index, reading, candidate.period) else f"that is {what}",
        )
    if same_subject and not same_area:
        return 3, "area", f"that is the figure of {area_words(index, candidate.area)}"
    kin = any(one.measure == candidate.subject.measure for one in reading.subjects.choices)
    if wants_change and kin and candidate.statistic == "share" and same_area and same_period:
        return 4, "statistic", f"that is the share of {subject_words(index, candidate.subject)}"
    if not same_subject and same_area and _same(candidate, reading):
        return 4, "measure", f"that is the figure of {subject_words(index, candidate.subject)}"
    return None


def _of_other_base(resolver: Resolver, at: int, reading: Reading, candidate: Candidate) -> tuple[int, str, str] | None:
    """A change of what the sentence names over the time that it names, counted from another period than it says."""
    from pcc_narrator.checking.wording import period_words

    if reading.times.source != "said" or candidate.base is None or resolver.own_base(at) is None:
        return None
    wants_change = reading.role.role in ("change", "difference", "multiple")
    told = reading.bases.choices or ()
    if not wants_change or candidate.statistic not in CHANGE or any(one.contains(candidate.base) for one in told):
        return None
    named = {subject for item in resolver.items if is_subject(item) for subject in resolver.meant(item)}
    if candidate.subject not in named or candidate.area not in reading.places.choices or not _same(candidate, reading):
        return None
    return 5, "base", f"that is the change from {period_words(candidate.base, resolver.index.set.calendar)}"


def _is_stale(index: Index, reading: Reading, period: Period) -> bool:
    """Whether a period is the one before that of the report, or a year before, where the report's own is meant."""
    meant = [one for one in reading.times.choices or () if one in index.report_periods and one.months == period.months]
    return any(
        period == one.shifted(-months)
        for one in meant
        if one.months
        for months in dict.fromkeys((one.months, 1, 3, 12))
    )


def plainly_of_another(
    figure: Figure, reading: Reading, elsewhere: tuple[Candidate, str, str] | None, comparable: list[Candidate]
) -> bool:
    """Whether a figure that few others have is, in unit and statistic, one of just this subject for another period."""
    firm = reading.subjects.source == "said" and reading.times.source == "said" and not reading.places.unknown
    if elsewhere is None or elsewhere[1] != "period" or not firm or figure.hedge not in (None, "exactly"):
        return False
    other = elsewhere[0]
    same = any((one.unit, one.statistic, one.how) == (other.unit, other.statistic, "") for one in comparable)
    return same and other.subject in reading.subjects.choices and is_distinctive(figure)


def owner_is_named(resolver: Resolver, at: int, owner: Candidate, rule: str, reading: Reading) -> bool:
    """Whether the area or period that a figure is really of is another one that the sentence names."""
    if any((resolver.items[one].period is None) == (rule == "area") for one in placed_by(resolver.items, at)):
        return False
    if rule == "area":
        named = {area for item in resolver.items for area in areas_named(item)}
        return owner.area in named and len(named) > 1
    if rule != "period" or owner.period is None or at in resolver.chain:
        return False  # in "439 to 432 and then 406" each figure has its period
    figure = resolver.items[at].figure
    others = (resolver.items[step].figure for step in resolver.roles if step != at)
    if figure is not None and any(one is not None and one.value == figure.value for one in others):
        return False  # "from 83 to 83": one of the two is of that period, not both
    steps = [step for step, item in enumerate(resolver.items) if item.period is not None]
    said = {period for step in steps for period in resolver.read_period(step).choices or ()}
    of_day = owner.period.start == owner.period.end  # "in mid-2018" of what was counted on a day
    if len(steps) > 1 and any(one == owner.period or (of_day and one.contains(owner.period)) for one in said):
        return len(resolver.roles) > 1 or not any(item.key == "both" for item in resolver.items)
    choices = reading.times.choices or ()
    if any(one.months == owner.period.months for one in choices):
        return False  # "this quarter" is none of the last six months
    return reading.times.source == "said" and any(one.contains(owner.period) and one != owner.period for one in choices)


def tells_change(resolver: Resolver, at: int) -> bool:
    """Whether the clause of a figure tells of a change."""
    clause = (item for item in resolver.items if item.clause == resolver.items[at].clause)
    return any(item.has("direction") or item.has("change_noun") or item.has("more") for item in clause)


def verb_left_out(resolver: Resolver, at: int, of_change: bool) -> bool:
    """Whether no verb says if a figure is a change: it stands behind an area in a row of changes, or behind "by"."""
    if of_change:
        told = (role.role for step, role in resolver.roles.items() if step < at)
        return at > 0 and is_area(resolver.items[at - 1]) and "change" in told
    return resolver.items[at - 1].key == "by" and resolver.roles[at].word is None and not tells_change(resolver, at)


def goes_on_to_another(items: tuple[Item, ...], at: int) -> bool:
    """Whether "then" leads to another figure, and it to the first period that is named behind this one."""
    for step in range(at + 1, len(items) - 1):
        if items[step].kind == "period":
            return False
        if items[step].key == "then":
            behind = items[step + 1 : step + 6]
            last = next((place for place, item in enumerate(behind) if item.figure is not None), len(behind))
            return any(item.kind == "period" for item in behind[last + 1 : last + 4])
    return False


def inside_range(resolver: Resolver, reading: Reading, candidate: Candidate) -> bool:
    """Whether a period lies within the range of periods that a figure is read with."""
    ranged = any(item.period is not None and item.period.first is not None for item in resolver.items)
    return ranged and any(period.contains(candidate.period) for period in reading.times.choices or ())


def noun_of_other(resolver: Resolver, at: int, reading: Reading, other: Candidate) -> bool:
    """Whether the noun after a figure is a word of another subject and not of the one read."""
    mine = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
    theirs = resolver.names.words_of(other.subject)
    item = resolver.items[at]
    if at > 1 and resolver.items[at - 1].key == "(":  # "treatment (89%) and keeping informed (66%)"
        before = resolver.items[at - 2]
        if before.kind == "word" and stem(before.key) in theirs:
            return stem(before.key) not in mine
    for following in resolver.items[at + 1 : at + 4]:
        if following.clause != item.clause or following.kind != "word":
            return False
        if following.words or following.key in frame_words():
            continue  # "8.3 points below", where another measure is the time "below" something
        if stem(following.key) in theirs:
            return stem(following.key) not in mine
    return False


def told_of_part(resolver: Resolver, at: int, reading: Reading) -> Reading | None:
    """A second reading of a figure whose noun may only count what was told: "night crossing was at its lowest, with
    1,266 sailings", which is not counted by its own name and is a part of the sailings."""
    items, tokens = resolver.items, {token.start: token for token in resolver.sentence.tokens}
    counted = items[at + 1] if at + 1 < len(items) else None
    if counted is None or not is_subject(counted) or not _plural(tokens, counted.start, counted.end):
        return None
    told = [item for item in items[:at] if is_subject(item)]
    last = max((token.end for token in tokens.values() if told and token.end <= told[0].end), default=0)
    mass = any(token.end == last and not token.key.endswith("s") for token in tokens.values())
    if told and not mass:
        return None
    parts = resolver.meant(told[0]) if told else resolver.inherited().choices
    kept = tuple(one for one in parts if one not in reading.subjects.choices and _is_less(resolver, one, reading))
    return replace(reading, subjects=Subjects(kept, "said")) if kept else None


def _is_less(resolver: Resolver, part: Subject, reading: Reading) -> bool:
    """Whether the counts of one subject are smaller than those of all that were read, for the same times."""
    index, periods = resolver.index, reading.times.choices
    mine, theirs = (
        [one.value for subject in subjects for area in reading.places.choices
         for one in arithmetic.levels(index, subject, area, periods) if one.unit == "count"]
        for subjects in ((part,), reading.subjects.choices)
    )  # fmt: skip
    return bool(mine and theirs) and max(mine) < min(theirs)


def _plural(tokens: Mapping[int, Token], start: int, end: int) -> bool:
    """Whether a name is one word in the plural."""
    token = tokens.get(start)
    return token is not None and token.end == end and token.key.endswith("s")


def kindred_said(resolver: Resolver, reading: Reading, other: Candidate) -> bool:
    """Whether a figure is that of another category of the measure carried over, and the sentence has words of its own
    that tell of it: "at the other end, a tenth of full-time staff earned more than £27"."""
    if other.subject.category is None or all(one.measure != other.subject.measure for one in reading.subjects.choices):
        return False
    wants_change = reading.role.role in ("change", "difference", "multiple")
    alike = (other.statistic in RELATIVE) == wants_change
    told = (*resolver.carried.told_subjects, *resolver.carried.heading.choices)
    of_kinds = any(one.category is not None for one in (*told, *reading.subjects.choices))
    unnamed = reading.subjects.source == "carried" and not any(is_subject(item) for item in resolver.items)
    if alike and unnamed and of_kinds:
        return True  # "the last time that it was lower was in May (19)" after one on short visits
    telling = {stem(word) for word in other.subject.category.lower().replace(",", " ").split()} - frame_words()
    return bool(telling & {stem(token.key) for token in resolver.sentence.tokens})


def in_other_words(resolver: Resolver, at: int) -> bool:
    """Whether a sentence that names no measure tells of something in words of its own: "officers reached 464 callers,
    taking 12 minutes" under a heading on something else."""
    if any(is_subject(item) and not _is_weak(item) for item in resolver.items) or resolver.opens_with_pronoun():
        return False
    own = {
        stem(item.key)
        for item in resolver.items
        if item.kind == "word" and not item.words and item.key.isalpha() and item.key not in frame_words()
    }
    return len(own - resolver.names.kinds) >= _TELLING


_TELLING = 2  # words


def _is_weak(item: Item) -> bool:
    return item.name is not None and all(meaning.weak for meaning in item.name.meanings if meaning.kind != "area")


def category_told(resolver: Resolver, reading: Reading, other: Candidate) -> bool:
    """Whether a figure is that of a category of a measure that may be meant, whose words all stand in the sentence."""
    category, choices = other.subject.category, reading.subjects.choices
    if category is None or len(choices) < 2 or any(one.category is not None for one in choices):
        return False
    telling = {stem(key) for key in name_keys(category)} - frame_words()
    here = {stem(token.key) for token in resolver.sentence.tokens}
    return any(one.measure == other.subject.measure for one in choices) and bool(telling) and telling <= here


def counts_any_kind(resolver: Resolver, at: int) -> bool:
    """Whether the noun after a figure is that of every category alike: "10,792 visits" after one on evening visits."""
    return any(stem(item.key) in resolver.names.kinds for item in resolver.items[at + 1 : at + 3])


def points_mistaken(figure: Figure, reading: Reading, candidate: Candidate) -> bool:
    return figure.kind == "percent" and candidate.unit == "percentage_points" and reading.role.role != "interval"


def _same(candidate: Candidate, reading: Reading) -> bool:
    return reading.times.choices is None or candidate.period in reading.times.choices
