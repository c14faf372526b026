"""Tables of other people, read by a mapping: long and wide, CSV and Excel, and their faults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.importers import table
from pcc_narrator.workspace.importers.table_guess import guess_mapping
from pcc_narrator.workspace.importers.table_mapping import read_mapping
from pcc_narrator.workspace.importers.table_periods import date_order, read_period_cell
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS
from pcc_narrator.workspace.values import CellError


@pytest.mark.parametrize(
    ("text", "form", "key"),
    [
        ("Dec-18", "month", "2018-12"),
        ("December 2018", "month", "2018-12"),
        ("Sept. 2018", "month", "2018-09"),
        ("2018 Dec", "month", "2018-12"),
        ("2018M12", "month", "2018-12"),
        ("2018-12", "month", "2018-12"),
        ("201812", "month", "2018-12"),
        ("12/2018", "month", "2018-12"),
        ("2018-12-01", "month", "2018-12"),
        ("31/12/2018", "month", "2018-12"),
        ("Jan 99", "month", "1999-01"),
        ("Q3 2018/19", "quarter", "2018-19-Q3"),
        ("Q3 2018-2019", "quarter", "2018-19-Q3"),
        ("2018/19 Q3", "quarter", "2018-19-Q3"),
        ("Quarter 3, 2018-19", "quarter", "2018-19-Q3"),
        ("Oct-Dec 2018", "quarter", "2018-19-Q3"),
        ("October to December 2018", "quarter", "2018-19-Q3"),
        ("31/12/2018", "quarter", "2018-19-Q3"),
        ("2018-10-01", "quarter", "2018-19-Q3"),
        ("2018/19", "year", "R12-2019-03"),
        ("FY 2018/19", "year", "R12-2019-03"),
        ("1999/00", "year", "R12-2000-03"),
        ("2018", "calendar_year", "R12-2018-12"),
        ("Dec-18", "rolling_year", "R12-2018-12"),
        ("Year ending December 2018", "rolling_year", "R12-2018-12"),
        ("12 months to Dec 2018", "rolling_year", "R12-2018-12"),
        ("Jan-18 to Dec-18", "rolling_year", "R12-2018-12"),
        ("31-12-2018", "rolling_year", "R12-2018-12"),
        ("28 March 2019", "day", "2019-03-28"),
        ("28-Mar-19", "day", "2019-03-28"),
        ("2019-03-28 00:00:00", "day", "2019-03-28"),
        ("2018-19-Q3", "key", "2018-19-Q3"),
    ],
)
def test_periods_of_tables(text: str, form: Any, key: str) -> None:
    assert period_key(read_period_cell(text, form, Calendar()), Calendar()) == key


@pytest.mark.parametrize(
    ("text", "form", "month"),
    [
        ("Dec", "month", 4),
        ("13/2018", "month", 4),
        ("3/4/2019", "day", 4),
        ("31/02/2019", "day", 4),
        ("30-12-2017", "rolling_year", 4),
        ("Jan-18 to Nov-18", "rolling_year", 4),
        ("Q3 2018", "quarter", 4),
        ("Q3 2018/19", "quarter", 1),
        ("Q3 2018/20", "quarter", 4),
        ("Nov-Jan 2018", "quarter", 4),
        ("Nov-Jan 2019", "quarter", 4),
        ("2018/20", "year", 4),
        ("2018", "year", 4),
        ("15/11/2018", "quarter", 4),
        ("", "month", 4),
        ("Total", "month", 4),
    ],
)
def test_periods_that_are_none_or_could_be_two(text: str, form: Any, month: int) -> None:
    with pytest.raises(CellError):
        read_period_cell(text, form, Calendar(month))


def test_the_order_of_day_and_month() -> None:
    assert date_order(["3/4/2019", "28/4/2019"]) == "dmy"
    assert date_order(["3/4/2019", "4/28/2019"]) == "mdy"
    assert date_order(["3/4/2019", "Total", ""]) is None
    with pytest.raises(CellError, match="day first"):
        date_order(["28/4/2019", "4/28/2019"])
    assert read_period_cell("3/4/2019", "day", Calendar(), "dmy").start == date(2019, 4, 3)
    assert read_period_cell("3/4/2019", "day", Calendar(), "mdy").start == date(2019, 3, 4)
    assert read_period_cell("4/4/2019", "day", Calendar()).start == date(2019, 4, 4)


LONG = """\
Visits to libraries,,,,
Published 5 May 2019,,,,
Library,Month,Visitors,Age,Notes
North Library,Oct-18,"1,234",all,
,Nov-18,900,all,revised
North Library,Oct-18,400,children,
South,Oct-18,..,all,
Total,Oct-18,1634,all,
Source: door counters,,,,
"""
LONG_MAPPING = """\
header_row: 3
measure: {is: visits}
area: {column: Library, fill_down: true}
category: {column: Age, words: {all: ""}}
period: {column: Month, written: month}
value: {column: Visitors}
leave_out: [{column: Library, words: Total}]
publisher: The Library Service
published_on: 2019-05-05
"""
WIDE = """\
Library;Indicator;Apr-Jun 2018;Jul-Sep 2018;Oct-Dec 2018;Remark
North;Visits;1.2;1.3;;good
South;Visits;0.2;-;0.4;
"""
WIDE_MAPPING = """\
measure: {column: Indicator}
area: {column: Library}
period: {written: quarter}
value: {times: 1000}
wide: {over: period, columns: [Apr-Jun 2018, Jul-Sep 2018, Oct-Dec 2018]}
"""


def _read(folder: Path, text: str | bytes, mapping: str, workspace: Any = None, name: str = "table.csv") -> Any:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "mapping.yaml").write_text(mapping)
    return table.read(folder / name, folder / "mapping.yaml", workspace=workspace)


def _figures(result: Any) -> list[tuple[Any, ...]]:
    names = ["measure", "area", "category", "period", "value"]
    return list(result.observations[names].itertuples(index=False, name=None))


def test_a_long_table(tmp_path: Path, make_workspace) -> None:
    result = _read(tmp_path, LONG, LONG_MAPPING, load_workspace(make_workspace()))
    assert list(result.observations.columns) == list(OBSERVATION_COLUMNS)
    assert _figures(result) == [
        ("visits", "north", "", "2018-10", Decimal(1234)),
        ("visits", "north", "", "2018-11", Decimal(900)),
        ("visits", "north", "children", "2018-10", Decimal(400)),
    ]
    assert set(result.observations["publisher"]) == {"The Library Service"}
    assert set(result.observations["published_on"]) == {"2019-05-05"}
    assert result.taken == ("table.csv: 3 figures from 3 rows",)
    assert result.left == (
        "1 cells that show no figure",
        "1 rows left out by their 'Library'",
        "1 rows without names and figures, such as notes below the table",
    )


def test_a_wide_table_in_thousands(tmp_path: Path, make_workspace) -> None:
    result = _read(tmp_path, WIDE, WIDE_MAPPING, load_workspace(make_workspace()))
    assert _figures(result) == [
        ("visits", "north", "", "2018-19-Q1", Decimal("1200.0")),
        ("visits", "north", "", "2018-19-Q2", Decimal("1300.0")),
        ("visits", "south", "", "2018-19-Q1", Decimal("200.0")),
        ("visits", "south", "", "2018-19-Q3", Decimal("400.0")),
    ]


def test_without_a_workspace_names_become_ids(tmp_path: Path) -> None:
    assert _figures(_read(tmp_path, WIDE, WIDE_MAPPING))[0][:2] == ("visits", "north")


def test_a_sheet_with_merged_titles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table 1 "
    for row in [["Satisfied readers"], ["Area", "Period", "Yes", "All"], ["North", date(2018, 10, 1), 9, 10]]:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["B3"].number_format = "mmm-yy"
    book.create_sheet("Notes")
    book.save(tmp_path / "table.xlsx")
    mapping = (
        "sheet: Table 1\nheader_row: 2\nmeasure: {is: satisfied}\narea: {column: Area}\n"
        "period: {column: Period, written: month}\nnumerator: {column: 'Yes'}\ndenominator: {column: All}\n"
    )
    (tmp_path / "mapping.yaml").write_text(mapping)
    row = table.read(tmp_path / "table.xlsx", tmp_path / "mapping.yaml").observations.iloc[0]
    assert (row["period"], row["numerator"], row["denominator"], row["value"]) == ("2018-10", 9, 10, None)
    sheet.merge_cells("A3:B3")
    book.save(tmp_path / "table.xlsx")
    with pytest.raises(InputError, match="A3:B3 are merged"):
        table.read(tmp_path / "table.xlsx", tmp_path / "mapping.yaml")


@pytest.mark.parametrize(
    ("change", "mapping_change", "words"),
    [
        (("1,234", "12 approx"), None, ["row 4", "'12 approx'", "not a number"]),
        (("North Library,Oct-18,400", "Nroth Library,Oct-18,400"), None, ["row 6", "Did you mean 'north library'?"]),
        (("Oct-18,400", "Smarch,400"), None, ["row 6", "'Smarch'"]),
        (("Library,Month", "Librry,Month"), None, ["row 3", "'Library'", "Did you mean 'Librry'?"]),
        (("Age,Notes", "Age,Age"), None, ["two columns"]),
        (("400,children", "400,all"), None, ["row 6", "row 4 gives another figure"]),
        (None, ("header_row: 3", "header_row: 40"), ["row 40 is empty"]),
        (None, ("is: visits", "is: vists"), ["Did you mean 'visits'?"]),
        (None, ("is: visits", "is: TODO"), ["still TODO"]),
        (None, ("measure: {is: visits}", ""), ["measure"]),
        (None, ("header_row", "header_rwo"), ["Did you mean 'header_row'?"]),
        (None, ("written: month", "written: moon"), ["written"]),
        (None, ("{is: visits}", "{is: visits, column: Age}"), ["either"]),
        (None, ("value: {column: Visitors}", "value: {}"), ["value"]),
        ((LONG, "<!DOCTYPE html><html>"), None, ["web page"]),
        ((LONG, ""), None, ["empty"]),
    ],
)
def test_faults_of_tables_and_mappings(tmp_path: Path, make_workspace, change, mapping_change, words) -> None:
    text = LONG.replace(*change, 1) if change else LONG
    mapping = LONG_MAPPING.replace(*mapping_change, 1) if mapping_change else LONG_MAPPING
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text, mapping, load_workspace(make_workspace()))
    for word in words:
        assert word in str(caught.value)


def test_mixed_day_and_month_order(tmp_path: Path) -> None:
    text = "Area,Day,N\nnorth,28/04/2019,1\nnorth,04/29/2019,2\n"
    mapping = "measure: {is: visits}\narea: {column: Area}\nperiod: {column: Day, written: day}\nvalue: {column: N}\n"
    with pytest.raises(InputError, match="some the month"):
        _read(tmp_path, text, mapping)
    clear = _read(tmp_path, text.replace("04/29/2019", "03/04/2019"), mapping)
    assert list(clear.observations["period"]) == ["2019-04-28", "2019-04-03"]


def test_rows_that_repeat_another_are_counted_once(tmp_path: Path) -> None:
    text = "Area,Day,N\nnorth,2019-04-28,1\nnorth,2019-04-28,1\n"
    mapping = "measure: {is: visits}\narea: {column: Area}\nperiod: {column: Day, written: day}\nvalue: {column: N}\n"
    result = _read(tmp_path, text, mapping)
    assert len(result.observations) == 1 and result.left == ("1 rows that repeat another",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG.replace("\n,Nov", "\nNorth Library,Nov"), ["header_row: 3", "area: {column: Library}",
                "period: {column: Month, written: month}", "value: {column: Visitors}", "category: {column: Age}"]),
        (WIDE, ["measure: {column: Indicator}", "area: {column: Library}", "written: quarter", "over: period"]),
        ("Place,12 months to,Rate\nNorth,March 2019,12%\n",
         ["area: {column: Place}", "written: rolling_year", "value: {column: Rate}", "measure: {is: TODO}"]),
        ("When,Served,Out of\n28/04/2019,9,10\n", ["written: day, date_order: dmy", "area: {is: TODO}"]),
    ],
)  # fmt: skip
def test_a_guess_to_edit(tmp_path: Path, text: str, expected: list[str]) -> None:
    (tmp_path / "table.csv").write_text(text)
    guess = guess_mapping(tmp_path / "table.csv")
    for line in expected:
        assert line in guess, guess


def test_a_guess_that_is_filled_in_reads_the_table(tmp_path: Path, make_workspace) -> None:
    (tmp_path / "table.csv").write_text(WIDE)
    (tmp_path / "mapping.yaml").write_text(guess_mapping(tmp_path / "table.csv"))
    assert read_mapping(tmp_path / "mapping.yaml").wide is not None
    result = table.read(tmp_path / "table.csv", tmp_path / "mapping.yaml", workspace=load_workspace(make_workspace()))
    assert len(result.observations) == 4


def test_nothing_to_guess(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("only\ntext\n")
    with pytest.raises(InputError, match="no table of figures"):
        guess_mapping(tmp_path / "table.csv")
