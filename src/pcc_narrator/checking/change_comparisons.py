"""Verdicts on changes compared with changes: "a larger rise than in Kent", "fell faster than", "twice the rise in"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.groups import is_group
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times, areas_named, is_area, is_subject
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.record import record

_LARGER = frozenset({"larger", "bigger", "greater", "steeper", "sharper", "faster", "more", "further", "quicker"})
_SMALLER = frozenset({"smaller", "slower", "less", "gentler", "lesser"})
_PACE = frozenset({"faster", "slower", "steeper", "sharper", "quicker"})
_AT_PACE = (["fast"], ["quickly"], ["rapidly"], ["steeply"], ["sharply"])
_FORMS = {"change": "number", "change_percent": "percent", "change_points": "percent"}


@record(frozen=True, slots=True)
class Pair:
    """Two changes in one form, period and base: what is spoken of, and what it is compared with."""

    mine: Candidate
    theirs: Candidate

    @property
    def words(self) -> str:
        """The two in a row, for a message."""
        mine, theirs = (value_words(one.value, one.unit) for one in (self.mine, self.theirs))
        return f"{mine} against {theirs}"


def compared_change(items: tuple[Item, ...], at: int) -> tuple[int, int] | None:
    """(the change's word, the "than") where the word at `at` compares two changes."""
    if items[at].key not in _LARGER | _SMALLER:
        return None
    clause = items[at].clause
    than = next((step for step in range(at + 1, min(len(items), at + 9)) if items[step].key == "than"), None)
    if than is None or items[than].clause != clause or any(one.figure is not None for one in items[at:than]):
        return None
    for step in range(at + 1, min(than, at + 4)):
        if items[step].has("change_noun", "up", "down"):
            return step, than
    for step in range(at - 1, max(-1, at - 3), -1):
        if items[step].has("direction", "up", "down") and items[step].key not in ("up", "down", "higher", "lower"):
            return (step, than) if all(_between(one) for one in items[at + 1 : than]) else None
    if at and items[at - 1].has("level") and items[than + 1 : than + 2] and items[than + 1].key in ("that", "the"):
        subject = [step for step in range(at - 1) if items[step].clause == clause and items[step].has("change_noun")]
        of_change = items[than + 1].key == "that" or any(one.has("change_noun") for one in items[than + 1 : than + 5])
        if subject and of_change and items[subject[0]].has("change_noun", "up", "down"):
            return subject[0], than  # "the fall in Leeds was smaller than that of the region"
    if items[at].key in _PACE and at and items[at - 1].key == ",":  # "went up by 12 (from 80 to 92), faster than in"
        back = (step for step in range(at - 1, -1, -1) if items[step].clause == clause)
        told = next((step for step in back if items[step].has("direction", "up", "down")), None)
        return (told, than) if told is not None and all(_between(one) for one in items[at + 1 : than]) else None
    return None


def _between(item: Item) -> bool:
    """Whether an item may stand between "fell faster" and its "than": "fell more slowly in Leeds than"."""
    return is_area(item) or item.period is not None or item.key in ("in", "at", "for", "the") or item.key.endswith("ly")


def judge_compared_change(resolver: Resolver, at: int) -> Judged | None:
    """ "A larger rise than in Kent": by per cent or points, or by number. None where no two changes are compared."""
    items = resolver.items
    found = compared_change(items, at)
    if found is None:
        return None
    word, than = found
    sign = 1 if items[word].sense("change_noun", "direction") == "up" else -1
    reading = read(resolver, word, RoleRead("change"))
    pairs = list(_pairs(resolver, word, than, reading))
    if items[at].key in _PACE:
        pairs = [pair for pair in pairs if _FORMS[pair.mine.statistic] == "percent"] or pairs
    if not pairs:
        return open_verdict("no_fact", "No facts compare these changes.", reading)
    slowly = items[at].key == "more" and items[at + 1].key in ("slowly", "gently", "gradually", "modestly")
    larger = items[at].key in _LARGER and not slowly
    for pair in pairs:
        mine, theirs = pair.mine.value * sign, pair.theirs.value * sign
        if mine > 0 and (mine > theirs if larger else mine < theirs):
            message = f"{place_words(resolver.index, pair.mine)}: {pair.words}."
            return Judged("supported", "comparison", message, pair.mine, reading=reading)
    first = pairs[0]
    message = f"{place_words(resolver.index, first.mine)}: {first.words}."
    return Judged("refuted", "comparison", message, first.mine, "smaller" if larger else "larger", reading)


def judge_than_told(resolver: Resolver, at: int) -> Judged | None:
    """ "The region saw a bigger fall, of 4.2 per cent", after one of 12.5: a change beside the last that was told. None
    where nothing is compared so, or not in one form."""
    items = resolver.items
    if items[at].key not in _LARGER | _SMALLER or at + 1 >= len(items) or not items[at + 1].has("change_noun"):
        return None
    clause = [step for step in range(at + 1, len(items)) if items[step].clause == items[at].clause]
    if any(items[step].key == "than" for step in clause[:9]):
        return None
    told = next((step for step in clause[:6] if items[step].figure is not None), None)
    figure = items[told].figure if told is not None else None
    sense = items[at + 1].sense("change_noun")
    forms = {"percent": ("change_percent",), "points": ("change_points",), "number": ("change",)}
    if figure is None or figure.hedge or sense not in ("up", "down") or resolver.opens_with_pronoun():
        return None
    sign = 1 if sense == "up" else -1
    last = next(
        (one for one in reversed(resolver.carried.changes) if one.statistic in forms.get(figure.kind, ())), None
    )
    areas = {area for item in items[:at] for area in areas_named(item)}
    if last is None or last.value * sign <= 0 or not areas or last.area in areas:
        return None
    larger = items[at].key in _LARGER
    shown = f"{figure.text} against {value_words(abs(last.value), last.unit, last.decimals)}."
    right = figure.value > abs(last.value) if larger else figure.value < abs(last.value)
    expected = None if right else "smaller" if larger else "larger"
    reading = read(resolver, at + 1, RoleRead("change"))
    return Judged("supported" if right else "refuted", "comparison", shown, last, expected, reading)


def judge_change_multiple(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """ "The rise was twice that of Kent", "rose twice as fast as in Kent": one change as a multiple of another. None
    for any other multiple."""
    items = resolver.items
    figure = items[at].figure
    if figure is None or figure.kind not in ("multiple", "fraction"):
        return None
    clause = items[at].clause
    following = [item.key for item in items[at + 1 : at + 4]]
    before = [step for step in range(at - 1, -1, -1) if items[step].clause == clause]
    paced = following[:1] == ["as"] and following[1:2] in _AT_PACE and following[2:3] == ["as"]
    kinds = ("change_noun", "direction") if paced else ("change_noun",)
    word = next((step for step in before if any(items[step].has(kind, "up", "down") for kind in kinds)), None)
    pointed = following[:1] == ["that"] and following[1:2] in (["of"], ["in"], ["for"])
    named = following[:1] == ["the"] and at + 2 < len(items) and items[at + 2].has("change_noun", "up", "down")
    if word is None or not (pointed or named or paced):
        return None
    reading = read(resolver, word, RoleRead("change"))
    pairs = [pair for pair in _pairs(resolver, word, at, reading) if pair.theirs.value]
    if paced:
        pairs = [pair for pair in pairs if _FORMS[pair.mine.statistic] == "percent"]
    if not pairs:
        return open_verdict("no_fact", "No facts compare these changes.", reading) if paced else None
    unit = "ratio" if figure.kind == "multiple" else "percent"
    scale = 1 if figure.kind == "multiple" else 100
    for pair in pairs:
        if fit(figure, pair.mine.value * scale / pair.theirs.value, unit, bounds) in GOOD:  # type: ignore[arg-type]
            return Judged("supported", "comparison", f"{pair.words}.", pair.mine, reading=reading)
    return Judged("refuted", "comparison", f"{pairs[0].words}.", pairs[0].mine, None, reading)


def _pairs(resolver: Resolver, word: int, than: int, reading: Reading) -> Iterator[Pair]:
    """The change spoken of, and that of the area, subject or period named after "than", in the same form."""
    items = resolver.items
    after = [item for item in items[than + 1 : than + 9] if item.clause == items[than].clause]
    rivals = next((areas_named(item) for item in after if is_area(item)), ())
    subjects = next((resolver.meant(item) for item in after if is_subject(item)), ())
    when = next((than + 1 + step for step, item in enumerate(after) if item.period is not None), None)
    own = _own_areas(resolver, word, than, rivals, reading)
    for subject in reading.subjects.choices:
        for area in own:
            mine = dict(_forms(resolver, subject, area, reading.times, reading.bases))
            if rivals:
                others = [(subject, rival, reading.times) for rival in rivals if rival != area]
            elif any(one not in reading.subjects.choices for one in subjects):
                others = [(one, area, reading.times) for one in subjects if one != subject]
            elif when is not None and reading.times.source != "said":
                others = [(subject, area, resolver.read_period(when))]
            else:
                others = []
            for other, place, times in others:
                theirs = dict(_forms(resolver, other, place, times, reading.bases))
                for key in (key for key in mine if key in theirs):
                    yield Pair(mine[key], theirs[key])


def _own_areas(resolver: Resolver, word: int, than: int, rivals: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """The area whose change is spoken of: one named before "than" and no rival."""
    named = [area for item in reversed(resolver.items[:than]) for area in areas_named(item) if area not in rivals]
    single = [area for area in named if not is_group(resolver.index, area)] or named
    if single:
        return (single[0],)
    carried = tuple(area for area in resolver.carried.areas if area not in rivals)
    own = resolver.index.own
    return (
        carried[:1] or tuple(area for area in reading.places.choices if area not in rivals) or ((own,) if own else ())
    )


def _forms(
    resolver: Resolver, subject: Subject, area: str, times: Times, bases: Times
) -> Iterator[tuple[tuple[str, object], Candidate]]:
    """The changes of one subject and area by form and by how far their base lies back, of the latest period first."""
    index = resolver.index
    periods = periods_to_look_at(times, index, subject, area)
    looked = Times(None if periods is None else tuple(periods), times.source)
    found = [one for one in timed_changes(index, subject, area, looked, bases) if one.statistic in _FORMS]
    ends = [one.period.end for one in found if one.period.end is not None]
    for one in found:
        if times.source == "said" or not ends or one.period.end == max(ends):
            gap = None
            if one.base is not None and one.base.end is not None and one.period.end is not None:
                gap = (one.period.end.year - one.base.end.year) * 12 + one.period.end.month - one.base.end.month
            yield (_FORMS[one.statistic], (one.period.months, gap)), one
