"""Verdicts on ranks: "sixth lowest", "ranked 15th"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.former_ranks import former, is_former
from pcc_narrator.checking.groups import is_group
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.rank_orders import Order, in_time, ranks_of, says_rate
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times, areas_named, is_subject
from pcc_narrator.checking.time_ranks import judge_in_time, judge_place, row_after, time_after
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.wording import in_style_of, place_words
from pcc_narrator.models.fact import Fact


def open_verdict(rule: str, message: str, reading: Reading | None = None, candidate: Candidate | None = None) -> Judged:
    """A claim that the facts neither bear out nor refute, and why."""
    return Judged("not_enough_information", rule, message, candidate, reading=reading)


def of_figure_before(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The ranks that are told of a proved figure right before them in a sentence that names no measure ("the rate, 16.1
    per 1,000 population, is the third highest"): of what that is of."""
    found: dict[int, Judged] = {}
    if resolver.in_table or any(is_subject(item) for item in resolver.items):
        return found
    for at, one in judged.items():
        first = max((step for step in judged if step < at), default=None)
        proved = judged[first].candidate if first is not None and judged[first].verdict == "supported" else None
        if one.verdict == "supported" or resolver.roles[at].role != "rank" or proved is None or one.reading is None:
            continue
        level = proved.statistic in ("value", "rate") and proved.subject not in one.reading.subjects.choices[:1]
        if level and first is not None and resolver.items[first].clause == resolver.items[at].clause:
            found[at] = judge_rank(resolver, at, bounds, Subjects((proved.subject,), "said"))
    return found


def judge_rank(resolver: Resolver, at: int, bounds: Bounds, of: Subjects | None = None) -> Judged:
    """ "Sixth lowest", "ranked 15th": by the facts' ranks, else by the areas' figures put in order. `of`: what is
    ranked, where that is known from elsewhere than its words."""
    figure = resolver.items[at].figure
    assert figure is not None
    reading = read(resolver, at, RoleRead("rank"))
    if of is not None:
        reading = replace(reading, subjects=of)
    if at + 1 < len(resolver.items) and resolver.items[at + 1].key in ("half", "part", "phase", "stage", "time"):
        return open_verdict("subject", "This counts times or parts, and ranks nothing.", reading)
    if at == 0 and len(resolver.items) > 1 and resolver.items[1].key in (",", ":"):
        return open_verdict("subject", "This counts the points that are made.", reading)  # "Second, evening visits"
    order = _order_said(resolver, at) or _order_of_others(resolver, at)
    if not reading.subjects.choices or _of_another(resolver, at):
        return open_verdict("subject", "The text does not say what is ranked.", reading)
    order = order or _order_by_polarity(resolver, at, reading)
    if is_former(resolver, at):
        ever = Reading(reading.role, reading.subjects, reading.places, Times(), reading.bases)
        return _former(resolver, at, ever, order)
    if (months := time_after(resolver, at)) is not None:
        told = [step for step in resolver.period_steps if step < at]
        when = replace(reading, times=resolver.read_period(told[-1])) if told else reading
        placed = judge_in_time(resolver, when, int(figure.value), months, order) if order else None
        return placed or open_verdict("no_fact", "No series decides this.", reading)
    if row_after(resolver, at) is not None:
        placed = judge_place(resolver, at, reading, int(figure.value), order == "highest_first") if order else None
        return placed or open_verdict("no_fact", "No series decides this.", reading)
    tried = tuple(ranks_of(resolver, at, reading, order)) or tuple(_kindred_ranks(resolver, reading, order))
    if not tried:
        tried = tuple(_ranks_of_others(resolver, at, reading, order))
    tried = _among_so_many(resolver, at, tried)
    for candidate in tried:
        if candidate.value == figure.value:
            return Judged(
                "supported",
                "rank",
                f"{place_words(resolver.index, candidate)}: {candidate.value}.",
                candidate,
                reading=reading,
                tried=tried,
            )
    firm = reading.subjects.source in ("said", "carried", "heading", "default") and not reading.places.unknown
    if reading.subjects.source != "said" and _has_words_of_another(resolver, reading):
        firm = False  # "the third highest rate of violence" after a paragraph on something else
    firm = firm and not _second_of_another(resolver, at)
    if tried and firm:
        right = tried[0]
        return Judged(
            "refuted",
            "rank",
            f'The text says "{figure.text}"; {place_words(resolver.index, right)} is {right.value}.',
            right,
            in_style_of(figure, right.value, "rank"),
            reading,
            tried,
        )
    return open_verdict("no_fact", "No fact gives this rank.", reading)


def _among_so_many(resolver: Resolver, at: int, ranks: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The ranks among as many areas as are told right behind one ("the fifth lowest of the eight"), where some are."""
    said, items = None, resolver.items
    for step in range(at + 1, min(len(items), at + _NEAR_SIZE)):
        figure = items[step].figure
        if items[step].clause != items[at].clause or items[step].kind == "mark":
            break
        if figure is not None:
            whole = items[step - 1].key if items[step - 1].key not in ("the", "its", "all") else items[step - 2].key
            said = figure.value if figure.kind == "number" and whole in ("of", "out of", "among", "amongst") else None
            break
    facts = resolver.index.set.by_id
    sized = tuple(one for one in ranks if said is not None and one.facts and facts[one.facts[0]].out_of == said)
    return sized or ranks


_NEAR_SIZE = 9  # items


def _former(resolver: Resolver, at: int, reading: Reading, order: Order | None) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    ranks = tuple(ranks_of(resolver, at, reading, order)) or tuple(_kindred_ranks(resolver, reading, order))
    ranks = ranks or tuple(_ranks_of_others(resolver, at, reading, order))
    told = former(resolver, at, ranks)
    right = next((one for one in told if one.value == figure.value), told[0] if told else None)
    if right is None or reading.places.unknown:
        return open_verdict("no_fact", "No fact gives this rank.", reading)
    shown = f"{place_words(resolver.index, right)} is {right.value}."
    if right.value == figure.value:
        return Judged("supported", "rank", shown, right, reading=reading, tried=told)
    if len({one.value for one in told}) > 1:
        return open_verdict("no_fact", "It is not sure which rank is meant.", reading)
    expected = in_style_of(figure, right.value, "rank")
    return Judged("refuted", "rank", f'The text says "{figure.text}"; {shown}', right, expected, reading, told)


def _has_words_of_another(resolver: Resolver, reading: Reading) -> bool:
    """Whether a sentence that names no measure has a word of the name of one that it was not read as."""
    words = resolver.names.words_of
    own = frozenset[str]().union(*(words(subject) for subject in reading.subjects.choices))
    rated = [
        two for one, two in itertools.pairwise(resolver.items) if one.figure is not None and one.figure.kind == "rate"
    ]
    places = [(item.start, item.end) for item in resolver.items if areas_named(item) or item in rated]
    tokens = (token for token in resolver.sentence.tokens if not any(a <= token.start < b for a, b in places))
    here = {stem(token.key) for token in tokens} - frame_words() - own - resolver.index.kinds - _OF_ANYTHING
    return any(here & words(Subject(measure)) for measure in resolver.index.measures)


def _second_of_another(resolver: Resolver, at: int) -> bool:
    """Whether a place follows another place and words of its own that name no measure: "the fifth highest rate of
    visits, and less likely to be turned away than most (seventh lowest)"."""
    before = [step for step, role in resolver.roles.items() if role.role == "rank" and step < at]
    if not before:
        return False
    between = resolver.items[before[-1] + 1 : at]
    own = (item for item in between if item.kind == "word" and not item.words and item.key.isalpha())
    kinds = resolver.index.kinds
    telling = [item for item in own if item.key not in frame_words() and stem(item.key) not in kinds]
    return len(telling) > 1 and not any(is_subject(item) for item in between)


def _of_another(resolver: Resolver, at: int) -> bool:
    """Whether brackets give the rank of something that no fact knows: "drownings (2nd lowest), scalds (4th lowest)"."""
    if at < 2 or resolver.items[at - 1].key != "(":
        return False
    before = resolver.items[at - 2]
    if stem(before.key) in resolver.index.kinds:
        return False  # "seventh among all museums (15th a year before)"
    return before.kind == "word" and not before.words and before.key not in frame_words()


def _kindred_ranks(resolver: Resolver, reading: Reading, order: Order | None) -> Iterator[Candidate]:
    """The rank of a measure whose name shares a word with the subject's, where it is the only such one."""
    index = resolver.index
    areas = set(reading.places.choices)
    found: dict[str, list[Fact]] = {}
    for subject in reading.subjects.choices[:1]:
        if subject.category is not None:
            return
        words = {word for word in resolver.names.words_of(subject) if word not in frame_words()}
        for fact in index.all_of("rank"):
            known = fact.area in areas and fact.category is None and in_time(fact, reading.times)
            if known and words & resolver.names.words_of(Subject(fact.measure)):
                found.setdefault(fact.measure, []).append(fact)
    if len(found) != 1:
        return
    for fact in next(iter(found.values())):
        if order is None or (fact.order or "highest_first") == order:
            yield arithmetic.of_fact(fact, Subject(fact.measure))
        elif fact.out_of is not None:
            number = fact.out_of + 1 - fact.number
            yield Candidate(number, "rank", "rank", Subject(fact.measure), fact.area, fact.period, (fact.id,))


def _order_said(resolver: Resolver, at: int) -> Order | None:
    """Highest or lowest first, from the words of the rank or those beside it, else of an earlier rank."""
    items = resolver.items
    for step in [at, *range(at + 1, min(len(items), at + 4)), *range(at - 1, -1, -1)]:
        text = items[step].key
        words = text.split()
        if (
            "lowest" in words
            or "smallest" in words
            or "fewest" in words
            or (items[step].has("extreme", "lowest") and step != at)
        ):
            return "lowest_first"
        if (
            "highest" in words
            or "largest" in words
            or "biggest" in words
            or "busiest" in words
            or (
                items[step].has("extreme", "highest")
                and step != at
                and items[step].key not in ("most", "top", "record")
            )
        ):
            return "highest_first"
        if items[step].has("extreme", "best") or "best" in words:
            return None
    return None


def _order_by_polarity(resolver: Resolver, at: int, reading: Reading) -> Order | None:
    """Where more is better, "fourth for performance" is the fourth best, and "fourth worst" counts from the other end;
    "fourth for complaints" is left open."""
    measure = resolver.index.measures.get(reading.subjects.choices[0].measure)
    near = resolver.items[max(0, at - 3) : at + 4]
    sense = next((found for item in near if (found := item.sense("extreme")) in ("best", "worst")), None)
    polarity = measure.polarity if measure is not None else "neutral"
    if polarity == "neutral" or (polarity == "lower_is_better" and sense is None):
        return None
    return "highest_first" if (polarity == "higher_is_better") == (sense != "worst") else "lowest_first"


def _order_of_others(resolver: Resolver, at: int) -> Order | None:
    """Where no order is said, that in which the sentence's other ranks are right: "A came second and B fourth"."""
    others = [step for step, role in resolver.roles.items() if role.role == "rank" and step != at]
    fitting: list[Order] = []
    orders: tuple[Order, ...] = ("highest_first", "lowest_first")
    for order in orders:
        for step in others:
            figure, reading = resolver.items[step].figure, read(resolver, step, RoleRead("rank"))
            if figure is None or all(one.value != figure.value for one in ranks_of(resolver, step, reading, order)):
                break
        else:
            fitting.append(order)
    return fitting[0] if others and len(fitting) == 1 else None


def _ranks_of_others(resolver: Resolver, at: int, reading: Reading, order: Order | None) -> Iterator[Candidate]:
    """Where the area beside a rank is the whole that it is told within ("among the 43 areas of the country it has the
    12th lowest rate"): the ranks of the area that the sentence named before it, was told of before, or is about."""
    index, items = resolver.index, resolver.items
    before = [area for item in reversed(items[:at]) for area in areas_named(item)]
    own = (index.own,) if index.own else ()
    for area in dict.fromkeys((*before, *resolver.carried.areas, *own)):
        if area in reading.places.choices or is_group(index, area) or len(arithmetic.peers_of(index, area)) < 3:
            continue
        other = Reading(reading.role, reading.subjects, Places((area,), "said"), reading.times, reading.bases)
        found = tuple(ranks_of(resolver, at, other, order))
        if says_rate(resolver, at):
            found = tuple(one for one in found if not one.how or _by_rate(index, one))
        yield from (one for one in found if not one.how.startswith("place") or _is_of_all(resolver, one))
        return


def _is_of_all(resolver: Resolver, rank: Candidate) -> bool:
    """Whether a rank worked out is among as many areas as the sentence says or as the group that it names has."""
    numbers = {int(item.figure.value) for item in resolver.items if item.figure and item.figure.kind == "number"}
    groups = (resolver.index.areas.get(area) for item in resolver.items for area in areas_named(item))
    members = {len(group.members) for group in groups if group is not None}
    return len(rank.facts) in numbers | members


def _by_rate(index: Index, rank: Candidate) -> bool:
    return all(index.set.by_id[id].unit in ("per_1000", "percent") for id in rank.facts if id in index.set.by_id)


_OF_ANYTHING = frozenset(stem(word) for word in ("rate", "figure", "number", "share", "level", "average"))
