"""Where a note can be read up: a link on the page, a footnote in Word, the address itself on paper."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import rendering_sample as sample
from pypdf import PdfReader

from pcc_narrator.models.fact import FactSet, Note
from pcc_narrator.rendering import draw_charts, read_edits, render, write_markdown
from pcc_narrator.rendering.page import make_page

WEB = "https://www.example.org/report?part=2"
TEXT = write_markdown(sample.outline(), sample.draft(), sample.facts())


def linked(web: str) -> tuple[str, FactSet]:
    """The sample with a note of its own that can be read up at an address."""
    text = TEXT.replace("<!-- visits.level -->", "<!-- note.elsewhere -->")
    note = Note("elsewhere", "context", "Said by somebody else.", web=web)
    return text, replace(sample.facts(), notes=(*sample.facts().notes, note))


def test_the_page_links_it_by_the_name_of_the_site() -> None:
    text, facts = linked(WEB)
    page = make_page(text, facts, sample.report_of(text), None)
    assert f'. <a href="{WEB}" class="web">example.org</a></li>' in page.replace("</p>", "")


@pytest.mark.parametrize("web", ["", "javascript:alert(1)", "https://a.b/<script>", "//example.org"])
def test_what_is_no_web_address_is_no_link(web: str) -> None:
    text, facts = linked(web)
    page = make_page(text, facts, sample.report_of(text), None)
    assert 'class="web"' not in page


def test_word_has_a_footnote_and_comes_back_the_same(tmp_path: Path) -> None:
    text, facts = linked(WEB)
    draw_charts(sample.outline(), facts, tmp_path / "charts")
    (docx,) = render(text, facts, sample.report_of(text), tmp_path, charts=tmp_path / "charts", to=("docx",))
    with zipfile.ZipFile(docx) as archive:
        notes = re.sub(r"<[^>]+>", "", archive.read("word/footnotes.xml").decode("utf-8"))
    assert f"; {WEB}." in notes
    edits = read_edits(docx, text)
    assert (edits.text, edits.changes, edits.problems) == (text, (), ())


def test_paper_prints_the_address(tmp_path: Path) -> None:
    text, facts = linked(WEB)
    (pdf,) = render(text, facts, sample.report_of(text), tmp_path, to=("pdf",))
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)
    assert WEB in re.sub(r"\s+", "", said)
