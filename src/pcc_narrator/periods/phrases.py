"""Grammar of times made of several words: ranges, stretches that end somewhere, relative times, lengths."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.periods.cursor import DASHES, NOTHING
from pcc_narrator.periods.mention import TimeUnit
from pcc_narrator.periods.relatives import Relatives
from pcc_narrator.periods.spec import Spec

_POINT_FORMS = frozenset(("day", "month", "year", "pair", "quarter", "years"))


class Phrases(Relatives):
    """Readers of phrases. `read` tries all of them, the longest first."""

    def read(self, index: int) -> Spec | None:
        """The time that starts at this token, if one does."""
        return (
            self._ending(index)
            or self._slice(index)
            or self._range(index)
            or self.year_on_year(index)
            or self._length(index)
            or self.relative(index)
            or self._edge(index)
            or self._season(index)
            or self._decade(index)
            or self._point(index)
        )

    # -- single times, and ranges of them

    def _point(self, index: int, *, inside: bool = False) -> Spec | None:
        if index not in self.points:  # asked once for a range, and once more for a single time
            self.points[index] = (
                self.day(index)
                or self.year_then_quarter(index)
                or self.quarter(index)
                or self.half(index)
                or self.week(index)
                or self.month(index)
            )
        return self.points[index] or (self.named_year(index) if inside else self.bare_year(index))

    def _range(self, index: int) -> Spec | None:
        first = self._day_range(index) or self._quarters(index)
        if first is not None:
            return first
        first = self._point(index)
        if first is None or first.form not in _POINT_FORMS:
            return None
        joint = self.at(first.stop)
        between = self.before(index).low == "between"
        linked = joint.low in ("to", "until", "till", "through") or joint.text in DASHES
        if not linked and not (between and joint.low == "and"):
            return None
        after = first.stop + 1
        if self.at(after).low in ("the",):
            after += 1
        if joint.low != "and" and self.at(after).low in ("date", "now", "present"):
            return Spec("range", index, after + 1, of=first)
        if self.at(after) is NOTHING:
            return None
        last = self._point(after)
        if last is None or not _comparable(first, last):
            return None
        return Spec("range", index, last.stop, of=share_year(first, last), until=last)

    def _day_range(self, index: int) -> Spec | None:
        """1 to 31 March 2019; 1–5 May."""
        number = self._day_number(index)
        if number is None:
            return None
        joint = self.at(number[1])
        between = joint.low == "and" and self.before(index).low == "between"
        if not (joint.low == "to" or joint.text in DASHES or between) or self.at(number[1] + 1) is NOTHING:
            return None
        last = self._day_month(number[1] + 1)
        if last is None or last.day is None or last.day <= number[0]:
            return None
        first = replace(last, begin=index, stop=number[1], day=number[0])
        return Spec("range", index, last.stop, of=first, until=last)

    def _quarters(self, index: int) -> Spec | None:
        """quarters one to three 2018-19."""
        if self.tokens[index].low != "quarters":
            return None
        first = self.quarter(index)
        if first is None or self.at(first.stop).low not in ("to", "and", *DASHES):
            return None
        small = self.small_number(first.stop + 1)
        if small is None or not 1 <= small[0] <= 4 or self.at(first.stop + 1) is NOTHING:
            return None
        last = self._with_year(Spec("quarter", first.stop + 1, small[1], quarter=small[0]))
        return Spec("range", index, last.stop, of=share_year(first, last), until=last)

    # -- stretches that end somewhere

    def _ending(self, index: int) -> Spec | None:
        """12 months to December 2018; year ending 31 March 2019; week ending 5 May; 12-month period to June."""
        head = self.stretch(index)
        if head is None:
            return None
        count, unit, after = head
        while self.at(after).low in self.words["totals"]:
            after += 1
        if self.at(after).low == "up":
            after += 1
        if self.at(after).low in self.words["starting"]:
            return self._starting(index, count, unit, after + 1)
        keyed = self.tokens[index].text == "R" and self.at(after).text in DASHES and self.glued(after)
        if self.at(after).low not in self.words["ending"] and not keyed:
            return None
        after += 1
        if self.at(after).low in ("in", "on", "at"):
            after += 1
        start = after
        if self.at(after).low == "the":
            after += 1
        if self.at(after).low == "end" and self.at(after + 1).low == "of":
            after += 2
        if self.at(after) is NOTHING:
            return None
        if self.at(after).low == "date" and unit == "year":
            return Spec("relative", index, after + 1, relation="this", count=count, unit=unit, loose=True)
        end = self._point(after, inside=True)
        if end is None or end.form not in ("day", "month", "quarter", "year", "pair"):
            return None
        if end.form in ("year", "pair") and (unit != "year" or start == after) and count == 1:
            return None
        return Spec("ending", index, end.stop, count=count, unit=unit, of=end)

    def _length(self, index: int) -> Spec | None:
        """18 consecutive months; two quarters running; three years in a row."""
        small = self.small_number(index)
        if small is None or small[0] == 0:
            return None
        after = small[1]
        consecutive = self.at(after).low in self.words["consecutive"]
        unit = self.words.units.get(self.at(after + consecutive).low)
        if unit is None:
            return None
        stop = after + consecutive + 1
        if not consecutive:
            following = [self.at(stop + offset).low for offset in range(3)]
            if following[0] in ("running", "consecutively"):
                stop += 1
            elif following == ["in", "a", "row"]:
                stop += 3
            elif following[:2] == ["in", "succession"]:
                stop += 2
            else:
                return None
        return Spec("length", index, stop, count=small[0], unit=unit)

    def _starting(self, index: int, count: int, unit: TimeUnit, after: int) -> Spec | None:
        """week beginning 6 January; year starting April 2018."""
        after += self.at(after).low in ("on", "in", "the")
        if self.at(after) is NOTHING or self.at(after - 1).low == "from":
            return None
        first = self.day(after) or (self.month(after) if unit != "week" else None)
        return None if first is None else Spec("starting", index, first.stop, count=count, unit=unit, of=first)

    def _slice(self, index: int) -> Spec | None:
        """the first three months of 2019; the last two quarters of 2011-12; the final quarter of 2018."""
        low = self.tokens[index].low
        if low not in ("first", "last", "final", "opening", "closing") or self.at(index + 1) is NOTHING:
            return None
        stretch = self.count_and_unit(index + 1)
        if stretch is None and self.at(index + 1).low in ("month", "quarter"):
            stretch = 1, self.words.units[self.at(index + 1).low], index + 2
        if stretch is None or self.at(stretch[2]).low not in ("of", "in") or self.at(stretch[2] + 1) is NOTHING:
            return None
        count, unit, after = stretch
        after += 1 + (self.at(after + 1).low == "the")
        year = self.named_year(after) if self.at(after) is not NOTHING else None
        if year is None or year.form not in ("year", "pair") or unit not in ("month", "quarter"):
            return None
        at_end = low in ("last", "final", "closing")
        return Spec("slice", index, year.stop, count=count, unit=unit, of=year, at_end=at_end)

    # -- parts of a time

    def _edge(self, index: int) -> Spec | None:
        """end of 2016; start of March 2019; mid-2018; early 2018; late December 2018."""
        low = self.tokens[index].low
        after = index + 1
        if low in ("end", "start", "beginning") and self.at(after).low == "of":
            after += 1
        elif low in ("mid", "early", "late"):
            after += self.at(after).text in DASHES
        else:
            return None
        if self.at(after) is NOTHING:
            return None
        inner = self.quarter(after) or self.month(after) or self.named_year(after)
        if inner is None or (inner.form == "quarter" and self.tokens[after].kind == "number"):
            return None
        if low in ("mid", "early", "late"):
            return Spec("part", index, inner.stop, of=inner)
        return Spec("edge", index, inner.stop, of=inner, at_end=low == "end")

    def _season(self, index: int) -> Spec | None:
        """summer 2018; winter of 2018-19."""
        if self.tokens[index].low not in self.words["seasons"]:
            return None
        tail = self.year_tail(index + 1)
        return None if tail is None else Spec("season", index, tail.stop, year=tail.year, year_shift=tail.year_shift)

    def _decade(self, index: int) -> Spec | None:
        """1990s; 2010s."""
        token = self.tokens[index]
        year, following = token.plain_integer, self.at(index + 1)
        after = index + 1
        if following.text in ("'", "’") and self.glued(after):
            after += 1
        if year is None or len(token.text) != 4 or year % 10 or not 1800 <= year <= 2100:
            return None
        if self.at(after).low != "s" or not self.glued(after):
            return None
        return Spec("years", index, after + 1, year=year, last_year=year + 9)


def _comparable(first: Spec, last: Spec) -> bool:
    if {first.form, last.form} <= {"day", "month"}:
        return True
    if first.form == last.form:
        return first.form != "year" or (first.year or 0) < (last.year or 0)
    return {first.form, last.form} <= {"year", "pair"}


def share_year(first: Spec, last: Spec) -> Spec:
    """The first end of a range takes the year of the last: October (2018) to December 2018."""
    if first.dated or not last.dated:
        return first
    back = 0
    if first.month is not None and last.month is not None and first.month > last.month:
        back = 1
    year = None if last.year is None else last.year - back
    shift = None if last.year_shift is None else last.year_shift - back
    return replace(
        first, year=year, year_shift=shift, paired=last.paired, organisation=last.organisation, civil=last.civil
    )
