"""What people do to a Word file: nothing is lost, and the person is told which paragraph and what to do."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rendering_sample as sample
from docx import Document
from docx.oxml.ns import qn
from typer.testing import CliRunner

from pcc_narrator.checking import check
from pcc_narrator.cli.app import app
from pcc_narrator.contract import facts_to_json
from pcc_narrator.rendering import draw_charts, read_edits, render, write_markdown
from pcc_narrator.rendering.charts.icons import icon_png
from pcc_narrator.rendering.edits import Edits

TEXT = write_markdown(sample.outline(), sample.draft(), sample.facts())
LEVEL = "There were 1,240 visits in quarter three"
KINDS = "Minor injury rose by 120 and illness by 85."
RATE = "There were 59.3 visits for every 1,000 residents."


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("word")
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    (path,) = render(TEXT, sample.facts(), sample.report_of(TEXT), out, charts=out / "charts", to=("docx",))
    return path


@pytest.fixture
def edited(original: Path, tmp_path: Path) -> Callable[[Callable[[Any], None]], Edits]:
    def run(change: Callable[[Any], None]) -> Edits:
        document = Document(str(original))
        change(document)
        document.save(str(tmp_path / "edited.docx"))
        return read_edits(tmp_path / "edited.docx", TEXT)

    return run


def holding(document: Any, words: str) -> Any:
    return next(paragraph for paragraph in document.paragraphs if words in paragraph.text)


def numbered(text: str) -> list[tuple[str, str, str]]:
    return re.findall(r"(?m)^(\d+)\. (.*?)(?: <!-- (\S+) -->)?$", text)


def refuted_anew(text: str) -> list[str]:
    """What is refuted in an edited text and was not in the text before."""
    before, after = ([claim.text for claim in check(one, sample.facts()).refuted] for one in (TEXT, text))
    return [one for one in after if one not in before]


def say(paragraph: Any, text: str) -> None:
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text


def test_two_paragraphs_merged_into_one(edited: Any) -> None:
    def merge(document: Any) -> None:
        first, second = holding(document, KINDS), holding(document, RATE)
        first.add_run(" " + second.text)
        second._p.getparent().remove(second._p)

    edits = edited(merge)
    assert [(change.kind, change.id) for change in edits.changes] == [
        ("changed", "visits.composition"), ("deleted", "visits.peers"),
    ]  # fmt: skip
    assert f"2. {KINDS} {RATE} <!-- visits.composition -->" in edits.text
    assert [number for number, *_ in numbered(edits.text)] == ["1", "2", "3", "4"]


def test_a_paragraph_copied_twice_has_its_id_once(edited: Any) -> None:
    def double(document: Any) -> None:
        node = holding(document, KINDS)._p
        node.addnext(copy.deepcopy(node))

    edits = edited(double)
    assert [change.kind for change in edits.changes] == ["added"]
    assert [ident for _, text, ident in numbered(edits.text) if text == KINDS] == ["visits.composition", ""]
    assert [number for number, *_ in numbered(edits.text)] == ["1", "2", "3", "4", "5", "6"]


def test_paragraphs_in_another_order_are_numbered_anew(edited: Any) -> None:
    def swap(document: Any) -> None:
        first, second = holding(document, KINDS)._p, holding(document, RATE)._p
        first.addprevious(second)

    edits = edited(swap)
    assert {change.kind for change in edits.changes} == {"moved"}
    ids = [ident for *_, ident in numbered(edits.text)]
    assert ids.index("visits.peers") < ids.index("visits.composition")
    assert [number for number, *_ in numbered(edits.text)] == ["1", "2", "3", "4", "5"]


def test_quotes_and_dashes_that_word_makes_are_kept_and_read(edited: Any) -> None:
    said = "There were 59.3 visits for every 1,000 residents – the board’s “best” figure."
    edits = edited(lambda document: say(holding(document, RATE), said))
    assert f"3. {said} <!-- visits.peers -->" in edits.text
    assert refuted_anew(edits.text) == []


def test_a_changed_figure_is_found_like_any_other(edited: Any) -> None:
    edits = edited(lambda document: say(holding(document, LEVEL), "There were 1,420 visits in quarter three."))
    assert refuted_anew(edits.text) == ["1,420"]


def test_a_table_that_lost_a_column_is_told(edited: Any) -> None:
    def cut(document: Any) -> None:
        table = next(t for t in document.tables if t.rows[0].cells[0].text == "Action")
        for row in table.rows:
            row._tr.remove(row.cells[-1]._tc)

    edits = edited(cut)
    assert any("columns instead of" in problem for problem in edits.problems)
    assert "Open on Saturdays" in edits.text


def test_a_table_that_was_taken_out_is_told(edited: Any) -> None:
    def drop(document: Any) -> None:
        table = next(t for t in document.tables if "Minor injury" in t._tbl.xml)
        table._tbl.getparent().remove(table._tbl)

    edits = edited(drop)
    assert any(change.kind == "deleted" and "Minor injury" in change.before for change in edits.changes)


def test_a_row_added_to_a_table_comes_home(edited: Any) -> None:
    def add(document: Any) -> None:
        row = next(t for t in document.tables if t.rows[0].cells[0].text == "Action").add_row()
        for cell, text in zip(row.cells, ("Longer hours", "Planned", ""), strict=False):
            cell.text = text

    assert re.search(r"(?m)^\| Longer hours +\| Planned +\|", edited(add).text)


def test_a_footnote_that_somebody_typed_is_told(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "notes.docx"
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(target, "w") as copy_:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/footnotes.xml":
                note = b'<w:footnote w:id="99"><w:p><w:r><w:t>Ask the clinic first.</w:t></w:r></w:p></w:footnote>'
                content = content.replace(b"</w:footnotes>", note + b"</w:footnotes>")
            copy_.writestr(item, content)
    edits = read_edits(target, TEXT)
    assert edits.text == TEXT
    assert edits.problems == (
        "a footnote (“Ask the clinic first.”) was not taken over: put its words into a paragraph.",
    )


def test_a_very_large_picture_is_told_and_does_not_get_in(original: Path, tmp_path: Path) -> None:
    """50 MB of picture inside the file: it is not even read."""
    document = Document(str(original))
    (tmp_path / "photo.png").write_bytes(icon_png("pass"))
    holding(document, KINDS)._p.addnext(document.add_paragraph()._p)
    document.paragraphs[-1].add_run().add_picture(str(tmp_path / "photo.png"))
    document.save(str(tmp_path / "e.docx"))
    target = tmp_path / "large.docx"
    with zipfile.ZipFile(tmp_path / "e.docx") as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as large:
        for item in source.infolist():
            large.writestr(item, source.read(item) + (bytes(50_000_000) if "media" in item.filename else b""))
    edits = read_edits(target, TEXT)
    assert edits.text == TEXT
    assert "1 pasted picture was not taken over" in edits.problems[0]


def test_a_file_that_went_through_another_editor(original: Path, tmp_path: Path) -> None:
    """Google Docs and others drop bookmarks, rename styles and break runs anywhere: paragraphs are known by words."""
    document = Document(str(original))
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    for paragraph in document.paragraphs:
        for run in list(paragraph.runs):
            half = len(run.text) // 2
            if half and not run._r.findall(qn("w:drawing")):
                later = copy.deepcopy(run._r)
                run._r.addnext(later)
                run.text, kept = run.text[:half], run.text[half:]
                later.findall(qn("w:t"))[0].text = kept
                for text in (*run._r.findall(qn("w:t")), *later.findall(qn("w:t"))):
                    text.set(qn("xml:space"), "preserve")
    for style in document.styles:
        if style.name == "Numbered Paragraph":
            style.name = "Normal (Web)"
    document.save(str(tmp_path / "other.docx"))
    edits = read_edits(tmp_path / "other.docx", TEXT)
    assert edits.text == TEXT and edits.changes == ()


def test_a_report_cut_off_half_way_is_told_paragraph_by_paragraph(original: Path) -> None:
    half = TEXT[: TEXT.index(KINDS)]
    edits = read_edits(original, half)
    assert any(KINDS in change.after for change in edits.changes if change.kind == "added")
    assert KINDS in edits.text and RATE in edits.text  # what Word still has is there again


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted", "protected by a password"), (b"", "no readable .docx"),
     (b"PK\x03\x04 cut off", "no readable .docx"), (b"%PDF-1.7", "no readable .docx")],
)  # fmt: skip
def test_the_command_says_what_to_do_and_leaves_the_report_alone(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "report.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "facts.json").write_text(facts_to_json(sample.facts()), encoding="utf-8")
    (tmp_path / "sent.docx").write_bytes(content)
    run = CliRunner().invoke(app, ["edits", str(tmp_path / "sent.docx"), "--into", str(tmp_path)])
    assert run.exit_code == 2 and said in run.output
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == TEXT
    assert not (tmp_path / "report.md.bak").exists()


def test_scripts_and_pictures_from_elsewhere_are_removed_and_named_in_every_form(tmp_path: Path) -> None:
    text = TEXT + "\n<script>alert(1)</script>\n\n![far](https://example.org/x.png)\n"
    html, docx = render(text, sample.facts(), sample.report_of(text), tmp_path, to=("html", "docx"))
    page = html.read_text(encoding="utf-8")
    assert "<script>" not in page and 'src="https:' not in page
    assert re.search(r'class="removed".*script.*picture https://example.org/x.png', page, re.DOTALL)
    with zipfile.ZipFile(docx) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))
    assert b"example.org" not in parts and b"alert" not in parts


def test_comments_in_the_margin_are_kept_as_review_notes_each_once(tmp_path: Path) -> None:
    edited = Path(__file__).parent / "edited"
    (tmp_path / "report.md").write_text((edited / "report.md").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "facts.json").write_text(facts_to_json(sample.facts()), encoding="utf-8")
    for _ in range(2):
        run = CliRunner().invoke(app, ["edits", str(edited / "edited-in-libreoffice.docx"), "--into", str(tmp_path)])
        assert "1 comment is kept in" in run.output, run.output
    notes = (tmp_path / "review-notes.md").read_text(encoding="utf-8").splitlines()
    assert len([line for line in notes if line.startswith("- ") and "in edited-in-libreoffice.docx, at “" in line]) == 1
