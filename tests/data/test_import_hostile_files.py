"""Files as they come: cut short, saved from an error page, moved, renamed, doubled, bloated.

Each case goes through the command, into a workspace: it ends in a clear finding and leaves every byte of the workspace
as it was, or it is read rightly.
"""

from __future__ import annotations

import csv
import gzip
import io
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pcc_narrator.cli.app import app
from pcc_narrator.errors import InputError
from pcc_narrator.workspace.importers import cps, csv_files, ho_quarterly, ho_rolling, nhs_ae, ons_pfa, police_uk
from pcc_narrator.workspace.importers.open_data import write_open_workspace
from pcc_narrator.workspace.importers.table_rows import read_rows

EXCERPTS = Path(__file__).with_name("excerpts")
EDITION = EXCERPTS / "pfa_december_2018.xlsx"
FILES = {"ho-rolling": "rolling.csv", "ho-quarterly": "quarterly.csv", "police-uk": "street_2018-12.csv",
         "cps": "cps_2018-02.csv"}  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_open_workspace("Wiltshire", tmp_path_factory.mktemp("open") / "w")


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "workspace"))


def imported(workspace: Path, kind: str, *files: Path | str, more: tuple[str, ...] = ()) -> tuple[int, str]:
    """The exit code and what was said; after a failure every byte of the workspace is as it was."""
    before = {path.name: path.read_bytes() for path in workspace.iterdir()}
    result = CliRunner().invoke(app, ["import", kind, *map(str, files), "--into", str(workspace), *more])
    if result.exit_code:
        assert {path.name: path.read_bytes() for path in workspace.iterdir()} == before
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, " ".join(result.output.split())


# A truncated download, an HTML page, bytes of something else


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("share", [0.3, 0.8, 0.999])
def test_a_truncated_download(workspace: Path, tmp_path: Path, kind: str, share: float) -> None:
    data = (EXCERPTS / FILES[kind]).read_bytes()
    end = int(len(data) * share)
    while data[end - 1 : end] == b"\n":
        end -= 1
    path = tmp_path / FILES[kind]
    path.write_bytes(data[:end])
    code, said = imported(workspace, kind, path)
    assert code == 2
    assert FILES[kind] in said and "cut short" in said


def test_a_download_cut_at_the_end_of_a_line(workspace: Path, tmp_path: Path) -> None:
    for kind, name in (("ho-rolling", "rolling.csv"), ("ho-quarterly", "quarterly.csv")):
        lines = (EXCERPTS / name).read_bytes().splitlines(keepends=True)
        path = tmp_path / name
        path.write_bytes(b"".join(lines[:-3]))
        code, said = imported(workspace, kind, path)
        assert code == 2
        assert "cut short" in said


@pytest.mark.parametrize("kind", FILES)
def test_an_error_page_saved_as_csv(workspace: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / FILES[kind]
    path.write_text("\n\n<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n")
    code, said = imported(workspace, kind, path)
    assert code == 2
    assert f"{FILES[kind]}: this is a web page, not data." in said


READERS: dict[str, Callable[[Path], object]] = {
    "rolling.csv": ho_rolling.read, "quarterly.csv": ho_quarterly.read, "ae.csv": lambda path: nhs_ae.read(path, {}),
    "cps_2018-02.csv": lambda path: cps.read([path]), "street_2018-12.csv": lambda path: police_uk.read([path]),
}  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_a_finding_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(READERS)))
    content = bytearray((EXCERPTS / name).read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    path = tmp_path / name
    path.write_bytes(content)
    try:
        READERS[name](path)
    except InputError as error:
        assert name in str(error)


@pytest.mark.parametrize("place", range(9))
def test_a_damaged_workbook_is_a_finding(tmp_path: Path, place: int) -> None:
    content = bytearray(EDITION.read_bytes())
    for step in range(4):
        content[(place * 4799 + step * 31 + 400) % len(content)] ^= 0x5A
    path = tmp_path / EDITION.name
    path.write_bytes(content)
    try:
        ons_pfa.read(path)
    except InputError as error:
        assert EDITION.name in str(error)


def test_a_damaged_workbook_of_any_table_is_a_finding(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(400):
        book.active.append([f"Area {number % 7}", f"2018-{1 + number % 12:02d}", number])
    path = tmp_path / "counts.xlsx"
    book.save(path)
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        content = bytearray(whole)
        for step in range(3):
            content[(place + step * 1009) % len(content)] ^= 0x5A
        path.write_bytes(content)
        try:
            read_rows(path)
        except InputError as error:
            assert "counts.xlsx" in str(error)


def test_another_encoding(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "rolling.csv"
    path.write_bytes((EXCERPTS / "rolling.csv").read_text(encoding="utf-8").encode("utf-16"))
    code, said = imported(workspace, "ho-rolling", path)
    assert code == 2
    assert "rolling.csv: this is UTF-16 text. Save it as CSV in UTF-8." in said
    path.write_bytes((EXCERPTS / "rolling.csv").read_bytes().replace(b"Wiltshire", b"Wilt\x96shire", 1))
    code, said = imported(workspace, "ho-rolling", path)
    assert code == 2
    assert "is no UTF-8 text" in said


# Next year's workbook, a renamed column, numbers as text


def test_next_years_workbook_with_a_moved_header(workspace: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EDITION)
    sheet = book["Table P1"]
    sheet["A1"].value = sheet["A1"].value.replace("December 18", "December 19")
    sheet.insert_rows(2, 3)  # three lines of explanation that no known edition has
    sheet["A3"].value = "Figures are provisional."
    sheet.insert_cols(4, 1)  # and a column of notes
    sheet["D8"].value = "Notes"
    path = tmp_path / "pfatablesdec20.xlsx"
    book.save(path)
    code, said = imported(workspace, "ons-pfa", path)
    assert code == 2
    assert "'Notes' is no offence of the code list." in said
    sheet.delete_cols(4, 1)
    book.save(path)
    table = ons_pfa.read(path).observations
    crime = table[table["measure"] == "recorded_crime"].set_index(["area", "category", "period"])["value"]
    assert crime["wiltshire", "Burglary", "R12-2019-12"] == 3222  # found by headings, not by places


@pytest.mark.parametrize(
    ("kind", "column", "renamed"),
    [
        ("ho-rolling", "PFA", "Police Force Area"), ("ho-quarterly", "Force Name", "Force"),
        ("police-uk", "Crime type", "Offence"),
    ],
)  # fmt: skip
def test_a_renamed_column(workspace: Path, tmp_path: Path, kind: str, column: str, renamed: str) -> None:
    path = tmp_path / FILES[kind]
    path.write_text((EXCERPTS / FILES[kind]).read_text(encoding="utf-8").replace(column, renamed, 1), encoding="utf-8")
    code, said = imported(workspace, kind, path)
    assert code == 2
    assert f"row 1, column {column!r}" in said.replace('"', "'") or column in said
    assert "the column is missing" in said and repr(renamed) in said


def test_numbers_as_text_are_the_same_numbers(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EDITION)
    for row in book["Table P1"].iter_rows(min_row=6):
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = f" {cell.value:,} "
    path = tmp_path / "text.xlsx"
    book.save(path)
    names = ["measure", "area", "category", "period", "value"]
    same, expected = ons_pfa.read(path).observations[names], ons_pfa.read(EDITION).observations[names]
    assert same.to_dict("records") == expected.to_dict("records")


# Totals, duplicates, names


def test_totals_that_include_what_they_say_they_exclude(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EDITION)
    sheet = book["Table P5"]
    rows = {str(row[1].value): row for row in sheet.iter_rows()}
    region = rows["North East"]
    column = next(cell.column - 1 for cell in region if isinstance(cell.value, int))
    region[column].value += rows["Cumbria"][column].value  # a force of another region
    path = tmp_path / "total.xlsx"
    book.save(path)
    with pytest.raises(InputError, match="the forces of North East sum to"):
        ons_pfa.read(path)


def test_duplicate_rows(workspace: Path, tmp_path: Path) -> None:
    lines = (EXCERPTS / "rolling.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "rolling.csv"
    again = next(line for line in lines if ",Wiltshire," in line)
    path.write_text("".join([*lines, again]), encoding="utf-8")
    code, said = imported(workspace, "ho-rolling", path)
    assert code == 2
    assert "stands there twice" in said


def mapping(tmp_path: Path, *lines: str) -> tuple[str, ...]:
    path = tmp_path / "mapping.yaml"
    path.write_text("\n".join(["measure: {is: recorded_crime}", "area: {column: Force}", *lines]))
    return ("--mapping", str(path))


def test_a_force_spelt_three_ways_is_one_force(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(
        "Force,Month,Number\nWiltshire,2019-01,3000\nWiltshire Police,2019-02,3100\nWILTSHIRE,2019-03,3200\n"
    )
    more = mapping(tmp_path, "period: {column: Month, written: month}", "value: {column: Number}")
    code, said = imported(workspace, "table", path, more=more)
    assert code == 0, said
    with (workspace / "observations.csv").open(encoding="utf-8") as stream:
        found = [row for row in csv.DictReader(stream) if row["period"].startswith("2019-0")]
    assert {row["area"] for row in found} == {"wiltshire"}
    assert [Decimal(row["value"]) for row in found] == [3000, 3100, 3200]
    path.write_text("Force,Month,Number\nWiltshire,2019-01,3000\nWilshire,2019-02,3100\n")
    code, said = imported(workspace, "table", path, more=more)
    assert code == 2
    assert "counts.csv" in said and "row 3" in said and "Did you mean 'wiltshire'" in said


def test_mixed_day_and_month_order(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("Force,Day,Number\nWiltshire,31/01/2019,3000\nWiltshire,02/28/2019,3100\n")
    more = mapping(tmp_path, "period: {column: Day, written: month}", "value: {column: Number}")
    code, said = imported(workspace, "table", path, more=more)
    assert code == 2
    assert "counts.csv column 'Day': some dates of this column have the day first, and some the month." in said


def test_two_editions_of_one_table(workspace: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EDITION)
    sheet = book["Table P1"]
    above = ("E23000038", "E12000009", "E92000001", "K04000001")  # Wiltshire, and what it is counted in
    rows = [row for row in sheet.iter_rows() if row[0].value in above]
    total = next(cell.column - 1 for cell in rows[0] if isinstance(cell.value, int))
    for row in rows:
        row[total].value += 5
        row[sheet["L5"].column - 1].value += 5
    later = tmp_path / "later.xlsx"
    book.save(later)
    code, said = imported(workspace, "ons-pfa", EDITION, later)
    assert code == 2
    assert "wiltshire R12-2018-12 has another value: 42483 is there, later.xlsx" in said and "42488" in said
    assert "Give it a published_on of its own" in said


# Too much


def test_a_table_of_ten_million_rows_is_sent_to_the_database(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    block = b"Wiltshire,2019-01,1\n" * 1_000_000
    with path.open("wb") as stream:
        stream.write(b"Force,Month,Number\n")
        for _ in range(10):
            stream.write(block[:18_000_000])
    more = mapping(tmp_path, "period: {column: Month, written: month}", "value: {column: Number}")
    code, said = imported(workspace, "table", path, more=more)
    assert code == 2
    assert "more than 300,000 rows" in said and "import sql" in said


@pytest.mark.slow
def test_ten_million_events_are_counted_piece_by_piece(tmp_path: Path) -> None:
    events = b"2018-12,Wiltshire Police,Burglary\n2018-12,Kent Police,Anti-social behaviour\n" * 500_000
    path = tmp_path / "street.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(b"Month,Reported by,Crime type\n")
        for _ in range(10):
            stream.write(events)
    table = police_uk.read([path]).observations.set_index(["measure", "area", "category"])["value"]
    assert table["street_crime", "wiltshire", "Burglary"] == 5_000_000
    assert table["asb_incidents", "kent", ""] == 5_000_000


def test_bombs_are_refused_before_they_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = (EXCERPTS / "street_2018-12.csv").read_bytes().splitlines(keepends=True)[0]
    bomb = tmp_path / "street.csv.gz"
    bomb.write_bytes(gzip.compress(header + b"0" * 40_000_000))  # 40 kB that hold one line of 40 MB
    with pytest.raises(InputError, match="longer than 1 MB"):
        police_uk.read([bomb])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("street.csv", header + b",\n" * 3_000_000)
    bomb = tmp_path / "street.csv.zip"
    bomb.write_bytes(packed.getvalue())
    monkeypatch.setattr(csv_files, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        police_uk.read([bomb])


@pytest.mark.parametrize("cut", [100, 1000, -5])
def test_a_compressed_download_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "street.csv.gz"
    path.write_bytes(gzip.compress((EXCERPTS / "street_2018-12.csv").read_bytes())[:cut])
    with pytest.raises(InputError, match="damaged or was cut short"):
        police_uk.read([path])


def test_a_compressed_file_is_read_as_the_plain_one(tmp_path: Path) -> None:
    plain = EXCERPTS / "street_2018-12.csv"
    (tmp_path / "street.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "street.zip", "w") as archive:
        archive.write(plain, "street.csv")
    expected = police_uk.read([plain]).observations.to_dict("records")
    for name in ("street.csv.gz", "street.zip"):
        assert police_uk.read([tmp_path / name]).observations.to_dict("records") == expected


# Formulas


def test_a_formula_is_never_evaluated_and_written_harmless(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text('Force,Month,Number\nWiltshire,2019-01,"=1+2999"\n')
    more = mapping(tmp_path, "period: {column: Month, written: month}", "value: {column: Number}")
    code, said = imported(workspace, "table", path, more=more)
    assert code == 2
    assert "=1+2999" in said and "row 2" in said
    path.write_text("Force,Month,Number\nWiltshire,2019-01,3000\n")
    with_source = mapping(
        tmp_path, "period: {column: Month, written: month}", "value: {column: Number}",
        "publisher: '=HYPERLINK(\"http://example.org\")'",
    )  # fmt: skip
    code, said = imported(workspace, "table", path, more=with_source)
    assert code == 0, said
    text = (workspace / "observations.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK" in text and ",=HYPERLINK" not in text and ',"=HYPERLINK' not in text
