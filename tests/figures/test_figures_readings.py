"""The table readings.txt: each text, and below it every span that the readers take from it.

A figure is "span =kind value[..high] unit ~hedge step n", what is none "span !reason", a period "span @kind dates".
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pcc_narrator.figures import read_figures
from pcc_narrator.models.figure import Figure, NotAFigure
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods import read_periods

ANCHOR = Period(date(2018, 10, 1), date(2018, 12, 31))
TABLES = [Path(__file__).parent / "readings.txt", Path(__file__).parents[1] / "periods" / "readings.txt"]


def cases():
    for table in TABLES:
        text, expected = None, []
        for line in [*table.read_text(encoding="utf-8").splitlines(), "=== end"]:
            if line.startswith("    "):
                expected.append(line.strip())
                continue
            if text is not None:
                yield pytest.param(text, expected, id=text[:60])
            text, expected = (None if line.startswith("===") else line), []


def number(value):
    rounded = value.quantize(Decimal("0.0001"))
    return f"{(value if value == rounded else rounded).normalize():f}"


def told(span):
    text = span.text.replace("\n", "\\n")
    if isinstance(span, NotAFigure):
        return f"{text} !{span.reason}"
    if not isinstance(span, Figure):
        period = span.period
        return f"{text} @{span.kind} {'None' if period is None else f'{period.start}..{period.end}'}"
    high = "" if span.high is None else f"..{number(span.high)}"
    parts = [text, f"={span.kind}", number(span.value) + high, span.unit or ""]
    parts += [f"~{span.hedge}" if span.hedge else "", f"step {number(span.step)}" if span.step is not None else ""]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_reading(text, expected):
    text = text.replace("\\n", "\n")
    mentions = read_periods(text, Calendar(), ANCHOR)
    spans = sorted([*mentions, *read_figures(text, taken=mentions)], key=lambda span: span.start)
    assert [told(span) for span in spans] == expected


def test_the_tables_hold_many_cases():
    assert len(list(cases())) >= 600
