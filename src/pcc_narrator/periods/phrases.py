"""Grammar of times made of several words: ranges, stretches that end somewhere, relative times, lengths."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.periods.mention import Relation, TimeUnit
from pcc_narrator.periods.points import DASHES, NOTHING, Points
from pcc_narrator.periods.spec import Spec

_EARLIER_WORDS = frozenset(("ago", "earlier", "before", "previously", "beforehand", "prior"))
_POINT_FORMS = frozenset(("day", "month", "year", "pair", "quarter", "years"))


class Phrases(Points):
    """Readers of phrases. `read` tries all of them, the longest first."""

    def read(self, index: int) -> Spec | None:
        """The time that starts at this token, if one does."""
        return (
            self._ending(index)
            or self._range(index)
            or self._on(index)
            or self._length(index)
            or self._relative(index)
            or self._edge(index)
            or self._season(index)
            or self._decade(index)
            or self._point(index)
        )

    # -- single times, and ranges of them

    def _point(self, index: int, *, inside: bool = False) -> Spec | None:
        spec = (
            self.day(index)
            or self.year_then_quarter(index)
            or self.quarter(index)
            or self.half(index)
            or self.week(index)
            or self.month(index)
        )
        if spec is not None:
            return spec
        return self.named_year(index) if inside else self.bare_year(index)

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
        head = self._stretch(index)
        if head is None:
            return None
        count, unit, after = head
        if self.at(after).low in ("period", "periods"):
            after += 1
        if self.at(after).low == "rolling":
            after += 1
        if self.at(after).low == "up":
            after += 1
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

    def _stretch(self, index: int) -> tuple[int, TimeUnit, int] | None:
        """12 months; twelve-month; rolling year; half-year: (count, unit, index after it)."""
        token = self.tokens[index]
        if token.low == "rolling" and self.at(index + 1) is not NOTHING:
            return self._stretch(index + 1)
        if token.low == "half" and (self.at(index + 1).low == "year" or self.at(index + 2).low == "year"):
            after = index + 1 + (self.at(index + 1).text in DASHES)
            return (6, "month", after + 1) if self.at(after).low == "year" else None
        if token.low in self.words["organisation_year"] and self.at(index + 1).low == "year":
            return 1, "year", index + 2
        if token.low in ("year", "quarter", "month", "week"):
            return 1, self.words.units[token.low], index + 1
        if token.text == "R" and self.at(index + 1).plain_integer == 12 and self.glued(index + 1):
            return 12, "month", index + 2
        return self._count_and_unit(index)

    def _count_and_unit(self, index: int) -> tuple[int, TimeUnit, int] | None:
        """12 months; two-year; four full quarters."""
        small = self.small_number(index)
        if small is None or small[0] == 0:
            return None
        after = small[1]
        if self.at(after).text in DASHES and self.glued(after) and self.glued(after + 1):
            after += 1
        while self.at(after).low in ("rolling", "full", "calendar", "whole", "complete", "discrete"):
            after += 1
        unit = self.words.units.get(self.at(after).low)
        return None if unit is None else (small[0], unit, after + 1)

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

    # -- times told from another

    def _relative(self, index: int) -> Spec | None:
        low = self.tokens[index].low
        for group in ("this", "previous", "last", "next", "same"):
            if low in self.words[group]:
                return self._same(index) if group == "same" else self._told(index, group)
        return self._earlier(index) or self._rolling(index) or self._the(index)

    def _told(self, index: int, group: str) -> Spec | None:
        """this quarter; the previous 12 months; the last two years; last financial year."""
        after = index + 1
        low = self.tokens[index].low
        if self.at(after) is NOTHING:
            return None
        while self.at(after).low in ("full", "rolling", "complete", "whole"):
            after += 1
        by_calendar = self.at(after).low in self.words["organisation_year"]
        if by_calendar and self.at(after + 1).low == "year":
            relation: Relation = (
                "this" if group == "this" or low == "latest" else "next" if group == "next" else "previous"
            )
            return Spec("relative", index, after + 2, relation=relation, count=1, unit="year", by_calendar=True,
                        loose=low == "following")  # fmt: skip
        stretch = self._count_and_unit(after) if self.at(after) is not NOTHING else None
        if stretch is not None:
            count, unit, stop = stretch
            if self.at(stop).low in ("period", "periods"):
                stop += 1
            relation = {"last": "up_to_now", "previous": "previous", "this": "this", "next": "next"}[group]  # type: ignore[assignment]
            return Spec("relative", index, stop, relation=relation, count=count, unit=unit, loose=low == "following")
        unit_word = self.at(after).low
        if unit_word not in ("day", "week", "month", "quarter", "year"):
            return None
        unit = self.words.units[unit_word]
        if low in ("latest", "recent"):
            relation = "this"
        elif low == "past":
            relation = "up_to_now"
        elif group == "last":
            relation = "previous"
        else:
            relation = {"this": "this", "previous": "previous", "next": "next"}[group]  # type: ignore[assignment]
        return Spec("relative", index, after + 1, relation=relation, count=1, unit=unit, loose=low == "following")

    def _same(self, index: int) -> Spec | None:
        """same quarter last year; corresponding period of the previous year; same month in 2017."""
        after = index + 1
        unit_word = self.at(after).low
        count: int | None = None
        if unit_word not in ("quarter", "month", "period", "week", "time", "point", "stage", "day"):
            stretch = self._count_and_unit(after) if self.at(after) is not NOTHING else None
            if stretch is None:
                return None
            count, _, after = stretch
            after -= 1
            if self.at(after + 1).low == "period":
                after += 1
        stop = after + 1
        tail = self._same_tail(stop)
        if tail is None:
            if unit_word in ("time", "point", "stage", "period", "day") or count is not None:
                return None
            unit = self.words.units[unit_word]
            return Spec("relative", index, stop, relation="this", count=1, unit=unit)
        return replace(tail, begin=index, subject_unit=self.words.units.get(unit_word))

    def _same_tail(self, index: int) -> Spec | None:
        link = index + (self.at(index).low in ("in", "of", "for", "during", "from"))
        link += self.at(link).low == "the"
        if self.at(link) is NOTHING:
            return None
        told = self._year_in_words(link)
        if told is not None and told.year_shift is not None and told.year_shift < 0:
            return Spec("relative", index, told.stop, relation="earlier", count=1, unit="year")
        if self.at(link).low == "year" and self.at(link + 1).low in _EARLIER_WORDS:
            return Spec("relative", index, link + 2, relation="earlier", count=1, unit="year")
        earlier = self._earlier(link)
        if earlier is not None:
            return replace(earlier, relation="earlier")
        year = self.named_year(link)
        if year is not None and year.form in ("year", "pair"):
            return Spec("relative", index, year.stop, relation="earlier", unit="year", of=year)
        return None

    def _earlier(self, index: int) -> Spec | None:
        """a year ago; 12 months earlier; two years before; the quarter before; 12 months before that."""
        token = self.tokens[index]
        if token.low in ("a", "an") and self.at(index + 1).low in ("day", "week", "month", "quarter", "year"):
            count, unit, after = 1, self.words.units[self.at(index + 1).low], index + 2
        elif token.low in ("day", "week", "month", "quarter", "year") and self.before(index).low == "the":
            count, unit, after = 1, self.words.units[token.low], index + 1
        else:
            stretch = self._count_and_unit(index)
            if stretch is None:
                return None
            count, unit, after = stretch
        if self.at(after).low not in _EARLIER_WORDS:
            return None
        previous = self.before(index).low == "the" and self.at(after).low != "ago"
        stop = after + 1
        loose = self.at(after).low in ("before", "prior") and self.at(stop).low in ("the", "a", "to", "its", "it")
        if self.at(after).low == "before" and self.at(stop).low == "that":
            stop, loose = stop + 1, True
        relation: Relation = "previous" if previous else "earlier"
        return Spec("relative", index, stop, relation=relation, count=count, unit=unit, loose=loose)

    def _on(self, index: int) -> Spec | None:
        """year on year; quarter-on-quarter; month over month; YoY."""
        token = self.tokens[index]
        if token.low in ("yoy", "qoq", "mom"):
            unit: TimeUnit = {"yoy": "year", "qoq": "quarter", "mom": "month"}[token.low]  # type: ignore[assignment]
            return Spec("relative", index, index + 1, relation="earlier", count=1, unit=unit)
        if token.low not in ("year", "quarter", "month", "week", "day"):
            return None
        middle = index + 1 + (self.at(index + 1).text in DASHES)
        if self.at(middle).low not in ("on", "over"):
            return None
        last = middle + 1 + (self.at(middle + 1).text in DASHES)
        if self.at(last).low != token.low:
            return None
        unit = self.words.units[token.low]
        return Spec("relative", index, last + 1, relation="earlier", count=1, unit=unit)

    def _rolling(self, index: int) -> Spec | None:
        """rolling 12 months; rolling year; 12-month rolling; R12."""
        token = self.tokens[index]
        if token.low == "rolling":
            stretch = self._stretch(index + 1) if self.at(index + 1) is not NOTHING else None
            if stretch is None:
                return None
            count, unit, stop = stretch
        elif token.text == "R" and self.at(index + 1).plain_integer == 12 and self.glued(index + 1):
            count, unit, stop = 12, "month", index + 2
        else:
            stretch = self._count_and_unit(index)
            if stretch is None or self.at(stretch[2]).low != "rolling":
                return None
            count, unit, stop = stretch[0], stretch[1], stretch[2] + 1
        if self.at(stop).low in ("period", "periods"):
            stop += 1
        return Spec("relative", index, stop, relation="up_to_now", count=count, unit=unit)

    def _the(self, index: int) -> Spec | None:
        """the quarter; the financial year."""
        token, previous = self.tokens[index], self.before(index).low
        if token.low == "quarter" and previous == "the" and self.at(index + 1).low not in ("of", "century"):
            if self.quarter(index) is not None:
                return None
            return Spec("relative", index, index + 1, relation="this", count=1, unit="quarter")
        if token.low in self.words["organisation_year"] and self.at(index + 1).low == "year" and previous == "the":
            return Spec("relative", index, index + 2, relation="this", count=1, unit="year", by_calendar=True)
        return None

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
