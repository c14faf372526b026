"""The second series of small fact sets, its first part: offences, incidents and people of police force areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import opendata
import opendata_more as more
from factbook import Book, back, financial_year, rolling, rounded

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period, end_of_month

ONES = {
    "Burglary": ("burglary", "burglaries"),
    "Robbery": ("robbery", "robberies"),
    "Bicycle theft": ("bicycle theft", "bicycle thefts"),
}
QUARTERS = (
    ("Merseyside", "Shoplifting", ("shop theft",), date(2018, 10, 1), "lower_is_better", "Lancashire"),
    ("Hampshire", "Vehicle offences", ("vehicle crime",), date(2018, 7, 1), "lower_is_better", "Kent"),
    ("Staffordshire", "Robbery", ("robberies",), date(2018, 10, 1), "lower_is_better", "West Mercia"),
    ("Avon and Somerset", "Public order offences", ("public order",), date(2018, 4, 1), "lower_is_better", "Dorset"),
    ("South Wales", "Bicycle theft", ("bicycle thefts", "cycle theft"), date(2018, 7, 1), "lower_is_better", "Gwent"),
    ("Warwickshire", "Possession of weapons offences", ("weapons offences",), date(2018, 10, 1), "neutral",
     "Staffordshire"),
    ("West Mercia", "Drug offences", ("drugs offences",), date(2018, 4, 1), "neutral", "Warwickshire"),
)  # fmt: skip
SHARES = (
    ("Bedfordshire", date(2018, 6, 30), ("Vehicle offences", "Drug offences", "Robbery")),
    ("Devon and Cornwall", date(2018, 12, 31), ("Shoplifting", "Sexual offences", "Criminal damage and arson")),
    ("West Yorkshire", date(2017, 9, 30), ("Public order offences", "Stalking and harassment", "Burglary")),
    ("North Wales", date(2018, 3, 31), ("Violence without injury", "All other theft offences", "Bicycle theft")),
)
RANKS = (
    ("Derbyshire", "Violence with injury", date(2018, 12, 31), "East Midlands",
     ("Derbyshire", "Leicestershire", "Lincolnshire", "Northamptonshire", "Nottinghamshire")),
    ("Suffolk", "Sexual offences", date(2018, 9, 30), "East of England",
     ("Bedfordshire", "Cambridgeshire", "Essex", "Hertfordshire", "Norfolk", "Suffolk")),
    ("Northumbria", "Burglary", date(2018, 3, 31), "North East and Yorkshire",
     ("Cleveland", "Durham", "Northumbria", "Humberside", "North Yorkshire", "South Yorkshire", "West Yorkshire")),
    ("Gloucestershire", "Theft from the person", date(2017, 12, 31), "South West",
     ("Avon and Somerset", "Devon and Cornwall", "Dorset", "Gloucestershire", "Wiltshire")),
    ("Thames Valley", "Stalking and harassment", date(2018, 6, 30), "South East",
     ("Hampshire", "Kent", "Surrey", "Sussex", "Thames Valley")),
)  # fmt: skip
BEHAVIOUR = (("Nottinghamshire", "Derbyshire"), ("Sussex", "Hampshire"), ("Dyfed-Powys", "South Wales"),
             ("Humberside", "West Yorkshire"))  # fmt: skip
KNIVES = (("Cheshire", "Merseyside"), ("North Yorkshire", "South Yorkshire"), ("Hertfordshire", "Essex"),
          ("Lincolnshire", "Nottinghamshire"))  # fmt: skip
PEOPLE = (("Bedfordshire", 2011, "Cambridgeshire"), ("Northamptonshire", 2006, "Leicestershire"),
          ("Cumbria", 2012, "Durham"))  # fmt: skip


def ranked(book: Book, facts: Mapping[str, Fact], own: str, group: str) -> Fact:
    """The place of `own` among `facts` (area → level), 1 is the highest, as a fact with its line."""
    mine = facts[own]
    place = 1 + sum(fact.number > mine.number for fact in facts.values())
    made = book.fact(mine.measure, "rank", own, mine.period, place, "rank", against=group, show=False)
    title, where = book.measures[mine.measure].title, book.areas[own].title
    line = f"- Rank of {where} among the {len(facts)} forces of {book.areas[group].title} by {title.lower()}"
    per = " per 1,000 population" if mine.unit == "per_1000" else ""
    line += f"{per}, {mine.period.label} (1 = highest): {place}"
    return book.put(replace(made, order="highest_first", out_of=len(facts)), line)


def quarter(start: date) -> Period:
    """A quarter of the financial year."""
    year, number = (start.year, (start.month - 1) // 3) if start.month >= 4 else (start.year - 1, 4)
    last = end_of_month(start.replace(month=start.month + 2))
    return Period(start, last, f"quarter {number} of {year}/{(year + 1) % 100:02d}")


def quarter_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """An offence in a quarter against the same quarter a year before and the quarter before, and one other force."""
    for force, offence, names, start, polarity, other in QUARTERS:
        series = more.quarterly_crime(data, force, offence)
        there = more.quarterly_crime(data, other, offence)
        book = Book()
        one, many = ONES.get(offence, ("offence", "offences"))
        measure = book.measure(slug(offence), offence, names, polarity=polarity, counted=(one, many))  # type: ignore[arg-type]
        own, peer = book.area(slug(force), force, (f"{force} Police",)), book.area(slug(other), other)
        year_before, before = start.replace(year=start.year - 1), start.replace(month=start.month - 3)
        book.period = quarter(start)
        then = book.value(measure, own, quarter(year_before), series[year_before])
        last = book.value(measure, own, quarter(before), series[before])
        now = book.value(measure, own, quarter(start), series[start])
        book.changes(now, then)
        book.changes(now, last)
        then = book.value(measure, peer, quarter(year_before), there[year_before])
        book.changes(book.value(measure, peer, quarter(start), there[start]), then)
        yield f"quarter-{slug(force)}", book


def share_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """All recorded crime, and the shares of three offences in it, in two years."""
    series = opendata.rolling_crime(data)
    for force, end, offences in SHARES:
        book = Book()
        crime = book.measure("recorded_crime", "All recorded crime", ("recorded crime", "total crime"),
                             polarity="lower_is_better", counted=("offence", "offences"))  # fmt: skip
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(end)
        periods = (back(now, 12), now)
        totals = {period: book.value(crime, own, period, series[force, book.measures[crime].title][period.end])  # type: ignore[index]
                  for period in periods}  # fmt: skip
        book.changes(totals[now], totals[periods[0]])
        for number, offence in enumerate(offences):
            for period in periods[1:] if number == 2 else periods:
                count = book.value(crime, own, period, series[force, offence][period.end], category=offence)  # type: ignore[index]
                share = rounded(count.number * 100 / totals[period].number, 6)
                book.fact(crime, "share", own, period, share, "percent", decimals=1, category=offence,
                          of=(count, totals[period]))  # fmt: skip
        yield f"shares-{slug(force)}", book


def rank_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """The rates of an offence in the forces of a group, their mean, and the place of one of them."""
    series, residents = opendata.rolling_crime(data), opendata.population(data)
    for force, offence, end, title, members in RANKS:
        book = Book()
        one, many = ONES.get(offence, ("offence", "offences"))
        measure = book.measure(slug(offence), offence, (), polarity="lower_is_better", counted=(one, many))
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(end)
        rates: dict[str, Fact] = {}
        for name in (force, *(name for name in members if name != force)):
            area = book.area(slug(name), name, tuple(book.areas[own].names) if name == force else ())
            count = book.value(measure, area, now, series[name, offence][end], show=name == force)
            rate = rounded(count.number * 1000 / residents[name], 6)
            rates[area] = book.fact(measure, "rate", area, now, rate, "per_1000", decimals=2)
        group = book.area(slug(title), title, (f"the {title}",), "group", tuple(rates))
        mean = rounded(sum((fact.number for fact in rates.values()), Decimal(0)) / len(rates), 6)
        average = book.fact(measure, "mean", group, now, mean, "per_1000", decimals=2, of=tuple(rates.values()))
        book.lines[-1] = (f"- {offence}, average of the {len(rates)} forces of {title}, {now.label}: "
                          f"{rounded(mean, 2)} per 1,000 population")  # fmt: skip
        book.fact(measure, "difference", own, now, rates[own].number - average.number, "per_1000", decimals=2,
                  against=group, of=(rates[own], average))  # fmt: skip
        ranked(book, rates, own, group)
        yield f"rank-{slug(force)}", book


def behaviour_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Incidents of anti-social behaviour in four years, the shares of their kinds, and the nation and another force."""
    series, kinds = more.antisocial_behaviour(data), more.behaviour_kinds(data)
    for force, other in BEHAVIOUR:
        book = Book()
        measure = book.measure("asb", "Anti-social behaviour incidents", ("anti-social behaviour", "ASB"),
                               polarity="lower_is_better", counted=("incident", "incidents"))  # fmt: skip
        own, peer = book.area(slug(force), force, (f"{force} Police",)), book.area(slug(other), other)
        nation = book.area("england_and_wales", "England and Wales", ("nationally",), "nation")
        facts = [book.value(measure, own, financial_year(year), series[force][year]) for year in range(2014, 2018)]
        now = book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        for kind, share in kinds[force].items():
            book.fact(
                measure, "share", own, now, rounded(Decimal(repr(share)), 4), "percent", decimals=1, category=kind
            )
        for area, name in ((peer, other), (nation, "ENGLAND AND WALES (exc. BTP)")):
            pair = [book.value(measure, area, financial_year(year), series[name][year], show=year == 2017)
                    for year in (2016, 2017)]  # fmt: skip
            book.changes(pair[1], pair[0], show=area == nation)
        yield f"behaviour-{slug(force)}", book


def knife_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Offences with a knife in two years, and how many per cent of the selected offences they are."""
    series = more.knife_offences(data)
    years = {year: Period(date(year, 1, 1), date(year, 12, 31), f"the year {year}") for year in (2017, 2018)}
    for force, other in KNIVES:
        book = Book()
        count = book.measure("knife", "Knife or sharp instrument offences", ("knife offences", "knife crime"),
                             polarity="lower_is_better", counted=("offence", "offences"))  # fmt: skip
        part = book.measure("knife_share", "Share of selected serious offences that involved a knife",
                            ("share involving a knife", "proportion involving a knife"), "percent",
                            "lower_is_better")  # fmt: skip
        own, peer = book.area(slug(force), force, (f"{force} Police",)), book.area(slug(other), other)
        nation = book.area("england", "England", (), "nation")
        book.period = years[2018]
        for area, name in ((own, force), (peer, other), (nation, "ENGLAND")):
            numbers = [book.value(count, area, period, series[name][year][0]) for year, period in years.items()
                       if area != nation]  # fmt: skip
            shares = [book.value(part, area, period, rounded(Decimal(repr(series[name][year][1])), 4), 1,
                                 show=area != peer or year == 2018) for year, period in years.items()]  # fmt: skip
            if area != nation:
                book.changes(numbers[1], numbers[0])
            if area == own:
                book.changes(shares[1], shares[0])
        yield f"knife-{slug(force)}", book


def people_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Residents and households in the middle of two years, beside another force area."""
    series, homes = more.people(data), more.people(data, "Table P10")
    for force, first, other in PEOPLE:
        book = Book()
        residents = book.measure("population", "Population", ("residents", "people"), counted=("resident", "residents"))
        households = book.measure("households", "Households", (), counted=("household", "households"))
        own, peer = book.area(slug(force), force, (f"the {force} area",)), book.area(slug(other), other)
        days = {year: Period(date(year, 6, 30), date(year, 6, 30), f"mid-{year}") for year in (first, 2016)}
        book.period = days[2016]
        for measure, rows in ((residents, series), (households, homes)):
            for area, name in ((own, force), (peer, other)):
                if measure == residents or area == own:
                    facts = [book.value(measure, area, period, rows[name][year]) for year, period in days.items()]
                    book.changes(facts[1], facts[0])
        size = rounded(Decimal(series[force][2016]) / homes[force][2016], 4)
        per = book.measure("household_size", "Residents per household", ("people per household",), "ratio")
        book.fact(per, "value", own, days[2016], size, "ratio", decimals=2)
        yield f"people-{slug(force)}", book


MAKERS = (quarter_sections, share_sections, rank_sections, behaviour_sections, knife_sections, people_sections)
