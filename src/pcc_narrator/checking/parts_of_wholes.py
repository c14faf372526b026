"""Parts of wholes: "9 of 40 (22.5 per cent)", "a third of the 60 branches (30)", "twelve times as many: 3,430, 315"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import near, outside, plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.multiples import find_multiples
from pcc_narrator.checking.within.part_of_level import goes_on
from pcc_narrator.checking.within.phrases import nouns, stops
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]


_GOES_ON = frozenset({"of", "in", "by", "on", "from", "at", "for", "to"})
CONSEQUENCE = frozenset({"so", "therefore", "thus", "hence", "meaning", "leaving"})


def find_parts_of_wholes(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Every figure that a part and its whole, or two things set beside each other, contradict or bear out."""
    yield from _parts(items, bounds)
    yield from _of_that_change(items, roles)
    yield from _therefore(items)
    yield from find_multiples(items, bounds)
    yield from _fractions(items, bounds)


def counts(items: tuple[Item, ...], step: int) -> bool:
    """Whether an item is a plain number of things."""
    figure = items[step].figure
    return figure is not None and figure.kind == "number" and figure.unit in (None, "count") and plain(figure)


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
    if not (plain(part) or part.hedge == "about") or not plain(whole) or not whole.value:
        return
    if part.value > whole.value:
        loose = part_at + 3 == whole_at and items[part_at + 1].key not in ("of", "out", "out of")
        if (whole.in_words and not part.in_words) or loose:
            return  # "13,281 visits of the two kinds together", "240 members of 15 nations"
        yield part_at, refuted(f"{part.text} is more than the whole, {whole.text}.", None, "whole")
        return
    share = part.value / whole.value
    shown = f"{part.text} of {whole.text} is {short(share * 100)} per cent"
    for at, item in enumerate(items):
        figure = item.figure
        again = _or_so(items, at, whole_at)
        near = abs(at - part_at) <= 8 or abs(at - whole_at) <= 4 or again or (at > 1 and items[at - 1].key == "or")
        if figure is not None and at not in (part_at, whole_at) and near:
            if figure.kind == "fraction" and (again or abs(at - whole_at) <= 4 or abs(at - part_at) <= 6):
                rest = any(one.key in CONSEQUENCE for one in items[max(part_at, whole_at) : at])
                if fit(figure, share * 100, "percent", bounds) not in GOOD:
                    if rest and fit(figure, 100 - share * 100, "percent", bounds) in GOOD:
                        continue  # "of the 40, 10 were lost, so three quarters arrived"
                    yield at, refuted(f"{shown}, not {figure.text}.", f"{short(share * 100)} per cent")
                else:
                    yield at, right(shown, part_at, whole_at)
            elif figure.kind == "percent" and plain(figure) and _bracketed(items, at, part_at, whole_at):
                wrong = list(outside(at, figure, share * 100, share * 100, shown))
                yield from wrong or [(at, right(shown, part_at, whole_at))]
        elif item.has("scope", "most", "few") and at < part_at and part_at - at <= 8:
            if items[part_at - 1].key in (":", ";") and goes_on(items, whole_at):
                continue  # "most were on time: 54 of 720 were late"
            most = item.has("scope", "most")
            if (share <= Decimal("0.5")) if most else (share >= Decimal("0.5")):
                yield at, refuted(f"{shown}: that is not {'most' if most else 'few'}.", None, "most")


def _of_that_change(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[Finding]:
    """ "Rose by 45,532, and Kent alone contributed 29,745 of that increase, or 65.3 per cent"."""
    for at, item in enumerate(items):
        part = item.figure
        pointed = at + 3 < len(items) and items[at + 1].key == "of" and items[at + 2].key in ("that", "this", "the")
        if not pointed or part is None or not counts(items, at) or items[at + 3].sense("change_noun") is None:
            continue
        sign = sign_of(items[at + 3].sense("change_noun"))[0]
        told = [step for step, role in roles.items() if step < at and role.role == "change" and role.sign == sign]
        told = [step for step in told if counts(items, step)]
        again = next((step for step in range(at + 4, min(len(items), at + 7)) if items[step].figure is not None), None)
        share = items[again].figure if again is not None else None
        if len(told) != 1 or again is None or share is None or share.kind != "percent" or not plain(share):
            continue
        whole = items[told[0]].figure
        if whole is None or not whole.value or items[again - 1].key not in ("or", "(") or part.value > whole.value:
            continue
        value = part.value * 100 / whole.value
        said = f"{part.text} of {whole.text} is {short(value)} per cent"
        yield from list(outside(again, share, value, value, said)) or [(again, right(said, at, told[0]))]


def _therefore(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "21,298 visits, of which 2,259 were late; punctuality was therefore 89.4 per cent": the share or the rest."""
    figures = [at for at, item in enumerate(items) if item.figure is not None]
    if len(figures) < 3:
        return
    one, two, last = figures[-3:]
    share = items[last].figure
    if share is None or share.kind != "percent" or not plain(share) or not (counts(items, one) and counts(items, two)):
        return
    of_which = any(item.key in ("of which", "of whom", "of these", "of them") for item in items[one:two])
    pointed = of_which or any(
        item.key == "of" and items[step + 1].key in ("which", "whom", "these", "them")
        for step, item in enumerate(items[one:two], start=one)
    )
    follows = any(item.key in CONSEQUENCE for item in items[two:last])
    whole, part = items[one].figure, items[two].figure
    if not pointed or not follows or whole is None or part is None or not 0 < part.value <= whole.value:
        return
    value = part.value * 100 / whole.value
    said = f"{part.text} of {whole.text} is {short(value)} per cent"
    if near(share, value) or near(share, 100 - value):
        yield last, right(said, one, two)
    else:
        yield last, refuted(f"{said} and the rest {short(100 - value)}, not {share.text}.")


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
    if not (plain(one) and plain(two) and plain(figure)):
        return
    share = one.value * 100 / two.value
    shown = f"{one.text} of {two.text} is {short(share)} per cent"
    yield from list(outside(at, figure, share, share, shown)) or [(at, right(shown, part, whole))]


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
                    mine, theirs = nouns(items, step), nouns(items, at)
                    apart = bool(mine and theirs) and not set(mine) & set(theirs)  # "40 clubs (300 members)"
                    if bracketed.kind == "number" and items[step - 1].key == "(" and not apart:
                        yield step, at
                    break


def _of_first(items: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """ "Of 61 requests, 17 (27.8 per cent) were refused": (part, whole)."""
    if not items or items[0].key not in ("of", "out of"):
        return
    numbers = [at for at, item in enumerate(items[:14]) if counts(items, at)]
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
    behind = items[at + 1] if at + 1 < len(items) else None
    goes_on = behind is not None and (behind.key in _GOES_ON or behind.has("more"))
    if at > max(part, whole) and items[at - 1].key != "(" and goes_on and not stops(items, at):
        return False  # "45 of 60, 80 per cent of them in May", "45 of 60, 10 per cent more than in May"
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
        if figure is not None and figure.kind == "percent" and plain(figure) and figure.step:
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
                if other.kind == "percent" and plain(other):
                    if fit(figure, other.value, "percent", bounds) not in GOOD:
                        yield at, refuted(f"{other.text} is not {figure.text}.", other.text)
                    else:
                        yield at, right(f"{other.text} is {figure.text}", step + 1)
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
    if not (plain(part) and plain(whole)) or part.kind != "number" or whole.kind != "number" or not whole.value:
        return
    share = part.value * 100 / whole.value
    said = f"{part.text} of {whole.text} is {short(share)} per cent"
    if fit(figure, share, "percent", bounds) in GOOD:
        yield at, right(said, opened + 1, opened + 3)
        return
    if figure.kind == "fraction" or (closed == opened + 4 and part.value <= whole.value):
        yield at, refuted(f"{said}, not {figure.text}.", f"{short(share)} per cent")
    if closed == opened + 4:  # whichever of the three no fact bears out
        yield opened + 1, refuted(f"{said}, not {figure.text}.")
        yield opened + 3, refuted(f"{said}, not {figure.text}.")
