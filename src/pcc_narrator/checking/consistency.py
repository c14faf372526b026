"""Arithmetic inside the text, with no facts at all: figures of one sentence that cannot both be right, or must be.

Every check works on rounding intervals: a printed 3.4 stands for anything from 3.35 to 3.45. Hedged figures
("about 500") are left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext

from pcc_narrator.checking.bracketed import find_bracketed, find_parts
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lengths import find_wrong_lengths
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.sums import find_wrong_sums
from pcc_narrator.checking.times_the import find_times_the
from pcc_narrator.checking.told_together import find_told_together
from pcc_narrator.checking.told_twice import ends_in_brackets, find_told_twice
from pcc_narrator.checking.two_levels import find_wrong_percentages
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_AMOUNTS = ("number", "money", "duration", "rate", "points")


def check_arithmetic(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Every figure of a sentence that the sentence itself contradicts or bears out, with the reason.

    A figure that is borne out has the items of the figures it follows from as `inputs`: it is as true as they are.
    """
    if len(items) < 2 or sum(item.figure is not None or item.period is not None for item in items) < 2:
        return  # nothing that another could contradict
    with localcontext() as context:
        context.prec = 40
        yield from _changes(items, roles, bounds)
        yield from _parts(items, bounds)
        yield from _multiples(items, bounds)
        yield from _grim(items)
        yield from _fractions(items, bounds)
        yield from _totals(items, roles)
        yield from _remainder(items)
        yield from find_wrong_lengths(items)
        yield from find_wrong_sums(items)
        yield from find_wrong_percentages(items)
        yield from find_told_together(items, roles, bounds)
        yield from find_told_twice(items, roles, bounds)
        yield from find_times_the(items, roles, bounds)
        yield from find_bracketed(items)
        yield from find_parts(items, bounds)


def _refuted(message: str, expected: str | None = None, rule: str = "arithmetic") -> Judged:
    return Judged("refuted", rule, message, None, expected)


def _right(message: str, *inputs: int) -> Judged:
    return Judged("supported", "arithmetic", f"{message[0].upper()}{message[1:]}.", inputs=inputs)


def interval(figure: Figure) -> tuple[Decimal, Decimal]:
    """The values that a printed figure may stand for."""
    half = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    return size - half, size + half


def _plain(figure: Figure | None) -> bool:
    return figure is not None and figure.hedge in (None, "exactly") and figure.high is None


# From A to B, a fall of C (D per cent)


def _changes(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    ends = [(at, role.pair) for at, role in roles.items() if role.role == "from" and role.pair is not None]
    for start, end in ends:
        one, two = items[start].figure, items[end].figure
        if not (_plain(one) and _plain(two)) or one is None or two is None or not _alike(one, two):
            continue
        told = {at: role for at, role in roles.items() if len(ends) == 1 or _same_verb(items, roles, at, start)}
        told = {at: role for at, role in told.items() if not _of_other_verb(roles, at, start, end)}
        if (further := _from_again(items, roles, start, end)) is not None:
            after = {at: role for at, role in told.items() if at > further}
            told = {at: role for at, role in told.items() if at < further}
            if _alike(one, items[further].figure or one) and _plain(items[further].figure):
                yield from _changes_between(items, after, further, end, bounds)
        yield from _changes_between(items, told, start, end, bounds)


def _from_again(items: tuple[Item, ...], roles: dict[int, RoleRead], start: int, end: int) -> int | None:
    """ "Fell from 60 to 48 …, and from 80 in May: a drop of 32": a second base of one change."""
    for at, role in roles.items():
        if at > max(start, end) and role.role == "from" and role.pair is None and items[at - 2].key == "and":
            return at
    return None


def _same_verb(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, start: int) -> bool:
    word = roles[start].word
    return word is not None and roles[at].word == word and items[at].clause == items[start].clause


def _of_other_verb(roles: dict[int, RoleRead], at: int, start: int, end: int) -> bool:
    """Whether a change is of another verb than the two ends, and either has its own: "from 332 to 360; it then rose by
    18.6 per cent to 377"."""
    word, theirs = roles[at].word, roles[start].word
    if word is None or word == theirs or at in (start, end):
        return False
    own_end = any(role.word == word and role.role == "to" for step, role in roles.items() if step != end)
    own_change = theirs is not None and any(
        role.word == theirs and role.role == "change" for step, role in roles.items() if step != at
    )
    return own_end or own_change


def _changes_between(
    items: tuple[Item, ...], roles: dict[int, RoleRead], start: int, end: int, bounds: Bounds
) -> Iterator[Finding]:
    one, two = items[start].figure, items[end].figure
    assert one is not None and two is not None
    for at, role in roles.items():
        figure = items[at].figure
        if at in (start, end) or figure is None or ends_in_brackets(items, at) is not None:
            continue
        if role.role == "change" and figure.kind == "fraction" and one.value:
            share = abs(two.value - one.value) * 100 / abs(one.value)
            said = f"from {one.text} to {two.text} is {_short(share)} per cent"
            if fit(figure, share, "percent", bounds) not in GOOD:
                yield at, _refuted(f"{said[0].upper()}{said[1:]}, not {figure.text}.", f"{_short(share)} per cent")
            else:
                yield at, _right(said, start, end)
        if not _plain(figure):
            continue
        if _former_level(items, at) and figure.kind == "percent":
            low, high = _ratio(two, one)
            yield from _outside(at, figure, low * 100, high * 100, f"{two.text} is not {figure.text} of {one.text}")
        elif role.role == "change" or role.role == "multiple":
            wrong = list(_one_change(at, figure, one, two, bounds))
            if not wrong and _follows(figure, one, two):
                yield at, _right(f"from {one.text} to {two.text} is {figure.text}", start, end)
            yield from wrong


def _alike(one: Figure, two: Figure) -> bool:
    return one.kind == two.kind or one.unit is None or two.unit is None


def _former_level(items: tuple[Item, ...], at: int) -> bool:
    following = [item.key for item in items[at + 1 : at + 6]]
    return following[:1] == ["of"] and any(
        word in ("former", "previous", "original", "earlier", "initial") for word in following
    )


def _follows(figure: Figure, one: Figure, two: Figure) -> bool:
    """Whether the check of a change could have found it wrong: its unit is one that the two levels give."""
    if figure.kind in _AMOUNTS or figure.kind == "points":
        steps = [one_.step for one_ in (figure, one, two) if one_.step is not None]
        gap = abs(two.value - one.value)
        if not steps or abs(abs(figure.value) - gap) * 2 > max(steps):
            return False  # near enough not to be wrong is not right
    if figure.kind == "points":
        return one.kind == two.kind == "percent"
    if figure.kind == "percent":
        return bool(one.value and two.value) and _near(figure, abs(two.value - one.value) * 100 / abs(one.value))
    if figure.kind == "multiple":
        return bool(one.value and two.value)
    return figure.kind in _AMOUNTS and (figure.kind in (one.kind, two.kind) or figure.unit is None)


def _one_change(at: int, figure: Figure, one: Figure, two: Figure, bounds: Bounds) -> Iterator[Finding]:
    low1, high1 = interval(one)
    low2, high2 = interval(two)
    gap = abs(two.value - one.value)
    said = f"from {one.text} to {two.text}"
    if figure.kind == "multiple":
        if low1 > 0 and fit(figure, two.value / one.value, "ratio", bounds) not in GOOD:
            yield (
                at,
                _refuted(f"{said[0].upper()}{said[1:]} is {_short(two.value / one.value)} times, not {figure.text}."),
            )
    elif figure.kind == "percent" and one.kind == "percent":
        if low1 <= 0:
            return
        relative = gap * 100 / abs(one.value)
        if _near(figure, gap) and not _near(figure, relative):
            yield at, _refuted(
                f"{said[0].upper()}{said[1:]} is a change of {_short(gap)} percentage points, not per cent.",
                f"{_short(gap)} percentage points", "points",
            )  # fmt: skip
        else:
            yield from _percent(at, figure, one, two, said)
    elif figure.kind == "percent":
        yield from _percent(at, figure, one, two, said)
    elif figure.kind in _AMOUNTS and (
        figure.kind in (one.kind, two.kind) or figure.unit is None or figure.kind == "points"
    ):
        low, high = (low2 - high1, high2 - low1) if two.value >= one.value else (low1 - high2, high1 - low2)
        yield from _outside(at, figure, low, high, f"{said} is a change of {_short(gap)}")


def _percent(at: int, figure: Figure, one: Figure, two: Figure, said: str) -> Iterator[Finding]:
    if not one.value or not two.value:
        return
    low, high = _ratio(two, one)
    true = abs(two.value - one.value) * 100 / abs(one.value)
    edges = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
    bottom = Decimal(0) if low < 1 < high else edges[0]
    half = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    if bottom - half <= size <= edges[1] + half:
        return
    shown = f"{_short(true)} per cent"
    if _near(figure, abs(two.value - one.value) * 100 / abs(two.value)):
        yield (
            at,
            _refuted(
                f"{said[0].upper()}{said[1:]} is {shown}; {figure.text} is taken on the wrong base.", shown, "base"
            ),
        )
    elif _near(figure, abs(two.value) * 100 / abs(one.value)):
        yield at, _refuted(f"{two.text} is {figure.text} of {one.text}; the change is {shown}.", shown, "base")
    elif figure.step and (true / figure.step).to_integral_value(rounding="ROUND_DOWN") * figure.step == size:
        yield (
            at,
            _refuted(
                f"{said[0].upper()}{said[1:]} is {shown}; {figure.text} was cut off instead of rounded.",
                shown,
                "truncation",
            ),
        )
    else:
        yield at, _refuted(f"{said[0].upper()}{said[1:]} is {shown}, not {figure.text}.", shown)


def _ratio(two: Figure, one: Figure) -> tuple[Decimal, Decimal]:
    low1, high1 = interval(one)
    low2, high2 = interval(two)
    if low1 <= 0:
        return Decimal(0), Decimal("Infinity")
    return low2 / high1, high2 / low1


def _outside(at: int, figure: Figure, low: Decimal, high: Decimal, words: str) -> Iterator[Finding]:
    half = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    if size + half < low or size - half > high:
        yield at, _refuted(f"{words[0].upper()}{words[1:]}; the text says {figure.text}.")


def _near(figure: Figure, value: Decimal) -> bool:
    return abs(abs(figure.value) - value) <= (figure.step or Decimal(0)) / 2


def _short(value: Decimal) -> str:
    places = 0 if value == value.to_integral_value() else 1
    return f"{value:,.{places}f}"


# A of B, C per cent; a third of B (A)


def _parts(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    pairs = list(_pairs(items)) or list(_of_first(items))
    for part_of, of_whole in _of_first(items):
        if len(pairs) > 1 or (part_of, of_whole) not in pairs:
            yield from _percent_right_after(items, part_of, of_whole)
    if len(pairs) != 1:
        return
    part_at, whole_at = pairs[0]
    part, whole = items[part_at].figure, items[whole_at].figure
    assert part is not None and whole is not None
    if not (_plain(part) or part.hedge == "about") or not _plain(whole) or not whole.value:
        return
    if part.value > whole.value:
        if whole.in_words and not part.in_words:
            return  # "13,281 visits of the two kinds together"
        yield part_at, _refuted(f"{part.text} is more than the whole, {whole.text}.", None, "whole")
        return
    share = part.value / whole.value
    shown = f"{part.text} of {whole.text} is {_short(share * 100)} per cent"
    for at, item in enumerate(items):
        figure = item.figure
        again = _or_so(items, at, whole_at)
        near = abs(at - part_at) <= 8 or abs(at - whole_at) <= 4 or again or (at > 1 and items[at - 1].key == "or")
        if figure is not None and at not in (part_at, whole_at) and near:
            if figure.kind == "fraction" and (again or abs(at - whole_at) <= 4 or abs(at - part_at) <= 6):
                if fit(figure, share * 100, "percent", bounds) not in GOOD:
                    yield at, _refuted(f"{shown}, not {figure.text}.", f"{_short(share * 100)} per cent")
                else:
                    yield at, _right(shown, part_at, whole_at)
            elif figure.kind == "percent" and _plain(figure) and _bracketed(items, at, part_at, whole_at):
                wrong = list(_outside(at, figure, share * 100, share * 100, shown))
                yield from wrong or [(at, _right(shown, part_at, whole_at))]
        elif item.has("scope", "most", "few") and at < part_at and part_at - at <= 8:
            most = item.has("scope", "most")
            if (share <= Decimal("0.5")) if most else (share >= Decimal("0.5")):
                yield at, _refuted(f"{shown}: that is not {'most' if most else 'few'}.", None, "most")


def _percent_right_after(items: tuple[Item, ...], part: int, whole: int) -> Iterator[Finding]:
    """ "Of the 272 visits 249 (92 per cent) were …, against 238 of 261": the percentage in brackets behind the part."""
    at = part + 2
    one, two = items[part].figure, items[whole].figure
    figure = items[at].figure if at < len(items) and items[part + 1].key == "(" else None
    if (
        one is None
        or two is None
        or figure is None
        or figure.kind != "percent"
        or not two.value
        or one.value > two.value
    ):
        return
    if not (_plain(one) and _plain(two) and _plain(figure)):
        return
    share = one.value * 100 / two.value
    shown = f"{one.text} of {two.text} is {_short(share)} per cent"
    yield from list(_outside(at, figure, share, share, shown)) or [(at, _right(shown, part, whole))]


def _or_so(items: tuple[Item, ...], at: int, whole: int) -> bool:
    """Whether a figure says again what a part of a whole is: "330 of the 433 visits in May, or roughly two thirds"."""
    before = at - 1
    while before > whole and items[before].key.startswith("~"):
        before -= 1
    said = whole < before and items[before].key == "or" and items[before - 1].key == ","
    return said and not any(item.figure is not None or item.key == "," for item in items[whole + 1 : before - 1])


def _pairs(items: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """(part, whole): "9 of 40", "9 out of the 40"; "a third of the 60 branches (30)"."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind != "number":
            continue
        following = items[at + 1 : at + 7]
        keys = [one.key for one in following]
        if figure.kind == "number" and "of" in keys[:2]:
            place = at + 1 + keys.index("of")
            for step in range(place + 1, min(len(items), place + 4)):
                other = items[step]
                if other.figure is not None:
                    if other.figure.kind == "number" and other.figure.unit in (None, "count") and not _is_one(figure):
                        yield at, step
                    break
                if other.key not in ("the", "its", "their", "all", "these", "those", "our", "only", "just"):
                    break
        before = items[max(0, at - 4) : at]
        if any(one.has("scope", "most", "few") and one.key.endswith(" of") for one in before) or (
            any(one.figure is not None and one.figure.kind == "fraction" for one in before)
            and any(one.key == "of" for one in before)
        ):
            for step in range(at + 1, min(len(items), at + 12)):
                bracketed = items[step].figure
                if bracketed is not None:
                    if bracketed.kind == "number" and items[step - 1].key == "(":
                        yield step, at
                    break


def _of_first(items: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """ "Of 61 requests, 17 (27.8 per cent) were refused": (part, whole)."""
    if not items or items[0].key not in ("of", "out of"):
        return
    numbers = [at for at, item in enumerate(items[:14]) if _counts(items, at)]
    if numbers and (group := items[numbers[0] + 1].name if numbers[0] + 1 < len(items) else None) and group.is_area:
        return  # "of its seven peers": no whole of what is counted
    if len(numbers) >= 2 and numbers[0] <= 2 and any(item.key == "," for item in items[numbers[0] : numbers[1]]):
        yield numbers[1], numbers[0]


def _is_one(figure: Figure) -> bool:
    return figure.value == 1 and figure.in_words


def _bracketed(items: tuple[Item, ...], at: int, part: int, whole: int) -> bool:
    """Whether a percentage stands beside "9 of 40" as the same thing again: "9 of 40 (22.5 per cent)"."""
    low, high = min(at, part), max(at, whole)
    between = items[low:high]
    if any(item.has("direction") or item.has("change_noun") or item.has("more") for item in between):
        return False
    if items[at - 1].key in ("(", ",", "or", "–", "—") and at > whole and at - whole <= 5:
        return True
    if items[at - 1].key == "(" and whole < part == at - 2:
        return True  # "of the 66 measures with a target, 54 (81.8 per cent)"
    if items[at - 1].key == "or" and at > whole and items[at - 2].key == ",":
        return not any(item.figure is not None for item in items[whole + 1 : at])
    return at < part and part - at <= 3 and any(item.key in ("(", ",") for item in items[at:part])


def _fractions(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "One in six appeals (20 per cent)": a fraction and a percentage of one thing."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is not None and figure.kind == "percent" and _plain(figure) and figure.step:
            yield from _bracketed_part(items, at, figure, bounds)
        if figure is None or figure.kind != "fraction":
            continue
        if any(
            one.figure is not None and one.figure.kind == "fraction" and _of_other(items[place + 1])
            for place, one in enumerate(items[:at])
        ):
            continue  # "Leeds had half that rise (10%), York less than half (9%)"
        for step in range(at + 1, min(len(items) - 1, at + 6)):
            other = items[step + 1].figure
            if items[step].key == "(" and other is not None:
                if other.kind == "percent" and _plain(other):
                    if fit(figure, other.value, "percent", bounds) not in GOOD:
                        yield at, _refuted(f"{other.text} is not {figure.text}.", other.text)
                    else:
                        yield at, _right(f"{other.text} is {figure.text}", step + 1)
                break
            if items[step].figure is not None or items[step].kind == "mark" or _of_other(items[step]):
                break
        yield from _bracketed_part(items, at, figure, bounds)


def _of_other(item: Item) -> bool:
    """Whether a fraction is one of another figure: the 12 per cent of "half the rate of Leeds (12 per cent)"."""
    named = item.name is not None and item.name.is_area
    return named or item.period is not None or item.key in ("the rate", "the number", "the figure", "the level", "that")


def _bracketed_part(items: tuple[Item, ...], at: int, figure: Figure, bounds: Bounds) -> Iterator[Finding]:
    """ "Two in five of the visits were made in Leeds (266 of 665)": a fraction and its two numbers."""
    opened = next((step for step in range(at + 1, len(items) - 4) if items[step].key in ("(", "[")), None)
    if opened is None or any(item.figure is not None for item in items[at + 1 : opened]):
        return
    if at and items[at - 1].key == "by":
        return  # "rose by 12 per cent (in 3 of 7)" is no share
    part, whole = items[opened + 1].figure, items[opened + 3].figure
    closed = next((step for step in range(opened + 4, min(len(items), opened + 8)) if items[step].kind == "mark"), None)
    if closed is None or any(item.figure is not None for item in items[opened + 4 : closed]):
        return
    if items[opened + 2].key != "of" or items[closed].key not in (")", "]") or part is None or whole is None:
        return
    if not (_plain(part) and _plain(whole)) or part.kind != "number" or whole.kind != "number" or not whole.value:
        return
    share = part.value * 100 / whole.value
    said = f"{part.text} of {whole.text} is {_short(share)} per cent"
    if fit(figure, share, "percent", bounds) in GOOD:
        yield at, _right(said, opened + 1, opened + 3)
        return
    if figure.kind == "fraction" or (closed == opened + 4 and part.value <= whole.value):
        yield at, _refuted(f"{said}, not {figure.text}.", f"{_short(share)} per cent")
    if closed == opened + 4:  # whichever of the three no fact bears out
        yield opened + 1, _refuted(f"{said}, not {figure.text}.")
        yield opened + 3, _refuted(f"{said}, not {figure.text}.")


def _multiples(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Twelve times as many: 3,430 against 315": a multiple beside the only two figures of its sentence."""
    found = [at for at, item in enumerate(items) if (figure := item.figure) is not None and figure.kind == "multiple"]
    plain = [at for at, item in enumerate(items) if _plain(item.figure) and at not in found]
    if len(found) != 1 or len(plain) != 2 or sum(item.figure is not None for item in items) != 3:
        return
    if any(item.has("comparison") or item.has("more") for item in items[plain[0] :]):
        return  # "above the 12 of May and three times the 4 of June"
    at, one, two = found[0], items[plain[0]].figure, items[plain[1]].figure
    figure = items[at].figure
    assert figure is not None and one is not None and two is not None
    following = [item.key for item in items[at + 1 : at + 3]]
    if one.kind != two.kind or not one.value or not two.value or "rank" in (one.kind, two.kind):
        return
    if following[:1] != ["as"] and items[at].key.split()[-1] not in ("times", "twice", "double", "treble"):
        return
    ratios = [max(one.value, two.value) / min(one.value, two.value)]
    if figure.value < 1:
        ratios = [1 / ratios[0]]
    shown = f"{one.text} against {two.text} is {_short(ratios[0])} times"
    if all(fit(figure, ratio, "ratio", bounds) not in GOOD for ratio in ratios):
        yield at, _refuted(f"{shown}, not {figure.text}.", f"{_short(ratios[0])} times")
    else:
        yield at, _right(shown, *plain)


# 12.5 per cent of 10 people


def _grim(items: tuple[Item, ...]) -> Iterator[Finding]:
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind != "percent" or not _plain(figure) or not figure.step or figure.in_words:
            continue
        whole = _base_of(items, at)
        if whole is None:
            continue
        base = items[whole].figure
        assert base is not None
        number = base.value
        if number <= 0 or number != number.to_integral_value() or number * figure.step >= 100:
            continue
        low, high = interval(figure)
        first = (low * number / 100).to_integral_value(rounding="ROUND_CEILING")
        if first > high * number / 100:
            yield at, _refuted(f"No whole number of {base.text} is {figure.text}.", None, "grim")


def _base_of(items: tuple[Item, ...], at: int) -> int | None:
    """The whole that a percentage is of: "42 per cent of the 25 pupils", "of the 25 pupils, 42 per cent"."""
    keys = [item.key for item in items[at + 1 : at + 4]]
    if keys[:1] == ["of"]:
        for step in range(at + 2, min(len(items), at + 5)):
            if items[step].figure is not None:
                return step if _counts(items, step) else None
            if items[step].key not in ("the", "all", "its", "our", "these", "those", "only"):
                return None
    if items and items[0].key == "of":
        for step in range(1, min(at, 4)):
            if items[step].figure is not None:
                between = items[step + 1 : at]
                if (
                    _counts(items, step)
                    and not any(one.figure is not None for one in between)
                    and any(one.key == "," for one in between)
                    and not any(
                        one.has("direction") or one.has("change_noun") or one.kind == "name" for one in between[1:]
                    )
                ):
                    return step
    return None


def _counts(items: tuple[Item, ...], step: int) -> bool:
    figure = items[step].figure
    return figure is not None and figure.kind == "number" and figure.unit in (None, "count") and _plain(figure)


# 166 in post: 60, 30 and 76


def _totals(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[Finding]:
    numbers = [
        at
        for at, item in enumerate(items)
        if item.figure is not None and item.figure.kind == "number" and _plain(item.figure)
    ]
    if len(numbers) < 3:
        return
    keys = [item.key for item in items]
    if any(word in keys for word in ("including", "among", "such", "mainly", "mostly", "compared", "from")):
        return
    for colon in (at for at, key in enumerate(keys) if key in (":", "–", "—")):
        parts = [at for at in numbers if at > colon]
        before = [at for at in numbers if at < colon and not _how_many(items[at], len(parts))]
        if (
            len(before) == 1
            and len(parts) >= 2
            and "and" in keys[parts[-2] : parts[-1]]
            and _all_parts(items, parts, roles, after=colon)
        ):
            yield from _sum(items, before[0], parts)
            return
    whole = next((at for at in numbers if _in_all(items, at)), None)
    if whole is None:
        return
    parts = [at for at in numbers if at < whole] or [at for at in numbers if at > whole]
    made = any(key in _MAKING for key in keys[max(parts, default=0) : whole])
    if len(parts) >= 2 and len(parts) == len(numbers) - 1 and _all_parts(items, parts, roles, dated=made):
        yield from _sum(items, whole, parts)


def _how_many(item: Item, parts: int) -> bool:
    """Whether a number says how many parts follow, or counts something else: "by the four trusts: 12, 15, 9 and 4"."""
    figure = item.figure
    return figure is not None and figure.in_words and (figure.value == parts or figure.value <= 12)


def _all_parts(
    items: tuple[Item, ...], parts: list[int], roles: dict[int, RoleRead], *, after: int = 0, dated: bool = False
) -> bool:
    return all(
        roles[at].role in ("open", "level")
        and (dated or not any(p.kind == "period" for p in items[max(after, at - 3) : at]))
        for at in parts
    )


def _in_all(items: tuple[Item, ...], at: int) -> bool:
    """Whether a number is told as a sum: "making 36", "a total of 36", "36 in all"."""
    before = [item.key for item in items[max(0, at - 4) : at]]
    after = [item.key for item in items[at + 1 : at + 5]]
    if any(key in _MAKING for key in before[-2:]):
        return True
    near = [*before, "", *after]
    return any(key in ("in total", "in all", "altogether", "total") for key in near) or (
        ("in", "all") in itertools.pairwise(near)
    )


_MAKING = ("making", "totalling", "giving")


def _sum(items: tuple[Item, ...], whole: int, parts: list[int]) -> Iterator[Finding]:
    total = items[whole].figure
    assert total is not None
    found = [items[at].figure for at in parts]
    added = sum((figure.value for figure in found if figure is not None), Decimal(0))
    slack = sum(
        (
            (figure.step or Decimal(0)) / 2
            for figure in found
            if figure is not None and figure.step and figure.step != 1
        ),
        Decimal(0),
    )
    half = (total.step or Decimal(0)) / 2 if total.step != 1 else Decimal(0)
    if abs(added - total.value) > slack + half:
        yield whole, _refuted(f"The parts add up to {_short(added)}, not {total.text}.", _short(added), "sum")
    else:
        yield whole, replace(_right(f"the parts add up to {total.text}", *parts), rule="sum")


def _remainder(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "60 per cent…, 30 per cent…, and the remaining 15 per cent": parts of one whole over 100."""
    percents = [at for at, item in enumerate(items) if item.figure is not None and item.figure.kind == "percent"]
    if len(percents) < 2 or not all(_plain(items[at].figure) for at in percents):
        return
    last = percents[-1]
    near = [item.key for item in items[max(0, last - 4) : last + 4]]
    rest = any(word in ("remaining", "rest", "remainder", "other") for word in near)
    listed = (len(percents) >= 3 and items[0].key in ("in", "of", "some", "when", "asked")) or len(percents) >= 3
    if not rest and not listed:
        return
    if any(item.has("direction") or item.has("change_noun") or item.has("more") for item in items):
        return
    figures = [items[at].figure for at in percents]
    added = sum((figure.value for figure in figures if figure is not None), Decimal(0))
    slack = sum(((figure.step or Decimal(0)) / 2 for figure in figures if figure is not None), Decimal(0))
    if (rest and abs(added - 100) > slack) or (not rest and slack < added - 100 <= 10):
        yield last, _refuted(f"The parts of the whole add up to {_short(added)} per cent.", None, "sum")
