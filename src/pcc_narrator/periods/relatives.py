"""Grammar of times told from another: the previous quarter, the same quarter last year, rolling 12 months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.periods.cursor import DASHES, NOTHING
from pcc_narrator.periods.mention import Relation, TimeUnit
from pcc_narrator.periods.points import Points
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import Token

COUNTED_WHOLE = frozenset(("rolling", "full", "calendar", "whole", "complete", "discrete"))  # "12 full months"
_AFTER_YEAR = frozenset(["", ".", ",", ";", ":", ")", "were", "was", "remained", "as", "at", "respectively"])
_EARLIER_WORDS = frozenset(("ago", "earlier", "before", "previously", "beforehand", "prior"))
# after "the year": "in the year to June", "for the year before", "over the year since", "in the year of the flood"
_YEAR_GOES_ON = frozenset({
    "to", "ended", "ending", "before", "since", "of", "after", "from", "up", "until", "that", "when", "prior",
    "earlier"
})  # fmt: skip
_WAITING = frozenset(
    {"waited", "waits", "waiting", "wait", "lasted", "took", "taken", "held", "for", "aged", "of", "by", "to", "in"}
    | {"just", "well", "lasting", "is", "was", "were", "are", "up", "remained", "open", "been"}
)
_DURING = frozenset({"over", "during", "for", "in", "across", "throughout"})
# after "12-month": what is counted over them; no average, which is one of months
_OF_A_YEAR = frozenset({"total", "figure", "number", "count", "rate", "level", "volume", "period", "rise", "fall"})


class Relatives(Points):
    """Readers of relative times; every method takes a token index and returns a Spec or None."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self.points: dict[int, Spec | None] = {}  # what `_point` has found
        self.stretches: dict[int, tuple[int, TimeUnit, int] | None] = {}  # what `count_and_unit` has found

    def relative(self, index: int) -> Spec | None:
        low = self.tokens[index].low
        for group in ("this", "previous", "last", "next", "same"):
            if low in self.words[group]:
                return self._same(index) if group == "same" else self._told(index, group)
        return self._earlier(index) or self._rolling(index) or self._twelve(index) or self._the(index)

    def _told(self, index: int, group: str) -> Spec | None:
        """this quarter; the previous 12 months; the last two years; last financial year."""
        after = index + 1
        low = self.tokens[index].low
        if self.at(after) is NOTHING:
            return None
        if self.at(after).low in ("year's", "year’s") and group in ("this", "previous", "last"):
            point = self.quarter(after + 1) or self.month(after + 1)
            shift = 0 if group == "this" else -1
            if point is None and group != "this" and self.at(after + 1).kind == "number":
                return Spec("relative", index, after + 1, relation="previous", count=1, unit="year")
            return replace(point, begin=index, year_shift=shift) if point is not None and not point.dated else None
        while self.at(after).low in ("full", "rolling", "complete", "whole"):
            after += 1
        by_calendar = self.at(after).low in self.words["organisation_year"]
        if by_calendar and self.at(after + 1).low == "year":
            relation: Relation = (
                "this" if group == "this" or low == "latest" else "next" if group == "next" else "previous"
            )
            return Spec("relative", index, after + 2, relation=relation, count=1, unit="year", by_calendar=True,
                        loose=low == "following")  # fmt: skip
        stretch = self.count_and_unit(after) if self.at(after) is not NOTHING else None
        if stretch is not None:
            count, unit, stop = stretch
            if self.at(stop).low in ("period", "periods"):
                stop += 1
            relation = {"last": "up_to_now", "previous": "previous", "this": "this", "next": "next"}[group]  # type: ignore[assignment]
            return Spec("relative", index, stop, relation=relation, count=count, unit=unit, loose=low == "following")
        unit_word = self.at(after).low
        if group in ("previous", "last") and self.at(after + 1).kind == "number":
            unit_word = unit_word.removesuffix("'s").removesuffix("’s")  # "the previous year's 510"
        if unit_word not in ("day", "week", "month", "quarter", "year"):
            return None
        unit = self.words.units[unit_word]
        if low in ("latest", "recent", "final"):
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
        if unit_word not in ("quarter", "month", "months", "period", "week", "time", "point", "stage", "day"):
            stretch = self.count_and_unit(after) if self.at(after) is not NOTHING else None
            if stretch is None:
                return None
            count, _, after = stretch
            after -= 1
            if self.at(after + 1).low == "period":
                after += 1
        stop = after + 1
        tail = self._same_tail(stop)
        if tail is None:
            if unit_word in ("time", "point", "stage", "period", "day", "months") or count is not None:
                return None
            unit = self.words.units[unit_word]
            return Spec("relative", index, stop, relation="this", count=1, unit=unit)
        unit_told = None if unit_word == "months" else self.words.units.get(unit_word)  # "the same months of 2017"
        return replace(tail, begin=index, subject_unit=unit_told)

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
            stretch = self.count_and_unit(index)
            if stretch is None:
                return None
            count, unit, after = stretch
        if self.at(after).low == "later":
            return Spec("relative", index, after + 1, relation="next", count=count, unit=unit)
        if self.at(after).low not in _EARLIER_WORDS:
            return None
        previous = self.before(index).low == "the" and self.at(after).low != "ago"
        stop = after + 1
        # "the year before the pandemic", "the 12 months prior to it": told from something else
        onward = ("the", "a", "its", "it", "to") if self.at(after).low == "prior" else ("the", "a", "its", "it")
        loose = self.at(after).low in ("before", "prior") and self.at(stop).low in onward
        if self.at(after).low == "before" and self.at(stop).low == "that":
            stop, loose = stop + 1, True
        relation: Relation = "previous" if previous else "earlier"
        return Spec("relative", index, stop, relation=relation, count=count, unit=unit, loose=loose)

    def year_on_year(self, index: int) -> Spec | None:
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
            stretch = self.stretch(index + 1) if self.at(index + 1) is not NOTHING else None
            if stretch is None:
                return None
            count, unit, stop = stretch
        elif token.text == "R" and self.at(index + 1).plain_integer == 12 and self.glued(index + 1):
            count, unit, stop = 12, "month", index + 2
        else:
            stretch = self.count_and_unit(index)
            if stretch is None or self.at(stretch[2]).low != "rolling":
                return None
            count, unit, stop = stretch[0], stretch[1], stretch[2] + 1
        if self.at(stop).low in ("period", "periods"):
            stop += 1
        return Spec("relative", index, stop, relation="up_to_now", count=count, unit=unit)

    def _twelve(self, index: int) -> Spec | None:
        """The 12 months up to now: over the 12 months; the 12-month total; "Over 12 months it fell"."""
        previous = self.before(index).low
        if previous not in ("the", "its", "a", "our", "over"):
            return None
        stretch = self.count_and_unit(index)
        if stretch is None or stretch[:2] != (12, "month"):
            return None
        stop, before = stretch[2], self.before(index - 1)
        following = self.at(stop)
        if self.at(index + 1).text in DASHES or self.tokens[stop - 1].low == "month":
            known = previous != "over" and following.low in _OF_A_YEAR
        elif previous == "over":
            opens = before.kind in ("symbol", "number") or before.low in ("and", "but")
            opens = opens or self.tokens[index - 1].capitalised
            known = opens and following.low not in _YEAR_GOES_ON and following.kind == "word"
            counted = before.kind == "word" and before.low not in _WAITING
            known = known or (counted and following.text in (",", ".", ";", ")"))
        else:
            known = previous == "the" and before.low in _DURING and following.low not in _YEAR_GOES_ON
            known = known and following.kind != "number"
        return Spec("relative", index, stop, relation="up_to_now", count=12, unit="month") if known else None

    def _the(self, index: int) -> Spec | None:
        """the quarter; the financial year; "for the quarter and the year"."""
        token, previous = self.tokens[index], self.before(index).low
        owning = token.low.removesuffix("'s").removesuffix("’s")  # "the quarter's 4,299"
        if owning != token.low and owning in ("quarter", "month") and previous == "the":
            if self.at(index + 1).kind == "number":
                return Spec("relative", index, index + 1, relation="this", count=1, unit=self.words.units[owning])
            return None
        whole = previous in ("whole", "full", "entire") and self.before(index - 1).low in ("the", "a")
        if token.low == "year" and whole and self._whole_year(index - 1):
            return Spec("relative", index, index + 1, relation="this", count=1, unit="year")
        if token.low == "year" and previous == "the" and (self._joined_year(index) or self._whole_year(index)):
            return Spec("relative", index, index + 1, relation="this", count=1, unit="year")
        if token.low == "quarter" and previous == "the" and self.at(index + 1).low not in ("of", "century"):
            if self.quarter(index) is not None:
                return None
            return Spec("relative", index, index + 1, relation="this", count=1, unit="quarter")
        if token.low in self.words["organisation_year"] and self.at(index + 1).low == "year" and previous == "the":
            return Spec("relative", index, index + 2, relation="this", count=1, unit="year", by_calendar=True)
        return None

    def _whole_year(self, index: int) -> bool:
        """Whether "the year" is that of the text: "over the year there were", "for the year as a whole"."""
        if index < 2 or self.tokens[index - 2].low not in _DURING:
            return False
        following = self.at(index + 1 + (self.at(index).low != "year"))
        return following.kind != "number" and following.low not in _YEAR_GOES_ON

    def _joined_year(self, index: int) -> bool:
        """Whether "the year" is set beside a quarter or a month: "for quarter 4 and for the year"."""
        before = [token.low for token in self.tokens[max(0, index - 13) : index - 1]]
        if before[-1:] and before[-1] in ("for", "in", "over", "during", "across"):
            before.pop()
        named = [
            place for place, word in enumerate(before)
            if word in ("quarter", "month", "q1", "q2", "q3", "q4") or word in self.words.months
        ]  # fmt: skip
        joined = named and "and" in before[named[-1] :]
        return bool(joined) and self.at(index + 1).low in _AFTER_YEAR

    # -- stretches: a number of units

    def stretch(self, index: int) -> tuple[int, TimeUnit, int] | None:
        """12 months; twelve-month; rolling year; half-year: (count, unit, index after it)."""
        token = self.tokens[index]
        if token.low == "rolling" and self.at(index + 1) is not NOTHING:
            return self.stretch(index + 1)
        if token.low == "half" and (self.at(index + 1).low == "year" or self.at(index + 2).low == "year"):
            after = index + 1 + (self.at(index + 1).text in DASHES)
            return (6, "month", after + 1) if self.at(after).low == "year" else None
        if token.low in self.words["organisation_year"] and self.at(index + 1).low == "year":
            return 1, "year", index + 2
        if token.low == "decade":
            return 10, "year", index + 1
        if token.low in ("year", "quarter", "month", "week"):
            return 1, self.words.units[token.low], index + 1
        if token.text == "R" and self.at(index + 1).plain_integer == 12 and self.glued(index + 1):
            return 12, "month", index + 2
        return self.count_and_unit(index)

    def count_and_unit(self, index: int) -> tuple[int, TimeUnit, int] | None:
        """12 months; two-year; four full quarters."""
        if index not in self.stretches:  # several rules ask for the same
            self.stretches[index] = self._count_and_unit(index)
        return self.stretches[index]

    def _count_and_unit(self, index: int) -> tuple[int, TimeUnit, int] | None:
        small = self.small_number(index)
        if small is None or small[0] == 0:
            return None
        after = small[1]
        if self.at(after).text in DASHES and self.glued(after) and self.glued(after + 1):
            after += 1
        while self.at(after).low in COUNTED_WHOLE:
            after += 1
        unit = self.words.units.get(self.at(after).low)
        return None if unit is None else (small[0], unit, after + 1)
