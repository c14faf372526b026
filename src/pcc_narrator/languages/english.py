"""British English: the grammar that `figures` and `periods` write, in the shape of a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcc_narrator.figures.write import ordinal, write
from pcc_narrator.languages.types import Gender, Noun
from pcc_narrator.models.fact import Counted
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.periods.write import write_period


@dataclass(frozen=True, slots=True)
class English:
    """See `Language`."""

    tag: str = "en-GB"

    def number(self, value: int, gender: Gender = "none") -> str:
        """ "forty-two"."""
        return number_words(value)

    def ordinal(self, value: int, gender: Gender = "none") -> str:
        """ "third"; "43rd"."""
        return ordinal(value)

    def counted(self, value: int, noun: Noun) -> str:
        """ "two visits"; "12 visits"."""
        return write(Decimal(value), "count", counted=Counted(noun.one, noun.many))

    def per_cent(self, value: Decimal) -> str:
        """ "3.1 per cent"."""
        return write(value, "percent", decimals=1)

    def duration(self, seconds: int) -> str:
        """ "10 minutes and 42 seconds"."""
        return write(Decimal(seconds), "seconds")

    def date(self, day: date) -> str:
        """ "28 March 2019"."""
        return write_period(Period(day, day), Calendar(4), form="in_sentence")

    def period(self, period: Period, calendar: Calendar) -> str:
        """ "quarter three 2018-19"; "the 12 months to December 2018"."""
        return write_period(period, calendar, form="in_sentence")


ENGLISH = English()
