"""The annexes: every fact down to its rows, an accessible workbook, nothing that computes, the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from annex_sample import CHANGE, FACTS, FLAGS, PUBLISHED, SUM
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.annexes import write_annexes
from pcc_narrator.annexes.csv_files import csv_bytes, harmless
from pcc_narrator.annexes.tables import AnnexTable, Column
from pcc_narrator.annexes.trace import Trace, row_ranges
from pcc_narrator.annexes.workbook import workbook_bytes
from pcc_narrator.models.fact import Derivation, FactSet, Source


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "annexes"
    write_annexes(FACTS, FLAGS, out, made_from=b"{}")
    return out


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.fixture(scope="module")
def book(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / "tables.xlsx")


def test_every_fact_with_its_derivation_and_rows(folder: Path) -> None:
    rows = {row["id"]: row for row in _read(folder / "facts.csv")}
    assert list(rows) == [fact.id for fact in FACTS.facts]
    change = rows[CHANGE.id]
    assert (change["value"], change["printed"], change["base"]) == ("-104", "−104", "2018-19-Q2")
    assert (change["derivation"], change["source_rows"]) == ("difference", "observations rows 2, 3")
    assert change["derived_from"].split("; ") == list(CHANGE.derivation.of if CHANGE.derivation else ())
    assert rows[SUM.id]["source_rows"] == "observations rows 2, 3"
    assert rows["visits.change_percent"]["value"] == "-8.637873"
    assert rows["visits.significant"]["value"] == "true"
    assert rows["visits.rank"]["printed"] == "1st"


def test_exceptions_and_sources(folder: Path) -> None:
    (flag,) = _read(folder / "exceptions.csv")
    assert (flag["kind"], flag["measure_title"], flag["numbers"]) == ("concern", "Visits", "p: 0.03")
    (source,) = _read(folder / "sources.csv")
    assert source["publisher"] == "The Trust"
    assert (source["published_on"], source["rows"], source["facts"]) == ("2019-02-01", "2 to 4, 9", "4")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("  =1", "'  =1"), ("\t=1", "'\t=1"),
        ("\r1", "'\r1"), ("＝1", "'＝1"), ("−104", "−104"), ("a=b", "a=b"), ("", ""), ("10 - 2", "10 - 2"),
    ],
)  # fmt: skip
def test_no_formula_in_csv(text: str, expected: str) -> None:
    assert harmless(text) == expected


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_csv_is_read_back(cells: list[str]) -> None:
    names = [f"c{number}" for number in range(len(cells))]
    content = csv_bytes(names, [cells]).decode("utf-8")
    back = list(csv.reader(io.StringIO(content, newline="")))
    assert back[1:] == [[harmless(cell) for cell in cells]] or cells == [""]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in back[-1])


def test_texts_in_the_annexes_are_harmless(folder: Path, book: Any) -> None:
    rows = _read(folder / "facts.csv")
    assert [row["category"] for row in rows if row["area"] == "york"] == ["'=cmd|' /C calc'!A0"]
    assert rows[-1]["measure_title"] == "'=1+1"
    assert _read(folder / "exceptions.csv")[0]["evidence"] == "'@home visits fell."
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    marked = {str(cell.value) for cell in cells if cell.quotePrefix}
    assert {"=1+1", "@home visits fell.", "-2 wards were shut\ufffd in May.", "=cmd|' /C calc'!A0"} <= marked


def test_the_workbook_is_accessible(book: Any) -> None:
    assert book.sheetnames[:3] == ["Cover_sheet", "Table_of_contents", "Notes"]
    assert book.sheetnames[3:] == [f"Table_{number}" for number in range(1, len(book.sheetnames) - 2)]
    assert book["Cover_sheet"]["A1"].value == "Annexes to the performance report: Leeds, quarter three 2018-19"
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value
        assert len(sheet.tables) == (0 if sheet.title == "Cover_sheet" else 1)
        for table in sheet.tables.values():
            cells = [cell for row in sheet[table.ref] for cell in row]
            assert all(cell.value not in (None, "") for cell in cells), sheet.title
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert heads == [column.name for column in table.tableColumns]
            assert len(set(heads)) == len(heads)
        if sheet.title.startswith("Table_") and sheet.title != "Table_of_contents":
            assert sheet["A1"].value.startswith(f"Table {sheet.title.removeprefix('Table_')}: ")
            assert sheet.freeze_panes == "B6"
            assert sheet["A4"].hyperlink.location == "'Table_of_contents'!A1"


def test_notes_that_are_referred_to_are_explained(book: Any) -> None:
    explained = {f"[note {row[0].value}]" for row in book["Notes"].iter_rows(min_row=4)}
    used = {
        f"[note {mark}]"
        for sheet in book.worksheets[3:]
        for cell in (sheet["A1"], *sheet[5])
        for mark in _marks(str(cell.value))
    }
    assert used == explained and used


def _marks(text: str) -> list[str]:
    return [part.partition("]")[0] for part in text.split("[note ")[1:]]


def test_contents_lead_to_the_sheets(book: Any) -> None:
    rows = list(book["Table_of_contents"].iter_rows(min_row=4))
    assert [row[0].value for row in rows] == book.sheetnames[3:]
    assert all(row[0].hyperlink.location == f"'{row[0].value}'!A1" for row in rows)


def test_figures_are_numbers(book: Any) -> None:
    rows = [[cell.value for cell in row] for row in book["Table_1"].iter_rows(min_row=6)]
    assert rows[0] == [
        "Visits", "Quarter three 2018-19", 1100, "Number", "Quarter two 2018-19", -104, -8.637873, "Yes", "Concern",
    ]  # fmt: skip
    assert rows[1][:6] == ["Visits", "12 months to December 2018", 4600, "Number", "[z]", "[z]"]
    assert rows[2][:4] == ["=1+1", "Quarter two 2018-19", 7, "Number"]
    assert rows[3][:4] == ["=1+1", "Quarter three 2018-19", "[x]", "[z]"]
    assert book["Table_1"]["G6"].number_format == "#,##0.0"
    areas = [[cell.value for cell in row] for row in book["Table_4"].iter_rows(min_row=6)]
    assert [row[2] for row in areas] == ["Value", "Rank, one is the lowest"]
    assert areas[1][6:] == [1, "Rank", 4]


def test_the_same_bytes_each_time(folder: Path, tmp_path: Path) -> None:
    write_annexes(FACTS, FLAGS, tmp_path / "again", made_from=b"{}")
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name
    with zipfile.ZipFile(folder / "tables.xlsx") as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_nothing_is_written_when_one_cannot_be_made(folder: Path, tmp_path: Path, monkeypatch: Any) -> None:
    out = tmp_path / "annexes"
    write_annexes(FACTS, FLAGS, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "mine.txt").write_text("kept", encoding="utf-8")

    def fails(*_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr("pcc_narrator.annexes.write.write_bytes", fails)
    with pytest.raises(OSError, match="disk full"):
        write_annexes(replace(FACTS, facts=()), FLAGS, out)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.suffix != ".txt"} == before
    write_annexes(FACTS, FLAGS, out)
    assert (out / "mine.txt").exists()


def test_an_empty_set_has_tables_that_say_so(tmp_path: Path) -> None:
    paths = write_annexes(FactSet(), (), tmp_path / "annexes")
    sheet = openpyxl.load_workbook(paths[-1])["Table_5"]
    assert sheet["A6"].value == "There are no exceptions in this period."
    assert sheet["B6"].value == "[z]"


def test_what_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    table = AnnexTable("T", "Each row is a thing.", (Column("Thing"),), (("y" * 40_000,), ("%",)))
    content = workbook_bytes("x" * 40_000, (), (table,))
    cell = openpyxl.load_workbook(io.BytesIO(content))["Cover_sheet"]["A1"]
    assert len(cell.value) < 32_768 and cell.value.endswith("the CSV file has it all)")
    rows = openpyxl.load_workbook(io.BytesIO(content))["Table_1"]
    assert rows["A6"].value.endswith("the CSV file has it all)")
    assert rows["A7"].value == "[sign] %"  # gptables takes no cell of signs alone


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([5], "a row 5"),
        ([5, 6], "a rows 5, 6"),
        ([9, 5, 6, 7], "a rows 5 to 7, 9"),
        ([None], "a"),
        ([], ""),
    ],
)
def test_row_ranges(rows: list[int | None], expected: str) -> None:
    assert row_ranges(Source("a", row) for row in rows) == expected


def test_the_delivery_plan_comes_from_the_report(tmp_path: Path) -> None:
    report = """# R

## Delivery plan

### Shorter waits

| Action                         | Status | What was done |
| ------------------------------ | ------ | ------------- |
| Open on Saturdays \\| Sundays | Done   | Opened.       |

### Better care

| Action      | Status    | Lead    | What was done |
| ----------- | --------- | ------- | ------------- |
| Train staff | Under way | A. Lead |               |

## Sources

| a | b |
| - | - |
| c | d |
"""
    write_annexes(FACTS, FLAGS, tmp_path / "a", markdown=report)
    assert [tuple(row.values()) for row in _read(tmp_path / "a" / "delivery.csv")] == [
        ("Shorter waits", "Open on Saturdays | Sundays", "Done", "", "Opened."),
        ("Better care", "Train staff", "Under way", "A. Lead", ""),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "a" / "tables.xlsx")["Table_9"]
    assert [cell.value for cell in sheet[7]] == ["Better care", "Train staff", "Under way", "A. Lead", "[z]"]


def test_methods_say_how_many_figures_rest_on_each(folder: Path) -> None:
    rows = {(row["kind"], row["method"]): row["figures"] for row in _read(folder / "methods.csv")}
    computed = [fact for fact in FACTS.facts if fact.derivation and fact.derivation.operation == "difference"]
    assert rows["computation", "difference"] == str(len(computed))


def test_a_derivation_in_a_circle_ends() -> None:
    first = replace(SUM, id="a", derivation=Derivation("x", ("b", "gone")), sources=(PUBLISHED,))
    second = replace(SUM, id="b", derivation=Derivation("x", ("a",)), value=Decimal(2))
    assert Trace(FactSet(facts=(first, second))).rows("b") == "observations row 2"
