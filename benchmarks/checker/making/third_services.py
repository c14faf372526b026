"""The third series of small fact sets, its second part: workforce, hospitals, courts, deaths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import opendata
from factbook import Book, back, day, financial_year, month, rounded

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

WORKFORCE = (
    ("South Yorkshire", "Table_1", "Police officers (full-time equivalent)", ("police officers", "officers"),
     "Yorkshire and the Humber", ("Humberside", "North Yorkshire", "South Yorkshire", "West Yorkshire"), 1),
    ("Devon and Cornwall", "Table_6", "Special constables", ("specials",), "South West",
     ("Avon and Somerset", "Devon and Cornwall", "Dorset", "Gloucestershire", "Wiltshire"), 0),
)  # fmt: skip
TRUSTS = (
    ("RK9", "University Hospitals Plymouth NHS Trust", "Plymouth Hospitals", date(2019, 2, 1)),
    ("RXN", "Lancashire Teaching Hospitals NHS Foundation Trust", "Lancashire Teaching Hospitals", date(2018, 11, 1)),
    ("RWD", "United Lincolnshire Hospitals NHS Trust", "United Lincolnshire Hospitals", date(2018, 8, 1)),
)
OUTCOMES = (
    ("South Wales", "Robbery", date(2017, 8, 1)),
    ("Lancashire", "Burglary", date(2015, 3, 1)),
    ("Sussex", "Motoring Offences", date(2018, 1, 1)),
)
DEATHS = (("Custody", "Deaths in or following police custody", 2006),)


def workforce_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """One kind of workforce on three days, the mean of the region's forces, and the place among them."""
    for name, table, title, names, region, members, decimals in WORKFORCE:
        rows = {key.replace(" & ", " and "): row for key, row in opendata.workforce(data, table).items()}
        book = Book()
        measure = book.measure("workforce", title, names, polarity="higher_is_better")
        own = book.area(slug(name), name, (f"{name} Police",))
        for member in members:
            if member != name:
                book.area(slug(member), member)
        group = book.area(slug(region), region, (f"the {region}",), "group", tuple(slug(one) for one in members))
        days = list(rows[name])
        now = book.period = day(days[-1])
        levels: dict[str, Fact] = {}
        for member in (name, *(one for one in members if one != name)):
            facts = [book.value(measure, slug(member), day(when), rows[member][when], decimals, show=member == name)
                     for when in (days if member == name else days[-1:])]  # fmt: skip
            levels[slug(member)] = facts[-1]
            if member == name:
                book.changes(facts[2], facts[0])
                book.changes(facts[2], facts[1])
        mean = rounded(sum((fact.number for fact in levels.values()), Decimal(0)) / len(levels), 6)
        average = book.fact(measure, "mean", group, now, mean, "count", decimals=1, of=tuple(levels.values()))
        book.lines[-1] = f"- {title}, average of the {len(levels)} forces of {region}, {now.label}: {mean:,.1f}"
        book.fact(measure, "difference", own, now, levels[own].number - average.number, "count", decimals=1,
                  against=group, of=(levels[own], average))  # fmt: skip
        book.lines[-1] = book.lines[-1].replace(region + ")", f"the average of {region})")
        place = 1 + sum(fact.number > levels[own].number for fact in levels.values())
        made = book.fact(measure, "rank", own, now, place, "rank", against=group, show=False)
        book.put(replace(made, order="highest_first", out_of=len(levels)),
                 f"- Rank of {name} among the {len(levels)} forces of {region} by {title.lower()}, {now.label} "
                 f"(1 = most): {place}")  # fmt: skip
        yield f"staff-{slug(name)}", book


def attendance_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """A hospital's emergency department in a month against the year before and the month before, and the target."""
    series = opendata.attendances(data)
    for code, title, short, when in TRUSTS:
        book = Book()
        seen = book.measure("attendances", "A&E attendances", ("attendances",), counted=("attendance", "attendances"))
        within = book.measure("four_hour", "Patients seen within four hours", ("four-hour performance",), "percent",
                              "higher_is_better")  # fmt: skip
        own = book.area(code.lower(), title, (short, "the Trust"), "trust")
        england = book.area("england", "England", ("nationally",), "nation")
        now = book.period = month(when.year, when.month)
        made: dict[tuple[str, str, Period], Fact] = {}
        for area, key in ((own, code), (england, "England")):
            for period in (back(now, 12), back(now, 1), now):
                cell = series[key, "all"][period.start]  # type: ignore[index]
                came, late = cell["attendances"], cell["breaches"]
                made[seen, area, period] = book.value(seen, area, period, came, show=area == own)
                share = rounded(Decimal(came - late) * 100 / came, 6)
                made[within, area, period] = book.value(within, area, period, share, 1,
                                                        show=area == own or period == now)  # fmt: skip
        book.changes(made[seen, own, now], made[seen, own, back(now, 12)])
        book.changes(made[within, own, now], made[within, own, back(now, 12)])
        book.changes(made[within, own, now], made[within, own, back(now, 1)])
        target = book.fact(within, "target", own, now, 95, "percent")
        gap = made[within, own, now].number - target.number
        book.fact(within, "difference", own, now, gap, "percentage_points", decimals=1,
                  of=(made[within, own, now], target))  # fmt: skip
        book.lines[-1] = book.lines[-1].replace(" difference:", " difference from target:")
        yield f"hospital-{code.lower()}", book


def outcome_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Convictions of one kind of case in one month, the month before and the month of the year before; the nation."""
    for name, category, when in OUTCOMES:
        rows, national = (opendata.case_outcomes(data, area, category) for area in (name, "National"))
        book = Book()
        won = book.measure("convictions", f"{category} convictions", ("convictions",), polarity="higher_is_better",
                           counted=("conviction", "convictions"))  # fmt: skip
        rate = book.measure("conviction_rate", f"{category} conviction rate", ("conviction rate",), "percent",
                            "higher_is_better")  # fmt: skip
        own = book.area(slug(name), f"CPS {name}", (name,), "area")
        nation = book.area("national", "National", ("nationally", "England and Wales"), "nation")
        now = book.period = month(when.year, when.month)
        made: dict[tuple[str, Period], Fact] = {}
        for period in (back(now, 12), back(now, 1), now):
            good, bad = rows[period.start]  # type: ignore[index]
            made[won, period] = book.value(won, own, period, good)
            made[rate, period] = book.value(rate, own, period, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        for months in (12, 1):
            book.changes(made[won, now], made[won, back(now, months)])
            book.changes(made[rate, now], made[rate, back(now, months)])
        good, bad = national[when]
        level = book.value(rate, nation, now, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        book.fact(rate, "difference", own, now, made[rate, now].number - level.number, "percentage_points", decimals=1,
                  against=nation, of=(made[rate, now], level))  # fmt: skip
        yield f"courts-{slug(name)}", book


def death_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Six financial years, their mean and their total."""
    for sheet, title, first in DEATHS:
        years = opendata.deaths(data)[sheet]
        book = Book()
        measure = book.measure(slug(title), title, ("deaths",), polarity="lower_is_better",
                               counted=("death", "deaths"))  # fmt: skip
        own = book.area("england_and_wales", "England and Wales", (), "nation")
        facts = [book.value(measure, own, financial_year(year), years[year]) for year in range(first, first + 6)]
        book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        book.changes(facts[-1], facts[0])
        label = f"{facts[0].period.label} to {facts[-1].period.label}"
        span = Period(facts[0].period.start, facts[-1].period.end, label)
        total = sum((fact.number for fact in facts), Decimal(0))
        book.fact(measure, "total", own, span, total, "count", of=tuple(facts))
        mean = rounded(total / len(facts), 6)
        book.fact(measure, "mean", own, span, mean, "count", decimals=1, of=tuple(facts))
        book.lines[-1] = f"- {title}, England and Wales, yearly average, {label}: {rounded(mean, 1)}"
        yield f"custody-{first}", book


MAKERS = (workforce_sections, attendance_sections, outcome_sections, death_sections)
