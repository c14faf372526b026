"""Readers of named sources on small excerpts of the real files, and on damaged copies of them."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.workspace.importers import ImportResult, codes, cps, ho_quarterly, ho_rolling, nhs_ae, police_uk
from pcc_narrator.workspace.importers.ons_pfa import year_ending
from pcc_narrator.workspace.importers.pfa_years import twelve_months
from pcc_narrator.workspace.importers.result import whole_number
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS

EXCERPTS = Path(__file__).with_name("excerpts")


def value(result: ImportResult, area: str, period: str, category: str = "", measure: str = "") -> Decimal:
    table = result.observations
    rows = table[(table["area"] == area) & (table["period"] == period) & (table["category"] == category)]
    if measure:
        rows = rows[rows["measure"] == measure]
    assert len(rows) == 1, rows
    return Decimal(rows.iloc[0]["value"])


def damaged(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of an excerpt with its first `old` replaced."""
    text = (EXCERPTS / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


# Home Office rolling totals


def test_rolling_totals() -> None:
    result = ho_rolling.read(EXCERPTS / "rolling.csv", published_on="2019-04-25")
    assert tuple(result.observations.columns) == OBSERVATION_COLUMNS
    assert value(result, "wiltshire", "R12-2018-12") == 42483
    assert value(result, "wiltshire", "R12-2017-12") == 43966  # stamped 30-12-2017 in the file
    assert value(result, "wiltshire", "R12-2018-12", "Burglary") == 3222
    assert value(result, "wiltshire", "R12-2017-12", "Burglary") == 4321
    assert value(result, "wiltshire", "R12-2018-12", "Violence against the person") == 13925
    assert set(result.observations["area"]) == {"wiltshire", "city_of_london"}
    assert any("British Transport Police" in reason for reason in result.left)
    assert any("30-12-2017 read as 31-12-2017" in reason for reason in result.left)


def test_the_groups_of_a_rolling_total_add_up() -> None:
    table = ho_rolling.read(EXCERPTS / "rolling.csv").observations
    for _, rows in table.groupby(["area", "period"]):
        groups = rows.loc[rows["category"] != "", "value"]
        assert len(groups) == 14
        assert sum(groups) == rows.loc[rows["category"] == "", "value"].iloc[0]


def test_transport_police_on_request() -> None:
    result = ho_rolling.read(EXCERPTS / "rolling.csv", by="total", transport_police=True)
    assert "british_transport_police" in set(result.observations["area"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("PFA,", "Police force,", "column is missing"),
        ("Wiltshire", "Wilshire", "nearest known name is 'Wiltshire'"),
        ("Bicycle theft", "Bicycle thefts", "nearest known label is 'Bicycle theft'"),
        ("31-12-2018", "31-13-2018", "no month end"),
        ("31-12-2018", "15-12-2018", "no month end"),
        ("Wiltshire,South West,Robbery,", "Wiltshire,South West,Robbery,about ", "no whole number"),
    ],
)
def test_damaged_rolling_totals(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        ho_rolling.read(damaged(tmp_path, "rolling.csv", old, new))


def test_a_row_that_stands_twice(tmp_path: Path) -> None:
    lines = (EXCERPTS / "rolling.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "twice.csv"
    path.write_text("\n".join([*lines, next(line for line in lines if "Wiltshire" in line), ""]), encoding="utf-8")
    with pytest.raises(InputError, match="stands there twice"):
        ho_rolling.read(path)


# Home Office quarters


def test_quarter_counts() -> None:
    result = ho_quarterly.read(EXCERPTS / "quarterly.csv")
    quarters = [value(result, "wiltshire", f"2017-18-Q{number}") for number in (1, 2, 3, 4)]
    assert sum(quarters) == 43563
    assert value(result, "wiltshire", "2017-18-Q3", "Vehicle offences") > 0
    assert "city_of_london" in set(result.observations["area"])  # written "London, City of"
    assert any("CIFAS" in reason for reason in result.left)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Number of Offences", "Offences", "column is missing"),
        ("2017/18,1,Wiltshire", "2017/19,1,Wiltshire", "cannot be read"),
        ("2017/18,1,Wiltshire", "2017/18,5,Wiltshire", "cannot be read"),
        ("Arson", "Fire", "no offence of the code list"),
    ],
)
def test_damaged_quarters(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (EXCERPTS / "quarterly.csv").read_text(encoding="utf-8")
    if old == "Arson":
        text = text.replace(",Arson,", ",Fire,")
    else:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "quarterly.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        ho_quarterly.read(path)


# NHS England


def test_emergency_departments() -> None:
    result = nhs_ae.read(EXCERPTS / "ae.csv", {"RTE": "trust", "RA7": "peer"}, nation="all")
    table = result.observations
    share = table[(table["measure"] == "four_hour_standard") & (table["period"] == "2018-12")].set_index("area")
    attended = {area: share.loc[area, "denominator"] for area in ("trust", "peer", "all")}
    assert attended["all"] > attended["trust"] + attended["peer"]  # RN3 too
    assert value(result, "trust", "2018-12", measure="attendances") == attended["trust"]
    in_time = value(result, "trust", "2018-12", measure="attendances") - value(
        result, "trust", "2018-12", measure="waits_over_four_hours"
    )
    assert share.loc["trust", "numerator"] == in_time
    assert result.left == ("1 other organisations, counted in the national sum alone",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2018-10-01", "2018-10-02", "no first day of a month"),
        ("breaches", "waits", "column is missing"),
        (",1,", ",9,", "no type of department"),
        (",other,", ",1,", "stands there twice"),
    ],
)
def test_damaged_emergency_departments(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        nhs_ae.read(damaged(tmp_path, "ae.csv", old, new), {"RTE": "trust"})


def test_more_waits_than_attendances(tmp_path: Path) -> None:
    path = tmp_path / "ae.csv"
    path.write_text(
        "period,org_code,type,attendances,breaches,admissions\n2018-10-01,RTE,1,10,11,0\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="more waits than attendances"):
        nhs_ae.read(path, {"RTE": "trust"})


def test_an_organisation_that_is_not_there() -> None:
    with pytest.raises(InputError, match="no such organisation"):
        nhs_ae.read(EXCERPTS / "ae.csv", {"ZZZ": "trust"})


# Crown Prosecution Service


def test_court_outcomes() -> None:
    result = cps.read([EXCERPTS / "cps_2017-12.csv", EXCERPTS / "cps_2018-02.csv"])
    table = result.observations
    rates = table[(table["area"] == "wiltshire") & (table["measure"] == "conviction_rate")].set_index("period")
    assert (rates.loc["2018-02", "numerator"], rates.loc["2018-02", "denominator"]) == (334, 380)
    assert any("no file for 2018-01" in reason for reason in result.left)
    assert any("Metropolitan and City" in reason for reason in result.left)
    assert "greater_manchester" in set(table["area"]) and "england_wales" in set(table["area"])


def test_a_copied_month_is_refused(tmp_path: Path) -> None:
    for month in ("2018-02", "2018-03"):
        (tmp_path / f"cps_{month}.csv").write_bytes((EXCERPTS / "cps_2018-02.csv").read_bytes())
    with pytest.raises(InputError, match="the same as cps_2018-02"):
        cps.read(tmp_path.glob("*.csv"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Avon and Somerset,", "Avon and Somerset,1", "sum to|per cent"),
        ("Number of Homicide Convictions", "Homicide Convictions", "needs a column of convictions"),
        ("National,", "Nation,", "no row 'National'"),
    ],
)
def test_damaged_court_outcomes(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        cps.read([damaged(tmp_path, "cps_2018-02.csv", old, new)])


def test_a_file_without_its_month(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_bytes((EXCERPTS / "cps_2018-02.csv").read_bytes())
    with pytest.raises(InputError, match="does not end with its month"):
        cps.read([path])


# data.police.uk


def test_street_events() -> None:
    path = EXCERPTS / "street_2018-12.csv"
    raw = pd.read_csv(path)
    result = police_uk.read([path])
    incidents = int((raw["Crime type"] == "Anti-social behaviour").sum())
    assert value(result, "wiltshire", "2018-12", measure="asb_incidents") == incidents
    assert value(result, "wiltshire", "2018-12", measure="street_crime") == len(raw) - incidents
    counts, taken, _ = police_uk.count([path], by=("outcome", "lsoa"))
    assert counts["count"].sum() == len(raw)
    assert set(counts.columns) == {"area", "month", "type", "outcome", "lsoa", "count"}
    assert taken == (f"{len(raw)} events of 1 force, 2018-12 to 2018-12",)


def test_street_events_compressed_and_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = EXCERPTS / "street_2018-12.csv"
    packed = tmp_path / "street.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    whole = police_uk.count([plain])[0]
    monkeypatch.setattr(police_uk, "CHUNK", 7)
    assert police_uk.count([packed])[0].equals(whole)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Crime type", "Type", "column is missing"),
        (",2018-12,", ",Dec 2018,", "no month"),
        (",Wiltshire Police,Wiltshire Police,", ",Wilts Polis,Wiltshire Police,", "no area of the code list"),
        (",2018-12,", ",,", "the cell is empty"),
    ],
)
def test_damaged_street_events(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        police_uk.read([damaged(tmp_path, "street_2018-12.csv", old, new)])


def test_no_street_file() -> None:
    with pytest.raises(InputError, match="no file was given"):
        police_uk.read([])


# What every reader shares


@pytest.mark.parametrize(
    "reader", [ho_rolling.read, ho_quarterly.read, lambda p: nhs_ae.read(p, {}), lambda p: cps.read([p])]
)
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"<!DOCTYPE html><html>404</html>", "web page"), (None, "no such file")],
)
def test_files_that_are_no_data(tmp_path: Path, reader: object, content: bytes | None, message: str) -> None:
    path = tmp_path / "download_2018-01.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        reader(path)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 66776 ", 66776), ("1,234", 1234), ("-00", 0), ("-5", -5), (12, 12), (12.0, 12),
        ("-", None), ("..", None), ("*", None), ("", None), ("NA", None), (None, None), (float("nan"), None),
    ],
)  # fmt: skip
def test_numbers_as_publishers_print_them(text: object, expected: int | None) -> None:
    assert whole_number(text) == expected


# Code lists


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("London, City of", "", "city_of_london"),
        ("Devon & Cornwall Police", "", "devon_and_cornwall"),
        ("GreaterManchester", "", "greater_manchester"),
        ("ENGLAND AND WALES7,8", "K04000001", "england_wales"),
        ("Lancashire11", "", "lancashire"),
        ("North West 7,8", "E12000002", "north_west"),
        ("West Midlands", "E12000005", "west_midlands_region"),
        ("West Midlands", "E23000014", "west_midlands"),
        ("West Midlands", "", "west_midlands"),
        ("Dyfed Powys", "", "dyfed_powys"),
        ("Avon and Somerset Constabulary", "", "avon_and_somerset"),
        ("Metropolitan Police Service", "", "metropolitan_police"),
    ],
)
def test_areas_by_any_of_their_names(name: str, code: str, expected: str) -> None:
    assert codes.find_area(name, code).id == expected


def test_the_code_list_is_whole() -> None:
    assert len(codes.forces()) == 43
    assert len({area.code for area in codes.forces()}) == 43
    assert all(area.region in {other.id for other in codes.areas()} for area in codes.forces())
    groups = {offence.group for offence in codes.offences().values()} - {""}
    assert len(groups) == 14


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("number of offences, year ending December 181,2", "2018-12-01"),
        ("number of offences, year ending June 20191,2", "2019-06-01"),
        ("number of offences, year ending March 181,2,3", "2018-03-01"),
        ("number of offences, year ending September 2018", "2018-09-01"),
        ("number of offences", None),
    ],
)
def test_year_ends_with_footnotes_stuck_to_them(title: str, expected: str | None) -> None:
    found = year_ending(title)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Apr '17 to Mar '18", ("2017-04-01", "2018-03-31")),
        ("Oct '16 to Sep '17", ("2016-10-01", "2017-09-30")),
        ("Apr '11 to Mar '126,7,8", ("2011-04-01", "2012-03-31")),
        ("% change January 2018 to December 2018", None),
        ("Apr '17 to Mar '19", None),
    ],
)
def test_years_in_headings(heading: str, expected: tuple[str, str] | None) -> None:
    period = twelve_months(heading)
    assert (period and (str(period.start), str(period.end))) == expected
