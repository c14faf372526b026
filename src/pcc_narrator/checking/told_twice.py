"""What a sentence tells twice: a change and, in brackets, its two ends; a time in two units; a change beside one that
was wanted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_APART = frozenset({"compared with", "compared to", "against", "versus", "vs", "from", "down from", "up from"})


def find_told_twice(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Figures that the same thing told again contradicts, or bears out."""
    for at, role in roles.items():
        figure = items[at].figure
        if figure is None or figure.high is not None:
            continue
        ends = ends_in_brackets(items, at) if role.role in ("change", "multiple") else None
        if ends is not None:
            yield from _change(items, at, role, ends, bounds)
        elif figure.kind == "multiple" and (ends := _ends_behind(items, roles, at)) is not None:
            yield from _multiplied(items, at, ends, bounds)
        if role.role == "target":
            yield from _beside_wanted(items, roles, at)
        if figure.kind == "duration" and (again := _again(items, at)) is not None:
            yield from _time(items, at, again, bounds)


def ends_in_brackets(items: tuple[Item, ...], at: int) -> tuple[int, int] | None:
    """The two numbers of "more than halved (13 sales compared with 7)", "five times that of May (43 against 8)"."""
    opened = next((step for step in range(at + 1, len(items)) if items[step].key in ("(", "[")), None)
    if opened is None or items[opened].clause != items[at].clause:
        return None
    between = items[at + 1 : opened]
    if any(item.key == "," or item.has("direction") or _is_amount(item.figure) for item in between):
        return None
    inside = [step for step in range(opened + 1, len(items)) if items[step].depth > items[at].depth]
    found = [step for step in inside if items[step].figure is not None]
    if len(found) != 2 or any(items[step].kind in ("period", "name") and step > found[1] for step in inside):
        return None
    one, two = items[found[0]].figure, items[found[1]].figure
    if one is None or two is None or one.kind != "number" or two.kind != "number" or one.hedge or two.hedge:
        return None
    linked = any(item.key in _APART for item in items[found[0] + 1 : found[1]])
    return (found[0], found[1]) if linked and one.value > 0 and two.value > 0 else None


def _ends_behind(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int) -> tuple[int, int] | None:
    """The two numbers of "nearly doubled in Leeds, from 118 to 252"."""
    behind = [step for step in sorted(roles) if step > at and items[step].clause == items[at].clause][:2]
    if len(behind) < 2 or [roles[step].role for step in behind] != ["from", "to"] or roles[behind[0]].pair != behind[1]:
        return None
    one, two = (items[step].figure for step in behind)
    plain = one is not None and two is not None and one.kind == two.kind and one.value > 0 and two.value > 0
    between = items[at + 1 : behind[0]]
    return (behind[0], behind[1]) if plain and not any(item.has("direction") for item in between) else None


def _multiplied(items: tuple[Item, ...], at: int, ends: tuple[int, int], bounds: Bounds) -> Iterator[Finding]:
    figure, (start, end) = items[at].figure, (_value(items, step) for step in ends)
    shown = f"From {items[ends[0]].key} to {items[ends[1]].key} is {end / start:.2f} times"
    if figure is not None and fit(figure, end / start, "ratio", bounds) in GOOD:
        yield at, Judged("supported", "arithmetic", f"{shown}.", inputs=ends)
    elif figure is not None:
        yield at, Judged("refuted", "arithmetic", f"{shown}, not {figure.text}.", None, None)


def _is_amount(figure: Figure | None) -> bool:
    return figure is not None and figure.kind != "duration"  # "between the two quarters"


def _change(
    items: tuple[Item, ...], at: int, role: RoleRead, ends: tuple[int, int], bounds: Bounds
) -> Iterator[Finding]:
    figure = items[at].figure
    sizes = sorted((_value(items, step) for step in ends), reverse=role.sign < 0)
    base, end = sizes  # a fall is from the larger of the two
    if figure is None or (role.sign == 0 and figure.kind != "multiple"):
        return
    unit: Unit
    if figure.kind == "multiple" and figure.value > 1:
        value, unit = max(sizes) / min(sizes), "ratio"
        shown = f"{value:.1f} times"
    elif figure.kind == "fraction":
        value, unit = abs(end - base) * 100 / base, "percent"
        shown = f"{value:.1f} per cent"
    else:
        former, latter = levels(items, *sorted(ends, key=lambda step: _value(items, step) != base))
        if not figure.hedge:
            yield from wrong_change(at, figure, former, latter, bounds)
        return
    said = f"{items[ends[0]].key} beside {items[ends[1]].key} is {shown}"
    if fit(figure, value, unit, bounds) in GOOD:
        yield at, Judged("supported", "arithmetic", f"{said}.", inputs=ends)
    else:
        yield at, Judged("refuted", "arithmetic", f"{said}, not {figure.text}.", None, shown)


def _value(items: tuple[Item, ...], step: int) -> Decimal:
    figure = items[step].figure
    assert figure is not None
    return abs(figure.value)


def _again(items: tuple[Item, ...], at: int) -> int | None:
    """ "It took 922 seconds on average, just over 15 minutes": the same time in another unit, at the sentence's end."""
    said = items[at].figure
    step = next((one for one in range(at + 1, len(items)) if items[one].figure is not None), None)
    if said is None or said.hedge or step is None or items[step].clause != items[at].clause:
        return None
    other, before = items[step].figure, step - 1
    while items[before].key.startswith("~"):
        before -= 1
    ended = step + 1 == len(items) or items[step + 1].key in (".", ";", ")")
    if other is None or other.kind != "duration" or _counted_in(said) == _counted_in(other) or not ended:
        return None
    if items[before].key not in (",", "(", "or") or items[step].depth > items[at].depth + 1:
        return None
    between = items[at + 1 : before]
    if any(item.has("compare") or item.has("direction") or item.key in ("and", ",") for item in between):
        return None
    return step


def _beside_wanted(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int) -> Iterator[Finding]:
    """ "Fell by 6.2 per cent, short of the 6.3 per cent reduction that it has set itself": which of the two is more."""
    wanted = items[at].figure
    noun = next((item for item in items[at + 1 : at + 3] if item.has("change_noun")), None)
    word = next((step for step in range(at - 1, max(-1, at - 4), -1) if items[step].key in _SHORT | _AHEAD), None)
    if wanted is None or noun is None or word is None or any(item.has("negation") for item in items[:at]):
        return
    told = [step for step, role in roles.items() if step < word and role.role in ("change", "difference")]
    figure = items[told[-1]].figure if told else None
    sign = {"up": 1, "down": -1}.get(noun.sense("change_noun") or "", 0)
    if figure is None or figure.kind != wanted.kind or figure.hedge or wanted.hedge or roles[told[-1]].sign != sign:
        return
    if (abs(figure.value) > abs(wanted.value)) == (items[word].key in _SHORT) and figure.value != wanted.value:
        yield word, Judged("refuted", "comparison", f"{figure.text} is not {items[word].key} {wanted.text}.")


_SHORT = frozenset({"short of", "less than", "below", "under", "behind", "smaller than"})
_AHEAD = frozenset(
    {"ahead of", "more than", "above", "over", "beyond", "better than", "exceeding", "larger than", "beat"}
)


def _counted_in(figure: Figure) -> str:
    return figure.text.lower().split()[-1].rstrip("s")


def _time(items: tuple[Item, ...], at: int, again: int, bounds: Bounds) -> Iterator[Finding]:
    said, other = items[at].figure, items[again].figure
    if said is None or other is None or said.unit is None or scale(other, said.unit) is None:
        return
    if fit(other, said.value, said.unit, bounds) in GOOD:
        yield again, Judged("supported", "arithmetic", f"{said.text} is {other.text}.", inputs=(at,))
    else:
        yield again, Judged("refuted", "arithmetic", f"{said.text} is not {_hedged(items, again)}.")


def _hedged(items: tuple[Item, ...], at: int) -> str:
    words = [item.key[1:] for item in items[max(0, at - 3) : at] if item.key.startswith("~")]
    return " ".join([*words, items[at].key])
