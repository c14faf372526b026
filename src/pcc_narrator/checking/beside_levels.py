"""Changes and distances told beside the two levels that they lie between, where no "from … to" joins these: "900,
compared with 1,200 in May, a fall of 25 per cent", "300, which is 100 more than York (200)", "11 points lower in Leeds
(69 per cent) than in York (80 per cent)"; and what the next sentence says of them: "That is a quarter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.between_two import alike, follows, plain, refuted, right, short, wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import Two, is_area, is_subject
from pcc_narrator.checking.told_before import TAKES_UP
from pcc_narrator.checking.told_in_time import former_and_latter
from pcc_narrator.checking.values import GOOD, fit, is_beyond, unplaced
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_LEVELS = frozenset({"level", "open", "to", "mean"})
_WORKED_OUT = frozenset({"change", "difference"})
_SHARES = frozenset({"level", "open", "share"})
_KINDS = frozenset({"number", "money", "duration", "percent", "rate"})


def find_beside_levels(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Each change and distance that the two levels of its sentence contradict, or bear out."""
    worked = [at for at, role in roles.items() if _is_worked_out(items, role, at)]
    levels = [at for at in roles if at not in worked and not _is_length(items, at)]
    if not worked or len(levels) != 2:
        return
    if roles[levels[0]].pair == levels[1]:
        again = [at for at in worked if roles[at].role == "difference" and at > levels[1] and _behind(items, at)]
        for at in again:  # "from 1,558 to 1,598, which is 40 more (2.6 per cent)"
            if not any(is_subject(item) or item.key in _ANEW for item in items[levels[1] + 1 : at]):
                yield from _judged(items, at, levels[0], levels[1], bounds)
        return
    for at in worked:
        pair = _lies_between(items, roles, at, *levels)
        way = roles[at].sign or (figure.sign if (figure := items[at].figure) is not None else 0)
        if pair is not None and _goes(items, *pair) in (0, way or _goes(items, *pair)):
            yield from _judged(items, at, *pair, bounds)


def two_told(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Two | None:
    """What a sentence hands on: the two levels that it compares, or the part and the whole."""
    figures = [at for at in sorted(roles) if not _is_length(items, at)]
    levels = [at for at in figures if roles[at].role not in _WORKED_OUT]
    if len(levels) != 2 or not all(plain(items[at].figure) for at in levels):
        return None
    one, two = (items[at].figure for at in levels)
    assert one is not None and two is not None
    first, second = (roles[at] for at in levels)
    if not alike(one, two) or one.kind not in _KINDS or one.kind != two.kind:
        return None
    if first.role == "from" and first.pair == levels[1]:
        return Two("levels", unplaced(one), unplaced(two))
    if second.role == "from" and first.role in _LEVELS and second.pair is None:
        return Two("levels", unplaced(two), unplaced(one))
    if second.role == "out_of" and second.pair == levels[0] and len(figures) == 2 and one.kind == "number":
        return Two("part", unplaced(two), unplaced(one)) if one.value <= two.value else None
    return None


def find_of_last_two(
    items: tuple[Item, ...], roles: dict[int, RoleRead], last: Two | None, bounds: Bounds
) -> Iterator[Finding]:
    """What "that is a fall of 25 per cent", "that is a quarter" says of the two told in the sentence before."""
    first = next((item for item in items if item.kind != "mark"), None)
    if last is None or not last.base.value or first is None or first.key not in TAKES_UP:
        return
    if any(item.period is not None or item.name is not None or item.has("compare") for item in items):
        return
    for at, role in roles.items():
        figure = items[at].figure
        if figure is None or figure.high is not None:
            continue
        if last.kind == "levels" and role.role in _WORKED_OUT and role.sign:
            yield from _judged(items, at, last.base, last.end, bounds)
        elif last.kind == "part" and role.role in _SHARES and len(roles) == 1:
            yield from _share(at, figure, last, bounds)


def _share(at: int, figure: Figure, last: Two, bounds: Bounds) -> Iterator[Finding]:
    if figure.kind not in ("percent", "fraction"):
        return
    share = last.end.value * 100 / last.base.value
    said = f"{last.end.text} of {last.base.text} is {short(share)} per cent"
    if fit(figure, share, "percent", bounds) in GOOD:
        yield at, right(said)
    else:
        yield at, refuted(f"{said}, not {figure.text}.", f"{short(share)} per cent")


def _is_worked_out(items: tuple[Item, ...], role: RoleRead, at: int) -> bool:
    """Whether a figure is told as what lies between two levels: a part only right beside its word ("a third fewer")."""
    figure = items[at].figure
    signed = figure is not None and figure.sign != 0 and role.role == "open" and items[at - 1].key in (",", "(", ";")
    if figure is None or figure.high is not None or not (role.role in _WORKED_OUT or signed):
        return False
    before = next((step for step in range(at - 1, -1, -1) if not items[step].key.startswith("~")), 0)
    if figure.kind == "fraction":
        behind = at + 1 < len(items) and any(items[at + 1].has(group) for group in ("more", "direction"))
        return role.sign != 0 and (behind or items[before].key in _MOVED_BY)
    if role.role not in _WORKED_OUT:
        return True
    return role.sign != 0 or (items[before].key == "of" and items[before - 1].key == "difference")


def _is_length(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure says how long: the two years of "in two years", beside levels that are no times."""
    figure = items[at].figure
    return figure is not None and figure.kind == "duration" and figure.in_words and items[at - 1].key in _WITHIN


_ANEW = frozenset({"and", "but", "while", "whereas", "with"})
_MOVED_BY = frozenset({"by", "of", "up", "down", "lost", "shed", "gained"})
_WITHIN = frozenset({"in", "over", "within", "during", "after", "for", "the", "last", "past"})


def _goes(items: tuple[Item, ...], base: int, end: int) -> int:
    """Which way it goes from a base to an end; words for the other way tell of the base: "a third fewer in June"."""
    one, two = items[base].figure, items[end].figure
    assert one is not None and two is not None
    return (two.value > one.value) - (two.value < one.value)


def _judged(
    items: tuple[Item, ...], at: int, base: Figure | int, end: Figure | int, bounds: Bounds
) -> Iterator[Finding]:
    inputs = tuple(one for one in (base, end) if isinstance(one, int))
    one, two = levels(items, base, end)
    figure = items[at].figure
    assert figure is not None
    said = f"{two.text} against {one.text}"
    if figure.kind == "fraction":
        share = abs(two.value - one.value) * 100 / abs(one.value) if one.value else Decimal(0)
        if fit(figure, share, "percent", bounds) in GOOD:
            yield at, right(f"{said} is {short(share)} per cent", *inputs)
        elif one.value and not is_beyond(figure, share / 100):
            yield at, refuted(f"{said} is {short(share)} per cent, not {figure.text}.", f"{short(share)} per cent")
    elif plain(figure):
        wrong = list(wrong_change(at, figure, one, two, bounds))
        if not wrong and follows(figure, one, two):
            yield at, right(f"{said} is {figure.text}", *inputs)
        yield from wrong


def _lies_between(
    items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, first: int, second: int
) -> tuple[int, int] | None:
    """(base, end) where the words leave no doubt that a change or distance lies between two levels."""
    one, two = items[first].figure, items[second].figure
    if one is None or two is None or not (plain(one) and plain(two)) or not _of_one_kind(items, first, second):
        return None
    if one.kind not in _KINDS or not (_is_level(roles[first]) and _is_level(roles[second])):
        return None
    if at < first:
        return _told_first(items, roles, at, first, second)
    return (
        _told_between(items, roles, at, first, second) if at < second else _told_last(items, roles, at, first, second)
    )


def _told_first(
    items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, first: int, second: int
) -> tuple[int, int] | None:
    """ "Up 20 per cent: 48,000 this year, 40,000 last", "11 points lower in Leeds (69 per cent) than in York (80)"."""
    ends = items[at + 1 : first]
    if (roles[at].word or 0) < first and any(item.key == ":" for item in ends):
        timed = former_and_latter(items, roles, first, second)
        if timed is not None:
            return timed if _tells_ends(items, first, second) else None
    told = items[first].depth == items[second].depth == items[at].depth + 1
    than = any(item.key == "than" or item.key.endswith(" than") for item in items[first + 1 : second])
    return (second, first) if told and than and _compares_only(ends) and _behind(items, second) else None


def _told_between(
    items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, first: int, second: int
) -> tuple[int, int] | None:
    """ "300, 100 more than York (200)", "8.8, 0.4 higher than a year ago (8.4)", "cut to 9,000, by 40 per cent, from
    15,000"."""
    if {roles[first].role, roles[second].role} == {"from", "to"} and roles[first].word == roles[at].word:
        return (first, second) if roles[first].role == "from" else (second, first)
    owner = items[second - 1].period is not None and items[second - 1].key.endswith(("'s", "’s"))
    bare = _compares_only(items[at + 1 : second - owner]) or _of_time_in_brackets(items, at, second)
    return (second, first) if bare and _joined(items[first + 1 : at]) and _behind(items, second) else None


def _told_last(
    items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, first: int, second: int
) -> tuple[int, int] | None:
    """ "900, compared with 1,200 in May, a fall of 25 per cent", "(72% in 2023, 80% in 2024) improved by 8 points"."""
    between = items[second + 1 : at]
    inside = items[first].depth == items[second].depth == items[at].depth + 1
    if inside and between and between[0].key in (")", "in"):
        order = former_and_latter(items, roles, first, second)
        return order if not any(map(is_subject, between)) and _behind(items, at) else None
    if items[at].clause != items[second].clause or any(is_subject(one) or one.key in _ANEW for one in between):
        return None
    compared = roles[second].role == "from" or _dated_in_brackets(items, first, second)
    apart = any(item.key in (",", ":", ";", "–", "—", "which") for item in between)
    dated = any(item.period is not None or item.figure is not None for item in items[at + 1 :] if not item.depth)
    if roles[at].role == "change" and any(is_area(item) for item in items[first + 1 : at]):
        return None  # a change in time, beside another place
    return (second, first) if compared and apart and not dated and _behind(items, at) else None


def _tells_ends(items: tuple[Item, ...], first: int, second: int) -> bool:
    """ "Lost nearly a third of its staff: there were 259 in May 2017 and 177 in May 2019": its two ends alone."""
    if items[first].depth or items[second].depth or items[second].clause != items[first].clause:
        return False
    named = any(is_area(item) or is_subject(item) for item in items[first + 1 :])
    rest = items[second + 1 :]
    return not named and not any(item.figure is not None or item.has("compare") for item in rest)


def _is_level(role: RoleRead) -> bool:
    return role.role in _LEVELS or (role.role == "from" and role.pair is None)


def _compares_only(items: Sequence[Item]) -> bool:
    """Whether what stands there compares with some place, and names no time, no other thing and no other figure."""
    if not any(item.has("more") or item.has("comparison") or item.has("direction") for item in items):
        return False
    return not any(
        item.kind in ("figure", "period") or item.key in (",", ";", ":", "and", "but", "or") or is_subject(item)
        for item in items
    )


def _joined(items: Sequence[Item]) -> bool:
    """Whether a distance follows its level with no other thing named between: "300 tickets, 100 more than …"."""
    return any(item.key in (",", "–", "—", "(", "which") for item in items) and not any(
        item.period is not None or item.clause != items[0].clause or item.key in ("and", "but", "with")
        for item in items[1:]
    )


def _behind(items: tuple[Item, ...], at: int) -> bool:
    """Whether nothing behind a figure gives it another base or owner: no time, no place, no comparison."""
    for item in items[at + 1 :]:
        if item.clause != items[at].clause or item.key in (".", ";"):
            return True
        if item.has("compare") or item.key in ("on", "over", "since", "and", "but", "with", "while"):
            return item.depth > items[at].depth
        if is_subject(item):
            return False
    return True


def _of_one_kind(items: tuple[Item, ...], first: int, second: int) -> bool:
    """Whether two levels are told in one unit: a rate's base may stand bare in brackets ("8.8 per 1,000 (8.4)")."""
    one, two = items[first].figure, items[second].figure
    assert one is not None and two is not None
    bare = one.kind == "rate" and two.kind == "number" and items[second - 1].key == "(" and str(one.value) in one.text
    return bare or (one.kind == two.kind and one.unit == two.unit)


def _of_time_in_brackets(items: tuple[Item, ...], at: int, base: int) -> bool:
    """ "+12 on last quarter (328)", "0.4 higher than a year ago (8.4)": a base in brackets behind its time."""
    between = items[at + 1 : base]
    if len(between) < 3 or between[-1].key != "(" or between[-2].period is None:
        return False
    rest = between[:-2]
    known = all(
        item.has("more") or item.has("compare") or item.has("comparison") or item.key in _SMALL for item in rest
    )
    return known and any(item.has("compare") or item.key in ("on", "than") for item in rest)


_SMALL = frozenset({"on", "than", "in", "the", "of", "for"})
_BEFORE = frozenset({"previous", "previously", "prior", "before", "earlier", "last"})


def _dated_in_brackets(items: tuple[Item, ...], first: int, second: int) -> bool:
    """ "900 sales (May: 1,200)", "900 sales (1,200 in May)": the level of another time."""
    if items[second].depth != items[first].depth + 1:
        return False
    inside = [item for item in items[first + 1 : second + 4] if item.depth == items[second].depth]
    before = [item for item in items[first + 1 : second] if item.depth == items[first].depth and item.kind == "mark"]
    return any(item.period is not None or item.key in _BEFORE for item in inside) and not before
