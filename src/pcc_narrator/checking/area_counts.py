"""Verdicts on counts of areas: how many have what the words say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.area_wholes import is_whole, judge_whole, too_few
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.counting_areas import OF_AREAS, is_group_name, second_of_one_of
from pcc_narrator.checking.groups import told_bases_of
from pcc_narrator.checking.index import COUNTS_OF_AREAS, Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times, areas_named
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import in_style_of, period_words, place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def _after_one_of(items: tuple[Item, ...], at: int) -> bool:
    """Whether a number is that of "one of only four", one of which is told of."""
    return any(second_of_one_of(items, step) == at and (one := items[step].figure) is not None and one.value == 1
               for step in range(max(0, at - 3), at))  # fmt: skip


def judge_areas(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """A count of areas: with an increase, with a decrease, in a group."""
    figure = resolver.items[at].figure
    assert figure is not None
    if figure.value == 1 and (whole := second_of_one_of(resolver.items, at)) is not None:
        return judge_areas(resolver, whole, bounds)
    reading = read(resolver, at, RoleRead("areas"))
    if (few := too_few(resolver, at)) is not None:
        return few
    if is_whole(resolver, at) and (whole_judged := judge_whole(resolver, at, reading)) is not None:
        return whole_judged
    sign = _direction_near(resolver.items, at)
    before = resolver.items[at - 1].key if at else ""
    one_of_them = _after_one_of(resolver.items, at)
    if one_of_them and sign is not None:
        pass  # "one of four areas with a fall" says how many fell
    elif before == "all" and (at < 2 or resolver.items[at - 2].key != "of"):
        pass  # "rose in all 43" says how many rose
    elif before in ("of", "the", "all") or (at and is_group_name(resolver, at - 1)):
        sign = None  # the whole, not the part: "in most of the 43"
    index = resolver.index
    whole_said = _whole_said(resolver.items, at)
    tried: list[Candidate] = []
    for subject in reading.subjects.choices or index.subjects[:50]:
        for area in [*reading.places.choices, *(a for a in index.areas_of(subject) if a not in reading.places.choices)]:
            for name, direction in (("areas_with_increase", 1), ("areas_with_decrease", -1), ("areas_unchanged", 0)):
                if sign is not None and sign != direction:
                    continue
                tried.extend(
                    arithmetic.of_fact(f, subject)
                    for f in index.statistic(subject, area, name)
                    if _time_fits(f, reading.times)
                )
    among = index.among(whole_said) if whole_said is not None else frozenset()
    tried = [one for one in tried if not among.isdisjoint(one.facts)] or tried
    if not tried:
        for name, direction in (("areas_with_increase", 1), ("areas_with_decrease", -1)):
            if sign in (None, direction):
                tried.extend(
                    arithmetic.of_fact(f, Subject(f.measure, f.category))
                    for f in index.all_of(name)
                    if _time_fits(f, reading.times)
                )
    if sign is not None and (bases := told_bases_of(resolver, at, reading)) is not None:
        tried = [one for one in tried if one.base is None or one.base in bases]  # a count of other changes
    if not tried and sign is not None:
        for subject in reading.subjects.choices:
            tried.extend(counted_areas(index, subject, reading, sign))
    everything = list(tried)
    if sign is None:
        kinds: dict[str, int] = {}
        for place in index.set.areas:
            kinds[place.kind] = kinds.get(place.kind, 0) + 1
            if place.members:
                everything.append(_whole(len(place.members), place.id, "members of the group"))
        everything.extend(_whole(many, "", f"areas of kind {kind}") for kind, many in kinds.items() if many > 1)
    if sign is None or resolver.roles[at].role == "out_of":
        compared = tuple(_compared_among(resolver, at, reading))
        fact = next((one for one in (*compared, *index.counted_among) if one.out_of == figure.value), None)
        if fact is not None and (not compared or fact in compared):
            message, known = f"{fact.out_of} areas are compared.", Subject(fact.measure, fact.category)
            return Judged("supported", "areas", message, arithmetic.of_fact(fact, known), reading=reading)
        if not compared and resolver.sentence.block.kind == "alt" and before == "for":
            compared = tuple(index.counted_among)  # a chart shows all areas that there are
        sizes = {candidate.value for candidate in everything}
        if compared and figure.value not in sizes and figure.hedge in (None, "exactly"):
            nearest = compared[0]
            message = f'The text says "{figure.text}"; {nearest.out_of} areas are compared.'
            meant = arithmetic.of_fact(nearest, Subject(nearest.measure, nearest.category))
            expected = in_style_of(figure, Decimal(nearest.out_of or 0), "count")
            return Judged("refuted", "areas", message, meant, expected, reading, tuple(tried))
    for candidate in everything:
        if fit(figure, candidate.value, candidate.unit, bounds) in GOOD:
            stated = bool(candidate.facts) or (
                figure.in_words and (before in ("of", "the", "all") or bool(at and is_group_name(resolver, at - 1)))
            )
            return Judged(
                "supported" if stated else "not_enough_information",
                "areas",
                f"{value_words(candidate.value, 'count')}: {candidate.how or place_words(index, candidate)}.",
                candidate if candidate.facts else None,
                reading=reading,
                tried=tuple(tried),
            )
    if _described(resolver, at):
        return open_verdict("areas", "The text does not say which areas these are.", reading)
    role = resolver.roles.get(at)
    if sign and (other := _opposite(resolver, reading, sign, figure.value)) is not None:
        return Judged(
            "refuted",
            "areas",
            f'The text says "{figure.text}"; that is the other way: {place_words(index, other)} is {other.value}.',
            other,
            None,
            reading,
            tuple(tried),
        )
    if _some_group(resolver, at, tried):
        return open_verdict("areas", "No fact counts these areas within the group named.", reading)
    if (
        tried
        and sign is not None
        and (one_of_them or not (role is not None and role.role == "out_of"))
        and figure.value != 1
        and reading.subjects.source in ("said", "carried", "heading", "default")
        and not _more_of(resolver.items, at)
    ):
        right = tried[0]
        return Judged(
            "refuted",
            "areas",
            f'The text says "{figure.text}"; {place_words(index, right)} is {value_words(right.value, "count")}.',
            right,
            in_style_of(figure, right.value, "count"),
            reading,
            tuple(tried),
        )
    if sign and (stale := _of_another_time(resolver, reading, sign, figure.value, whole_said)) is not None:
        when = period_words(stale.period, index.set.calendar)
        message = f'The text says "{figure.text}"; that is the number for {when}.'
        return Judged("refuted", "period", message, stale, None, reading, tuple(tried))
    return open_verdict("no_fact", "No fact counts these areas.", reading)


_FEW = 3  # subjects; a name of more is too wide to call a count false by


def _of_another_time(
    resolver: Resolver, reading: Reading, sign: int, number: Decimal, whole: Decimal | None
) -> Candidate | None:
    """The count of areas of a time that is not the one named, where it is the number given, of as many areas."""
    name = "areas_with_increase" if sign > 0 else "areas_with_decrease"
    if whole is None or reading.times.source != "said" or len(reading.subjects.choices) > _FEW:
        return None
    for subject in reading.subjects.choices:
        for area in resolver.index.areas_of(subject):
            for fact in resolver.index.statistic(subject, area, name):
                if fact.number == number and fact.out_of == int(whole) and not _time_fits(fact, reading.times):
                    return arithmetic.of_fact(fact, subject)
    return None


def _whole_said(items: tuple[Item, ...], at: int) -> Decimal | None:
    """The 43 of "35 of the 43"."""
    following = [item for item in items[at + 1 : at + 4] if item.key not in ("the", "all", "only")]
    whole = following[1].figure if len(following) > 1 and following[0].key == "of" else None
    return whole.value if whole is not None and whole.kind == "number" else None


def _compared_among(resolver: Resolver, at: int, reading: Reading) -> Iterator[Fact]:
    """The facts that a part or a rank before "of the 43" may be, each of which says of how many it is."""
    items = resolver.items
    steps = [step for step in range(max(0, at - 8), at) if items[step].figure is not None]
    part = items[steps[-1]].figure if steps and any(item.key == "of" for item in items[steps[-1] : at]) else None
    if part is None or part.high is not None or resolver.in_table:
        return
    for subject in reading.subjects.choices:
        for area in resolver.index.areas_of(subject):
            for name in ("rank",) if part.kind == "rank" else COUNTS_OF_AREAS:
                for fact in resolver.index.statistic(subject, area, name):
                    same = part.kind == "rank" or fact.number == part.value
                    if fact.out_of is not None and same and _time_fits(fact, reading.times):
                        yield fact


def _opposite(resolver: Resolver, reading: Reading, sign: int, said: Decimal) -> Candidate | None:
    """The count of areas that went the other way, where it is the number given and cannot be both."""
    name = "areas_with_decrease" if sign > 0 else "areas_with_increase"
    own = "areas_with_increase" if sign > 0 else "areas_with_decrease"
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in index.areas_of(subject):
            known = [f for f in index.statistic(subject, area, own) if _time_fits(f, reading.times)]
            for fact in index.statistic(subject, area, name):
                both = fact.out_of is not None and fact.out_of == said * 2
                if not known and fact.number == said and not both and _time_fits(fact, reading.times):
                    return arithmetic.of_fact(fact, subject)
    return None


def _some_group(resolver: Resolver, at: int, tried: list[Candidate]) -> bool:
    """Whether the areas counted are those of a group that no candidate is of: "three trusts of the peer group"."""
    items = resolver.items
    for step in range(at + 1, min(len(items), at + 10)):
        item = items[step]
        if item.kind in ("mark", "period") or item.has("direction") or item.has("level"):
            return False
        if item.key in ("other", "group"):
            return True
        named = areas_named(item)
        if named and not {one.area for one in tried} & set(named):
            return True
    return False


def _described(resolver: Resolver, at: int) -> bool:
    """Whether a word that no fact knows says which areas are counted: "the nine southern trusts in our table"."""
    following = resolver.items[at + 1] if at + 1 < len(resolver.items) else None
    if following is None or following.kind != "word" or following.words or stem(following.key) in resolver.index.kinds:
        return False
    beyond = resolver.items[at + 2] if at + 2 < len(resolver.items) else None
    noun = beyond is not None and stem(beyond.key) in resolver.index.kinds
    return noun and following.key.isalpha() and following.key not in frame_words() | OF_AREAS


def _whole(number: int, area: str, how: str) -> Candidate:
    return Candidate(Decimal(number), "count", "value", Subject(""), area, Period(), (), how=how)


def _more_of(items: tuple[Item, ...], at: int) -> bool:
    return any(item.key in ("additional", "more", "other", "further", "extra") for item in items[at + 1 : at + 3])


def _time_fits(fact: Fact, times: Times) -> bool:
    return times.choices is None or fact.period in times.choices or times.source in ("default", "heading", "carried")


def _direction_near(items: tuple[Item, ...], at: int) -> int | None:
    """The direction word that follows, else the one before; before all, that of "rose in 35"."""
    near = [item for item in items[max(0, at - 4) : at] if not item.key.startswith("~") and item.key != "only"]
    if len(near) >= 2 and near[-1].key == "in":
        sense = near[-2].sense("direction", "change_noun")
        if sense in ("up", "down"):
            return 1 if sense == "up" else -1
    for step in [*range(at + 1, min(len(items), at + 14)), *range(at - 1, max(-1, at - 12), -1)]:
        item = items[step]
        if (
            step > at
            and item.kind == "figure"
            and item.figure is not None
            and item.figure.kind == "number"
            and items[step - 1].key not in ("of", "the")
        ):
            break
        sense = item.sense("change_noun", "direction", "more")
        if sense in ("up", "down", "flat") and (item.key not in ("higher", "lower") or item.has("more")):
            return {"up": 1, "down": -1, "flat": 0}[sense]
    return None


def counted_areas(index: Index, subject: Subject, reading: Reading, sign: int) -> Iterator[Candidate]:
    """How many of the areas with which the report's own is compared rose, or fell, in each period meant."""
    own = index.own
    if own is None:
        return
    among = list(arithmetic.peers_of(index, own))
    signs: dict[Period, list[int]] = {}
    ids: dict[Period, list[str]] = {}
    for area in among:
        for change in arithmetic.changes(index, subject, area, reading.times.choices, reading.bases.choices):
            if change.statistic in ("change", "change_points"):
                signs.setdefault(change.period, []).append((change.value > 0) - (change.value < 0))
                ids.setdefault(change.period, []).extend(change.facts)
    for period, found in signs.items():
        if len(found) == len(among) >= 3:
            name = {1: "areas_with_increase", -1: "areas_with_decrease", 0: "areas_unchanged"}[sign]
            yield Candidate(
                Decimal(found.count(sign)),
                "count",
                name,
                subject,
                own,
                period,
                tuple(dict.fromkeys(ids[period])),
                how=f"counted among {len(among)} areas",
            )
