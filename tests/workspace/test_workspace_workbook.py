"""One workbook says the same as the folder, and is refused where it cannot be trusted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pcc_narrator.errors import Problem
from pcc_narrator.workspace import load_workspace, validate_workspace
from pcc_narrator.workspace.new import sheet_rows
from pcc_narrator.workspace.parts import FILES
from pcc_narrator.workspace.workbook import cell_text
from pcc_narrator.workspace.write_workbook import write_workbook


def _as_workbook(folder: Path, path: Path) -> Path:
    parts = {name: folder / file for name, file in FILES.items() if (folder / file).exists()}
    write_workbook(path, {name: sheet_rows(name, file.read_text("utf-8")) for name, file in parts.items()})
    return path


@pytest.fixture
def book(make_workspace, tmp_path: Path) -> Path:
    return _as_workbook(make_workspace(), tmp_path / "book" / "workspace.xlsx")


def _spoil(path: Path, change: Callable[[Any], None]) -> tuple[Problem, ...]:
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return validate_workspace(path)


def _set(sheet: str, cell: str, value: Any, number_format: str | None = None) -> Callable[[Any], None]:
    def change(workbook: Any) -> None:
        workbook[sheet][cell].value = value
        if number_format:
            workbook[sheet][cell].number_format = number_format

    return change


def test_a_workbook_gives_the_same_workspace(make_workspace, tmp_path: Path) -> None:
    folder = make_workspace()
    one = load_workspace(folder)
    two = load_workspace(_as_workbook(folder, tmp_path / "workspace.xlsx"))
    three = load_workspace(tmp_path)  # a folder that holds the workbook
    for other in (two, three):
        pd.testing.assert_frame_equal(one.observations, other.observations, check_exact=True)
        assert one.observations.map(str).equals(other.observations.map(str))  # 81.30 is not 81.3
        pd.testing.assert_frame_equal(one.populations, other.populations, check_exact=True)
        for name in ("plan", "areas", "notes", "media", "declared", "delivery", "introduction", "not_shown"):
            assert getattr(one, name) == getattr(other, name), name
    assert [item.name for item in two.inputs] == ["workspace.xlsx"]


def test_the_same_content_is_the_same_bytes(make_workspace, tmp_path: Path) -> None:
    folder = make_workspace()
    first = _as_workbook(folder, tmp_path / "1.xlsx").read_bytes()
    assert first == _as_workbook(folder, tmp_path / "2.xlsx").read_bytes()


def test_figures_are_numbers_in_the_workbook(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["observations"]
    assert sheet["E3"].value == 400 and sheet["E3"].data_type == "n"
    assert sheet["D2"].number_format == "@"


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.12, "0%", "12%"),
        (0.123, "0.0%", "12.3%"),
        (0.12, "0.0%", "12.0%"),
        (0.07, "0%", "7%"),
        (59.29999999999999716, "General", "59.3"),
        (0.1 + 0.2, "General", "0.3"),
        (71, "0.0", "71.0"),
        (71.25, "0.0", "71.25"),
        (1234.0, "#,##0", "1234"),
        (1e16, "General", "10000000000000000"),
        (datetime(2019, 3, 28), "yyyy-mm-dd", "2019-03-28"),
        (datetime(2018, 12, 1), "mmm-yy", "2018-12"),
        (date(2018, 12, 1), "yyyy\\-mm", "2018-12"),
        (True, "General", "TRUE"),
        ("  text", "@", "  text"),
        (None, "General", ""),
    ],
)
def test_cells_become_the_text_that_they_show(value: Any, number_format: str, expected: str) -> None:
    assert cell_text(value, number_format) == expected


@pytest.mark.parametrize(
    ("change", "row", "column", "words"),
    [
        (_set("observations", "E2", "12 approx"), 2, "value", "not a number"),
        (_set("observations", "E2", "=SUM(E3:E4)"), 2, "", "no saved value"),
        (_set("observations", "E2", 0.12, "0%"), 2, "value", "percentage"),
        (_set("observations", "E2", "#REF!"), 2, "E", "error"),
        (_set("observations", "M2", datetime(2019, 1, 10, 13, 30)), None, "", ""),
        (_set("plan", "A3", "area: nroth"), 3, "area", "Did you mean 'north'?"),
        (_set("plan", "B3", "more"), 3, "", "first column"),
        (_set("notes", "B2", "casue"), 2, "kind", "Did you mean 'cause'?"),
        (lambda book: book["observations"].merge_cells("A2:B2"), 2, "", "A2:B2 are merged"),
    ],
)
def test_faults_have_their_sheet_and_row(book: Path, change, row: int | None, column: str, words: str) -> None:
    problems = _spoil(book, change)
    if not words:
        assert problems == ()
        return
    found = [problem for problem in problems if words in str(problem)]
    assert found, "\n".join(map(str, problems))
    assert (found[0].file, found[0].row, found[0].column) == ("workspace.xlsx", row, column)
    assert found[0].sheet


def test_a_missing_sheet_and_a_misspelt_one(book: Path) -> None:
    problems = _spoil(book, lambda workbook: setattr(workbook["observations"], "title", "observatons"))
    told = "\n".join(map(str, problems))
    assert "[observations]: this sheet is missing" in told
    assert "[observatons]: there is no such sheet" in told and "Did you mean 'observations'?" in told


def test_sheets_of_the_analysts_own_are_passed_over(book: Path) -> None:
    assert _spoil(book, lambda workbook: workbook.create_sheet("Pivot of June")) == ()


def test_a_month_that_excel_took_for_a_date_is_a_month_again(book: Path) -> None:
    assert _spoil(book, _set("observations", "D8", datetime(2018, 12, 1), "mmm-yy")) == ()
    assert load_workspace(book).observations["period"].iloc[-1] == "2018-12"


def test_a_formula_with_a_saved_value_is_read_and_never_evaluated(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        content = {item.filename: archive.read(item) for item in archive.infolist()}
    sheet = "xl/worksheets/sheet2.xml"
    old = b"<v>400</v>"
    assert content[sheet].count(old) == 1
    content[sheet] = content[sheet].replace(old, b"<f>1+1</f><v>400</v>")
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert load_workspace(book).observations["value"].iloc[1] == Decimal(400)


def test_text_that_begins_with_an_equals_sign_is_written_harmless(make_workspace, tmp_path: Path) -> None:
    text = 'date,outlet,headline,measure\n2018-11-05,The Herald,"=HYPERLINK(""x"")",visits\n'
    path = _as_workbook(make_workspace({"media.csv": text}), tmp_path / "workspace.xlsx")
    assert openpyxl.load_workbook(path)["media"]["C2"].data_type == "s"
    assert load_workspace(path).media[0].headline == '=HYPERLINK("x")'


def test_no_workbook_a_cut_one_and_both_forms(book: Path, make_workspace) -> None:
    folder = book.parent
    (folder / "plan.yaml").write_text("title: x")
    assert "both plan.yaml and workspace.xlsx" in str(validate_workspace(folder)[0])
    (folder / "plan.yaml").unlink()
    content = book.read_bytes()
    book.write_bytes(content[: len(content) // 2])
    assert "cut off" in str(validate_workspace(book)[0])
    book.write_bytes(b"measure,area\n")
    assert "no workbook" in str(validate_workspace(book)[0])
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "cannot be opened" in str(validate_workspace(book)[0])


def test_an_empty_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "workspace.xlsx")
    assert any("the workspace is empty" in str(problem) for problem in validate_workspace(tmp_path))


def test_a_zip_bomb_is_refused_unopened(book: Path, monkeypatch) -> None:
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 40_000_000)
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *args, **kwargs: pytest.fail("the bomb was opened"))
    (problem,) = validate_workspace(book)
    assert "unpacks to 40 MB" in problem.message


def test_cells_far_out_do_not_fill_the_memory(book: Path) -> None:
    problems = _spoil(book, _set("observations", "XFD1048576", "x"))
    assert any("more than 300,000 rows" in str(problem) for problem in problems)


def test_a_damaged_part_is_a_problem_and_no_crash(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        content = {item.filename: archive.read(item) for item in archive.infolist()}
    content["xl/worksheets/sheet2.xml"] = content["xl/worksheets/sheet2.xml"][:900]
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert any("cannot be read" in str(problem) for problem in validate_workspace(book))
