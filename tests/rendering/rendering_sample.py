"""A small report made by hand: two measures of a clinic, with every kind of block that a report can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcc_narrator.contract import fact_id
from pcc_narrator.models.claim import CheckReport, Claim
from pcc_narrator.models.fact import Area, Counted, Derivation, Fact, FactSet, Measure, Source
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import (
    BoxLine,
    Cell,
    Chart,
    DashboardRow,
    DeliveryItem,
    Draft,
    Message,
    Outline,
    Paragraph,
    Part,
    Section,
    Series,
    Table,
)
from pcc_narrator.models.period import Calendar, Period, rolling_year

CALENDAR = Calendar(4)
Q1, Q2, Q3 = (CALENDAR.quarter(2018, number) for number in (1, 2, 3))
YEAR, YEAR_BEFORE = rolling_year(2018, 12), rolling_year(2017, 12)
QUARTERS = [CALENDAR.quarter(year, number) for year in (2015, 2016, 2017) for number in (1, 2, 3, 4)] + [Q1, Q2, Q3]
VISITS = (900, 960, 940, 910, 930, 990, 970, 950, 940, 1010, 1040, 1000, 1020, 1130, 1240)
KINDS = (("Minor injury", 120), ("Illness", 85), ("Follow-up", -30), ("Advice", -5))
PEERS = (("north", "North", "62.5"), ("own", "Riverside", "59.3"), ("east", "East", "71.2"), ("west", "West", "80.4"))


def made(measure: str, statistic: str, period: Period, value: str, unit: str = "count", **more: object) -> Fact:
    """A fact with its usual id."""
    area = str(more.pop("area", "own"))
    base, category, against = more.get("base"), more.get("category"), more.get("against")
    identifier = fact_id(
        measure, statistic, area, period, calendar=CALENDAR,
        category=category, base=base, against=against,  # type: ignore[arg-type]
    )  # fmt: skip
    return Fact(identifier, measure, statistic, area, period, Decimal(value), unit, **more)  # type: ignore[arg-type]


def facts() -> FactSet:
    """All facts of the sample."""
    found = [
        made("visits", "value", period, str(value),
             sources=(Source("observations", row, publisher="Riverside Clinic", published_on=date(2019, 2, 1)),))
        for row, (period, value) in enumerate(zip(QUARTERS, VISITS, strict=True), 2)
    ]  # fmt: skip
    for end in (Q1, Q2, Q3):
        year = rolling_year(end.end.year, end.end.month) if end.end else YEAR
        of = tuple(fact for fact in found if fact.statistic == "value" and year.contains(fact.period))
        found.append(
            made("visits", "value", year, str(sum(fact.number for fact in of if fact.period.kind == "quarter")),
                 derivation=Derivation("sum", tuple(fact.id for fact in of if fact.period.kind == "quarter")))
        )  # fmt: skip
    before = made("visits", "value", YEAR_BEFORE, "3940")
    after = next(fact for fact in found if fact.period == YEAR)
    found += [
        before,
        made("visits", "change", YEAR, "450", base=YEAR_BEFORE, derivation=Derivation("change", (after.id, before.id))),
        made("visits", "change_percent", YEAR, "11.42", "percent", base=YEAR_BEFORE,
             derivation=Derivation("change_percent", (after.id, before.id))),
        made("visits", "control_mean", Period(), "975"),
        made("visits", "control_upper", Period(), "1085.3"),
        made("visits", "control_lower", Period(), "864.7"),
        made("wait", "value", Q3, "642", "seconds"),
        made("wait", "value", Q2, "655", "seconds"),
        made("wait", "value", Q1, "670", "seconds", basis="provisional"),
        made("wait", "target", Q3, "600", "seconds"),
        made("seen", "value", Q3, "74", "percent", decimals=0, low=Decimal("71.3"), high=Decimal("76.7")),
        made("seen", "change_points", Q3, "-3", "percentage_points", decimals=0, base=Q3.shifted(-12)),
        made("visits", "mean", YEAR, "68.4", "per_1000", area="group"),
    ]  # fmt: skip
    found += [made("visits", "change", YEAR, str(value), category=name, base=YEAR_BEFORE) for name, value in KINDS]
    found += [made("visits", "rate", YEAR, value, "per_1000", area=area) for area, _, value in PEERS]
    return FactSet(
        measures=(
            Measure("visits", "Visits", unit="count", polarity="neutral", counted=Counted("visit", "visits")),
            Measure("wait", "Time to be seen", unit="seconds", polarity="lower_is_better"),
            Measure("seen", "Seen on the day", unit="percent", polarity="higher_is_better"),
        ),
        areas=(
            Area("own", "Riverside", kind="district"),
            *(Area(area, title, kind="district") for area, title, _ in PEERS if area != "own"),
            Area("group", "similar clinics", kind="group", members=tuple(area for area, *_ in PEERS)),
        ),
        facts=tuple(found),
        period=Q3,
        calendar=CALENDAR,
    )


def value_id(measure: str, period: Period, statistic: str = "value", **more: object) -> str:
    """The id of a fact of the sample."""
    return fact_id(measure, statistic, "own", period, calendar=CALENDAR, **more)  # type: ignore[arg-type]


def outline() -> Outline:
    """The plan of the sample report."""
    quarters = tuple(value_id("visits", period) for period in QUARTERS)
    year = value_id("visits", YEAR)
    visits = Section(
        "visits", "visits", "Visits",
        messages=(
            Message("visits.level", "level", (value_id("visits", Q3), year)),
            Message("visits.composition", "composition",
                    tuple(value_id("visits", YEAR, "change", category=name, base=YEAR_BEFORE) for name, _ in KINDS)),
            Message("visits.peers", "peers", (value_id("visits", YEAR, "rate"),)),
        ),
        box=tuple(
            BoxLine(label, (value_id("visits", period), value_id("visits", rolling_year(2018, month))))
            for label, period, month in (("Q1", Q1, 6), ("Q2", Q2, 9), ("Q3", Q3, 12))
        ),
        charts=(
            Chart("visits.series", "control", "Visits by quarter", "Line chart of visits by quarter.",
                  (Series("Visits", quarters),), "visits",
                  centre=value_id("visits", Period(), "control_mean"),
                  lower=value_id("visits", Period(), "control_lower"),
                  upper=value_id("visits", Period(), "control_upper"),
                  highlighted=(quarters[-1],)),
            Chart("visits.peers", "peers", "Visits per 1,000 residents", "Bar chart of visits per 1,000 residents.",
                  (Series("similar clinics", tuple(fact_id("visits", "rate", area, YEAR, calendar=CALENDAR)
                                                   for area, *_ in PEERS)),), "visits per 1,000 residents",
                  centre=fact_id("visits", "mean", "group", YEAR, calendar=CALENDAR)),
            Chart("visits.contribution", "contribution", "Visits: change by kind", "Bar chart of the change in visits.",
                  (Series("Change", tuple(value_id("visits", YEAR, "change", category=name, base=YEAR_BEFORE)
                                          for name, _ in KINDS)),), "visits"),
        ),
        tables=(
            Table("visits.kinds", "Visits, by kind", ("", "12 months to December 2018", "Change"),
                  ((Cell("All"), Cell(fact=year),
                    Cell(fact=value_id("visits", YEAR, "change", base=YEAR_BEFORE))),
                   *((Cell(name), Cell(),
                      Cell(fact=value_id("visits", YEAR, "change", category=name, base=YEAR_BEFORE)))
                     for name, _ in KINDS))),
        ),
    )  # fmt: skip
    wait = Section(
        "wait", "wait", "Time to be seen",
        messages=(Message("wait.level", "level", (value_id("wait", Q3),)), Message("wait.note", "note")),
        box=tuple(BoxLine(label, (value_id("wait", period),))
                  for label, period in (("Q1", Q1), ("Q2", Q2), ("Q3", Q3))),
        charts=(Chart("wait.series", "series", "Time to be seen by quarter", "Line chart of the time to be seen.",
                      (Series("Time to be seen", tuple(value_id("wait", period) for period in (Q1, Q2, Q3))),),
                      "minutes and seconds", target=value_id("wait", Q3, "target")),),
    )  # fmt: skip
    return Outline(
        title="Performance report: quarter three 2018-19",
        subtitle="Riverside Clinic, 1 October to 31 December 2018",
        area="own",
        period=Q3,
        introduction="I am glad to present this report.\n\n# What it covers\n\nVisits and waiting.",
        parts=(Part("access", "Better access", (visits,)), Part("quality", "Safe & good care", (wait,))),
        dashboard=(
            DashboardRow("access", "visits", "visits", "Visits", value_id("visits", Q3),
                         value_id("visits", YEAR, "change_percent", base=YEAR_BEFORE), "Highest on record",
                         ("f1",), quarters[-8:]),
            DashboardRow("quality", "wait", "wait", "Time to be seen", value_id("wait", Q3), None, "Above target"),
            DashboardRow("quality", "wait", "seen", "Seen on the day", value_id("seen", Q3),
                         value_id("seen", Q3, "change_points", base=Q3.shifted(-12))),
            DashboardRow("quality", "wait", "falls", "Falls", None, None, "No data for quarter three"),
        ),
        flags=(Flag("f1", "significant_change", "visits", "own", "control chart", "neutral", Decimal(3),
                    "Quarter three lies above the upper limit of 1,085."),),
        delivery=(
            DeliveryItem("Shorter waits", "Open on Saturdays | and Sundays", "Done", "", "Opened in November."),
            DeliveryItem("Shorter waits", "Train reception staff", "Under way"),
        ),
        sources=("Visits: Riverside Clinic, published 1 February 2019.",),
        summary=Section("summary", "", "Summary", (Message("summary.significant_change", "summary",
                                                           points_to=("visits",)),)),
    )  # fmt: skip


def draft() -> Draft:
    """The paragraphs of the sample report."""
    year = value_id("visits", YEAR)
    kinds = tuple(value_id("visits", YEAR, "change", category=name, base=YEAR_BEFORE) for name, _ in KINDS)
    level = "There were 1,240 visits in quarter three\nand 4,390 in the 12 months to December 2018."
    texts = [
        ("summary.significant_change", "summary", "Visits rose by 450 (11.4 per cent).", (year,)),
        ("visits.level", "visits", level, (value_id("visits", Q3), year)),
        ("visits.composition", "visits", "Minor injury rose by 120 and illness by 85.", kinds),
        ("visits.peers", "visits", "There were 59.3 visits for every 1,000 residents.",
         (value_id("visits", YEAR, "rate"),)),
        ("wait.level", "wait", "People waited 10 minutes and 42 seconds.", (value_id("wait", Q3),)),
        ("wait.note", "wait", "Two nurses joined in the autumn.", ()),
    ]  # fmt: skip
    return Draft(tuple(Paragraph(key, section, text, "template", ids) for key, section, text, ids in texts))


def claim(text: str, said: str, verdict: str = "supported", fact: str | None = None, kind: str = "number",
          nth: int = 0, **more: object) -> Claim:  # fmt: skip
    """A claim about the nth place where `text` says `said`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(said, start + 1)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Claim(start, start + len(said), line, column, said, kind, verdict,  # type: ignore[arg-type]
                 str(more.pop("message", "as the facts say")), "value", facts=(fact,) if fact else (),
                 **more)  # type: ignore[arg-type] # fmt: skip


def report_of(text: str) -> CheckReport:
    """A report that supports the figures of the first paragraph, in the order of the text."""
    claims = [
        claim(text, "1,240", fact=value_id("visits", Q3), nth=2),
        claim(text, "4,390", fact=value_id("visits", YEAR), nth=2),
        claim(text, "rose", fact=value_id("visits", YEAR, "change", base=YEAR_BEFORE), kind="direction"),
    ]
    return CheckReport(claims=tuple(sorted(claims, key=lambda item: item.start)))
