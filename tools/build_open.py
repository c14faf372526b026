"""Makes data/open (compact public data that ship with the program) from the publishers' files.

    python tools/build_open.py FOLDER_OF_DOWNLOADS

The same files give the same bytes. data/README.md says where the downloads come from.
"""

from __future__ import annotations

import argparse
import gzip
import io
from pathlib import Path

import pandas as pd

from pcc_narrator.models.period import Calendar
from pcc_narrator.workspace.importers import (
    codes,
    cps,
    ho_quarterly,
    ho_rolling,
    nhs_ae,
    ons_pfa,
    police_uk,
    populations,
)

POSITIVE = (  # last outcomes that the Home Office counts as positive: charged or summonsed, or dealt with out of court
    "Awaiting court outcome", "Court case unable to proceed", "Court result unavailable", "Defendant found not guilty",
    "Defendant sent to Crown Court", "Local resolution", "Offender deprived of property", "Offender fined",
    "Offender given a caution", "Offender given a drugs possession warning", "Offender given absolute discharge",
    "Offender given community sentence", "Offender given conditional discharge", "Offender given penalty notice",
    "Offender given suspended prison sentence", "Offender ordered to pay compensation", "Offender otherwise dealt with",
    "Offender sent to prison", "Suspect charged as part of another case",
)  # fmt: skip
OPEN = Path(__file__).resolve().parent.parent / "data" / "open"


def write(table: pd.DataFrame, name: str) -> None:
    """A table as CSV, compressed without a time stamp where the name says .gz."""
    text = table.to_csv(index=False, lineterminator="\n").encode("utf-8")
    if name.endswith(".gz"):
        buffer = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as stream:
            stream.write(text)
        text = buffer.getvalue()
    OPEN.mkdir(parents=True, exist_ok=True)
    (OPEN / name).write_bytes(text)
    print(f"{name}: {len(table):,} rows, {len(text):,} bytes")


def recorded_crime(downloads: Path) -> None:
    """Rolling totals by force and offence, and the true quarter counts of 2017/18."""
    table, taken, left = ho_rolling.read_table(downloads / "home_office_rec_crime_pfa" / "rec-crime-pfa.csv")
    print(*taken, *left, sep="\n  ")
    rolling = table.sort_values(["area", "group", "label", "end"])
    write(rolling[["area", "group", "label", "end", "value"]], "recorded_crime_rolling_years.csv.gz")
    table, taken, left = ho_quarterly.read_table(
        downloads / "home_office_prc_pfa_2017_18" / "prc-pfa-mar2013-onwards-tables201718.csv"
    )
    print(*taken, *left, sep="\n  ")
    calendar = Calendar()
    table["end"] = [calendar.quarter(y, q).end for y, q in zip(table["year"], table["quarter"], strict=True)]
    counts = table.groupby(["area", "group", "subgroup", "end"], as_index=False)["value"].sum()
    write(counts, "recorded_crime_quarters_2017_18.csv.gz")


def people(downloads: Path) -> None:
    """Mid-year populations and households, the newest edition of each year."""
    tables = downloads / "ons_pfa_tables"
    frames = [
        populations.read(tables / "policeforceareatablesyearendingmarch2018v2.xlsx").rows,
        populations.read(tables / "policeforceareatablesyearendingdecember2018.xlsx").rows,
        populations.read(downloads / "ons_population" / "pfa_population_mye2018.csv").rows,
    ]
    table = pd.concat(frames).drop_duplicates(["area", "period"], keep="last")
    order = {area.id: number for number, area in enumerate(codes.areas())}
    table = table.sort_values(["area", "period"], key=lambda s: s.map(order) if s.name == "area" else s)
    write(table, "populations.csv")


def area_tables(downloads: Path) -> None:
    """Every edition of the police force area tables: 12-month counts as first published, and as revised."""
    frames: list[pd.DataFrame] = []
    for path in sorted((downloads / "ons_pfa_tables").glob("*.xlsx")):
        table = ons_pfa.read(path).observations
        edition = table.loc[table["measure"] == "recorded_crime", "period"].max().removeprefix("R12-")
        frames.append(table.assign(edition=edition))
    rows = pd.concat(frames)
    order = ["edition", "area", "category", "period"]
    for measure, name in (
        ("recorded_crime", "recorded_crime_editions.csv.gz"),
        ("knife_crime", "knife_crime.csv.gz"),
        ("residential_burglary", "residential_burglary.csv.gz"),
        ("asb_incidents", "asb_incidents.csv.gz"),
    ):
        part = rows[rows["measure"] == measure].sort_values(order)
        write(part[[*order, "value"]], name)


def courts(downloads: Path) -> None:
    """Convictions and completed cases by area and month."""
    table = cps.read((downloads / "cps_case_outcomes").glob("*.csv")).observations
    rates = table[table["measure"] == "conviction_rate"].sort_values(["area", "period"])
    columns = {"numerator": "convictions", "denominator": "cases"}
    write(rates.rename(columns=columns)[["area", "period", "convictions", "cases"]], "court_outcomes.csv")


def street_crime(downloads: Path) -> None:
    """Crimes, those with a positive outcome, and incidents of anti-social behaviour, by force, month and type."""
    table, taken, left = police_uk.count((downloads / "data_police_uk_all_forces").glob("*.csv.gz"), by=("outcome",))
    print(*taken, *left, sep="\n  ")
    table = table.assign(positive=table["count"].where(table["outcome"].isin(POSITIVE), 0))
    counts = table.groupby(["area", "type", "month"], as_index=False)[["count", "positive"]].sum()
    write(counts.rename(columns={"month": "period"}), "street_crime.csv.gz")


def emergency_care(downloads: Path) -> None:
    """A&E attendances of every organisation in England."""
    table = nhs_ae.read_table(downloads / "nhs_ae_attendances" / "ae_attendances_2016-04_2019-03.csv")
    table = table.assign(period=table["period"] + "-01").sort_values(["period", "org_code", "type"])
    write(table, "ae_attendances.csv.gz")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("downloads", type=Path)
    downloads = parser.parse_args().downloads
    recorded_crime(downloads)
    people(downloads)
    emergency_care(downloads)
    area_tables(downloads)
    courts(downloads)
    street_crime(downloads)


if __name__ == "__main__":
    main()
