"""Whose figure it is: the subject, area, period and base that the words around a claim give it."""

from __future__ import annotations

from pcc_narrator.checking.chains import chain_of, periods_of
from pcc_narrator.checking.items import SEQUENCE, Item
from pcc_narrator.checking.period_scope import PeriodScope
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import BACK, Times
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.period import Period


class Resolver(PeriodScope):
    """Answers, for one item of a sentence: of which subject, area, period, base?"""

    def told_by_run(self, at: int) -> bool:
        """Whether a direction word belongs to a run ("four consecutive falls"), which is judged as a whole."""
        for step in range(at - 1, max(-1, at - 4), -1):
            item = self.items[step]
            if item.kind == "mark":
                return False
            if step in self.roles and self.roles[step].role == "run":
                return True
            if item.has("run"):
                return True
            if item.period is not None and any(word in item.key for word in ("consecutive", "successive")):
                return True
        return False

    def each_period(self, at: int) -> object:
        """The length of period of "in every month" or "each year"; None where nothing is said of each."""
        clause = self.items[at].clause
        for item in self.items if "trend" in self.groups else ():
            if item.words and item.clause == clause and item.has("trend", "steadily"):
                words = item.key.split()
                if words[0] in ("every", "each"):
                    return {"month": 1, "quarter": 3, "year": 12, "week": "7 days", "day": "1 days"}.get(words[1])
        return None

    def times(self, at: int) -> Times:
        """When the figure or word at item `at` is of."""
        if (paired := self.pairs.get(at)) is not None and self.items[paired].period is not None:
            return self.read_period(paired)
        if at in self.chain:
            return Times((self.chain[at],), "said")
        if self._of_the_year(at):
            years = tuple(one for one in self.report_periods() if one.months == _YEAR_LONG)
            return Times(years or None, "said" if years else "open")
        role = self.roles.get(at)
        if role is not None and role.apposed and role.pair is not None:
            at = role.pair
        step = self._period_item(at)
        if (event := self.since_then(at)) is not None:
            return Times(None, "open", after=event)
        if step is not None:
            mention = self.items[step].period
            told = role is None or role.role in ("level", "open", "mean", "run", "to")
            if (
                mention is not None
                and told
                and mention.period is not None
                and self._preposed(step) in ("after", "following")
            ):
                return Times(None, "open", after=mention.period)
            if mention is not None and mention.period is not None and self._since_has(step, at):
                return Times(None, "open", after=mention.period)
            if (
                mention is not None
                and mention.first is not None
                and mention.last is not None
                and (
                    role is not None
                    and role.role in ("from", "to", "change", "multiple")
                    and mention.preposition in ("from", "between")
                )
            ):
                ends: tuple[Period, ...] = (mention.first,) if role.role == "from" else (mention.last,)
                if role.role == "to" and role.word is not None and step < role.word and mention.period is not None:
                    ends = (*ends, mention.period)  # "from January to March waits rose to 12": in those months
                return Times(ends, "said")
            found = self.read_period(step)
            if self._is_now(step, at):
                return Times((*(found.choices or ()), *self.report_periods()), "carried")
            if mention is not None and mention.text.lower() == "year" and mention.relation == "this" and not told:
                default = self.default_times()  # "over the year it rose by 12": the quarter on the one of last year
                return default._replace(choices=(*(found.choices or ()), *(default.choices or ())) or None)
            return found
        earlier = self.event_before(at)
        if earlier is not None:
            return Times(None, "open", after=earlier)
        return self.default_times()

    @lazy
    def chain(self) -> dict[int, Period]:
        """The period of each figure that goes on from one to the next: "from 210 to 163 and then 147"."""
        steps = chain_of(self.items, self.roles)
        if not steps or self.in_table:
            return {}
        told = (
            step for step in range(steps[0] - 1, -1, -1) if self.items[step].kind == "period" and self.is_base(step)
        )
        beside = (step for step in range(steps[0] + 1, steps[1]) if self.items[step].kind == "period")
        starts = next((self.read_period(step).choices or () for step in (*beside, *told)), ())
        end = self.report_periods()[0] if self.report_periods() else None
        best: tuple[int, dict[int, Period]] = 0, {}
        for subject in self.subjects(steps[0]).choices:
            for area in self.places(steps[0]).choices:
                for series in self.index.series(subject, area):
                    if periods := periods_of(series, tuple(starts), end, len(steps)):
                        dated = dict(zip(steps, periods, strict=True))
                        met = sum(_meets(self.items[at], series.facts[period]) for at, period in dated.items())
                        if met > best[0] or not best[1]:
                            best = met, dated
        return best[1]

    def stretch(self, at: int) -> tuple[Period, Period] | None:
        """The ends of the range told as two periods in the clause of an item."""
        found = {end: step for step, end in self.ends.items() if self.items[step].clause == self.items[at].clause}
        ranged = [
            item.period for item in self.items if item.clause == self.items[at].clause and item.period is not None
        ]
        if not found and len(ranged) == 1 and ranged[0].preposition in ("between", "from"):
            one = ranged[0]
            return (one.first, one.last) if one.first is not None and one.last is not None else None
        if len(self.ends) != 2 or len(found) != 2:
            return None
        first, last = (self.read_period(found[end]).choices for end in ("first", "last"))
        return (first[0], last[0]) if first and last else None

    def _since_has(self, step: int, at: int) -> bool:
        """Whether something "has" come to a figure after a period: "peaked at 71 in May and has fallen to 29"."""
        role = self.roles.get(at)
        if role is None or role.role != "to" or role.word is None or role.pair is not None or not step < role.word < at:
            return False
        between = self.items[step + 1 : role.word]
        return any(item.key in ("has", "have") for item in between) and not any(item.figure for item in between)

    def since_then(self, at: int) -> Period | None:
        """ "Peaked in 2011 and has fallen since": the period before a "since" that none follows."""
        if "since" not in self.keys:
            return None
        if (told := self._since_when(at)) is not None:
            return told
        for step in (at + 1, at + 2):
            if step < len(self.items) and self.items[step].key == "since":
                if step + 1 < len(self.items) and self.items[step + 1].kind not in ("mark",):
                    return None
                for earlier in range(at - 1, -1, -1):
                    mention = self.items[earlier].period
                    if mention is not None and mention.period is not None:
                        return mention.period
        return None

    def _since_when(self, at: int) -> Period | None:
        """ "A low of 879 in 2015, since when it has climbed": the period before "since when"."""
        for step in range(at - 1, 0, -1):
            if self.items[step].key == "when" and self.items[step - 1].key == "since":
                told = (one.period for one in reversed(self.items[: step - 1]) if one.period is not None)
                return next((one.period for one in told if one.period is not None), None)
        return None

    def event_before(self, at: int) -> Period | None:
        """The period of the clause before, where this clause tells what came next ("before falling to 3.9")."""
        clause = self.items[at].clause
        first = next((item for item in self.items if item.clause == clause and item.kind != "mark"), None)
        if first is None or not clause:
            return None
        opening = self.items[0].key == "after" and clause == 1
        if first.key not in SEQUENCE and not opening:
            return None
        for step in range(len(self.items) - 1, -1, -1):
            mention = self.items[step].period
            if self.items[step].clause == clause - 1 and mention is not None and mention.kind != "length":
                choices = self.read_period(step).choices
                return choices[0] if choices else None
        return None

    def _of_the_year(self, at: int) -> bool:
        """Whether a figure is "the annual total of" something, and no period stands beside it."""
        if self.keys.isdisjoint(_YEARLY):
            return False
        before = [item for item in self.items[:at] if item.clause == self.items[at].clause]
        told = [place for place, item in enumerate(before[:-1]) if item.key in _YEARLY]
        if not told or before[told[-1] + 1].key not in ("total", "figure", "number", "count", "level"):
            return False
        if any(item.period is not None for item in before[-3:]):
            return False  # "than the previous year's 510"
        return all(item.period is None or item.period.relation in BACK for item in before[told[-1] :])

    def _is_now(self, step: int, at: int) -> bool:
        """Whether a figure behind a period told is of now: "was 91 in 2017, and across the region it is 77"."""
        if not step < at or self.items[at - 1].key not in ("is", "are", "stands at"):
            return False
        between = [item.key for item in self.items[step + 1 : at]]
        return "and" in between and any(step < one < at for one in self.area_steps)

    def _period_item(self, at: int) -> int | None:
        """The period that goes with a figure or word: after it, before the next figure; else before it."""
        items, clause = self.items, self.items[at].clause
        role = self.roles.get(at)
        wants_base = role is not None and role.role == "from"
        if wants_base and role is not None and role.pair is not None:
            for step in range(at):
                mention = items[step].period
                if mention is not None and mention.preposition == "from" and items[step].clause == clause:
                    return step  # "from June to July, from 93 to 91"
        if (when := self.when_clause(at)) is not None:
            return when
        if at >= 2 and items[at - 1].key == "(" and items[at - 2].kind == "period":
            inside = [one for one in items[at + 1 : at + 8] if one.depth >= items[at].depth and one.clause == clause]
            own = next((one for one in inside if one.kind in ("period", "figure")), None)
            if own is None or own.kind != "period":
                other = own is not None and any(one.has("compare") for one in inside)
                if not (other and self.is_base(at - 2)):
                    return at - 2
                return None  # "stable compared with May (259 against 262)": this period, then that

        if (
            at >= 3
            and items[at - 1].key == "of"
            and items[at - 2].key in _LEVEL_NOUNS
            and items[at - 3].kind == "period"
        ):
            return at - 3  # "its 2008 level of 5.7"
        bracketed = at >= 2 and items[at - 1].key == "(" and items[at - 2].kind == "period"
        for step in (at - 1, at - 2):
            if (
                not bracketed
                and step >= 0
                and items[step].kind == "period"
                and items[step].clause == clause
                and self._is_when(step, False)
                and all(one.kind == "mark" and one.key in ":(–—=" for one in items[step + 1 : at])
            ):
                return step
        for step in range(at + 1, len(items)):
            item = items[step]
            if item.clause != clause:
                break
            if (
                item.figure is not None
                and item.figure.kind != "duration"  # "over the four quarters of 2018"
                and not (items[at].figure is None and item.figure.in_words and items[step - 1].key == "the")
                and not self._apposed(step, at)
                and not (items[step - 1].key == "to" and step == at + 2 and role is not None and role.role == "change")
                and self.roles.get(step, RoleRead("open")).role not in ("out_of", "bound")
                and not (items[at].figure is None and self._counts_some(step))
            ):
                break
            back = at if step + 1 < len(items) and items[step + 1].key in _ASIDES else 4
            if item.key == "," and any(
                items[one].kind == "period" and items[one].clause == clause and self._is_when(one, False)
                for one in range(max(0, at - back), at)
            ):
                break
            if item.key == "and" and self._dated_each(at, step):
                break
            if item.kind == "period" and item.depth <= items[at].depth and self._is_when(step, wants_base, at):
                return step
        between = False  # whether a period stands between an earlier figure and this one: then it is that one's
        for step in range(at - 1, -1, -1):
            item = items[step]
            if item.clause != clause:
                break
            if item.kind == "figure" and between and not self._apposed(step, at):
                break
            if item.kind == "period":
                if self._is_when(step, False):
                    return step
                between = True
        first = next((item for item in items if item.clause == clause and item.kind != "mark"), None)
        if first is not None and (first.key in SEQUENCE or (items[0].key == "after" and clause == 1)):
            return None
        for step in range(at):
            if items[step].kind == "period" and self._is_when(step, False):
                return step
        return self.closing[0]

    def _counts_some(self, step: int) -> bool:
        """Whether a figure says how many of a whole did something: "rose in 35 of the 43 in May"."""
        return any(role.role == "out_of" and role.pair == step for role in self.roles.values())

    def _dated_each(self, at: int, joint: int) -> bool:
        """Whether both sides of "and" put the period first: "in October it was 84.9 and in December 87.6"."""
        items, clause = self.items, self.items[at].clause
        ahead = [item for item in items[joint + 1 : joint + 5] if item.clause == clause]
        first = next((place for place, item in enumerate(ahead) if item.period is not None), None)
        if first is None or not any(item.figure is not None for item in ahead[first + 1 :]):
            return False
        for step in range(at - 1, -1, -1):
            if items[step].clause != clause or items[step].kind == "figure":
                return False
            if items[step].kind == "period" and self._is_when(step, False):
                return True
        return False

    def when_clause(self, at: int) -> int | None:
        """ "Since 2005, when there were 48": the period before "when" is that of the figure after it."""
        for step in range(at - 1, max(0, at - 9), -1):
            item = self.items[step]
            if item.kind in ("figure", "period") or item.clause != self.items[at].clause:
                return None
            if item.key in ("when", "where"):
                open_ = [one for one in range(step - 1, max(-1, step - 9), -1) if not self.items[one].depth]
                return next((one for one in open_[:2] if self.items[one].kind == "period"), None)
        return None


def _meets(item: Item, fact: Fact) -> bool:
    figure = item.figure
    return figure is not None and figure.step is not None and abs(fact.number - figure.value) <= figure.step / 2


_YEARLY = frozenset({"annual", "yearly", "full-year"})
_YEAR_LONG = 12  # months
_LEVEL_NOUNS = frozenset({"level", "figure", "total", "value", "peak", "rate", "average", "number", "high", "low"})
_ASIDES = frozenset({"which", "a", "an", "up", "down", "up from", "down from", "compared to", "compared with"})
