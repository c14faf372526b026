"""Makes the tables of data/wiltshire-2018-19 from the transcribed report and the open data.

    python tools/build_sample.py

Reads tools/sample/report_figures.csv (every figure of the published report, with the place where it stands there)
and data/open. Writes observations.csv, populations.csv and areas.csv; the same inputs give the same bytes. The
plan, notes and other texts of the workspace are written by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.models.period import Calendar, rolling_year
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes, quarters
from pcc_narrator.workspace.types import AREA_COLUMNS, OBSERVATION_COLUMNS, POPULATION_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT / "data" / "open"
TARGET = ROOT / "data" / "wiltshire-2018-19"
OWN = "wiltshire"
SIMILAR = (
    "wiltshire", "devon_and_cornwall", "warwickshire", "suffolk", "north_wales", "west_mercia", "norfolk", "cheshire",
)  # fmt: skip
REPORT = "Performance report, quarter three 2018-19"
OFFICE = "Office of the Police and Crime Commissioner for Wiltshire and Swindon"
ROLLING = "Recorded crime at police force area level, rolling 12-month totals to December 2018 (rec-crime-pfa.csv)"
QUARTERS = "Police recorded crime open data tables, police force areas, 2017/18"
KINDS = (
    "Homicide", "Violence with injury", "Violence without injury", "Criminal damage and arson", "Drug offences",
)  # fmt: skip
STREET = "Street-level crime and anti-social behaviour, October to December 2018, as downloaded in 2019"
OUTCOMES = {
    "published_outcomes": "",
    "published_outcomes_robbery": "Robbery",
    "published_outcomes_vehicle": "Vehicle crime",
}
CALENDAR = Calendar()
Row = dict[str, Any]


def report_rows() -> list[Row]:
    """Every figure of the published report."""
    with (ROOT / "tools" / "sample" / "report_figures.csv").open(encoding="utf-8", newline="") as stream:
        return [
            {**row, "source": f"{REPORT}: {row['where']}", "publisher": OFFICE, "published_on": "2019-03-28"}
            for row in csv.DictReader(stream)
        ]


def open_rows(already: set[tuple[str, ...]]) -> list[Row]:
    """The published series of recorded crime: own quarters since 2006, forces' years, the nation's crime groups."""
    rolling = pd.read_csv(OPEN / "recorded_crime_rolling_years.csv.gz")
    rolling["end"] = [date.fromisoformat(text) for text in rolling["end"]]
    anchors = pd.read_csv(OPEN / "recorded_crime_quarters_2017_18.csv.gz")
    anchors["end"] = [date.fromisoformat(text) for text in anchors["end"]]
    rows = [*own_quarters(rolling, anchors)]
    years = [date(year, 12, 31) for year in (2016, 2017, 2018)]
    totals = rolling.groupby(["area", "end"])["value"].sum()
    for area in (force.id for force in codes.forces()):
        for end in years:
            rows.append(observed(area, "", end, int(totals[area, end]), f"{ROLLING}: {codes.find_area(area).title}"))
    nation = rolling.groupby(["group", "end"])["value"].sum()
    for group in sorted(rolling["group"].unique()):
        for end in years[1:]:
            source = f"{ROLLING}: sum of the 43 forces, {group}"
            rows.append({**observed("england_wales", group, end, int(nation[group, end]), source), "basis": "derived"})
    sexual = rolling[rolling["group"] == "Sexual offences"].set_index(["area", "end"])["value"]
    for area in (force.id for force in codes.forces()):
        for end in years[1:]:
            source = f"{ROLLING}: {codes.find_area(area).title}, Sexual offences"
            row = observed(area, "", end, int(sexual[area, end]), source)
            rows.append({**row, "measure": "recorded_sexual_offences"})
    for end in years[1:]:
        known = ("england_wales", "Sexual offences", end)
        source = f"{ROLLING}: sum of the 43 forces, Sexual offences"
        row = observed(known[0], "", end, int(nation["Sexual offences", end]), source)
        rows.append({**row, "measure": "recorded_sexual_offences", "basis": "derived"})
    rows += [*to_september(totals), *kinds_of_crime(rolling), *crime_and_disorder(rolling)]
    return [row for row in rows if key(row) not in already]


def to_september(totals: Any) -> Iterable[Row]:
    """The forces' years to September, which the national publication before the report was about."""
    for force in codes.forces():
        for end in (date(2017, 9, 30), date(2018, 9, 30)):
            row = observed(force.id, "", end, int(totals[force.id, end]), f"{ROLLING}: {force.title}")
            yield {**row, "measure": "recorded_crime_september"}


def kinds_of_crime(rolling: pd.DataFrame) -> Iterable[Row]:
    """The kinds of crime whose place among the forces the report gives, as near as the published series comes."""
    end = date(2018, 12, 31)
    last = rolling[rolling["end"] == end]
    for label in KINDS:
        counts = last[(last["label"] == label) | (last["group"] == label)].groupby("area")["value"].sum()
        for force in codes.forces():
            row = observed(force.id, label, end, int(counts[force.id]), f"{ROLLING}: {force.title}, {label}")
            yield {**row, "measure": "crime_kinds"}


def crime_and_disorder(rolling: pd.DataFrame) -> Iterable[Row]:
    """Crimes and incidents of anti-social behaviour as published nationally, years to March."""
    own = rolling[rolling["area"] == OWN].groupby("end")["value"].sum()
    table = pd.read_csv(OPEN / "asb_incidents.csv.gz", dtype=str)
    incidents = table[(table["edition"] == "2018-03") & (table["area"] == OWN) & table["category"].isna()]
    counts = dict(zip(incidents["period"], incidents["value"], strict=True))
    for year in range(2014, 2019):
        end = date(year, 3, 31)
        row = observed(OWN, "Crimes recorded", end, int(own[end]), f"{ROLLING}: Wiltshire")
        yield {**row, "measure": "crime_and_asb"}
        yield {
            **row, "measure": "crime_and_asb", "category": "Anti-social behaviour (national count)",
            "value": counts[f"R12-{year}-03"], "publisher": "Office for National Statistics",
            "published_on": "2018-07-19", "source": "Police force area data tables, year ending March 2018: Table P7",
        }  # fmt: skip


def own_quarters(rolling: pd.DataFrame, anchors: pd.DataFrame) -> Iterable[Row]:
    """Quarter counts of the own force: the true ones of 2017/18, and what the rolling totals say of the others."""
    totals, true = (quarters.by_series(table[table["area"] == OWN]) for table in (rolling, anchors))
    recovered, misfits = quarters.recover_all(totals, true)
    own = pd.DataFrame(recovered)
    if misfits:
        raise SystemExit(f"the vintages disagree for {OWN}:\n{misfits}")
    whole = own.groupby(["end", "anchor"], as_index=False)["value"].sum().assign(group="")
    for row in pd.concat([whole, own]).sort_values(["group", "end"]).itertuples():
        period = CALENDAR.quarter(*quarter_of(row.end))
        if row.anchor:
            basis, source = "published", QUARTERS
        else:
            basis, source = "derived", f"{ROLLING}, differences from the true quarters of 2017/18"
        yield {
            "measure": "recorded_crime", "area": OWN, "category": row.group, "value": str(row.value), "basis": basis,
            "period": period_key(period, CALENDAR), "source": source, "publisher": "Home Office",
            "published_on": "" if row.anchor else "2019-04-25",
        }  # fmt: skip


def quarter_of(end: date) -> tuple[int, int]:
    """The year in which the organisation's year starts, and the quarter, of a quarter's last day."""
    return (end.year - 1, 4) if end.month == 3 else (end.year, end.month // 3 - 1)


def observed(area: str, category: str, end: date, value: int, source: str) -> Row:
    """A published 12-month total of recorded crime."""
    return {
        "measure": "recorded_crime", "area": area, "category": category, "value": str(value), "basis": "published",
        "period": period_key(rolling_year(end.year, end.month), CALENDAR), "source": source,
        "publisher": "Home Office", "published_on": "2019-04-25",
    }  # fmt: skip


def knife_rows() -> list[Row]:
    """Knife crime in the edition that the report used: police force area tables to September 2018."""
    table = pd.read_csv(OPEN / "knife_crime.csv.gz", dtype=str)
    wanted = (table["edition"] == "2018-09") & (table["area"] == OWN)
    rows = table[wanted & table["period"].isin(["R12-2017-09", "R12-2018-09"])]
    source = "Police force area data tables, year ending September 2018, Table P5"
    return [
        {"measure": "knife_crime", "area": OWN, "category": "", "period": row.period, "value": row.value,
         "basis": "published", "source": source, "publisher": "Office for National Statistics",
         "published_on": "2019-01-24"}
        for row in rows.itertuples()
    ]  # fmt: skip


def street_rows() -> Iterable[Row]:
    """What data.police.uk has of the quarter for the report's peers: outcomes of crimes, and incidents by month."""
    table = pd.read_csv(OPEN / "street_crime.csv.gz", dtype={"period": str})
    table = table[table["period"].isin(["2018-10", "2018-11", "2018-12"]) & table["area"].isin(SIMILAR)]
    shared = {"publisher": "data.police.uk", "category": ""}
    incidents = table[table["type"] == "Anti-social behaviour"].set_index(["area", "period"])["count"]
    crimes = table[table["type"] != "Anti-social behaviour"]
    for area in SIMILAR:
        title = codes.find_area(area).title
        for measure, kind in OUTCOMES.items():
            own = crimes[(crimes["area"] == area) & (crimes["type"].eq(kind) | (kind == ""))]
            yield {
                **shared, "measure": measure, "area": area, "period": "2018-19-Q3", "basis": "derived",
                "numerator": str(own["positive"].sum()), "denominator": str(own["count"].sum()),
                "source": f"{STREET}: {title}, {kind or 'all crimes'}, last outcomes that are positive",
            }  # fmt: skip
        for period, value in incidents[area].items():
            source = f"{STREET}: {title}"
            row = {**shared, "measure": "asb_published", "area": area, "period": period, "value": str(value)}
            yield {**row, "basis": "published", "source": source}


def key(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What one observation is about."""
    return row["measure"], row["area"], row.get("category", ""), row["period"]


def areas() -> list[Row]:
    """The own force first, the other forces, then the groups."""
    known = sorted(codes.forces(), key=lambda force: (force.id != OWN, force.title))
    rows: list[Row] = [
        {"area": a.id, "title": a.title, "names": "; ".join(a.names), "kind": "force", "members": ""} for a in known
    ]
    rows[0]["names"] = "Wiltshire Police; Wiltshire and Swindon; the Force; the force"
    south_west = "; ".join(force.id for force in codes.forces() if force.region == "south_west")
    rows.append(
        {"area": "msg", "title": "most similar group", "kind": "group", "members": "; ".join(SIMILAR),
         "names": "MSG; most similar forces; peers; peer group; peer forces; Most Similar Group"}
    )  # fmt: skip
    rows.append(
        {"area": "south_west", "title": "the South West", "names": "South West; South West region", "kind": "region",
         "members": south_west}
    )  # fmt: skip
    rows.append(
        {"area": "england_wales", "title": "England and Wales", "kind": "nation",
         "names": "England & Wales; nationally",
         "members": "; ".join(force.id for force in codes.forces())}
    )  # fmt: skip
    return rows


def population_rows() -> list[Row]:
    """Mid-2014 to mid-2017 of the forces and of the groups that a rate is printed for."""
    wanted = {force.id for force in codes.forces()} | {"south_west", "england_wales"}
    with (OPEN / "populations.csv").open(encoding="utf-8", newline="") as stream:
        return [
            {**row, "source": f"ONS police force area tables ({row['source']})"}
            for row in csv.DictReader(stream)
            if row["area"] in wanted and "2014" <= row["period"][:4] <= "2017"
        ]


def write(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Rows as CSV with the named columns, "" for what a row lacks."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.parent.name}/{path.name}: {path.stat().st_size:,} bytes")


def main(target: Path = TARGET) -> None:
    target.mkdir(parents=True, exist_ok=True)
    report = report_rows()
    rows = [*report, *open_rows({key(row) for row in report}), *knife_rows(), *street_rows()]
    keys = [key(row) for row in rows]
    twice = {one for one in keys if keys.count(one) > 1} if len(set(keys)) < len(keys) else set()
    if twice:
        raise SystemExit(f"given twice: {sorted(twice)}")
    write(target / "observations.csv", OBSERVATION_COLUMNS, rows)
    write(target / "areas.csv", AREA_COLUMNS, areas())
    write(target / "populations.csv", POPULATION_COLUMNS, population_rows())


if __name__ == "__main__":
    main()
