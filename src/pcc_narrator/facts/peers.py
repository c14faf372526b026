"""Comparisons with other areas: their levels and rates, the mean of a group, ranks, and how many rose or fell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pcc_narrator.facts.changes import enter_change
from pcc_narrator.facts.levels import Levels
from pcc_narrator.facts.rates import Rates
from pcc_narrator.models.fact import Area, Fact
from pcc_narrator.models.period import Period
from pcc_narrator.workspace.plan import MeasurePlan, Thresholds

PLAIN_RATES = "plain mean of the members' rates, this area's included"
PLAIN_LEVELS = "plain mean of the members' figures, this area's included"
WEIGHTED_RATES = "weighted mean: the group's total over the group's population"
WEIGHTED_LEVELS = "weighted mean: the sum of numerators over the sum of denominators"
Find = Callable[[str], Fact | None]


class Peers:
    """Enters what is known of the areas that one measure is compared with, for one period."""

    def __init__(self, levels: Levels, rates: Rates, areas: Sequence[Area], thresholds: Thresholds) -> None:
        self.levels = levels
        self.rates = rates
        self.areas = tuple(areas)
        self.own = areas[0]
        self.thresholds = thresholds

    def enter(self, measure: MeasurePlan, category: str | None, now: Period, base: Period) -> None:
        """Enter all comparisons of one measure (and category) for the period `now`, changes being from `base`."""
        groups = self._groups(measure)
        if not groups:
            return
        everyone = self._kind(measure, category, now)
        for area in self._compared(groups):
            self.levels.value(measure, area.id, category, now)
            enter_change(
                self.levels, measure, area.id, category, now, base, self.thresholds,
                percent=category is None or bool(area.members),
            )  # fmt: skip
            if not area.members or self._has_group_rate(measure, area):
                self.rates.rate(measure, area.id, category, now)
        for group in groups:
            self._means(measure, category, now, group)
            self._directions(measure, category, now, base, group.id, self._members(group))
        self._ranks(measure, category, now, groups)
        whole = self._whole(everyone)
        if whole is not None and all(whole.id != group.id for group in groups):
            self._directions(measure, category, now, base, whole.id, everyone)

    def _groups(self, measure: MeasurePlan) -> tuple[Area, ...]:
        wanted = (*measure.peers, *((measure.rank_among,) if measure.rank_among else ()))
        return tuple(self.levels.areas[name] for name in dict.fromkeys(wanted) if name in self.levels.areas)

    def _members(self, group: Area) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.id in group.members)

    def _kind(self, measure: MeasurePlan, category: str | None, now: Period) -> tuple[Area, ...]:
        return tuple(
            area
            for area in self.areas
            if area.kind == self.own.kind and self.levels.value(measure, area.id, category, now) is not None
        )

    def _compared(self, groups: Sequence[Area]) -> tuple[Area, ...]:
        """The groups, and those of their members that are areas of the report, in the order of the areas."""
        wanted = {group.id for group in groups}.union(*(group.members for group in groups))
        return tuple(area for area in self.areas if area.id in wanted)

    def _whole(self, areas: Sequence[Area]) -> Area | None:
        """The smallest area that has all of these as members."""
        ids = {area.id for area in areas}
        holders = [area for area in self.areas if ids and ids <= set(area.members)]
        return min(holders, key=lambda area: len(area.members), default=None)

    def _has_group_rate(self, measure: MeasurePlan, group: Area) -> bool:
        """A plain mean is not passed off as the group's own rate, so a group compared by plain mean has none."""
        return group.kind != "group" or measure.group_mean == "weighted"

    def _means(self, measure: MeasurePlan, category: str | None, now: Period, group: Area) -> None:
        if group.kind != "group":
            self._difference_from_whole(measure, category, now, group)
            return
        members = self._members(group)
        if measure.rate_per_1000 is not None:
            find: Find = lambda area: self.rates.rate(measure, area, category, now)  # noqa: E731
            plain, weighted = PLAIN_RATES, WEIGHTED_RATES
        elif measure.unit not in ("count", "gbp", "rank"):
            find = lambda area: self.levels.value(measure, area, category, now)  # noqa: E731
            plain, weighted = PLAIN_LEVELS, WEIGHTED_LEVELS
        else:
            return
        of: tuple[Fact, ...]
        facts = [fact for area in members if (fact := find(area.id)) is not None]
        own = find(self.own.id)
        if len(facts) < len(members) or len(facts) < 2:
            return
        if measure.group_mean == "weighted":
            whole = find(group.id)
            if whole is None:
                return
            value, of, method = whole.number, (whole,), weighted
        else:
            value, of, method = sum((fact.number for fact in facts), Decimal(0)) / len(facts), tuple(facts), plain
        mean = self.levels.ledger.enter(
            measure.id, "mean", group.id, now, value, facts[0].unit,
            category=category, operation="mean of members", of=of, method=method,
            decimals=max([fact.decimals or 0 for fact in facts] + [1]),
        )  # fmt: skip
        if own is not None:
            self._difference(category, own, mean, group)

    def _difference_from_whole(self, measure: MeasurePlan, category: str | None, now: Period, group: Area) -> None:
        if measure.rate_per_1000 is not None:
            own, whole = (self.rates.rate(measure, area, category, now) for area in (self.own.id, group.id))
        elif measure.unit not in ("count", "gbp", "rank"):
            own, whole = (self.levels.value(measure, area, category, now) for area in (self.own.id, group.id))
        else:
            return
        if own is not None and whole is not None:
            self._difference(category, own, whole, group)

    def _difference(self, category: str | None, own: Fact, other: Fact, group: Area) -> None:
        self.levels.ledger.enter(
            own.measure, "difference", own.area, own.period, own.number - other.number,
            "percentage_points" if own.unit == "percent" else own.unit,
            category=category, against=group.id, operation="difference", of=(own, other),
            decimals=max(own.decimals or 0, other.decimals or 0),
        )  # fmt: skip

    def _directions(
        self,
        measure: MeasurePlan,
        category: str | None,
        now: Period,
        base: Period,
        whole: str,
        members: Sequence[Area],
    ) -> None:
        changes = [
            change
            for area in members
            if (change := enter_change(self.levels, measure, area.id, category, now, base, self.thresholds,
                                       percent=False)) is not None
        ]  # fmt: skip
        if len(changes) < 2:
            return
        missing = len(members) - len(changes)
        method = "areas with figures for both periods" + (f"; {missing} without are left out" if missing else "")
        for statistic, sign in (("areas_with_increase", 1), ("areas_with_decrease", -1)):
            self.levels.ledger.enter(
                measure.id, statistic, whole, now, Decimal(sum(change.number * sign > 0 for change in changes)),
                "count", category=category, base=base, operation=statistic.replace("_", " "), of=changes,
                out_of=len(changes), method=method, decimals=0,
            )  # fmt: skip

    def _ranks(self, measure: MeasurePlan, category: str | None, now: Period, groups: Sequence[Area]) -> None:
        for group in groups:
            if group.id != measure.rank_among and group.kind != "group":
                continue
            members = [area for area in self._members(group) if not area.members]
            levels = [fact for area in members
                      if (fact := self.levels.value(measure, area.id, category, now)) is not None]  # fmt: skip
            self._rank(levels, group, "level")
            rates = [fact for area in members
                     if (fact := self.rates.rate(measure, area.id, category, now)) is not None]  # fmt: skip
            self._rank(rates, group, "rate")

    def _rank(self, facts: Sequence[Fact], group: Area, by: str) -> None:
        """Rank 1 is the first in the order named; equal figures share the better rank."""
        own = next((fact for fact in facts if fact.area == self.own.id), None)
        if own is None or len(facts) < 3:
            return
        for order, sign in (("lowest_first", 1), ("highest_first", -1)):
            before = sum((own.number - fact.number) * sign > 0 for fact in facts)
            ties = sum(fact.number == own.number for fact in facts) - 1
            self.levels.ledger.enter(
                own.measure, "rank", own.area, own.period, Decimal(before + 1), "rank",
                category=own.category, against=group.id, suffix=f"by_{by}.{order}", operation=f"rank by {by}",
                of=facts, of_what=(own.id,), order=order, out_of=len(facts), decimals=0,
                method=f"rank by {by}, ties share the better rank" + (f"; tied with {ties}" if ties else ""),
            )  # fmt: skip
