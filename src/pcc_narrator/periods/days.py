"""Grammar of months and days: December 2018, Dec-18, 31 December, May 5, 2020, 31/12/2018."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.periods.cursor import DASHES, NOTHING
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import GLUED
from pcc_narrator.periods.years import Years

SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_JOINING = frozenset(("to", "and", "or", ",", "-", "–", "/"))


class Days(Years):
    """Readers of months and days; every method takes a token index and returns a Spec or None."""

    def month(self, index: int) -> Spec | None:
        """December 2018; Dec-18; June (2017); December of last year; bare December."""
        token = self.tokens[index]
        number = self.words.month(token.low)
        if number is None or token.kind != "word":
            return None
        after = index + 1
        if self.at(after).text == "." and self.glued(after) and token.low in self.words.abbreviations:
            after += 1
        short = self.at(after + 1)
        if (
            (self.at(after).text in DASHES or self.at(after).text == "/")
            and self.glued(after)
            and short.gap == GLUED
            and short.plain_integer is not None
        ):
            if len(short.text) == 2:
                return Spec("month", index, after + 2, year=_century(short.plain_integer), month=number)
            if len(short.text) == 4:
                return Spec("month", index, after + 2, year=short.plain_integer, month=number)
        tail = self.year_tail(after)
        if tail is not None and tail.form == "year" and (tail.year or tail.year_shift is not None):
            return Spec("month", index, tail.stop, year=tail.year, year_shift=tail.year_shift, month=number)
        if tail is not None and tail.form == "pair" and not tail.civil:
            # "December 2018-19": the December of that year of the organisation; left to the year itself.
            return Spec("month", index, index + 1, month=number)
        return Spec("month", index, index + 1, month=number) if self._bare_month(index) else None

    def _bare_month(self, index: int) -> bool:
        token = self.tokens[index]
        if not token.capitalised:
            return False
        if token.low.endswith(("'s", "’s")):
            return True  # "February's figure"
        previous = self.before(index).low
        starts = self.at(index + 1).low in ("was", "saw", "is", "had", "figures", "data")
        timely = previous in self.words["prepositions"] or previous in self.words["same"] | self.words["last"]
        if previous in ("(", ";") and self.at(index + 1).text == ":":
            return True  # "900 sales (May: 1,200)"
        if token.low == "may":
            beyond = self.words.month(self.at(index + 2).low) is not None or self.before(index).text == ","
            return (
                timely
                or starts
                or previous in self.words["previous"]
                or (beyond and self.at(index + 1).low in _JOINING)
            )
        if token.low == "march":
            return (
                timely
                or starts
                or self.at(index + 1).low in _JOINING
                or previous in (",", "the", "every", "each", "previous")
            )
        joined = self.at(index + 1).low in _JOINING and self.words.month(self.at(index + 2).low) is not None
        return token.low in self.words.months or timely or joined

    def day(self, index: int) -> Spec | None:
        """31 December 2018; 17th March; May 5, 2020; 31/12/2018; 2018-12-31; with a weekday before it or not."""
        begin = index
        if self.tokens[index].low in self.words["weekdays"]:
            index += 1 + (self.at(index + 1).text in (",", "."))
            if self.at(index).low == "the":
                index += 1
            if self.at(index) is NOTHING:
                return None
        spec = self._day_month(index) or self._month_day(index) or self._numeric(index)
        return None if spec is None else replace(spec, begin=begin)

    def _day_number(self, index: int) -> tuple[int, int, bool] | None:
        token = self.tokens[index] if index < len(self.tokens) else NOTHING
        number = token.plain_integer
        if number is None or not 1 <= number <= 31 or len(token.text) > 2:
            return None
        following = self.at(index + 1)
        if following.gap == GLUED and following.kind == "word":
            if self.words.month(following.low) is not None:
                return number, index + 1, False  # 17February
            return (number, index + 2, True) if following.low in SUFFIXES else None
        return number, index + 1, False

    def _day_month(self, index: int) -> Spec | None:
        number = self._day_number(index)
        if number is None:
            return None
        after = number[1]
        if self.at(after).low == "of" or (self.at(after).text in DASHES and self.glued(after)):
            after += 1
        if self.at(after).kind != "word" or not self.at(after).capitalised:
            return None
        name = self.at(after)
        month = self.words.month(name.low)
        if month is None:
            return None
        spec = self.month(after)
        if spec is None:
            return Spec("day", index, after + 1, month=month, day=number[0])
        return replace(spec, form="day", begin=index, day=number[0])

    def _month_day(self, index: int) -> Spec | None:
        token = self.tokens[index]
        month = self.words.month(token.low)
        if month is None or not token.capitalised:
            return None
        number = self._day_number(index + 1) if self.at(index + 1) is not NOTHING else None
        if number is None or self.at(index + 1).gap == GLUED:
            return None
        after = number[1]
        year_at = after + (self.at(after).text == ",")
        year = self.year_number(year_at) if self.at(year_at) is not NOTHING else None
        if year is not None:
            return Spec("day", index, year_at + 1, year=year, month=month, day=number[0])
        following = self.at(after)
        alone = following.kind != "word" and following.text not in ("%", *DASHES)
        if number[2] or (alone and self.before(index).low in self.words["day_month_before"]):
            return Spec("day", index, after, month=month, day=number[0])
        return None

    def _numeric(self, index: int) -> Spec | None:
        token = self.tokens[index]
        if token.kind != "number" or token.grouped:
            return None
        if token.value is None:
            parts = token.text.split(".")
            return _dated(parts, index, index + 1) if len(parts) == 3 else None
        first, second = self.at(index + 1), self.at(index + 3)
        if not (first.text == "/" or first.text in DASHES) or first.text != second.text:
            return None
        if not all(self.glued(index + offset) for offset in range(1, 5)):
            return None
        return _dated([token.text, self.at(index + 2).text, self.at(index + 4).text], index, index + 5)


def _century(two_digits: int) -> int:
    return 2000 + two_digits if two_digits < 70 else 1900 + two_digits


def _dated(parts: list[str], begin: int, stop: int) -> Spec | None:
    """A date from three runs of digits: year first, or day and month (month first where it cannot be a day)."""
    lengths = [len(part) for part in parts]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        year, month, day = (int(part) for part in parts)
    elif max(lengths[:2]) <= 2 and lengths[2] in (2, 4):
        day, month, year = (int(part) for part in parts)
        year = year if lengths[2] == 4 else _century(year)
        if month > 12 >= day:
            day, month = month, day
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1800 <= year < 2200):
        return None
    return Spec("day", begin, stop, year=year, month=month, day=day)
