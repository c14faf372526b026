"""What a sentence adds up: "61,622 in quarter one, … and 61,546 in quarter four: 247,404 over the full year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.items import Item, key_of
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_TOGETHER = frozenset({"together", "combined", "altogether", "in total", "in all", "total of"})
_PARTS = frozenset({"level", "open", "to", "share", "mean"})


def find_told_together(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Sums of the figures told before: borne out where they add up, refuted where "together" says that they should."""
    yield from _in_brackets(items, roles)
    for at, role in roles.items():
        figure = items[at].figure
        if figure is None or role.role not in _PARTS or role.pair is not None or items[at].depth:
            continue
        if figure.kind in ("percent", "fraction"):
            yield from _shares(items, roles, at, figure, bounds)
            continue
        parts = [step for step in roles if step < at and _is_part(items, roles, step, figure)]
        if len(parts) < 2 or figure.kind != "number" or figure.step is None or figure.hedge or figure.high:
            continue
        total = _added(items, parts)
        if total == figure.value and (len(parts) > 2 or figure.value >= 100):
            yield at, Judged("supported", "sum", f"The parts add up to {total:,}.", inputs=tuple(parts))


def _in_brackets(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[Finding]:
    """ "Together fell by 5,449 (1,707, 2,385 and 1,357)": a sum with its parts after it."""
    if _TOGETHER.isdisjoint(map(key_of, items)):
        return
    for at in roles:
        whole = items[at].figure
        opened = next((step for step in range(at + 1, len(items)) if items[step].depth > items[at].depth), None)
        if whole is None or whole.kind != "number" or whole.hedge or whole.step != 1 or opened is None:
            continue
        between = items[at + 1 : opened]
        inside = [step for step in range(opened, len(items)) if items[step].depth > items[at].depth]
        parts = [step for step in inside if items[step].figure is not None]
        rest = [items[step].key for step in inside if items[step].figure is None]
        if any(item.figure is not None for item in between) or len(parts) < 2 or "and" not in rest:
            continue
        if set(rest) - {"(", ")", ",", "and"} or any(items[step].figure.kind != "number" for step in parts):  # type: ignore[union-attr]
            continue
        total = _added(items, parts)
        if total == whole.value:
            yield at, Judged("supported", "sum", f"The parts add up to {total:,}.", inputs=tuple(parts))
        else:
            message = f"The parts add up to {total:,}, not {whole.text}."
            yield at, Judged("refuted", "sum", message, None, f"{total:,}")


def _shares(
    items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, figure: Figure, bounds: Bounds
) -> Iterator[Finding]:
    """ "31.2 per cent, 12.8 per cent and 11.4 per cent; together these account for more than half"."""
    clause = [item.key for item in items if item.clause == items[at].clause]
    if not any(key in _TOGETHER for key in clause) or not any(key in _SHARING for key in clause):
        return
    parts = [step for step in roles if step < at and items[step].figure and items[step].figure.kind == "percent"]  # type: ignore[union-attr]
    others = [step for step in roles if step < at and step not in parts and not items[step].figure.in_words]  # type: ignore[union-attr]
    if len(parts) < 2 or others or any(roles[step].role not in _PARTS for step in parts):
        return
    total = _added(items, parts)
    if fit(figure, total, "percent", bounds) in GOOD:
        yield at, Judged("supported", "sum", f"The parts add up to {total} per cent.", inputs=tuple(parts))
    else:
        message = f"The parts add up to {total} per cent, not {figure.text}."
        yield at, Judged("refuted", "sum", message, None, f"{total} per cent")


def _is_part(items: tuple[Item, ...], roles: dict[int, RoleRead], step: int, whole: Figure) -> bool:
    figure = items[step].figure
    if figure is None or figure.hedge or figure.kind != whole.kind or figure.unit != whole.unit:
        return False
    return roles[step].role in _PARTS and not (figure.in_words and not whole.in_words)


def _added(items: tuple[Item, ...], steps: Sequence[int]) -> Decimal:
    return sum((items[step].figure.value for step in steps), Decimal(0))  # type: ignore[union-attr]


_SHARING = frozenset(
    [
        "account for",
        "accounted for",
        "accounts for",
        "make up",
        "makes up",
        "made up",
        "represent",
        "represents",
        "represented",
        "comprise",
        "comprised",
    ]
)
