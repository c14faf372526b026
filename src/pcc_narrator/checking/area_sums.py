"""Sums over areas: "between them the three trusts had 49,921", "A and B together recorded 7,417"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.groups import FIRM, is_group, members_of, size_at
from pcc_narrator.checking.index import Index
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import in_style_of, value_words
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.period import Period


def judge_sum(resolver: Resolver, at: int, kinds: frozenset[str], bounds: Bounds) -> Judged | None:
    """ "Between them the three trusts had 49,921": the sum over a group named by its size. None: no such figure."""
    items, index = resolver.items, resolver.index
    figure, role = items[at].figure, resolver.roles[at].role
    if figure is None or figure.kind not in ("number", "money") or role not in ("level", "open", "to"):
        return None
    told = not resolver.keys.isdisjoint(_TOGETHER) or _between_them(items)

    def size_of(step: int) -> int | None:
        return size_at(items, step, kinds, index, bare=step > 0 and items[step - 1].key == "the")

    if not told and not any(size_of(step) for step in range(at + 1, min(len(items), at + 7))):
        return None
    found = {step: size for step in range(len(items)) if step != at and (size := size_of(step))}
    sizes = list(found.values())
    within = any(at < step <= at + 6 and not any(one.figure for one in items[at + 1 : step]) for step in found)
    direct = within and any(items[step - 2].key in ("in", "across", "at", "by") for step in found if step >= 2)
    named = tuple(dict.fromkeys(
        area for item in items[:at] if item.clause == items[at].clause
        for area in areas_named(item) if not is_group(index, area)
    ))  # fmt: skip
    listed = told and not sizes and len(named) >= 2
    if not (listed or ((told or direct) and len(sizes) == 1)):
        return None
    ahead = len(items) if told and not sizes else at  # what comes after "of which" is none of the parts
    others = [one for step, one in enumerate(items) if one.figure is not None and step != at and step < ahead]
    reading = read(resolver, at, resolver.roles[at])
    members = named if listed else members_of(resolver, sizes[0], reading.subjects.choices)
    sums = list(_sums(index, members or (), reading))
    right = next((one for one in sums if fit(figure, one.value, one.unit, bounds) in GOOD), None)
    apart = sum(
        resolver.roles[step].role == "open" and one.depth > 0 for step, one in enumerate(items) if one in others
    )
    alone = (
        told
        and len(others) in ((0, len(named) if apart == len(others) else 0) if listed else (1,))
        and figure.step == 1
        and reading.subjects.source in FIRM
    )
    if not sums or (right is None and not alone and not direct):
        return None
    if right is None and not alone:
        return Judged("not_enough_information", "sum", "It is not sure which areas are added up.", reading=reading)
    shown = right or sums[0]
    message = f"Together the {len(members or ())} have {value_words(shown.value, shown.unit)}."
    if right is not None:
        return Judged("supported", "sum", message, right, reading=reading)
    return Judged("refuted", "sum", message, shown, in_style_of(figure, shown.value, shown.unit), reading)


def _between_them(items: Sequence[Item]) -> bool:
    return any(one.key == "between" and two.key == "them" for one, two in itertools.pairwise(items))


_TOGETHER = frozenset({"together", "combined", "altogether", "in total", "in all"})


def _sums(index: Index, members: Sequence[str], reading: Reading) -> Iterator[Candidate]:
    """The members' figures of one period added up, where each has one that can be added."""
    for subject in reading.subjects.choices:
        found: dict[tuple[Period, Unit], dict[str, Candidate]] = {}
        for area in members:
            for one in arithmetic.levels(index, subject, area, reading.times.choices):
                if one.unit in ("count", "gbp") and one.statistic in ("value", "total"):
                    found.setdefault((one.period, one.unit), {}).setdefault(area, one)
        for (period, unit), values in found.items():
            if len(values) == len(members):
                facts = tuple(fact for one in values.values() for fact in one.facts)
                total = sum((one.value for one in values.values()), Decimal(0))
                yield Candidate(total, unit, "total", subject, index.own or "", period, facts, how="sum")
