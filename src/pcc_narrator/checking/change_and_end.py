"""A change told with the level it ended at, and again in per cent: "fell by 785 to 2,791 (-22.0%)", "rose by 2,733 (8.7
per cent) to 34,076", "22 fires, four fewer than in May (-15.4%)". What it started from follows from the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.between_two import follows, plain, right, wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead

_CHANGES = frozenset({"change", "difference"})
_LEVELS = frozenset({"level", "open", "to"})


def find_change_and_end(
    items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds
) -> Iterator[tuple[int, Judged]]:
    """Each percentage that a change in numbers and the level it ended at contradict, or bear out."""
    if any(role.role == "from" for role in roles.values()):
        return  # what it started from is told
    for at, role in roles.items():
        figure = items[at].figure
        if (
            figure is None
            or figure.kind != "percent"
            or not plain(figure)
            or role.role not in _CHANGES
            or not role.sign
        ):
            continue
        amount = _amount(items, roles, at)
        end = _end(items, roles, amount) if amount is not None else None
        change = items[amount].figure if amount is not None else None
        level = items[end].figure if end is not None else None
        if amount is None or end is None or change is None or level is None:
            continue
        began = level.value - abs(change.value) * role.sign
        if began <= 0:
            continue
        base = replace(level, value=began, text=f"{began:,}")
        wrong = list(wrong_change(at, figure, base, level, bounds))
        if not wrong and follows(figure, base, level):
            wrong = [(at, right(f"{change.text} from {base.text} is {figure.text}", amount, end))]
        yield from wrong


def _amount(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int) -> int | None:
    """The same change as a number: the one that a percentage stands beside, or whose verb both have."""
    role = roles[at]
    same = [
        step
        for step, one in roles.items()
        if step != at and one.role in _CHANGES and one.sign == role.sign and _is_number(items, step)
        and items[step].clause == items[at].clause
        and (one.word == role.word or role.word is None or role.pair == step or one.pair == at)
    ]  # fmt: skip
    if len(same) != 1 or abs(same[0] - at) > _FAR:
        return None
    between = items[min(same[0], at) + 1 : max(same[0], at)]
    return None if any(one.period is not None or one.key in ("and", "but") for one in between) else same[0]


_FAR = 9  # items


def _end(items: tuple[Item, ...], roles: dict[int, RoleRead], amount: int) -> int | None:
    """The level that a change ended at: behind "to" of its verb, or right before its distance."""
    role = roles[amount]
    if role.role == "change":
        ends = [at for at, one in roles.items() if one.role == "to" and one.word == role.word and _is_number(items, at)]
        return ends[0] if len(ends) == 1 else None
    before = [at for at in roles if at < amount and items[at].clause == items[amount].clause]
    last = before[-1] if before else None
    if last is None or roles[last].role not in _LEVELS or not _is_number(items, last) or items[last].depth:
        return None
    between = items[last + 1 : amount]
    comma = any(item.key in (",", "–", "—", "which") for item in between)
    own = any(item.key in ("and", "but") or item.period is not None for item in between)
    return last if comma and not own else None


def _is_number(items: tuple[Item, ...], at: int) -> bool:
    figure = items[at].figure
    return figure is not None and figure.kind == "number" and plain(figure) and figure.step == 1 and figure.unit is None
