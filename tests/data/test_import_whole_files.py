"""Readers of named sources on the publishers' whole files: the figures that a real report printed, reproduced.

The files are larger than the project ships; these tests run where a folder of downloads stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pcc_narrator.errors import InputError
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
    quarters,
    workforce,
)

DOWNLOADS = Path(__file__).resolve().parents[3] / "shared" / "data"
TABLES = DOWNLOADS / "ons_pfa_tables"
ROLLING = DOWNLOADS / "home_office_rec_crime_pfa" / "rec-crime-pfa.csv"
QUARTERLY = DOWNLOADS / "home_office_prc_pfa_2017_18" / "prc-pfa-mar2013-onwards-tables201718.csv"
DECEMBER = TABLES / "policeforceareatablesyearendingdecember2018.xlsx"
SEPTEMBER = TABLES / "policeforceareatablesyearendingsep18corrected.xlsx"
SOUTH_WEST = ("avon_and_somerset", "devon_and_cornwall", "dorset", "gloucestershire", "wiltshire")
SIMILAR = (
    "wiltshire", "devon_and_cornwall", "warwickshire", "suffolk", "north_wales", "west_mercia", "norfolk", "cheshire",
)  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DOWNLOADS.is_dir(), reason="the publishers' files are not part of the project"),
]


@cache
def rolling() -> pd.DataFrame:
    return ho_rolling.read(ROLLING).observations


@cache
def edition(path: Path) -> pd.DataFrame:
    return ons_pfa.read(path).observations


def totals(period: str, category: str = "") -> dict[str, int]:
    table = rolling()
    rows = table[(table["period"] == period) & (table["category"] == category)]
    return {area: int(value) for area, value in zip(rows["area"], rows["value"], strict=True)}


def one(table: pd.DataFrame, **wanted: str) -> Decimal:
    for column, text in wanted.items():
        table = table[table[column] == text]
    assert len(table) == 1
    return Decimal(table.iloc[0]["value"])


def rates(areas: Iterable[str]) -> list[Decimal]:
    people = populations.read(DECEMBER).rows
    mid = people[people["period"] == "2017-06-30"].set_index("area")["population"]
    after = totals("R12-2018-12")
    return [Decimal(after[area]) * 1000 / mid[area] for area in areas]


# The table of checks: what the report printed, from the open data


def test_own_total() -> None:
    assert (totals("R12-2017-12")["wiltshire"], totals("R12-2018-12")["wiltshire"]) == (43966, 42483)


@pytest.mark.parametrize(
    ("group", "before", "after"),
    [
        ("Violence against the person", 13200, 13925),
        ("Criminal damage and arson", 6215, 5709),
        ("All other theft offences", 4344, 4479),
        ("Shoplifting", 4056, 4300),
        ("Burglary", 4321, 3222),
        ("Vehicle offences", 3929, 2895),
        ("Public order offences", 2458, 2710),
        ("Sexual offences", 1694, 1646),
        ("Drug offences", 1059, 1044),
        ("Bicycle theft", 914, 826),
        ("Miscellaneous crimes against society", 841, 737),
        ("Theft from the person", 408, 347),
        ("Robbery", 259, 338),
        ("Possession of weapons offences", 268, 305),
    ],
)
def test_crime_groups(group: str, before: int, after: int) -> None:
    assert totals("R12-2017-12", group)["wiltshire"] == before
    assert totals("R12-2018-12", group)["wiltshire"] == after
    assert one(edition(DECEMBER), measure="recorded_crime", area="wiltshire", category=group) == after


def test_groups_of_forces_with_their_known_revisions() -> None:
    before, after = totals("R12-2017-12"), totals("R12-2018-12")
    assert (sum(before.values()), sum(after.values())) == (4751551 + 60, 5088329 + 42)
    assert (sum(before[area] for area in SOUTH_WEST), sum(after[area] for area in SOUTH_WEST)) == (370172, 373667 - 222)
    assert (sum(before[area] for area in SIMILAR), sum(after[area] for area in SIMILAR)) == (511115 + 62, 540447 - 9)


def test_forces_that_rose_and_the_rank() -> None:
    before, after = totals("R12-2017-12"), totals("R12-2018-12")
    assert len(after) == 43
    assert sum(after[area] > before[area] for area in after) == 35
    assert sorted(after.values()).index(after["wiltshire"]) + 1 == 6


def test_rates() -> None:
    assert round(rates(["wiltshire"])[0], 1) == Decimal("59.3")
    assert round(sum(rates(SIMILAR)) / len(SIMILAR), 1) == Decimal("71.2")


@pytest.mark.parametrize(
    ("force", "before", "after"),
    [
        ("dorset", 48717, 53099),
        ("gloucestershire", 34206, 35292),
        ("warwickshire", 41704, 41304),
        ("suffolk", 52554, 54124),
        ("west_mercia", 85805, 84554),
        ("norfolk", 55790, 58972),
    ],
)
def test_peers(force: str, before: int, after: int) -> None:
    assert (totals("R12-2017-12")[force], totals("R12-2018-12")[force]) == (before, after)


@pytest.mark.parametrize(
    ("force", "before"), [("avon_and_somerset", 142905), ("devon_and_cornwall", 100378), ("cheshire", 82443)]
)
def test_peers_whose_later_year_was_revised(force: str, before: int) -> None:
    assert totals("R12-2017-12")[force] == before


def test_burglary_of_dwellings_has_the_published_rates_over_households() -> None:
    counts = ons_pfa.read(DECEMBER).observations.set_index(["measure", "area"])["value"]["residential_burglary"]
    people = populations.read(DECEMBER).rows
    homes = people[people["period"] == "2017-06-30"].set_index("area")["households"]
    book = openpyxl.load_workbook(DECEMBER, read_only=True, data_only=True)
    rows = list(book["Table P3"].iter_rows(values_only=True))
    (column,) = {
        place
        for row in rows
        for place, cell in enumerate(row)
        if str(cell).startswith("Residential burglary (households)")
    }
    published = {
        codes.find_area(row[1], row[0]).id: row[column] for row in rows if isinstance(row[column], int | float)
    }
    assert len(published) == 55  # forces, regions, nations
    for area in published.keys() - {"england_wales"}:  # printed with British Transport Police
        unrounded = float(counts[area] * 1000) / published[area]  # the table prints households rounded to 100
        assert abs(unrounded - float(homes[area])) <= 50, area
    assert round(counts["england_wales"] * 1000 / homes["england_wales"], 1) == Decimal("12.2")


def test_homicide_is_the_second_lowest_rate() -> None:
    table = ho_rolling.read(ROLLING, by="label").observations
    rows = table[(table["category"] == "Homicide") & (table["period"] == "R12-2018-12")]
    counts = {area: int(value) for area, value in zip(rows["area"], rows["value"], strict=True)}
    people = populations.read(DOWNLOADS / "ons_population" / "pfa_population_mye2018.csv").rows
    mid = people[people["period"] == "2018-06-30"].set_index("area")["population"]
    rate = {force.id: Decimal(counts.get(force.id, 0)) / mid[force.id] for force in codes.forces()}
    assert sum(rate[area] < rate["wiltshire"] for area in rate) == 1


def test_changes_as_printed() -> None:
    before, after = totals("R12-2017-12")["wiltshire"], totals("R12-2018-12")["wiltshire"]
    assert (after - before, round(Decimal(100 * (after - before)) / before, 1)) == (-1483, Decimal("-3.4"))
    knives = {
        period: one(edition(SEPTEMBER), measure="knife_crime", area="wiltshire", period=period)
        for period in ("R12-2017-09", "R12-2018-09")
    }
    change = 100 * (knives["R12-2018-09"] - knives["R12-2017-09"]) / knives["R12-2017-09"]
    assert round(change) == -18


def test_knife_crime_in_two_editions() -> None:
    september, december = edition(SEPTEMBER), edition(DECEMBER)
    assert one(september, measure="knife_crime", area="wiltshire", period="R12-2017-09") == 295
    assert one(september, measure="knife_crime", area="wiltshire", period="R12-2018-09") == 243
    assert one(december, measure="knife_crime", area="wiltshire", period="R12-2017-12") == 278
    assert one(december, measure="knife_crime", area="wiltshire", period="R12-2018-12") == 280


def test_the_rolling_year_to_june_as_first_published_and_revised() -> None:
    june = edition(TABLES / "policeforceareadatatablesyearendingjune2018corrected.xlsx")
    assert one(june, measure="recorded_crime", area="wiltshire", category="") == 43646
    assert totals("R12-2018-06")["wiltshire"] == 43620


# The workbooks


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.xlsx")), ids=lambda path: path.stem[-14:])
def test_every_edition(path: Path) -> None:
    table = edition(path)
    crime = table[table["measure"] == "recorded_crime"]
    forces = {force.id for force in codes.forces()}
    found = forces & set(crime["area"])
    assert forces - found <= {"greater_manchester"}
    assert not table.duplicated(["measure", "area", "category", "period"]).any()
    nation = one(crime, area="england_wales", category="")
    assert nation == sum(one(crime, area=force, category="") for force in found)
    assert not [area for area in codes.areas() if area.kind == "region" and area.id not in set(crime["area"])]


def test_the_december_edition_is_the_rolling_total() -> None:
    table = edition(DECEMBER)
    crime = table[(table["measure"] == "recorded_crime") & (table["category"] == "")].set_index("area")["value"]
    assert {area: int(crime[area]) for area in totals("R12-2018-12")} == totals("R12-2018-12")
    assert crime["west_midlands"] == 252689 and crime["west_midlands_region"] == 463312


def test_a_force_left_out_of_the_nation_is_said() -> None:
    result = ons_pfa.read(TABLES / "pfatablesdec19.xlsx")
    assert any(reason.startswith("Greater Manchester: no figures in this edition (Following") for reason in result.left)
    nation = result.observations[result.observations["area"] == "england_wales"]
    assert nation.loc[nation["measure"] == "recorded_crime", "source"].str.contains("without Greater Manchester").all()


def test_a_total_of_england_that_its_forces_do_not_meet_is_left_out() -> None:
    result = ons_pfa.read(TABLES / "policeforceareatablesyearendingmarch2018v2.xlsx")
    table = result.observations.set_index(["measure", "area", "category", "period"])["value"]
    assert table["knife_crime", "england", "", "R12-2018-03"] == 39018 - 97  # printed with British Transport Police
    assert ("knife_crime", "england", "", "R12-2017-03") not in table.index
    assert "Table P5, Apr '16 to Mar '17: the forces of England sum to 33,589, its total is 33,647." in result.left


def test_anti_social_behaviour_with_and_without_codes() -> None:
    first = edition(TABLES / "policeforceareatablesyearendingmarch2018v2.xlsx")
    second = edition(TABLES / "policeforceareatablesyeendingmarch2019.xlsx")
    for table in (first, second):
        assert one(table, measure="asb_incidents", area="wiltshire", period="R12-2018-03") == 14032
        assert one(table, measure="asb_incidents", area="west_midlands", period="R12-2018-03") == 56152
        assert one(table, measure="asb_incidents", area="west_midlands_region", period="R12-2018-03") == 156477


@pytest.mark.parametrize("row", [5, 62])
def test_a_workbook_whose_columns_or_rows_moved(tmp_path: Path, row: int) -> None:
    import openpyxl

    book = openpyxl.load_workbook(DECEMBER)
    sheet = book["Table P1"]
    if row == 5:
        sheet["L5"], sheet["N5"] = "Burglary", "Robbery"  # two headings exchanged
        sheet["M5"] = "Theft of everything"
    else:
        sheet.delete_rows(30, 25)
    path = tmp_path / "moved.xlsx"
    book.save(path)
    with pytest.raises(InputError, match=r"no offence|once|only \d+ forces"):
        ons_pfa.read(path)


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "short.xlsx"
    path.write_bytes(DECEMBER.read_bytes()[:50_000])
    with pytest.raises(InputError, match="cut short"):
        ons_pfa.read(path)


def test_populations() -> None:
    people = populations.read(DECEMBER).rows
    assert set(people["period"]) == {"2017-06-30"}
    own = people[people["area"] == "wiltshire"].iloc[0]
    assert (own["population"], len(people)) == (716400, 55)
    older = populations.read(TABLES / "policeforceareatablesyearendingmarch2018v2.xlsx").rows
    wiltshire = older[older["area"] == "wiltshire"].set_index("period")["population"]
    assert wiltshire["2016-06-30"] == 710800 and wiltshire["2002-06-30"] == 620500
    newest = populations.read(DOWNLOADS / "ons_population" / "pfa_population_mye2018.csv")
    assert newest.rows.set_index("area")["population"]["wiltshire"] == 720100
    assert any("Beds Cambs Herts" in reason for reason in newest.left)


# Quarters behind the rolling totals


def test_quarters_of_every_force_meet_their_totals_but_for_five() -> None:
    table, _, _ = ho_rolling.read_table(ROLLING)
    true, _, _ = ho_quarterly.read_table(QUARTERLY)
    calendar = Calendar()
    true["end"] = [calendar.quarter(y, q).end for y, q in zip(true["year"], true["quarter"], strict=True)]
    grouped = table.groupby(["area", "group", "end"])["value"].sum().reset_index()
    recovered, misfits = quarters.recover_all(quarters.by_series(grouped), quarters.by_series(true))
    found = pd.DataFrame(recovered)
    by_force: dict[str, int] = {}
    for (area, _), gap in misfits.items():
        by_force[area] = by_force.get(area, 0) + gap
    assert by_force == {
        "cheshire": -41, "derbyshire": -200, "leicestershire": -1833, "north_wales": -20, "sussex": -840,
    }  # fmt: skip
    own = found[found["area"] == "wiltshire"].groupby("end")["value"].sum()
    assert [int(own.iloc[i]) for i in (-3, -2, -1)] == [10928, 11070, 10603]
    sums = own.rolling(4).sum().dropna()
    years = grouped[grouped["area"] == "wiltshire"].groupby("end")["value"].sum()
    assert all(years[end] == total for end, total in sums.items())
    assert len(own) == 51


# The other sources


def test_street_events_of_one_force() -> None:
    result = police_uk.read((DOWNLOADS / "data_police_uk_wiltshire").glob("*.csv"))
    table = result.observations[result.observations["category"] == ""]
    months = ("2018-10", "2018-11", "2018-12")
    crimes = sum(one(table, measure="street_crime", period=month) for month in months)
    incidents = sum(one(table, measure="asb_incidents", period=month) for month in months)
    assert (crimes, incidents) == (10655, 3952)


def test_a_million_events() -> None:
    folder = DOWNLOADS / "data_police_uk_all_forces"
    counts, _, left = police_uk.count(folder.glob("*.csv.gz"), by=("outcome",))
    known = pd.read_csv(folder / "force_month_crimetype_outcome_counts_2018-10_2019-02.csv", keep_default_na=False)
    known = known[~known["Reported by"].isin(["British Transport Police", "Police Service of Northern Ireland"])]
    assert counts["count"].sum() == known["Count"].sum() == 1_685_983
    assert sorted(counts["count"]) == sorted(known["Count"])
    assert any("Greater Manchester" in reason and "no national totals" in reason for reason in left)


def test_court_outcomes() -> None:
    result = cps.read((DOWNLOADS / "cps_case_outcomes").glob("*.csv"))
    assert any("2015-11, 2016-02, 2016-03, 2017-04, 2017-05, 2017-06" in reason for reason in result.left)
    assert result.observations["period"].nunique() == 45
    assert one(result.observations, measure="convictions", area="wiltshire", period="2018-03") == 327


@pytest.mark.parametrize(
    ("file", "day", "officers", "specials"),
    [
        ("police-workforce-sep18-tables.ods", "2018-09-30", "986", "245"),
        ("police-workforce-sep19-tables.ods", "2019-09-30", "975.29", "208"),
        ("police-workforce-tables-jan17.ods", "2017-09-30", "966", "224"),
        ("police-workforce-tables-sep16.ods", "2016-09-30", "976.14", "133"),
        ("police-workforce-tabs-30sep15.ods", "2015-09-30", "986.19", "162"),
    ],
)
def test_workforce(file: str, day: str, officers: str, specials: str) -> None:
    table = workforce.read(DOWNLOADS / "home_office_workforce" / file).observations
    assert one(table, measure="police_officers", area="wiltshire", period=day) == Decimal(officers)
    assert one(table, measure="special_constables", area="wiltshire", period=day) == Decimal(specials)
    assert {"west_midlands", "west_midlands_region", "east_of_england"} <= set(table["area"])


def test_emergency_departments() -> None:
    path = DOWNLOADS / "nhs_ae_attendances" / "ae_attendances_2016-04_2019-03.csv"
    table = nhs_ae.read(path, {"RTE": "trust"}).observations
    nation = table[(table["area"] == "england") & (table["measure"] == "four_hour_standard")].set_index("period")
    december = nation.loc["2018-12"]
    assert round(100 * december["numerator"] / december["denominator"], 1) == Decimal("86.4")
    assert len(nation) == 36
