"""The forms that a language must have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from pcc_narrator.models.period import Calendar, Period

Gender = Literal["masculine", "feminine", "none"]


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that is counted."""

    one: str
    many: str
    gender: Gender = "none"


class Language(Protocol):
    """Numbers, dates and periods in words. `tag` is the BCP 47 tag of the language."""

    @property
    def tag(self) -> str:
        """The language's tag: "en-GB", "cy"."""
        ...

    def number(self, value: int, gender: Gender = "none") -> str:
        """A whole number in words."""
        ...

    def ordinal(self, value: int, gender: Gender = "none") -> str:
        """A place in words, or in figures with its ending."""
        ...

    def counted(self, value: int, noun: Noun) -> str:
        """A number of things: in words below ten, in figures from ten on."""
        ...

    def per_cent(self, value: Decimal) -> str:
        """A percentage in prose."""
        ...

    def duration(self, seconds: int) -> str:
        """Minutes and seconds in prose."""
        ...

    def date(self, day: date) -> str:
        """A day in full."""
        ...

    def period(self, period: Period, calendar: Calendar) -> str:
        """A period as it stands inside a sentence."""
        ...
