"""Grammar of single times: years, months, days, quarters, halves, weeks. Reads tokens, knows no calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import BREAK, GLUED, Token
from pcc_narrator.periods.words import words

DASHES = frozenset("-–—‐‑‒−")
APOSTROPHES = frozenset("'’‘")
NOTHING = Token(0, 0, "", "", "symbol", BREAK)
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_NOT_AFTER_A_YEAR = frozenset(("%", "per", "percent", "pct", "percentage", "pp", "million", "billion", "m", "bn", "k"))
_JOINING = frozenset(("to", "and", "or", ",", "-", "–", "/"))
_LINKS = frozenset(("of", "in", ",", "(", "for", "from"))
_CURRENCIES = frozenset("£$€¥+#")


class Points:
    """Readers of one time each; every method takes a token index and returns a Spec or None."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = words()

    def at(self, index: int) -> Token:
        """The token there, if the text runs on to it; an empty token otherwise."""
        if 0 < index < len(self.tokens) and self.tokens[index].gap < BREAK:
            return self.tokens[index]
        return NOTHING

    def before(self, index: int) -> Token:
        """The token in front of `index`, if the text runs on from it; an empty token otherwise."""
        if index > 0 and self.tokens[index].gap < BREAK:
            return self.tokens[index - 1]
        return NOTHING

    def glued(self, index: int) -> bool:
        """Whether the token at `index` follows without a space."""
        return self.at(index).gap == GLUED and self.at(index) is not NOTHING

    def small_number(self, index: int) -> tuple[int, int] | None:
        """A whole number up to 999 in digits or words (forty-two): (value, index after it)."""
        token = self.tokens[index] if index < len(self.tokens) else NOTHING
        number = token.plain_integer
        if number is not None:
            return (number, index + 1) if len(token.text) <= 3 else None
        value = cardinals().get(token.low)
        if value is None:
            return None
        if value >= 20 and value % 10 == 0:
            rest = index + 1
            if self.at(rest).text in DASHES and self.glued(rest) and self.glued(rest + 1):
                rest += 1
            unit = cardinals().get(self.at(rest).low, 0)
            if 1 <= unit <= 9:
                return value + unit, rest + 1
        return value, index + 1

    # -- years

    def year_number(self, index: int) -> int | None:
        """A four-digit number that may be a year, by itself."""
        token = self.tokens[index] if index < len(self.tokens) else NOTHING
        number = token.plain_integer
        if number is None or len(token.text) != 4 or not 1800 <= number <= 2199:
            return None
        following = self.at(index + 1)
        if following.gap == GLUED and following.kind == "word" and following.low != "q":
            return None
        return number

    def year(self, index: int) -> Spec | None:
        """2018; 2018-19; 2018/19; 2017-21; 2017 to 2021 is a range and not read here."""
        year = self.year_number(index)
        if year is None:
            return None
        separator, second = self.at(index + 1), self.at(index + 2)
        if (separator.text in DASHES or separator.text == "/") and separator.gap == GLUED == second.gap:
            last, digits = second.plain_integer, len(second.text)
            third = self.at(index + 3)
            if last is not None and not (third.kind == "word" and third.gap == GLUED):
                if digits == 2 and last == (year + 1) % 100:
                    return Spec("pair", index, index + 3, year=year, paired=True)
                if digits == 4 and last == year + 1:
                    return Spec("pair", index, index + 3, year=year, last_year=last, paired=True)
                if digits == 4 and year < last < 2200:
                    return Spec("years", index, index + 3, year=year, last_year=last)
                if digits == 2 and last > year % 100:
                    return Spec("years", index, index + 3, year=year, last_year=year - year % 100 + last)
                if digits == 2 and 1 <= last <= 12:
                    return Spec("month", index, index + 3, year=year, month=last)
        return Spec("year", index, index + 1, year=year)

    def named_year(self, index: int) -> Spec | None:
        """financial year 2018-19; FY19; calendar year 2018; a year spelled as `year` reads it."""
        token = self.tokens[index] if index < len(self.tokens) else NOTHING
        low = token.low
        if low == "fy":
            return self._fiscal(index)
        organisation = low in self.words["organisation_year"]
        if organisation or low in self.words["other_year"]:
            after = index + 1
            if self.at(after).low in ("year", "years"):
                after += 1
            elif low not in ("season", "seasons"):
                return None
            year = self._after_link(after, self.year)
            if year is None:
                return None
            return replace(year, begin=index, organisation=organisation, civil=low == "calendar")
        year = self.year(index)
        if year is None:
            return None
        following = self.at(year.stop)
        if following.low in self.words["organisation_year"] and self.at(year.stop + 1).low in ("year", "years"):
            return replace(year, stop=year.stop + 2, organisation=True)
        if following.low in self.words["other_year"] and self.at(year.stop + 1).low in ("year", "years"):
            return replace(year, stop=year.stop + 2, civil=following.low == "calendar")
        return year

    def _fiscal(self, index: int) -> Spec | None:
        number = self.at(index + 1)
        if number.plain_integer is None:
            return None
        if len(number.text) == 4:
            year = self.year(index + 1)
            return None if year is None else replace(year, begin=index, organisation=True)
        if len(number.text) != 2:
            return None
        first = 2000 + number.plain_integer
        second = self.at(index + 3)
        if (
            (self.at(index + 2).text in DASHES or self.at(index + 2).text == "/")
            and self.glued(index + 2)
            and self.glued(index + 3)
            and second.plain_integer == (first + 1) % 100
        ):
            return Spec("pair", index, index + 4, year=first, paired=True, organisation=True)
        # FY19 is the year that ends in 2019.
        return Spec("pair", index, index + 2, year=first - 1, organisation=True)

    def _after_link(self, index: int, read: Callable[[int], Spec | None]) -> Spec | None:
        """A year at `index`, or after a linking word there; a bracket that it opens is closed again."""
        spec = read(index) if index < len(self.tokens) and self.at(index) is not NOTHING else None
        if spec is not None:
            return spec
        link = self.at(index)
        if link.low not in _LINKS:
            return None
        after = index + 1
        if self.at(after).low == "the":
            after += 1
        if self.at(after) is NOTHING:
            return None
        spec = read(after)
        if spec is None or link.text != "(":
            return spec
        return replace(spec, stop=spec.stop + 1) if self.at(spec.stop).text == ")" else None

    def short_pair(self, index: int) -> Spec | None:
        """18/19 or 18-19 for 2018-19: only where the words before it make it a year."""
        first, second = self.at(index), self.at(index + 2)
        separator = self.at(index + 1).text
        if not (separator in DASHES or separator == "/") or not (self.glued(index + 1) and self.glued(index + 2)):
            return None
        if first.plain_integer is None or second.plain_integer is None or len(first.text) != 2 or len(second.text) != 2:
            return None
        if second.plain_integer != (first.plain_integer + 1) % 100 or self.glued(index + 3):
            return None
        return Spec("pair", index, index + 3, year=2000 + first.plain_integer, paired=True)

    def year_tail(self, index: int) -> Spec | None:
        """The year that belongs to a month or quarter just read: 2018, of 2018-19, (2017), of last year, '18."""
        token = self.at(index)
        if token.text in APOSTROPHES:
            short = self.at(index + 1)
            if short.plain_integer is not None and len(short.text) == 2 and short.gap == GLUED:
                return Spec("year", index, index + 2, year=2000 + short.plain_integer)
            return None
        return self._after_link(index, self._tail_year)

    def _tail_year(self, index: int) -> Spec | None:
        shift = self._year_in_words(index) or self.short_pair(index)
        if shift is not None:
            return shift
        year = self.named_year(index)
        if year is None or year.form not in ("year", "pair"):
            return None
        if year.form == "year" and self._counts_something(index):
            return None
        return year

    def _year_in_words(self, index: int) -> Spec | None:
        low = self.at(index).low
        group = next((name for name in ("this", "previous", "last", "next") if low in self.words[name]), None)
        if group is None:
            return None
        after = index + 1
        organisation = self.at(after).low in self.words["organisation_year"]
        after += organisation
        if self.at(after).low != "year" or low in ("recent", "past", "latest"):
            return None
        shift = {"this": 0, "previous": -1, "last": -1, "next": 1}[group]
        return Spec("year", index, after + 1, year_shift=shift, organisation=organisation)

    def bare_year(self, index: int) -> Spec | None:
        """A year that stands alone in a sentence: only where it cannot be a count."""
        year = self.named_year(index)
        if year is None and self.before(index).low in ("in", "during", "since", "for", "year"):
            year = self.short_pair(index)
        if year is None or year.form == "month":
            return year
        token, previous = self.tokens[index], self.before(index)
        if token.kind != "number" or year.stop > index + 1:
            return None if previous.text in _CURRENCIES and previous.text and token.gap == GLUED else year
        if previous.text in _CURRENCIES and previous.text:
            return None
        if previous.gap == GLUED and token.gap == GLUED and previous.kind == "word":
            return None
        if previous.text in DASHES and previous.text and token.gap == GLUED and self.before(index - 1).kind != "word":
            return None
        return None if self._counts_something(index) else year

    def _counts_something(self, index: int) -> bool:
        following, previous = self.at(index + 1), self.before(index).low
        if following.low in _NOT_AFTER_A_YEAR and not (following.low == "per" and self.at(index + 2).low == "capita"):
            return following.low not in ("m", "k", "bn") or following.gap == GLUED
        if previous in self.words["year_prepositions"]:
            return False
        if previous in self.words["counting"]:
            return True
        if previous == "to" and self.before(index - 1).low in self.words["change_verbs"]:
            return True  # "rose to 2010"
        if previous == "from" and following.low == "to" and self.at(index + 2).kind == "number":
            return self.year_number(index + 2) is None or self._counts_something(index + 2)
        if previous == "the" or following.kind != "word":
            return False
        if following.gap == GLUED or following.low in self.words["year_nouns"]:
            return False
        return following.low in self.words["counted_plurals"] or (
            following.low.endswith("s") and len(following.low) > 3
        )

    # -- months and days

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
        previous = self.before(index).low
        starts = self.at(index + 1).low in ("was", "saw", "is", "had", "figures", "data")
        timely = previous in self.words["prepositions"] or previous in self.words["same"] | self.words["last"]
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
            return (number, index + 2, True) if following.low in _SUFFIXES else None
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

    # -- quarters, halves, weeks

    def quarter(self, index: int) -> Spec | None:
        """quarter three 2018-19; Q3; third quarter of 2018-19; Q3 2018/19."""
        token = self.tokens[index]
        number, after = 0, index + 1
        if token.low in ("quarter", "quarters", "qtr"):
            small = self.small_number(after) if self.at(after) is not NOTHING else None
            if small is None:
                return None
            number, after = small
            if self.at(after).gap == GLUED and self.at(after).kind == "word":
                return None
            if self.at(after).low in _NOT_AFTER_A_YEAR:
                return None
        elif token.text == "Q" or token.low == "q":
            digit = self.at(after)
            if digit.plain_integer is None or len(digit.text) != 1 or (token.text == "q" and digit.gap != GLUED):
                return None
            number, after = digit.plain_integer, after + 1
        else:
            number = ordinals().get(token.low, 0)
            if token.plain_integer in (1, 2, 3, 4) and self.at(after).low in _SUFFIXES and self.glued(after):
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
        if small is None or not 1 <= small[0] <= 53 or self.at(small[1]).low in _NOT_AFTER_A_YEAR:
            return None
        return self._with_year(Spec("week", index, small[1], count=small[0], unit="week"))


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
