"""The second series of small fact sets, its second part: force used, hospitals, courts, workforce, months, deaths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import opendata
import opendata_more as more
from factbook import Book, back, day, financial_year, month, rounded
from second_crime import quarter

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period, add_months

DEVICES = (("Essex", "Kent"), ("Greater Manchester", "Merseyside"), ("Cambridgeshire", "Norfolk"))
TACTICS = (
    ("Leicestershire", ("Handcuffing", "Ground restraint", "Irritant spray", "Baton", "CED")),
    ("Sussex", ("Handcuffing", "Ground restraint", "Limb / Body restraints", "CED", "Spit and bite guard")),
)
TRUSTS = (
    ("RTD", "The Newcastle upon Tyne Hospitals NHS Foundation Trust", "Newcastle Hospitals", date(2018, 10, 1)),
    ("RH8", "Royal Devon and Exeter NHS Foundation Trust", "Royal Devon and Exeter", date(2018, 4, 1)),
    ("RX1", "Nottingham University Hospitals NHS Trust", "Nottingham University Hospitals", date(2017, 10, 1)),
    ("RHQ", "Sheffield Teaching Hospitals NHS Foundation Trust", "Sheffield Teaching Hospitals", date(2017, 7, 1)),
)
OUTCOMES = (
    ("Devon and Cornwall", "Theft And Handling", date(2017, 9, 1)),
    ("West Midlands", "Offences Against The Person", date(2016, 10, 1)),
    ("Nottinghamshire", "Public Order Offences", date(2015, 7, 1)),
)
WORKFORCE = (
    ("Suffolk", "Table_2", "Police staff (full-time equivalent)", ("police staff", "staff"), "Eastern", 1),
    ("Hampshire", "Table_1", "Police officers (full-time equivalent)", ("police officers", "officers"),
     "South East", 1),
    ("Merseyside", "Table_7", "Police support volunteers", ("volunteers", "support volunteers"), "North West", 0),
    ("Derbyshire", "Table_5", "Police community support officers (full-time equivalent)",
     ("PCSOs", "community support officers"), "East Midlands", 1),
)  # fmt: skip
MONTHLY = (
    ("Nottinghamshire Police", "Nottinghamshire", "Violence and sexual offences", ("offence", "offences")),
    ("Avon and Somerset Constabulary", "Avon and Somerset", "Vehicle crime", ("vehicle crime", "vehicle crimes")),
    ("British Transport Police", "British Transport Police", "Theft from the person", ("theft", "thefts")),
    ("Police Service of Northern Ireland", "Northern Ireland", "Anti-social behaviour", ("incident", "incidents")),
)
DEATHS = (("Other_contact", "Other deaths following police contact", 2005),
          ("RTI", "Road traffic fatalities after police contact", 2006))  # fmt: skip


def device_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Uses of a conducted energy device in two years, by what was done with it."""
    series = more.conducted_energy(data)
    for force, other in DEVICES:
        book = Book()
        uses = book.measure("ced", "Uses of conducted energy devices", ("CED uses", "Taser uses", "uses of CED"),
                            counted=("use", "uses"))  # fmt: skip
        own, peer = book.area(slug(force), force, (f"{force} Police",)), book.area(slug(other), other)
        nation = book.area("england_and_wales", "England and Wales", ("nationally",), "nation")
        years = {year: financial_year(year) for year in (2017, 2018)}
        now = book.period = years[2018]
        totals = [book.value(uses, own, period, series[force, year]["Total"]) for year, period in years.items()]
        book.changes(totals[1], totals[0])
        for kind, name in (("Drawn", "Drawn"), ("Red-dot", "Red-dot"), ("Total discharge", "Discharged")):
            count = book.value(uses, own, now, series[force, 2018][kind], category=name)
            share = rounded(count.number * 100 / totals[1].number, 6)
            book.fact(uses, "share", own, now, share, "percent", decimals=1, category=name, of=(count, totals[1]))
        for area, title in ((peer, other), (nation, "England and Wales")):
            pair = [book.value(uses, area, period, series[title, year]["Total"], show=area == peer or year == 2018)
                    for year, period in years.items()]  # fmt: skip
            book.changes(pair[1], pair[0], show=False)
        line = f"- {book.measures[uses].title}, England and Wales, 2018/19 change:"
        book.lines.append(f"{line} +{rounded(pair[1].number / pair[0].number * 100 - 100, 1)}% (compared with 2017/18)")
        yield f"device-{slug(force)}", book


def tactic_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """How often each tactic was reported in one year, and its share; the outcomes of the incidents in the nation."""
    series = more.tactics(data)
    now = financial_year(2018)
    for force, kinds in TACTICS:
        book = Book()
        uses = book.measure("tactics", "Times tactics were used", ("uses of force", "tactics used"),
                            counted=("time", "times"))  # fmt: skip
        own = book.area(slug(force), force, (f"{force} Police",))
        book.period = now
        total = book.value(uses, own, now, series[force]["Total Tactics"])
        for number, kind in enumerate(kinds):
            name = "Conducted energy device" if kind == "CED" else kind
            count = book.value(uses, own, now, series[force][kind], category=name)
            share = rounded(count.number * 100 / total.number, 6)
            book.fact(uses, "share", own, now, share, "percent", decimals=1, category=name, of=(count, total),
                      show=number < 3)  # fmt: skip
        yield f"tactics-{slug(force)}", book
    outcomes = more.incident_outcomes(data)
    book = Book()
    incidents = book.measure("force_incidents", "Incidents in which force was used", ("use of force incidents",),
                             counted=("incident", "incidents"))  # fmt: skip
    nation = book.area("england_and_wales", "England and Wales", (), "nation")
    book.period = now
    total = book.value(incidents, nation, now, outcomes["All"])
    for kind in ("Arrested", "Hospitalised", "Detained (Mental Health Act)", "Made off/escaped"):
        count = book.value(incidents, nation, now, outcomes[kind], category=kind)
        share = rounded(count.number * 100 / total.number, 6)
        book.fact(incidents, "share", nation, now, share, "percent", decimals=1, category=kind, of=(count, total))
    yield "outcomes-of-force", book


def attendance_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """A hospital's emergency department in a quarter: against the year before, the target and the nation."""
    series = opendata.attendances(data)
    for code, title, short, start in TRUSTS:
        book = Book()
        seen = book.measure("attendances", "A&E attendances", ("attendances",), counted=("attendance", "attendances"))
        within = book.measure("four_hour", "Patients seen within four hours", ("four-hour performance",), "percent",
                              "higher_is_better")  # fmt: skip
        late = book.measure("breaches", "Patients who waited more than four hours", ("four-hour breaches", "breaches"),
                            polarity="lower_is_better", counted=("patient", "patients"))  # fmt: skip
        own = book.area(code.lower(), title, (short, "the Trust"), "trust")
        england = book.area("england", "England", ("nationally",), "nation")
        now, then = quarter(start), quarter(start.replace(year=start.year - 1))
        book.period = now
        made: dict[tuple[str, str, Period], Fact] = {}
        for area, key in ((own, code), (england, "England")):
            for period in (then, now):
                assert period.start is not None
                cells = [series[key, "all"][add_months(period.start, number)] for number in range(3)]
                came, over = (sum(cell[name] for cell in cells) for name in ("attendances", "breaches"))
                share = rounded(Decimal(came - over) * 100 / came, 6)
                made[seen, area, period] = book.value(seen, area, period, came, show=area == own)
                made[late, area, period] = book.value(late, area, period, over, show=area == own)
                made[within, area, period] = book.value(
                    within, area, period, share, 1, show=area == own or period == now
                )
        for measure in (seen, late, within):
            book.changes(made[measure, own, now], made[measure, own, then])
        target = book.fact(within, "target", own, now, 95, "percent")
        gap = made[within, own, now].number - target.number
        book.fact(
            within, "difference", own, now, gap, "percentage_points", decimals=1, of=(made[within, own, now], target)
        )
        book.lines[-1] = book.lines[-1].replace(" difference:", " difference from target:")
        yield f"emergency-{code.lower()}", book


def outcome_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Convictions of one kind of case in one month, a month and a year before; the nation."""
    for name, category, when in OUTCOMES:
        rows, national = (opendata.case_outcomes(data, area, category) for area in (name, "National"))
        book = Book()
        won = book.measure("convictions", f"{category} convictions", ("convictions",), polarity="higher_is_better",
                           counted=("conviction", "convictions"))  # fmt: skip
        lost = book.measure("unsuccessful", f"{category} unsuccessful outcomes", ("unsuccessful outcomes",),
                            polarity="lower_is_better", counted=("case", "cases"))  # fmt: skip
        rate = book.measure("conviction_rate", f"{category} conviction rate", ("conviction rate",), "percent",
                            "higher_is_better")  # fmt: skip
        own = book.area(slug(name), f"CPS {name}", (name,), "area")
        nation = book.area("national", "National", ("nationally", "England and Wales"), "nation")
        now = book.period = month(when.year, when.month)
        made: dict[tuple[str, Period], Fact] = {}
        for period in (back(now, 12), back(now, 1), now):
            assert period.start is not None
            good, bad = rows[period.start]
            made[won, period] = book.value(won, own, period, good)
            made[lost, period] = book.value(lost, own, period, bad, show=period != back(now, 1))
            made[rate, period] = book.value(rate, own, period, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        book.changes(made[won, now], made[won, back(now, 1)])
        book.changes(made[rate, now], made[rate, back(now, 12)])
        good, bad = national[when]
        level = book.value(rate, nation, now, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        book.fact(rate, "difference", own, now, made[rate, now].number - level.number, "percentage_points", decimals=1,
                  against=nation, of=(made[rate, now], level))  # fmt: skip
        yield f"convictions-{slug(name)}", book


def workforce_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """One kind of workforce on three days, and the region's, of which the force is a share."""
    for name, table, title, names, region, decimals in WORKFORCE:
        rows = opendata.workforce(data, table)
        book = Book()
        measure = book.measure("workforce", title, names, polarity="higher_is_better")
        own = book.area(slug(name), name, (f"{name} Police",))
        group = book.area(slug(region), f"{region} region", (region, "the region"), "region")
        days = list(rows[name])
        book.period = day(days[-1])
        facts = [book.value(measure, own, day(when), rows[name][when], decimals) for when in days]
        book.changes(facts[-1], facts[0])
        book.changes(facts[-1], facts[1])
        pair = [book.value(measure, group, day(when), rows[region][when], decimals) for when in (days[0], days[-1])]
        book.changes(pair[1], pair[0])
        share = rounded(facts[-1].number * 100 / pair[1].number, 6)
        book.fact(measure, "share", own, facts[-1].period, share, "percent", decimals=1, against=group,
                  of=(facts[-1], pair[1]))  # fmt: skip
        book.lines[-1] = (
            f"- {title}, {name} as a share of the {region} region, {facts[-1].period.label}: {rounded(share, 1)}%"
        )
        yield f"workforce-{slug(name)}", book


def monthly_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Five months of one kind of event, their mean, and the highest and lowest of them."""
    series = opendata.monthly_street_crime(data)
    for reporter, title, kind, counted in MONTHLY:
        book = Book()
        measure = book.measure(slug(kind), kind, (), polarity="lower_is_better", counted=counted)
        own = book.area(slug(title), title, (reporter,) if reporter != title else ())
        facts = [book.value(measure, own, month(when.year, when.month), count)
                 for when, count in sorted(series[reporter, kind].items())]  # fmt: skip
        book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        book.changes(facts[2], facts[1])
        _mean_and_extremes(book, facts, f"average month, {facts[0].period.label} to {facts[-1].period.label}")
        yield f"months-{slug(title)}", book


def death_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Five financial years, their mean, and the highest and lowest of them."""
    for sheet, title, first in DEATHS:
        years = opendata.deaths(data)[sheet]
        book = Book()
        measure = book.measure(slug(title), title, ("deaths", "fatalities"), polarity="lower_is_better",
                               counted=("death", "deaths"))  # fmt: skip
        own = book.area("england_and_wales", "England and Wales", (), "nation")
        facts = [book.value(measure, own, financial_year(year), years[year]) for year in range(first, first + 5)]
        book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        _mean_and_extremes(book, facts, f"yearly average, {facts[0].period.label} to {facts[-1].period.label}")
        yield f"deaths-{slug(sheet)}", book


def _mean_and_extremes(book: Book, facts: list[Fact], label: str) -> None:
    """The mean of the levels, and which was the highest and the lowest, where only one is."""
    first = facts[0]
    title, where = book.measures[first.measure].title, book.areas[first.area].title
    span = Period(first.period.start, facts[-1].period.end, f"{first.period.label} to {facts[-1].period.label}")
    mean = rounded(sum((fact.number for fact in facts), Decimal(0)) / len(facts), 6)
    book.fact(first.measure, "mean", first.area, span, mean, "count", decimals=1, of=tuple(facts))
    book.lines[-1] = f"- {title}, {where}, {label}: {rounded(mean, 1):,}"
    for which, chosen in (("highest", max), ("lowest", min)):
        fact = chosen(facts, key=lambda fact: fact.number)
        if sum(one.number == fact.number for one in facts) > 1:
            continue
        made = Fact(id=f"{fact.id}.{which}", measure=fact.measure, statistic="extreme", area=fact.area,
                    period=fact.period, value=fact.number, unit="count", decimals=0, of_what=(fact.id,),
                    since=first.period)  # fmt: skip
        made = replace(made, extreme="highest" if which == "highest" else "lowest")
        book.put(made, f"- {title}, {where}, {which} of these: {fact.number:,} ({fact.period.label})")


MAKERS = (
    device_sections,
    tactic_sections,
    attendance_sections,
    outcome_sections,
    workforce_sections,
    monthly_sections,
    death_sections,
)
