"""The third series of small fact sets, its first part: what a quarterly report on a police force speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import opendata
import opendata_more as more
from factbook import Book, back, month, rolling, rounded
from second_crime import quarter

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

REGIONS = {
    "North East": ("Cleveland", "Durham", "Northumbria"),
    "North West": ("Cheshire", "Cumbria", "Greater Manchester", "Lancashire", "Merseyside"),
    "Yorkshire and the Humber": ("Humberside", "North Yorkshire", "South Yorkshire", "West Yorkshire"),
    "East Midlands": ("Derbyshire", "Leicestershire", "Lincolnshire", "Northamptonshire", "Nottinghamshire"),
    "West Midlands region": ("Staffordshire", "Warwickshire", "West Mercia", "West Midlands"),
    "East of England": ("Bedfordshire", "Cambridgeshire", "Essex", "Hertfordshire", "Norfolk", "Suffolk"),
    "South East": ("Hampshire", "Kent", "Surrey", "Sussex", "Thames Valley"),
    "South West": ("Avon and Somerset", "Devon and Cornwall", "Dorset", "Gloucestershire", "Wiltshire"),
    "Wales": ("Dyfed-Powys", "Gwent", "North Wales", "South Wales"),
}
ONES = {
    "Burglary": ("burglary", "burglaries"),
    "Robbery": ("robbery", "robberies"),
    "Bicycle theft": ("bicycle theft", "bicycle thefts"),
    "Theft from the person": ("theft", "thefts"),
}
QUARTERS = (
    ("Northamptonshire", "Robbery", ("robberies",), date(2018, 10, 1)),
    ("Hertfordshire", "Burglary", ("burglaries",), date(2018, 7, 1)),
    ("North Yorkshire", "Sexual offences", (), date(2018, 4, 1)),
    ("West Midlands", "Vehicle offences", ("vehicle crime",), date(2018, 10, 1)),
    ("Greater Manchester", "Theft from the person", ("thefts from the person",), date(2018, 7, 1)),
    ("Humberside", "Criminal damage and arson", ("criminal damage",), date(2018, 10, 1)),
    ("Cambridgeshire", "Drug offences", ("drugs offences",), date(2018, 4, 1)),
    ("Bedfordshire", "Stalking and harassment", (), date(2018, 10, 1)),
)
GROUPS = (
    ("South Yorkshire", "Robbery", date(2018, 12, 31), "Yorkshire and the Humber"),
    ("Lancashire", "Vehicle offences", date(2018, 9, 30), "North West"),
    ("Staffordshire", "Burglary", date(2018, 6, 30), "West Midlands region"),
    ("Dyfed-Powys", "Criminal damage and arson", date(2018, 12, 31), "Wales"),
    ("Cambridgeshire", "Bicycle theft", date(2018, 12, 31), "East of England"),
    ("Leicestershire", "Shoplifting", date(2018, 3, 31), "East Midlands"),
    ("Devon and Cornwall", "Violence without injury", date(2018, 12, 31), "South West"),
    ("Sussex", "Possession of weapons offences", date(2018, 9, 30), "South East"),
)
VIOLENCE = ("Violence with injury", "Violence without injury", "Stalking and harassment")
THEFT = ("Shoplifting", "Bicycle theft", "Theft from the person", "All other theft offences")
KINDS = (
    ("Northumbria", date(2018, 12, 31), "Violence against the person", ("violent crime",), VIOLENCE),
    ("Suffolk", date(2018, 12, 31), "Theft other than burglary and vehicle offences", ("theft",), THEFT),
    ("Nottinghamshire", date(2018, 9, 30), "Violence against the person", ("violent crime",), VIOLENCE),
    ("West Yorkshire", date(2017, 12, 31), "Theft other than burglary and vehicle offences", ("theft",), THEFT),
)
TARGETS = (
    ("West Mercia", "Burglary", date(2018, 12, 31), 5, "Warwickshire"),
    ("Cheshire", "Vehicle offences", date(2018, 9, 30), 3, "North Wales"),
    ("Gloucestershire", "Shoplifting", date(2018, 12, 31), 10, "Avon and Somerset"),
)
MONTHS = (
    ("Hampshire Constabulary", "Hampshire", "Burglary", ("burglary", "burglaries"), "Surrey Police", "Surrey"),
    ("Thames Valley Police", "Thames Valley", "Robbery", ("robbery", "robberies"), "Essex Police", "Essex"),
    ("Gwent Police", "Gwent", "Criminal damage and arson", ("offence", "offences"), "South Wales Police",
     "South Wales"),
)  # fmt: skip
UNSOLVED = (
    ("Hertfordshire Constabulary", "Hertfordshire", "Bicycle theft", "Bedfordshire Police", "Bedfordshire"),
    ("Cleveland Police", "Cleveland", "Shoplifting", "North Yorkshire Police", "North Yorkshire"),
)
BEHAVIOUR = (("Northamptonshire", "East Midlands"), ("Lancashire", "North West"))
KNIVES = (("West Yorkshire", "Yorkshire and the Humber"),)
Polarity = Literal["lower_is_better", "higher_is_better", "neutral"]


def _offence(book: Book, offence: str, names: tuple[str, ...] = ()) -> str:
    polarity: Polarity = "neutral" if offence == "Drug offences" else "lower_is_better"
    return book.measure(slug(offence), offence, names, polarity=polarity,
                        counted=ONES.get(offence, ("offence", "offences")))  # fmt: skip


def _rate(book: Book, count: Fact, people: int, *, show: bool = True) -> Fact:
    rate = rounded(count.number * 1000 / people, 6)
    return book.fact(count.measure, "rate", count.area, count.period, rate, "per_1000", decimals=2, show=show)


def _group(book: Book, title: str) -> str:
    return book.area(slug(title), title, (f"the {title}",), "group", tuple(slug(name) for name in REGIONS[title]))


def _mean(book: Book, rates: Mapping[str, Fact], group: str) -> Fact:
    first = next(iter(rates.values()))
    mean = rounded(sum((fact.number for fact in rates.values()), Decimal(0)) / len(rates), 6)
    made = book.fact(first.measure, "mean", group, first.period, mean, first.unit, decimals=2,
                     of=tuple(rates.values()))  # fmt: skip
    unit = " per 1,000 population" if first.unit == "per_1000" else ""
    book.lines[-1] = (f"- {book.measures[first.measure].title}, average of the {len(rates)} forces of "
                      f"{book.areas[group].title}, {first.period.label}: {rounded(mean, 2):,}{unit}")  # fmt: skip
    return made


def _rank(book: Book, facts: Mapping[str, Fact], own: str, group: str, *, lowest: bool) -> Fact:
    """The place of `own` among `facts`, from the highest or from the lowest."""
    mine = facts[own]
    place = 1 + sum(fact.number < mine.number if lowest else fact.number > mine.number for fact in facts.values())
    made = book.fact(mine.measure, "rank", own, mine.period, place, "rank", against=group, show=False)
    per = " per 1,000 population" if mine.unit == "per_1000" else ""
    line = (f"- Rank of {book.areas[own].title} among the {len(facts)} forces of {book.areas[group].title} by "
            f"{book.measures[mine.measure].title.lower()}{per}, {mine.period.label} "
            f"(1 = {'lowest' if lowest else 'highest'}): {place}")  # fmt: skip
    return book.put(replace(made, order="lowest_first" if lowest else "highest_first", out_of=len(facts)), line)


def quarter_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """A quarter against two bases, the 12 months that end with it, and the rate of both."""
    years, residents = opendata.rolling_crime(data), opendata.population(data)
    for number, (force, offence, names, start) in enumerate(QUARTERS):
        series = more.quarterly_crime(data, force, offence)
        book = Book()
        measure = _offence(book, offence, names)
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = quarter(start)
        year_before, before = start.replace(year=start.year - 1), start.replace(month=start.month - 3)
        then = book.value(measure, own, quarter(year_before), series[year_before])
        last = book.value(measure, own, quarter(before), series[before])
        count = book.value(measure, own, now, series[start])
        book.changes(count, then)
        book.changes(count, last)
        assert now.end is not None
        twelve = rolling(now.end)
        ended = back(twelve, 12).end
        assert ended is not None
        year = book.value(measure, own, twelve, years[force, offence][now.end])
        earlier = book.value(measure, own, back(twelve, 12), years[force, offence][ended], show=number % 2 == 0)
        book.changes(year, earlier)
        _rate(book, year if number % 2 else count, residents[force])
        yield f"report-{slug(force)}", book


def group_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """The 12 months of a force beside its region: change, rate, average, place, and how many forces rose."""
    series, residents = opendata.rolling_crime(data), opendata.population(data)
    for number, (force, offence, end, title) in enumerate(GROUPS):
        book = Book()
        measure = _offence(book, offence)
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(end)
        then = back(now, 12)
        assert then.end is not None
        counts: dict[str, tuple[Fact, Fact]] = {}
        rates: dict[str, Fact] = {}
        for name in (force, *(name for name in REGIONS[title] if name != force)):
            area = slug(name)
            if name != force:
                book.area(area, name)
            pair = [book.value(measure, area, period, series[name, offence][period.end], show=name == force)  # type: ignore[index]
                    for period in (then, now)]  # fmt: skip
            book.changes(pair[1], pair[0], show=name == force)
            counts[area] = (pair[0], pair[1])
            rates[area] = _rate(book, pair[1], residents[name], show=name == force)
        group = _group(book, title)
        sums = [book.value(measure, group, period, sum(int(pair[place].number) for pair in counts.values()))
                for place, period in enumerate((then, now))]  # fmt: skip
        book.changes(sums[1], sums[0])
        average = _mean(book, rates, group)
        if number % 2:
            book.fact(measure, "difference", own, now, rates[own].number - average.number, "per_1000", decimals=2,
                      against=group, of=(rates[own], average))  # fmt: skip
        else:
            rose = sum(pair[1].number > pair[0].number for pair in counts.values())
            book.fact(measure, "areas_with_increase", group, now, rose, "count", base=then)
            book.lines[-1] = (f"- Forces of {title} with an increase in {offence.lower()} (of {len(counts)}), "
                              f"{now.label}: {rose}")  # fmt: skip
        _rank(book, rates, own, group, lowest=number % 2 == 0)
        yield f"group-{slug(force)}", book


def kind_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """An offence, its kinds in the 12 months, the change of each and its share."""
    series = opendata.rolling_crime(data)
    for number, (force, end, title, names, kinds) in enumerate(KINDS):
        book = Book()
        measure = book.measure(slug(title), title, names, polarity="lower_is_better", counted=("offence", "offences"))
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(end)
        periods = (back(now, 12), now)
        parts = opendata.VIOLENCE if kinds == VIOLENCE else THEFT
        totals = [book.value(measure, own, period, sum(series[force, part].get(period.end, 0) for part in parts))  # type: ignore[arg-type]
                  for period in periods]  # fmt: skip
        book.changes(totals[1], totals[0])
        for kind in kinds[: 3 + number % 2 * (len(kinds) - 3)]:
            pair = [book.value(measure, own, period, series[force, kind][period.end], category=kind,  # type: ignore[index]
                               show=period == now) for period in periods]  # fmt: skip
            share = rounded(pair[1].number * 100 / totals[1].number, 6)
            change, _ = book.changes(pair[1], pair[0], show=False)
            percent = book.facts[change.id.replace(".change.", ".change_percent.")]
            book.put(percent, f"- {title} ({kind}), {force}, {now.label} change: {percent.number:+.1f}% "
                              f"(compared with {periods[0].label})")  # fmt: skip
            book.fact(measure, "share", own, now, share, "percent", decimals=1, category=kind, of=(pair[1], totals[1]),
                      show=len(kinds) == 3 or kind in kinds[:2])  # fmt: skip
        yield f"kinds-{slug(force)}", book


def target_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """The 12 months at the end of two quarters, against a target that is so many per cent below the year before."""
    series, residents = opendata.rolling_crime(data), opendata.population(data)
    for force, offence, end, below, other in TARGETS:
        book = Book()
        measure = _offence(book, offence)
        own, peer = book.area(slug(force), force, (f"{force} Police",)), book.area(slug(other), other)
        now = book.period = rolling(end)
        values = {months: book.value(measure, own, back(now, months), series[force, offence][back(now, months).end])  # type: ignore[index]
                  for months in (12, 3, 0)}  # fmt: skip
        book.changes(values[0], values[12])
        book.changes(values[0], values[3])
        goal = rounded(values[12].number * (100 - below) / 100, 0)
        target = book.fact(measure, "target", own, now, goal, "count")
        book.lines[-1] = (f"- {offence}, {force}, {now.label} target ({below}% below {values[12].period.label}): "
                          f"{goal:,}")  # fmt: skip
        gap = values[0].number - goal
        book.fact(measure, "difference", own, now, gap, "count", of=(values[0], target))
        book.lines[-1] = book.lines[-1].replace(" difference:", " difference from target:")
        _rate(book, values[0], residents[force])
        count = book.value(measure, peer, now, series[other, offence][end], show=False)
        _rate(book, count, residents[other])
        yield f"target-{slug(force)}", book


def month_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """The three months of a quarter, the quarter, and another force's quarter."""
    series = opendata.monthly_street_crime(data)
    for reporter, title, kind, counted, peer_reporter, peer_title in MONTHS:
        book = Book()
        measure = book.measure(slug(kind), kind, (), polarity="lower_is_better", counted=counted)
        own = book.area(slug(title), title, (reporter,))
        peer = book.area(slug(peer_title), peer_title, (peer_reporter,))
        now = book.period = quarter(date(2018, 10, 1))
        for area, name in ((own, reporter), (peer, peer_reporter)):
            facts = [book.value(measure, area, month(2018, number), series[name, kind][date(2018, number, 1)],
                                show=area == own) for number in (10, 11, 12)]  # fmt: skip
            if area == own:
                book.changes(facts[1], facts[0])
                book.changes(facts[2], facts[1])
            total = sum((fact.number for fact in facts), Decimal(0))
            book.fact(measure, "value", area, now, total, "count", of=tuple(facts), operation="total")
            mean = rounded(total / 3, 6)
            book.fact(measure, "mean", area, now, mean, "count", decimals=1, of=tuple(facts))
            book.lines[-1] = (f"- {kind}, {book.areas[area].title}, average month of {now.label}: "
                              f"{rounded(mean, 1):,}")  # fmt: skip
        yield f"quarter-months-{slug(title)}", book


def unsolved_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """How many of the offences of each month ended without a suspect, beside another force."""
    for reporter, title, kind, peer_reporter, peer_title in UNSOLVED:
        book = Book()
        measure = book.measure("no_suspect", f"{kind}: share closed with no suspect identified",
                               ("no suspect identified", "closed with no suspect"), "percent",
                               "lower_is_better")  # fmt: skip
        offences = book.measure(slug(kind), f"{kind} offences", (slug(kind).replace("_", " "),),
                                polarity="lower_is_better", counted=("offence", "offences"))  # fmt: skip
        own = book.area(slug(title), title, (reporter,))
        peer = book.area(slug(peer_title), peer_title, (peer_reporter,))
        now = book.period = month(2018, 12)
        for area, name in ((own, reporter), (peer, peer_reporter)):
            shares: dict[Period, Fact] = {}
            for period in (month(2018, 11), now):
                closed, total = more.closed_without_suspect(data, name, kind)[period.start]  # type: ignore[index]
                book.value(offences, area, period, total, show=area == own)
                shares[period] = book.value(measure, area, period, rounded(Decimal(closed * 100) / total, 6), 1)
            book.changes(*(shares[period] for period in (now, month(2018, 11))))
        gap = book.facts[f"no_suspect.value.{own}.2018-12"].number - shares[now].number
        book.fact(measure, "difference", own, now, gap, "percentage_points", decimals=1, against=peer)
        yield f"no-suspect-{slug(title)}", book


def behaviour_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Incidents of anti-social behaviour in three years, the rate, and the region."""
    series, residents = more.antisocial_behaviour(data), opendata.population(data)
    for force, title in BEHAVIOUR:
        book = Book()
        measure = book.measure("asb", "Anti-social behaviour incidents", ("anti-social behaviour", "ASB"),
                               polarity="lower_is_better", counted=("incident", "incidents"))  # fmt: skip
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(date(2018, 3, 31))
        rates: dict[str, Fact] = {}
        sums = {2016: 0, 2017: 0}
        for name in (force, *(name for name in REGIONS[title] if name != force)):
            area = slug(name)
            if name != force:
                book.area(area, name)
            facts = [book.value(measure, area, back(now, 12 * (2017 - year)), series[name][year], show=name == force)
                     for year in (2015, 2016, 2017)]  # fmt: skip
            if name == force:
                book.changes(facts[2], facts[1])
                book.changes(facts[2], facts[0])
            for year, fact in zip((2016, 2017), facts[1:], strict=True):
                sums[year] += int(fact.number)
            rates[area] = _rate(book, facts[2], residents[name], show=name == force)
        group = _group(book, title)
        pair = [book.value(measure, group, back(now, 12 * (2017 - year)), total) for year, total in sums.items()]
        book.changes(pair[1], pair[0])
        _mean(book, rates, group)
        _rank(book, rates, own, group, lowest=False)
        yield f"asb-{slug(force)}", book


def knife_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Offences with a knife in the 12 months of two years, and the place in the region."""
    series, residents = more.knife_offences(data), opendata.population(data)
    for force, title in KNIVES:
        book = Book()
        measure = book.measure("knife", "Knife or sharp instrument offences", ("knife offences", "knife crime"),
                               polarity="lower_is_better", counted=("offence", "offences"))  # fmt: skip
        own = book.area(slug(force), force, (f"{force} Police",))
        now = book.period = rolling(date(2018, 12, 31))
        rates: dict[str, Fact] = {}
        for name in (force, *(name for name in REGIONS[title] if name != force)):
            area = slug(name)
            if name != force:
                book.area(area, name)
            pair = [book.value(measure, area, back(now, 12 * (2018 - year)), series[name][year][0])
                    for year in (2017, 2018)]  # fmt: skip
            book.changes(pair[1], pair[0], show=name == force)
            rates[area] = _rate(book, pair[1], residents[name], show=name == force)
        group = _group(book, title)
        _mean(book, rates, group)
        _rank(book, rates, own, group, lowest=False)
        yield f"knife-{slug(force)}", book


MAKERS = (quarter_sections, group_sections, kind_sections, target_sections, month_sections, unsolved_sections,
          behaviour_sections, knife_sections)  # fmt: skip
