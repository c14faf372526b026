"""report.docx and report.pdf: what a screen reader and an editor need, and the same words as the page."""

from __future__ import annotations

import io
import itertools
import re
import sys
import zipfile
from pathlib import Path

import pytest
import rendering_sample as sample
from docx import Document
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from pcc_narrator.errors import MissingExtraError
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.rendering import draw_charts, render, write_markdown

TEXT = write_markdown(sample.outline(), sample.draft(), sample.facts())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("forms")
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    render(TEXT, sample.facts(), CheckReport(), out, charts=out / "charts", to=("docx", "pdf"))
    return out


def part(folder: Path, name: str) -> str:
    with zipfile.ZipFile(folder / "report.docx") as archive:
        return archive.read(name).decode("utf-8")


def test_word_has_real_styles_and_a_contents_field(folder: Path) -> None:
    document = Document(str(folder / "report.docx"))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Image Caption", "Table Caption"} <= styles
    assert "TOC \\o &quot;1-2&quot;" in part(folder, "word/document.xml")
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"][:3] == [
        "Summary", "Introduction", "Performance dashboard",
    ]  # fmt: skip


def test_word_knows_its_title_and_language(folder: Path) -> None:
    document = Document(str(folder / "report.docx"))
    assert document.core_properties.title == "Performance report: quarter three 2018-19"
    assert 'w:val="en-GB"' in part(folder, "word/styles.xml")


def test_word_numbers_paragraphs_from_their_own_numbers(folder: Path) -> None:
    numbering = part(folder, "word/numbering.xml")
    number = r'<w:num w:numId="(\d+)"><w:abstractNumId[^>]*/><w:lvlOverride[^>]*><w:startOverride w:val="(\d+)"'
    starts = {item[0]: int(item[1]) for item in re.findall(number, numbering)}
    found = []
    for paragraph in Document(str(folder / "report.docx")).paragraphs:
        list_id = paragraph._p.find(f"{W}pPr/{W}numPr/{W}numId")
        if list_id is not None and list_id.get(f"{W}val") in starts:
            found.append((starts[list_id.get(f"{W}val")], paragraph.text[:12]))
    assert (1, "There were 1") in found and (3, "There were 5") in found and (5, "Two nurses j") in found


def test_word_tables_repeat_their_heads(folder: Path) -> None:
    document = part(folder, "word/document.xml")
    assert document.count("<w:tblHeader") == document.count("<w:tbl>") > 4


def test_word_pictures_have_alternative_texts(folder: Path) -> None:
    described = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', part(folder, "word/document.xml"))
    assert "Line chart of visits by quarter." in described
    assert len(described) == 5 and all(described)


def test_word_is_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    render(TEXT, sample.facts(), CheckReport(), tmp_path, charts=folder / "charts", to=("docx",))
    assert (tmp_path / "report.docx").read_bytes() == (folder / "report.docx").read_bytes()


def test_findings_stand_at_the_top_of_word_and_pdf(tmp_path: Path) -> None:
    text = "# T\n\nThere were 5 visits.\n"
    report = CheckReport(claims=(sample.claim(text, "5", "refuted", message="The facts say 4."),))
    render(text, sample.facts(), report, tmp_path, to=("docx", "pdf"), allow_findings=True)
    words = [paragraph.text for paragraph in Document(str(tmp_path / "report.docx")).paragraphs]
    assert any("the facts refute 1 claim" in line for line in words)
    assert "refute 1 claim" in " ".join(PdfReader(tmp_path / "report.pdf").pages[0].extract_text().split())


def _walk(node: object) -> list[DictionaryObject]:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        return [found for child in node for found in _walk(child)]
    if not isinstance(node, DictionaryObject):
        return []
    own = [node] if "/S" in node else []
    return own + (_walk(node["/K"]) if "/K" in node else [])


@pytest.fixture(scope="module")
def pdf(folder: Path) -> PdfReader:
    return PdfReader(io.BytesIO((folder / "report.pdf").read_bytes()))


def test_pdf_is_tagged_and_declares_ua_1(pdf: PdfReader) -> None:
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert pdf.metadata is not None and pdf.metadata.title == "Performance report: quarter three 2018-19"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pdf_tree_has_headings_lists_tables_and_figures(pdf: PdfReader) -> None:
    nodes = _walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    kinds = [str(node["/S"]) for node in nodes]
    assert kinds.count("/H1") == 1 and kinds.count("/H2") >= 8 and kinds.count("/H3") >= 8
    assert {"/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(kinds)
    figures = [str(node.get("/Alt", "")) for node in nodes if node["/S"] == "/Figure"]
    assert all(figures)
    assert any(alt.startswith("Line chart of visits") for alt in figures)
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_pdf_has_bookmarks_and_page_numbers(pdf: PdfReader) -> None:
    def titles(items: list[object]) -> list[str]:
        return [title for item in items for title in (titles(item) if isinstance(item, list) else [str(item.title)])]  # type: ignore[attr-defined]

    assert {"Summary", "1. Better access", "Visits"} <= set(titles(pdf.outline))
    assert f"2 / {len(pdf.pages)}" in pdf.pages[1].extract_text()


def test_pdf_keeps_the_numbers_of_paragraphs(pdf: PdfReader) -> None:
    words = "\n".join(page.extract_text() for page in pdf.pages)
    # a year may end a line too, as the fonts of the machine have it
    assert re.findall(r"^(\d{1,2})\. *$", words, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_pdf_is_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    render(TEXT, sample.facts(), CheckReport(), tmp_path, charts=folder / "charts", to=("pdf",))
    assert (tmp_path / "report.pdf").read_bytes() == (folder / "report.pdf").read_bytes()


@pytest.mark.parametrize(("form", "module", "extra"), [("docx", "pypandoc", "docx"), ("pdf", "weasyprint", "pdf")])
def test_a_missing_extra_says_how_to_install_it(
    form: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pcc_narrator.rendering.word_style import reference_document

    reference_document.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=re.escape(f"pip install 'pcc-narrator[{extra}]'")):
        render("# T\n\nWords.\n", sample.facts(), CheckReport(), tmp_path, to=("html", form))


def test_word_contents_are_filled_and_lead_to_their_headings(folder: Path) -> None:
    document = part(folder, "word/document.xml")
    entries = re.findall(
        r'w:val="TOC(\d)" /></w:pPr><w:hyperlink w:anchor="([^"]+)".*?<w:t[^>]*>([^<]*)</w:t>', document
    )
    assert [(level, title) for level, _, title in entries][:3] == [
        ("1", "Summary"), ("1", "Introduction"), ("2", "What it covers"),
    ]  # fmt: skip
    marks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document))
    assert {mark for _, mark, _ in entries} <= marks
    assert 'w:styleId="TOC1"' in part(folder, "word/styles.xml")


def test_word_has_a_footnote_with_the_publications_of_each_section(tmp_path: Path) -> None:
    (docx,) = render(TEXT, sample.facts(), sample.report_of(TEXT), tmp_path, to=("docx",))
    with zipfile.ZipFile(docx) as archive:
        notes = archive.read("word/footnotes.xml").decode("utf-8")
        body = archive.read("word/document.xml").decode("utf-8")
    assert "observations (Riverside Clinic, published 1 February 2019)" in re.sub(r"<[^>]+>", "", notes)
    assert body.count("<w:footnoteReference ") == 1


def test_word_tables_have_a_style_and_small_ones_stay_on_one_page(folder: Path) -> None:
    document = Document(str(folder / "report.docx"))
    assert {p.style.name for table in document.tables for cell in table._cells for p in cell.paragraphs} == {
        "Table Text"
    }
    small = next(table for table in document.tables if len(table.rows) == 4)
    kept = [all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs) for row in small.rows]
    assert kept == [True, True, True, False]


def test_word_numbers_of_three_digits_stand_before_their_paragraph(folder: Path) -> None:
    numbering = part(folder, "word/numbering.xml")
    level = re.search(r'<w:numFmt w:val="decimal" /><w:lvlText w:val="%1\." />.*?<w:ind ([^>]*)/>', numbering)
    assert level is not None and 'w:left="720" w:hanging="720"' in level[1]
