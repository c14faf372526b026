"""Welsh numbers, dates and periods: counting by tens, gender, and the mutations that numbers cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pcc_narrator.languages.mutations import aspirate, soft
from pcc_narrator.languages.types import Gender, Noun
from pcc_narrator.models.period import Calendar, Period

MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip
_UNITS = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg")
_FEMININE = {2: "dwy", 3: "tair", 4: "pedair"}
_ORDINALS = ("cyntaf", "ail", "trydydd", "pedwerydd", "pumed", "chweched", "seithfed", "wythfed", "nawfed", "degfed")
_FEMININE_ORDINALS = {3: "trydedd", 4: "pedwaredd"}
_ENDINGS = {11: "eg", 12: "fed", 13: "eg", 14: "eg", 15: "fed", 16: "eg", 17: "eg", 18: "fed", 19: "eg", 20: "fed"}


@dataclass(frozen=True, slots=True)
class Welsh:
    """See `Language`."""

    tag: str = "cy"

    def number(self, value: int, gender: Gender = "none") -> str:
        """ "pedwar deg dau" (42), "tair mil a dau gant" (3,200); up to 999,999."""
        if not 0 <= value < 1_000_000:
            raise ValueError("numbers in words reach from 0 to 999,999")
        thousands, rest = divmod(value, 1000)
        parts = []
        if thousands:
            parts.append("mil" if thousands == 1 else self._before(thousands, "mil", "feminine"))
        hundreds, small = divmod(rest, 100)
        if hundreds:
            parts.append("cant" if hundreds == 1 else self._before(hundreds, "cant", "masculine"))
        if small or not parts:
            parts.append(self._small(small, gender))
        if len(parts) == 1:
            return parts[0]
        return f"{' '.join(parts[:-1])} {_and(parts[-1])}"

    def ordinal(self, value: int, gender: Gender = "none") -> str:
        """ "trydydd", "trydedd" of a feminine noun; "12fed", "21ain"."""
        if value <= len(_ORDINALS):
            feminine = _FEMININE_ORDINALS.get(value) if gender == "feminine" else None
            return feminine or _ORDINALS[value - 1]
        return f"{value}{_ENDINGS.get(value, 'ain' if value < 40 else 'fed')}"

    def counted(self, value: int, noun: Noun) -> str:
        """ "dwy ferch", "tri chi"; from ten on "12 o ferched"; none at all: "dim merched"."""
        if value == 0:
            return f"dim {noun.many}"
        if value < 10:
            return self._before(value, noun.one, noun.gender)
        return f"{value:,} o {soft(noun.many)}"

    def per_cent(self, value: Decimal) -> str:
        """ "3.1 y cant"."""
        return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP):,} y cant"

    def duration(self, seconds: int) -> str:
        """ "10 munud a 42 eiliad"; "ac 1 eiliad", since "un" begins with a vowel."""
        minutes, rest = divmod(seconds, 60)
        parts = [f"{amount} {unit}" for amount, unit in ((minutes, "munud"), (rest, "eiliad")) if amount]
        if len(parts) == 2:
            joint = "ac" if self.number(rest)[0] in "aeiou" else "a"
            return f"{parts[0]} {joint} {parts[1]}"
        return parts[0] if parts else "0 eiliad"

    def date(self, day: date) -> str:
        """ "28 Mawrth 2019"."""
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def period(self, period: Period, calendar: Calendar) -> str:
        """ "chwarter tri 2018-19"; "y 12 mis hyd at fis Rhagfyr 2018"; "mis Rhagfyr 2018"."""
        if period.start is None or period.end is None:
            return period.label
        month = f"mis {MONTHS[period.end.month - 1]} {period.end.year}"
        quarter = calendar.quarter_number(period)
        if quarter is not None:
            year, number = quarter
            return f"chwarter {_UNITS[number]} {year}-{(year + 1) % 100:02d}"
        if period.kind == "month":
            return month
        if period.kind == "year":
            return f"y 12 mis hyd at {soft(month)}"
        if period.kind == "day":
            return self.date(period.end)
        return f"{self.date(period.start)} i {self.date(period.end)}"

    def _small(self, value: int, gender: Gender) -> str:
        """0 to 99, by tens."""
        if value <= 10:
            return _FEMININE.get(value, _UNITS[value]) if gender == "feminine" else _UNITS[value]
        tens, unit = divmod(value, 10)
        said = "un deg" if tens == 1 else self._before(tens, "deg", "masculine")
        return f"{said} {self._small(unit, gender)}" if unit else said

    def _before(self, value: int, noun: str, gender: Gender) -> str:
        """A number before a noun, each in the form that it has there."""
        said = self.number(value, gender)
        if value == 1:
            return f"un {soft(noun, keep=('ll', 'rh')) if gender == 'feminine' else noun}"
        if value == 2:
            return f"{said} {soft(noun)}"
        if value == 3 and gender != "feminine":
            return f"tri {aspirate(noun)}"
        if value == 5:
            return f"pum {noun}"
        if value == 6:
            return f"chwe {aspirate(noun)}"
        return f"{said} {noun}"


def _and(word: str) -> str:
    """ "a" with the aspirate mutation, "ac" before a vowel."""
    return f"ac {word}" if word[0] in "aeiou" else f"a {aspirate(word)}"


WELSH = Welsh()
