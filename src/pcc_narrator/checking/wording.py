"""Plain sentences for findings: periods, subjects and figures in the text's own style."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.values import scale
from pcc_narrator.figures.write import ordinal, write
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.numerals import number_words

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBER = re.compile(r"\d[\d,\u00a0\u202f]*(?:\.\d+)?")
_WORDY = {
    "change": "change",
    "change_percent": "percentage change",
    "change_points": "change in points",
    "mean": "average",
}


def period_words(period: Period, calendar: Calendar) -> str:
    """A period for a message: "quarter three 2018-19", "the 12 months to December 2018"; "" for none."""
    return period.label or _period_words(period, calendar)


@lru_cache(1 << 12)
def _period_words(period: Period, calendar: Calendar) -> str:
    """The words for a period by its dates alone."""
    start, end = period.start, period.end
    if start is None or end is None:
        return "" if end is None else f"the time to {_day(end)}"
    quarter = calendar.quarter_number(period)
    if quarter is not None:
        year, number = quarter
        label = str(year) if calendar.year_start_month == 1 else f"{year}-{(year + 1) % 100:02d}"
        return f"quarter {number_words(number)} {label}"
    if period.kind == "month":
        return f"{_MONTHS[end.month - 1]} {end.year}"
    if period.kind == "year":
        return (
            str(end.year)
            if end.month == 12 and calendar.year_start_month == 1
            else f"the 12 months to {_MONTHS[end.month - 1]} {end.year}"
        )
    if period.kind == "day":
        return _day(end)
    return f"{_day(start)} to {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def subject_words(index: Index, subject: Subject) -> str:
    """A subject for a message: its category, or the measure's title."""
    measure = index.measures.get(subject.measure)
    title = measure.title if measure is not None else subject.measure.replace("_", " ")
    return f"{title}, {subject.category}" if subject.category else title


def area_words(index: Index, area: str) -> str:
    """An area's title."""
    known = index.areas.get(area)
    return known.title if known is not None else area.replace("_", " ")


def place_words(index: Index, candidate: Candidate, *, statistic: bool = True) -> str:
    """What a candidate is of: "Evening visits, Wiltshire, quarter three 2018-19"."""
    parts = [subject_words(index, candidate.subject), area_words(index, candidate.area)]
    when = period_words(candidate.period, index.set.calendar)
    if when:
        parts.append(when)
    text = ", ".join(parts)
    if statistic and candidate.statistic not in ("value",):
        text = f"{_WORDY.get(candidate.statistic, candidate.statistic.replace('_', ' '))} of {text}"
    if candidate.base is not None:
        text += f" against {period_words(candidate.base, index.set.calendar)}"
    if candidate.against is not None:
        text += f" against {area_words(index, candidate.against)}"
    return text


def value_words(value: Decimal, unit: Unit, decimals: int | None = None) -> str:
    """A value in house style; whole counts without words, so that they stand out."""
    size = abs(value)
    if unit in ("ratio", "none", "count", "per_1000", "percent", "percentage_points") and decimals is None:
        decimals = 0 if size == size.to_integral_value() else (1 if size >= 1 else max(3, -size.adjusted()))
    try:
        return write(size, unit, decimals=decimals, style="table")
    except ValueError:
        return format(size, "f")


def in_style_of(figure: Figure, value: Decimal, unit: Unit) -> str:
    """The right value as the text would print it: same precision, same words around the number."""
    factor = scale(figure, unit)
    with localcontext() as context:
        context.prec = 40
        size = abs(value) * (factor if factor is not None else Decimal(1))
        match = _NUMBER.search(figure.text)
        if figure.kind == "rank" and size == size.to_integral_value():
            shown = ordinal(int(size)) if figure.in_words or int(size) > 10 else write(size, "rank", style="table")
            return re.sub(r"\d+(?:st|nd|rd|th)|[a-z]+", shown, figure.text, count=1, flags=re.IGNORECASE)
        if figure.kind == "duration" and figure.unit == "seconds" and size >= 60:
            return write(size, "seconds")
        if match is None or figure.step is None or figure.kind in ("fraction", "multiple"):
            if figure.kind == "fraction":
                return f"{_rounded(size * 100, 1)} per cent"
            if figure.kind == "multiple":
                return f"{_rounded(size, 2)} times"
            return write(
                _quantised(size, figure.step),
                unit if unit != "rank" else "count",
                decimals=0 if figure.step and figure.step >= 1 else None,
            )
        printed = Decimal(re.sub(r"[,\u00a0\u202f]", "", match[0]))
        places = max(0, -int(printed.as_tuple().exponent))
        ratio = figure.value / printed if printed else Decimal(1)
        number = size / abs(ratio) if ratio else size
        text = f"{_quantise_places(number, places):,f}"
        if "," not in match[0] and printed >= 1000:
            text = text.replace(",", "")
        return figure.text[: match.start()] + text + figure.text[match.end() :]


def _quantised(value: Decimal, step: Decimal | None) -> Decimal:
    if step is None or not step:
        return value
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def _quantise_places(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _rounded(value: Decimal, places: int) -> str:
    return format(_quantise_places(value, places).normalize(), "f")
