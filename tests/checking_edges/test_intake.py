"""CSV tables as facts, HTML and Word as texts."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest

from pcc_narrator.checking import check
from pcc_narrator.checking.intake import facts_from_csv, text_of
from pcc_narrator.errors import InputError
from pcc_narrator.models.period import Calendar, rolling_year
from pcc_narrator.periods import parse_key

APRIL = Calendar()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("table", "measure", "category", "period", "value"),
    [
        ("Quarter,Visits\n2018-19-Q2,1200\n2018-19-Q3,\"1,350\"\n", "visits", None, "2018-19-Q3", "1350"),
        ("Year,Rainfall (mm)\n2017,801.5\n2018,790.2\n", "rainfall_mm", None, "2018", "790.2"),
        ("Month,Waits %\nDecember 2018,86.6%\n", "waits", None, "2018-12", "86.6"),
        ("Measure,2017,2018\nVisits,40,44\nWaits,7,9\n", "waits", None, "2018", "9"),
        ("Ward,Beds\nNorth,12\nSouth,9\n", "beds", "South", "none", "9"),
        ("\ufeffDay,Tests\n05/04/2020,10000\n", "tests", None, "2020-04-05", "10000"),
    ],
)  # fmt: skip
def test_a_table_is_read_by_its_heads(table: str, measure: str, category: str | None, period: str, value: str) -> None:
    facts = facts_from_csv(table)
    fact = facts.facts[-1]
    assert (fact.measure, fact.category, fact.number) == (measure, category, Decimal(value))
    assert fact.period == parse_key(period, APRIL)
    assert fact.sources[0].row == table.count("\n")


def test_an_area_column_names_the_area() -> None:
    facts = facts_from_csv("Region,Month,Sales\nNorth,2018-12,5\nSouth,2018-12,7\n")
    assert [area.title for area in facts.areas] == ["North", "South"]
    assert [fact.area for fact in facts.facts] == ["north", "south"]


def test_not_shown_is_no_figure_and_a_wrong_cell_is_named() -> None:
    assert len(facts_from_csv("Year,A,B\n2017,-,..\n2018,3,*\n").facts) == 1
    with pytest.raises(InputError) as caught:
        facts_from_csv("Year,A\n2017,12 approx\n2018,=1+1\n", name="t.csv")
    assert [(problem.row, problem.column, problem.value) for problem in caught.value.problems] == [
        (2, "A", "12 approx"),
        (3, "A", "=1+1"),
    ]


@pytest.mark.parametrize("table", ["", "A,B\n", "A,B,B\n2018,1,2\n", "Year,A\n2018,1\n2018,2\n", "Year,A\n2018,-\n"])
def test_what_is_no_table_of_figures_is_refused(table: str) -> None:
    with pytest.raises(InputError):
        facts_from_csv(table)


def test_a_press_release_is_checked_against_a_bare_table() -> None:
    facts = facts_from_csv("Year,Visits\n2017,4396\n2018,4248\n")
    report = check("Visits fell from 4,396 in 2017 to 4,428 in 2018.", facts)
    assert [(claim.text, claim.expected) for claim in report.refuted if claim.kind == "number"] == [("4,428", "4,248")]
    assert check("Visits fell from 4,396 in 2017 to 4,248 in 2018.", facts).clean


def test_html_becomes_blocks() -> None:
    page = (
        b"<html><head><title>9</title><style>p{top:3px}</style></head><body><h2>Visits</h2><p>There were "
        b"<b>12</b>&nbsp;visits.</p><script>var a=4</script><ul><li>one</li></ul>"
        b"<table><tr><th>Year</th><th>Visits</th></tr><tr><td>2018</td><td>12</td></tr></table></body></html>"
    )
    text = text_of("page.html", page)
    assert text == ("## Visits\n\nThere were 12 visits.\n\n- one\n\n| Year | Visits |\n| --- | --- |\n| 2018 | 12 |\n")


def _docx(body: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return content.getvalue()


def test_word_keeps_insertions_and_leaves_deletions_out() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Visits</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>There were </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:t> visits.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert text_of("a.docx", _docx(body)) == "## Visits\n\nThere were 13 visits.\n\n| Year |\n| --- |\n"


@pytest.mark.parametrize("content", [b"no zip", _docx("<w:p>")[:60], _docx("</w:p>")])
def test_a_broken_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no Word file"):
        text_of("a.docx", content)


def test_word_entities_are_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(InputError, match="entities"):
        text_of("a.docx", content.getvalue())


def test_rolling_years_as_heads() -> None:
    facts = facts_from_csv("Measure,12 months to December 2017,12 months to December 2018\nVisits,40,44\n")
    assert [fact.period for fact in facts.facts] == [rolling_year(2017, 12), rolling_year(2018, 12)]
