"""What ships besides recorded crime, as part of a workspace for any force: its rows, measures, notes and breaks.

Burglary of dwellings, knife crime, anti-social behaviour and court outcomes, each where the data hold figures for
the period of the report. Each series comes from one edition, so that no change is one between two vintages.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pcc_narrator.assets import asset
from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month, rolling_year
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes

Row = dict[str, Any]
NATION = "england_wales"
DWELLINGS, KNIFE, ASB, COURTS = "residential_burglary", "knife_crime", "asb_incidents", "conviction_rate"
EDITIONS = {  # year end of an edition of the police force area tables: the day on which it was published
    "2018-03": "2018-07-19", "2018-06": "2018-10-18", "2018-09": "2019-01-24", "2018-12": "2019-04-25",
    "2019-03": "2019-07-18",
}  # fmt: skip
_NEWEST_ASB = "2019-03"
_COMPARABLE_ASB = date(2012, 3, 31)  # "figures for the year ending March 2012 and onwards are not directly comparable"
_ONS = {"publisher": "Office for National Statistics", "basis": "published"}
_KNIVES = (
    "Knife crime is homicide, attempted murder, threats to kill, assault, robbery, rape and sexual assault in which a "
    "knife or sharp instrument was used or threatened."
)
_KNIFE_NOTES = {
    "surrey": "The figures for Surrey include offences with unbroken bottles and glasses.",
    "sussex": "The publisher found later that these figures for Sussex were too low.",
}
_BEHAVIOUR = (
    "Incidents of anti-social behaviour are reports that the police record, not crimes, and are published once a year, "
    "by financial year."
)
_HOMES = (
    "Residential burglary takes in the sheds and garages of a home. Its rate is over the number of households, as in "
    "the published tables."
)
_CONVICTIONS = (
    "The conviction rate is the share of completed prosecutions by the Crown Prosecution Service that ended in a "
    "conviction. It is counted by force area, for every kind of offence."
)
_NEW_SYSTEM = "{} began to use a new crime recording system, and may have recorded too few of these offences since."
_KNIFE_BREAKS = {  # force: first day, reason; from the footnotes to Table P5
    "greater_manchester": (
        "2017-12-01",
        "Greater Manchester Police had counted too few of these offences, and changed how it counts them.",
    ),
    "bedfordshire": ("2018-05-01", _NEW_SYSTEM.format("Bedfordshire Police")),
    "cambridgeshire": ("2018-05-01", _NEW_SYSTEM.format("Cambridgeshire Constabulary")),
}


@dataclass(frozen=True, slots=True)
class More:
    """One further measure: its rows, the priority that it belongs to ("" for one of its own), its plan and notes."""

    rows: tuple[Row, ...]
    measure: Row
    priority: str = ""
    heading: str = ""
    notes: tuple[Row, ...] = ()
    breaks: tuple[Row, ...] = ()


def more(area: codes.KnownArea, quarter: Period, *, rates: bool) -> tuple[More, ...]:
    """The further measures of one force for a report of `quarter`. `rates`: whether its residents are a fair base."""
    assert quarter.end is not None
    found = (
        _dwellings(area, quarter.end, rates), _knife_crime(area, quarter.end), _behaviour(area, quarter.end, rates),
        _courts(area, quarter),
    )  # fmt: skip
    return tuple(one for one in found if one is not None)


def _dwellings(area: codes.KnownArea, end: date, rates: bool) -> More | None:
    """The edition of the report's own year end. An edition has one year, so no change is computed."""
    edition = f"{end:%Y-%m}"
    rows = tuple(
        {"measure": DWELLINGS, "area": row["area"], "period": row["period"], "value": row["value"], **_ONS,
         "source": f"Police force area data tables, year ending {end:%B %Y}, Table P1",
         "published_on": EDITIONS[edition]}
        for row in (_table("residential_burglary.csv.gz") if edition in EDITIONS else ())
        if row["edition"] == edition and (row["area"] == area.id or _is_peer(row["area"], area))
    )  # fmt: skip
    if area.id not in {row["area"] for row in rows}:
        return None
    measure = {
        "id": DWELLINGS, "title": "Residential burglary", "names": ["burglary of dwellings"],
        "subject": "the number of residential burglaries",
        "counted": {"one": "residential burglary", "many": "residential burglaries"}, "unit": "count",
        "polarity": "lower_is_better", "participle": "recorded", "adds": "sum", "headline": "rolling", "compare": [],
        **_peers(area, "households" if rates else None), "within": "group_burglary",
    }  # fmt: skip
    return More(rows, measure, "theft", notes=(_note("homes", DWELLINGS, "definition", _HOMES),))


def _knife_crime(area: codes.KnownArea, end: date) -> More | None:
    """The edition of the report's own year end: this year and the one before, of one force alone.

    Other forces are left out: the tables say that several count in other ways.
    """
    edition = f"{end:%Y-%m}"
    if edition not in EDITIONS:
        return None
    years = [_key(end), _key(_a_year_before(end))]
    rows = tuple(
        {"measure": KNIFE, "area": area.id, "period": row["period"], "value": row["value"], **_ONS,
         "source": f"Police force area data tables, year ending {end:%B %Y}, Table P5",
         "published_on": EDITIONS[edition]}
        for row in _table("knife_crime.csv.gz")
        if row["edition"] == edition and row["area"] == area.id and row["period"] in years
    )  # fmt: skip
    if len(rows) < 2:
        return None
    measure = {
        "id": KNIFE, "title": "Knife crime", "names": ["knife offences", "offences involving a knife"],
        "subject": "the number of knife offences",
        "counted": {"one": "knife offence", "many": "knife offences"}, "unit": "count",
        "polarity": "lower_is_better", "participle": "recorded", "adds": "sum", "headline": "rolling",
        "compare": ["rolling_12_months"], "within": "group_violence_against_the_person",
    }  # fmt: skip
    notes = [_note("knives", KNIFE, "definition", _KNIVES)]
    if area.id in _KNIFE_NOTES:
        later = {"approved_on": EDITIONS["2019-03"]} if area.id == "sussex" else {}  # found by the next edition
        notes.append(_note("knives_here", KNIFE, "method", _KNIFE_NOTES[area.id]) | later)
    start, reason = _KNIFE_BREAKS.get(area.id, ("", ""))
    breaks = ({"measure": KNIFE, "area": area.id, "from": start, "reason": reason, **_said(KNIFE)},) if start else ()
    return More(rows, measure, "violence", notes=tuple(notes), breaks=breaks)


def _behaviour(area: codes.KnownArea, end: date, rates: bool) -> More | None:
    """Incidents of the latest financial year, and own ones of every comparable year before, in one edition."""
    last = end_of_month(date(end.year if end.month >= 3 else end.year - 1, 3, 1))
    if last < _COMPARABLE_ASB:
        return None
    recent = {_key(last), _key(_a_year_before(last))}
    rows = []
    for row in _table("asb_incidents.csv.gz"):
        if row["edition"] != _NEWEST_ASB or not _key(_COMPARABLE_ASB) <= row["period"] <= _key(last):
            continue
        if row["area"] == area.id or (row["period"] in recent and _is_peer(row["area"], area)):
            rows.append({"measure": ASB, "area": row["area"], "period": row["period"], "value": row["value"], **_ONS,
                         "source": "Police force area data tables, year ending March 2019, Table P7",
                         "published_on": EDITIONS[_NEWEST_ASB]})  # fmt: skip
    measure = {
        "id": ASB, "title": "Anti-social behaviour", "names": ["ASB"],
        "subject": "the number of incidents of anti-social behaviour",
        "counted": {"one": "incident of anti-social behaviour", "many": "incidents of anti-social behaviour"},
        "unit": "count", "polarity": "lower_is_better", "participle": "recorded", "adds": "sum", "headline": "rolling",
        "compare": ["rolling_12_months"], **_peers(area, "population" if rates else None), "test": "none",
    }  # fmt: skip
    notes = [_note("behaviour", ASB, "definition", _BEHAVIOUR)]
    if area.id == "warwickshire":
        notes.append(_note("estimated", ASB, "method", "A few in 100 of the incidents in Warwickshire are estimated."))
    return More(tuple(rows), measure, heading="Anti-social behaviour", notes=tuple(notes))


def _courts(area: codes.KnownArea, quarter: Period) -> More | None:
    """Convictions of completed prosecutions by month, if every month of the quarter is there."""
    assert quarter.end is not None
    table = _table("court_outcomes.csv")
    now = {f"{add_months(quarter.end.replace(day=1), -back):%Y-%m}" for back in range(3)}
    before = {f"{int(month[:4]) - 1}{month[4:]}" for month in now}
    own = {row["period"] for row in table if row["area"] == area.id}
    if not now <= own:
        return None
    rows = tuple(
        {"measure": COURTS, "area": row["area"], "period": row["period"], "numerator": row["convictions"],
         "denominator": row["cases"], "basis": "published", "publisher": "Crown Prosecution Service",
         "source": "Case outcomes by principal offence category"}
        for row in table
        if row["period"] <= max(now) and (row["area"] == area.id or row["period"] in now | before)
        and (row["area"] == area.id or row["area"] == NATION or _is_peer(row["area"], area))
    )  # fmt: skip
    measure = {
        "id": COURTS, "title": "Conviction rate", "subject": "the conviction rate", "unit": "percent", "decimals": 1,
        "polarity": "higher_is_better", "adds": "ratio", "compare": ["same_quarter_last_year"],
        "peers": [NATION], "rank_among": NATION,
    }  # fmt: skip
    return More(
        rows, measure, heading="Outcomes at court", notes=(_note("courts", COURTS, "definition", _CONVICTIONS),)
    )


def _peers(area: codes.KnownArea, per: str | None) -> Row:
    """What is compared with: the region, unless it is little more than one force, and the nation; by rates of `per`."""
    peers = [NATION] if area.region == "london" else [area.region, NATION]
    return {"peers": peers} | ({"rank_among": NATION, "rate_per_1000": per} if per else {})


def _is_peer(other: str, area: codes.KnownArea) -> bool:
    return other in (NATION, area.region) or any(force.id == other for force in codes.forces())


def _a_year_before(day: date) -> date:
    return end_of_month(date(day.year - 1, day.month, 1))


def _key(end: date) -> str:
    return period_key(rolling_year(end.year, end.month), Calendar())


def _note(identifier: str, measure: str, kind: str, text: str) -> Row:
    return {"id": identifier, "kind": kind, "measures": [measure], "text": text, **_said(measure)}


def _said(measure: str) -> Row:
    by = "Crown Prosecution Service" if measure == COURTS else "Office for National Statistics"
    on = EDITIONS[_NEWEST_ASB] if measure == ASB else EDITIONS["2018-12"]
    return {"approved_by": f"{by} (notes to the published tables)", "approved_on": on}


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    data = asset(f"data/open/{name}").read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def first_published(end: date) -> Iterator[tuple[str, str, int, str]]:
    """Recorded crime of the 12 months to `end` as it was first published: area, crime group, value, day."""
    edition = f"{end:%Y-%m}"
    if edition in EDITIONS:
        for row in _table("recorded_crime_editions.csv.gz"):
            if row["edition"] == edition:
                yield row["area"], row["category"], int(row["value"]), EDITIONS[edition]


def headings(found: Iterable[More]) -> list[Row]:
    """The priorities of those that belong to none of the plan's own."""
    return [{"id": f"about_{one.measure['id']}", "title": one.heading, "measures": [one.measure]}
            for one in found if not one.priority]  # fmt: skip
