"""Grammar of single times: quarters, halves and weeks, on top of days, months and years. Knows no calendar."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.periods.cursor import DASHES, NOTHING
from pcc_narrator.periods.days import SUFFIXES, Days
from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import GLUED
from pcc_narrator.periods.years import NOT_AFTER_A_YEAR


class Points(Days):
    """Readers of one time each; every method takes a token index and returns a Spec or None."""

    def quarter(self, index: int) -> Spec | None:
        """quarter three 2018-19; Q3; third quarter of 2018-19; Q3 2018/19."""
        token = self.tokens[index]
        number, after = 0, index + 1
        if token.low in ("quarter", "quarters", "qtr"):
            small = self.small_number(after) if self.at(after) is not NOTHING else None
            owning = self.at(after).low.removesuffix("'s").removesuffix("’s")  # "quarter two's 4,297"
            if small is None and owning != self.at(after).low and owning in cardinals():
                small = cardinals()[owning], after + 1
            if small is None:
                return None
            number, after = small
            if self.at(after).gap == GLUED and self.at(after).kind == "word":
                return None
            if self.at(after).low in NOT_AFTER_A_YEAR:
                return None
        elif token.text == "Q" or token.low == "q":
            digit = self.at(after)
            if digit.plain_integer is None or len(digit.text) != 1 or (token.text == "q" and digit.gap != GLUED):
                return None
            number, after = digit.plain_integer, after + 1
        else:
            number = ordinals().get(token.low, 0)
            if token.plain_integer in (1, 2, 3, 4) and self.at(after).low in SUFFIXES and self.glued(after):
                number, after = token.plain_integer or 0, after + 1
            if self.at(after).text in DASHES:
                after += 1
            if self.at(after).low != "quarter" or not self._is_named_quarter(index, after + 1):
                return None
            after += 1
        if not 1 <= number <= 4:
            return None
        return self._with_year(Spec("quarter", index, after, quarter=number))

    def _is_named_quarter(self, index: int, after: int) -> bool:
        following = self.at(after)
        if following.low in ("running", "consecutively", "straight") or (
            following.low == "in" and self.at(after + 1).low in ("a", "succession")
        ):
            return False
        return self.before(index).low not in ("a", "one", "each", "every")

    def half(self, index: int) -> Spec | None:
        """first half of 2019; H1 2019; second half of the year."""
        token = self.tokens[index]
        after = index + 1
        if token.text == "H" and self.at(after).plain_integer in (1, 2) and self.glued(after):
            spec = self._with_year(Spec("half", index, after + 1, half=self.at(after).plain_integer))
            return spec if spec.dated else None
        half = {"first": 1, "second": 2, "latter": 2}.get(token.low)
        if half is None or self.at(after).low != "half":
            return None
        spec = self._with_year(Spec("half", index, after + 1, half=half))
        if spec.dated:
            return spec
        following = self.at(after + 1).low, self.at(after + 2).low, self.at(after + 3).low
        if following == ("of", "the", "year"):
            return replace(spec, stop=after + 4, year_shift=0)
        if following[:2] == ("of", "the") and following[2] in self.words["organisation_year"]:
            return replace(spec, stop=after + 5, year_shift=0, organisation=True)
        return None

    def _with_year(self, spec: Spec) -> Spec:
        after = spec.stop
        if self.at(after).text in DASHES | {"/"} and self.glued(after) and self.glued(after + 1):
            after += 1
        tail = self.year_tail(after)
        if tail is None and self.at(after).text == "(" and self.words.month(self.at(after + 1).low) is not None:
            close = next((place for place in range(after + 2, after + 8) if self.at(place).text == ")"), None)
            tail = self.year_tail(close + 1) if close is not None and spec.form == "quarter" else None
        if tail is None:
            return spec
        return replace(
            spec,
            stop=tail.stop,
            year=tail.year,
            year_shift=tail.year_shift,
            paired=tail.form == "pair",
            organisation=tail.organisation,
            civil=tail.civil,
        )

    def year_then_quarter(self, index: int) -> Spec | None:
        """2018-19 Q3; 2019Q1; 2018-19 quarter three; 2018-19-Q3."""
        year = self.year(index)
        if year is None or year.form not in ("year", "pair"):
            return None
        after = year.stop
        if self.at(after).text in DASHES and self.glued(after) and self.glued(after + 1):
            after += 1
        if self.at(after) is NOTHING or self.at(after).low not in ("q", "quarter"):
            return None
        quarter = self.quarter(after)
        if quarter is None or quarter.dated:
            return None
        return replace(quarter, begin=index, year=year.year, paired=year.form == "pair")

    def week(self, index: int) -> Spec | None:
        """week 14; week 14 of 2020."""
        if self.tokens[index].low != "week":
            return None
        if self.before(index).low in self.words["this"] | self.words["last"] | {"a", "per", "each", "every", "the"}:
            return None
        small = self.small_number(index + 1) if self.at(index + 1) is not NOTHING else None
        if small is None or not 1 <= small[0] <= 53 or self.at(small[1]).low in NOT_AFTER_A_YEAR:
            return None
        return self._with_year(Spec("week", index, small[1], count=small[0], unit="week"))
