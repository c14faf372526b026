"""Readers of workbooks on a cut-down copy of one real edition, and on damaged copies of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.workspace.importers import ons_pfa, populations, workforce

EXCERPTS = Path(__file__).with_name("excerpts")
EDITION = EXCERPTS / "pfa_december_2018.xlsx"


def test_counts_knife_crime_and_what_was_left() -> None:
    result = ons_pfa.read(EDITION, published_on="2019-04-25")
    table = result.observations.set_index(["measure", "area", "category", "period"])["value"]
    assert table["recorded_crime", "wiltshire", "", "R12-2018-12"] == 42483
    assert table["recorded_crime", "wiltshire", "Burglary", "R12-2018-12"] == 3222
    assert table["recorded_crime", "england_wales", "", "R12-2018-12"] == 5153064 - 64693
    assert table["recorded_crime", "west_midlands", "", "R12-2018-12"] == 252689
    assert table["knife_crime", "wiltshire", "", "R12-2018-12"] == 280
    assert table["residential_burglary", "wiltshire", "", "R12-2018-12"] == 2071
    assert result.taken[0] == "Table P1: 825 counts of 43 forces and their regions, R12-2018-12"
    assert "sheet Notes: not read" in result.left and "sheet Table P3: not read" in result.left


def test_a_national_total_that_includes_what_other_tables_leave_out() -> None:
    result = ons_pfa.read(EDITION)
    table = result.observations.set_index(["measure", "area", "period"])
    nation = table.loc["knife_crime", "england_wales", "R12-2018-12"]
    assert (nation["value"], nation["basis"]) == (44443 - 194, "derived")
    assert nation["source"].endswith("less British Transport Police")
    assert table.loc["knife_crime", "england", "R12-2018-12"]["basis"] == "published"
    assert any("British Transport Police, whom a printed national total includes" in line for line in result.left)


def test_what_the_table_says_of_a_force_is_told() -> None:
    left = ons_pfa.read(EDITION).left
    (said,) = [line for line in left if line.startswith("Table P5: Greater Manchester: ")]
    assert "under-counting these offences" in said and said.endswith("not comparable.")


def test_measures_renamed_and_left_out() -> None:
    table = ons_pfa.read(
        EDITION, measures={"recorded_crime": "crime", "residential_burglary": "", "knife_crime": ""}
    ).observations
    assert set(table["measure"]) == {"crime"}


def test_populations_of_the_rates() -> None:
    rows = populations.read(EDITION).rows.set_index("area")
    assert rows.loc["wiltshire", "population"] == 716400
    assert rows.loc["wiltshire", "period"] == "2017-06-30"
    assert rows.loc["lancashire", "population"] == 1490500  # "Lancashire11"
    assert rows.loc["city_of_london", "households"] > 0


def test_workforce() -> None:
    result = workforce.read(EXCERPTS / "workforce_september_2016.ods")
    table = result.observations.set_index(["measure", "area", "period"])["value"]
    assert table["special_constables", "wiltshire", "2016-09-30"] == 133
    assert table["police_officers", "wiltshire", "2016-03-31"] == Decimal("1019.08")
    assert (
        table["police_officers", "west_midlands_region", "2016-09-30"]
        > table["police_officers", "west_midlands", "2016-09-30"]
    )


def exchange_headings(book: Any) -> None:
    sheet = book["Table P1"]
    sheet["L5"].value, sheet["M5"].value = sheet["M5"].value, sheet["L5"].value
    sheet["L5"].value = "Robbery of everyone"


def drop_a_column(book: Any) -> None:
    book["Table P1"].delete_cols(14)


def drop_rows(book: Any) -> None:
    book["Table P1"].delete_rows(30, 20)


def change_a_number(book: Any) -> None:
    book["Table P1"]["L16"].value += 1


def change_a_number_and_its_total(book: Any) -> None:
    sheet = book["Table P1"]
    total = next(cell for cell in sheet[16] if isinstance(cell.value, int))
    assert total.value > sheet["L16"].value
    sheet["L16"].value += 1
    total.value += 1


def change_a_year(book: Any) -> None:
    cell = next(cell for cell in book["Table P5"][12] if isinstance(cell.value, int))
    cell.value += 1


def spoil_a_number(book: Any) -> None:
    book["Table P1"]["L16"].value = "about 300"


def formula(book: Any) -> None:
    book["Table P1"]["L16"].value = "=1+1"


def retitle(book: Any) -> None:
    book["Table P1"]["A1"].value = "Table P1: Police recorded crime, number of offences"


def remove_the_sheet(book: Any) -> None:
    del book["Table P1"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (exchange_headings, "no offence of the code list"),
        (drop_a_column, "each crime group once"),
        (drop_rows, r"only \d+ forces"),
        (change_a_number, "crime groups of .* sum to"),
        (change_a_number_and_its_total, "the forces of North West sum to"),
        (change_a_year, "the forces of North East sum to"),
        (spoil_a_number, "this is no number"),
        (formula, "sum to"),  # never evaluated: without a stored value it is not available
        (retitle, "names no year end"),
        (remove_the_sheet, "no sheet is titled"),
    ],
)
def test_damaged_workbooks(tmp_path: Path, damage: Callable[[Any], None], message: str) -> None:
    book = openpyxl.load_workbook(EDITION)
    damage(book)
    path = tmp_path / "damaged.xlsx"
    book.save(path)
    with pytest.raises(InputError, match=message):
        ons_pfa.read(path)


@pytest.mark.parametrize("reader", [ons_pfa.read, workforce.read])
def test_files_that_are_no_workbooks(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(EDITION.read_bytes()[:20_000])
    with pytest.raises(InputError, match="cut short"):
        reader(path)
    path.write_bytes(b"<html>Not found</html>")
    with pytest.raises(InputError, match="web page"):
        reader(path)


def test_a_bomb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pcc_narrator.workspace.importers import sheets

    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000)
    monkeypatch.setattr(sheets, "_LARGEST_UNPACKED", 100_000)
    for reader in (ons_pfa.read, workforce.read):
        with pytest.raises(InputError, match="unpacks to more"):
            reader(path)
