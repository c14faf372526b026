"""Of which period: what a time that is told means in its sentence, and what is meant where none is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pcc_narrator.checking.base_scope import BaseScope, is_bare_quarter
from pcc_narrator.checking.scopes import BACK, Times, is_exact, moved_back
from pcc_narrator.models.period import Period
from pcc_narrator.periods import PeriodMention


class PeriodScope(BaseScope):
    """Answers, for one period that a sentence names: when is that?"""

    def _preposed(self, step: int) -> str:
        """The preposition of a period."""
        mention = self.items[step].period
        before = self.items[step - 1].key if step else ""
        return (
            before
            if before in ("after", "following", "since")
            else (mention.preposition if mention is not None else "")
        )

    def default_times(self) -> Times:
        """The period of the sentence before, or of the heading, or of the report."""
        report = self.report_periods()
        if self.carried.times and self.sentence.block.kind == "alt":
            return Times(self.carried.times, "carried")  # a picture shows what was told of it
        if self.carried.times:
            return Times(tuple(dict.fromkeys([*self.carried.times, *report])), "carried")
        if self.carried.heading_time:
            others = () if self.in_table else report  # the head of a column or row leaves no other period open
            return Times(tuple(dict.fromkeys([*self.carried.heading_time, *others])), "heading")
        if report:
            return Times(report, "default")
        return Times()

    def report_periods(self) -> tuple[Period, ...]:
        """The report's period and the longer and shorter ones that end with it."""
        return self.index.report_periods

    def read_period(self, step: int) -> Times:
        """The periods that a period item may mean here."""
        mention = self.items[step].period
        assert mention is not None
        choices = tuple(p for p in (mention.period, *mention.alternatives) if p is not None)
        if (same := self._same_months(step) or self._of_that_year(step, choices)) is not None:
            return same
        if mention.relation == "this":
            choices = self._this(step, choices)
        elif mention.relation in BACK and (each := self._each_back(step)):
            choices = each
        elif mention.relation in BACK:
            moved = self._relative(mention)
            named = any(item.period is not None and item.period.kind == "period" for item in self.items)
            latest = self._latest(step)
            choices = tuple(dict.fromkeys([*moved, *latest] if named and moved else [*choices, *moved, *latest]))
        elif mention.relation == "next" and mention.text.lower().endswith("later"):
            return Times(self._later(step, mention) or None, "open")
        elif mention.relation == "next":
            return Times(None, "open")  # "to 7.6 per cent a year later"
        if not choices and mention.month is None:
            return self.default_times() if mention.relation != "up_to_now" else Times(None, "open")
        if is_bare_quarter(mention):
            return Times(self.quarter_near(step, choices) or None, "said", quarter=True)
        bare = mention.month is not None and not any(letter.isdigit() for letter in mention.text)
        if bare and self.carried.times:
            years = [
                choice.shifted(12 * (known.end.year - choice.end.year))
                for choice in choices
                for known in self.carried.times
                if choice.end is not None and known.end is not None
            ]
            choices = tuple(dict.fromkeys([*choices, *years]))
        if bare and (before := self._month_before(step)) is not None:
            following = (one.shifted(12) for one in choices if one.end is not None and one.end < before)
            choices = tuple(dict.fromkeys((*following, *choices)))  # "from October to January"
        return Times(choices or None, "said", mention.month if bare else None, exact=is_exact(mention))

    def _this(self, step: int, choices: tuple[Period, ...]) -> tuple[Period, ...]:
        """What "the quarter", "the month", "the year to date" may mean: the report's periods of that length."""
        mention, report = self.items[step].period, self.report_periods()
        assert mention is not None
        words = mention.text.lower()
        if mention.unit == "year" and "to date" in words:
            calendar = self.index.set.calendar
            fitting = [one for one in report if one.start is not None and one.start.day == 1]
            fitting = [one for one in fitting if one.start and one.start.month in (1, calendar.year_start_month)]
        elif mention.unit == "year" and (named := self._year_told(step)):
            fitting = [*named]
        elif mention.unit == "year" and not words.startswith("th"):
            fitting = [one for one in report if one.months == 12] or [one for one in report if one.months not in (1, 3)]
        else:
            months = {"month": 1, "quarter": 3}.get(mention.unit or "") if mention.count == 1 else None
            fitting = [one for one in (*choices, *report) if one.months == months]
        return tuple(dict.fromkeys(fitting)) or tuple(dict.fromkeys([*choices, *report]))

    def _year_told(self, step: int) -> tuple[Period, ...]:
        """The year that its sentence names where "the whole year" follows: "in 2013 it was 12 in the whole year"."""
        if step < 1 or self.items[step - 1].key not in ("whole", "full", "entire"):
            return ()
        told = (item.period for item in self.items[:step] if item.period is not None and item.period.kind == "period")
        return tuple(one.period for one in told if one.period is not None and one.period.months == 12)

    def _latest(self, step: int) -> tuple[Period, ...]:
        """The report's periods that "the last quarter" or "last year" may be, where nothing is compared with it."""
        mention = self.items[step].period
        months = {"month": 1, "quarter": 3, "year": 12}.get(mention.unit or "") if mention is not None else None
        if mention is None or not mention.text.lower().startswith(("last", "past")) or mention.count != 1:
            return ()
        return () if self.is_base(step) else tuple(one for one in self.report_periods() if one.months == months)

    def _month_before(self, step: int) -> date | None:
        """When the last single month that the sentence names before an item begins."""
        told = (item.period for item in reversed(self.items[:step]) if item.period is not None)
        return next((one.period.start for one in told if one.month is not None and one.period is not None), None)

    def _later(self, step: int, mention: PeriodMention) -> tuple[Period, ...]:
        """ "A year later": so long after the period told last."""
        months = {"month": 1, "quarter": 3, "year": 12}.get(mention.unit or "", 0) * (mention.count or 0)
        told = (item.period for item in reversed(self.items[:step]) if item.period is not None)
        last = next((one.last or one.period for one in told if one.relation is None and one.period is not None), None)
        anchors = (last,) if last is not None else self.carried.times
        return tuple(one.shifted(months) for one in anchors if one is not None and one.months) if months else ()

    def _same_months(self, step: int) -> Times | None:
        """ "In the same months of 2017", "quarter two of 2016 and that of 2017": what was told before, in that year."""
        year = self.items[step].period
        before = [item.key for item in self.items[max(0, step - 3) : step]]
        if year is None or year.period is None or year.period.months != 12:
            return None
        if before[-2:] in (["that", "of"], ["that", "for"], ["those", "for"]):
            told = next((one.period.period for one in reversed(self.items[:step]) if one.period is not None), None)
            if told is None or told.months is None or told.months >= 12:
                return None
            moves = (told.shifted(12 * years) for years in range(-20, 21))
            return Times(tuple(one for one in moves if year.period.contains(one)) or None, "said")
        if "same" not in before:
            return None
        if before[-1] not in ("of", "in") or before[-2] not in ("months", "month", "quarter", "period", "quarters"):
            return None
        anchors = self.carried.times or self.report_periods()
        moved = (one.shifted(-12 * years) for one in anchors for years in range(1, 20) if one.months is not None)
        return Times(tuple(dict.fromkeys(one for one in moved if year.period.contains(one))) or None, "said")

    def _of_that_year(self, step: int, choices: Sequence[Period]) -> Times | None:
        """ "September of that year": of the year named before."""
        following = [item.key for item in self.items[step + 1 : step + 4]]
        if following not in (["of", "that", "year"], ["of", "the", "same"]):
            return None
        told = (one.period for one in reversed(self.items[:step]) if one.period is not None)
        told_ends = (one.last or one.period for one in told)
        year = next((one.end.year for one in told_ends if one is not None and one.end is not None), None)
        if year is None:  # "in mid-2018"
            said = " ".join(item.period.text for item in self.items[:step] if item.period is not None)
            year = next((int(found) for found in reversed(_YEAR.findall(said))), None)
        if year is None:
            return None
        moved = (one.shifted(12 * (year - one.end.year)) for one in choices if one.end is not None)
        return Times(tuple(dict.fromkeys(moved)), "said")

    def _each_back(self, step: int) -> tuple[Period, ...]:
        """The single periods of "each of the two quarters before", seen from the report's."""
        mention = self.items[step].period
        assert mention is not None
        months = {"month": 1, "quarter": 3, "year": 12}.get(mention.unit or "")
        each = any(item.key in ("each of", "each", "both") for item in self.items[max(0, step - 2) : step])
        if not each or months is None or (mention.count or 1) < 2:
            return ()
        latest = next((one for one in self.report_periods() if one.months == months), None)
        return (
            ()
            if latest is None
            else tuple(latest.shifted(-months * back) for back in range(1, (mention.count or 1) + 1))
        )

    def _relative(self, mention: PeriodMention) -> tuple[Period, ...]:
        said = [
            item.period
            for step, item in enumerate(self.items)
            if item.period is not None
            and item.period.kind in ("period", "date")
            and self._preposed(step) != "since"  # where a stretch began is not what "a year earlier" is seen from
        ]
        own = [end for one in said for end in (one.last or one.period, one.period) if end is not None]
        anchors = own or [*self.carried.times, *self.report_periods()]
        calendar = self.index.set.calendar
        return tuple(dict.fromkeys(moved for anchor in anchors for moved in moved_back(mention, anchor, calendar)))


_YEAR = re.compile(r"(?:19|20)\d\d")
