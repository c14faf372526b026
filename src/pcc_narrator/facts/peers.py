"""Comparisons with other areas: their levels and rates, the mean of a group, ranks, and how many rose or fell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pcc_narrator.facts.changes import enter_change
from pcc_narrator.facts.ledger import Order
from pcc_narrator.facts.levels import Levels
from pcc_narrator.facts.rates import Rates
from pcc_narrator.models.fact import Area, Fact
from pcc_narrator.models.period import Period
from pcc_narrator.workspace.plan import MeasurePlan, Thresholds

PLAIN_RATES = "plain mean of the members' rates, this area's included"
PLAIN_LEVELS = "plain mean of the members' figures, this area's included"
WEIGHTED_RATES = "weighted mean: the group's total over the group's population"
WEIGHTED_LEVELS = "weighted mean: the sum of numerators over the sum of denominators"
_ORDERS: tuple[tuple[Order, int], ...] = (("lowest_first", 1), ("highest_first", -1))
Find = Callable[[str], Fact | None]


class Peers:
    """The areas of a report, and what is known of those that a measure is compared with."""

    def __init__(self, levels: Levels, rates: Rates, areas: Sequence[Area]) -> None:
        self.levels = levels
        self.rates = rates
        self.areas = tuple(areas)
        self.own = areas[0]
        self._ids = {area.id: frozenset(area.members) for area in areas}
        self._members: dict[str, tuple[Area, ...]] = {}

    def enter(
        self, measure: MeasurePlan, category: str | None, now: Period, base: Period, thresholds: Thresholds
    ) -> None:
        """Enter all comparisons of one measure (and category) for the period `now`, changes being from `base`."""
        groups = self.groups(measure)
        if groups:
            _Comparison(self, measure, category, now, base, thresholds).enter(groups)

    def groups(self, measure: MeasurePlan) -> tuple[Area, ...]:
        """The groups that a measure is compared with."""
        wanted = (*measure.peers, *((measure.rank_among,) if measure.rank_among else ()))
        return tuple(self.levels.areas[name] for name in dict.fromkeys(wanted) if name in self.levels.areas)

    def members(self, group: Area) -> tuple[Area, ...]:
        """The members of a group that are areas of the report, in the order of the areas."""
        if group.id not in self._members:
            ids = frozenset(group.members)
            self._members[group.id] = tuple(area for area in self.areas if area.id in ids)
        return self._members[group.id]

    def whole(self, areas: Sequence[Area]) -> Area | None:
        """The smallest area that has all of these as members."""
        ids = {area.id for area in areas}
        holders = [area for area in self.areas if ids and ids <= self._ids[area.id]]
        return min(holders, key=lambda area: len(area.members), default=None)


class _Comparison:
    """One measure (and category) in one period: each area's level, rate and change is looked up once."""

    def __init__(
        self,
        peers: Peers,
        measure: MeasurePlan,
        category: str | None,
        now: Period,
        base: Period,
        thresholds: Thresholds,
    ) -> None:
        self.peers = peers
        self.measure = measure
        self.category = category
        self.now = now
        self.base = base
        self.thresholds = thresholds
        self.ledger = peers.levels.ledger
        self._levels: dict[str, Fact | None] = {}
        self._rates: dict[str, Fact | None] = {}
        self._changes: dict[str, Fact | None] = {}

    def level(self, area: str) -> Fact | None:
        if area not in self._levels:
            self._levels[area] = self.peers.levels.value(self.measure, area, self.category, self.now)
        return self._levels[area]

    def rate(self, area: str) -> Fact | None:
        if area not in self._rates:
            self._rates[area] = self.peers.rates.rate(self.measure, area, self.category, self.now)
        return self._rates[area]

    def change(self, area: str, *, percent: bool = False) -> Fact | None:
        if area not in self._changes:
            self._changes[area] = enter_change(
                self.peers.levels, self.measure, area, self.category, self.now, self.base, self.thresholds,
                percent=percent,
            )  # fmt: skip
        return self._changes[area]

    def enter(self, groups: Sequence[Area]) -> None:
        everyone = tuple(
            area for area in self.peers.areas if area.kind == self.peers.own.kind and self.level(area.id) is not None
        )
        for area in self._compared(groups):
            self.level(area.id)
            self.change(area.id, percent=self.category is None or bool(area.members))
            if not area.members or self._has_group_rate(area):
                self.rate(area.id)
        for group in groups:
            self._means(group)
            self._directions(group.id, self.peers.members(group))
        self._ranks(groups)
        whole = self.peers.whole(everyone)
        if whole is not None and all(whole.id != group.id for group in groups):
            self._directions(whole.id, everyone)

    def _compared(self, groups: Sequence[Area]) -> tuple[Area, ...]:
        """The groups, and those of their members that are areas of the report, in the order of the areas."""
        wanted = {group.id for group in groups}.union(*(group.members for group in groups))
        return tuple(area for area in self.peers.areas if area.id in wanted)

    def _has_group_rate(self, group: Area) -> bool:
        """A plain mean is not passed off as the group's own rate, so a group compared by plain mean has none."""
        return group.kind != "group" or self.measure.group_mean == "weighted"

    def _finder(self) -> tuple[Find, str, str] | None:
        """What is averaged over a group, and the names of the plain and of the weighted mean of it."""
        if self.measure.rate_per_1000 is not None:
            return self.rate, PLAIN_RATES, WEIGHTED_RATES
        if self.measure.unit not in ("count", "gbp", "rank"):
            return self.level, PLAIN_LEVELS, WEIGHTED_LEVELS
        return None

    def _means(self, group: Area) -> None:
        finder = self._finder()
        if finder is None:
            return
        find, plain, weighted = finder
        if group.kind != "group":
            self._difference(find(self.peers.own.id), find(group.id), group)
            return
        of: tuple[Fact, ...]
        members = self.peers.members(group)
        facts = [fact for area in members if (fact := find(area.id)) is not None]
        own = find(self.peers.own.id)
        if len(facts) < len(members) or len(facts) < 2:
            return
        if self.measure.group_mean == "weighted":
            whole = find(group.id)
            if whole is None:
                return
            value, of, method = whole.number, (whole,), weighted
        else:
            value, of, method = sum((fact.number for fact in facts), Decimal(0)) / len(facts), tuple(facts), plain
        mean = self.ledger.enter(
            self.measure.id, "mean", group.id, self.now, value, facts[0].unit,
            category=self.category, operation="mean of members", of=of, method=method,
            decimals=max([fact.decimals or 0 for fact in facts] + [1]),
        )  # fmt: skip
        self._difference(own, mean, group)

    def _difference(self, own: Fact | None, other: Fact | None, group: Area) -> None:
        if own is None or other is None:
            return
        self.ledger.enter(
            own.measure, "difference", own.area, own.period, own.number - other.number,
            "percentage_points" if own.unit == "percent" else own.unit,
            category=self.category, against=group.id, operation="difference", of=(own, other),
            decimals=max(own.decimals or 0, other.decimals or 0),
        )  # fmt: skip

    def _directions(self, whole: str, members: Sequence[Area]) -> None:
        changes = [change for area in members if (change := self.change(area.id)) is not None]
        if len(changes) < 2:
            return
        missing = len(members) - len(changes)
        method = "areas with figures for both periods" + (f"; {missing} without are left out" if missing else "")
        for statistic, sign in (("areas_with_increase", 1), ("areas_with_decrease", -1)):
            self.ledger.enter(
                self.measure.id, statistic, whole, self.now,
                Decimal(sum(change.number * sign > 0 for change in changes)), "count",
                category=self.category, base=self.base, operation=statistic.replace("_", " "), of=changes,
                out_of=len(changes), method=method, decimals=0,
            )  # fmt: skip

    def _ranks(self, groups: Sequence[Area]) -> None:
        for group in groups:
            if group.id != self.measure.rank_among and group.kind != "group":
                continue
            members = [area.id for area in self.peers.members(group) if not area.members]
            self._rank([fact for area in members if (fact := self.level(area)) is not None], group, "level")
            self._rank([fact for area in members if (fact := self.rate(area)) is not None], group, "rate")

    def _rank(self, facts: Sequence[Fact], group: Area, by: str) -> None:
        """Rank 1 is the first in the order named; equal figures share the better rank."""
        own = next((fact for fact in facts if fact.area == self.peers.own.id), None)
        if own is None or len(facts) < 3:
            return
        for order, sign in _ORDERS:
            before = sum((own.number - fact.number) * sign > 0 for fact in facts)
            ties = sum(fact.number == own.number for fact in facts) - 1
            self.ledger.enter(
                own.measure, "rank", own.area, own.period, Decimal(before + 1), "rank",
                category=own.category, against=group.id, suffix=f"by_{by}.{order}", operation=f"rank by {by}",
                of=facts, of_what=(own.id,), order=order, out_of=len(facts), decimals=0,
                method=f"rank by {by}, ties share the better rank" + (f"; tied with {ties}" if ties else ""),
            )  # fmt: skip
