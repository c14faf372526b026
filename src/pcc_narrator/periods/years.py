"""Grammar of years: 2018, 2018-19, financial year 2018-19, FY19, and the year that belongs to a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pcc_narrator.periods.cursor import DASHES, NOTHING, Cursor
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import GLUED

APOSTROPHES = frozenset("'’‘")
NOT_AFTER_A_YEAR = frozenset(("%", "per", "percent", "pct", "percentage", "pp", "million", "billion", "m", "bn", "k"))
_LINKS = frozenset(("of", "in", ",", "(", "for", "from"))
_CURRENCIES = frozenset("£$€¥+#")


class Years(Cursor):
    """Readers of years; every method takes a token index and returns a Spec or None."""

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
        if year.form == "year" and self._has_a_unit(index):
            return None
        return year  # "December 2018 attendances": behind a month four such digits are its year

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

    def _has_a_unit(self, index: int) -> bool:
        following = self.at(index + 1)
        if following.low not in NOT_AFTER_A_YEAR or (following.low == "per" and self.at(index + 2).low == "capita"):
            return False
        return following.low not in ("m", "k", "bn") or following.gap == GLUED

    def _counts_something(self, index: int) -> bool:
        following, previous = self.at(index + 1), self.before(index).low
        if following.low in NOT_AFTER_A_YEAR and not (following.low == "per" and self.at(index + 2).low == "capita"):
            return self._has_a_unit(index)
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
