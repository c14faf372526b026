"""Edits come back: a Word file that was really edited, and everything that people do to paragraphs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rendering_sample as sample
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pcc_narrator.errors import InputError
from pcc_narrator.models.outline import Paragraph
from pcc_narrator.rendering import draw_charts, read_edits, render, write_markdown
from pcc_narrator.rendering.markdown_blocks import markdown_blocks
from pcc_narrator.rendering.word_runs import escape_markdown

LEVEL = "There were 1,240 visits in quarter three and 4,390 in the 12 months to December 2018."
EDITED = Path(__file__).parent / "edited"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("word")
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    (path,) = render(TEXT, sample.facts(), sample.report_of(TEXT), out, charts=out / "charts", to=("docx",))
    return path


TEXT = write_markdown(sample.outline(), sample.draft(), sample.facts())


def numbered(text: str) -> list[tuple[str, str, str]]:
    return re.findall(r"^(\d+)\. (.*?)(?: <!-- (\S+) -->)?$", text, re.MULTILINE)


def edit(original: Path, tmp_path: Path, change: Callable[[object], None]) -> Path:
    document = Document(str(original))
    change(document)
    target = tmp_path / "edited.docx"
    document.save(str(target))
    return target


def holding(document: object, words: str) -> object:
    return next(paragraph for paragraph in document.paragraphs if words in paragraph.text)  # type: ignore[attr-defined]


def test_without_edits_the_same_bytes_come_back(original: Path) -> None:
    edits = read_edits(original, TEXT)
    assert edits.text == TEXT
    assert edits.changes == () and edits.problems == () and edits.comments == ()


def test_a_file_edited_in_libreoffice() -> None:
    """A figure changed, a sentence added, a paragraph moved, a tracked deletion, a cell changed, a comment."""
    before = (EDITED / "report.md").read_text(encoding="utf-8")
    edits = read_edits(EDITED / "edited-in-libreoffice.docx", before)
    assert numbered(edits.text) == [
        (
            "1",
            LEVEL + " More people came in the evening.",
            "visits.level",
        ),
        ("2", "Minor injury rose by 120.", "visits.composition"),
        ("3", "There were 95.3 visits for every 1,000 residents.", "visits.peers"),
        ("4", "Two nurses joined in the autumn.", "wait.note"),
        ("5", "People waited 10 minutes and 42 seconds.", "wait.level"),
    ]
    assert "| Train reception staff            | Done " in edits.text
    assert [(change.kind, change.id) for change in edits.changes] == [
        ("changed", "visits.level"), ("changed", "visits.composition"), ("changed", "visits.peers"),
        ("moved", "wait.note"), ("changed", ""),
    ]  # fmt: skip
    assert [(comment.author, comment.text) for comment in edits.comments] == [("Reviewer", "Is this the median?")]
    untouched = [line for line in before.splitlines() if line.startswith(("#", "![", "<!--", "- "))]
    assert untouched == [line for line in edits.text.splitlines() if line.startswith(("#", "![", "<!--", "- "))]


@pytest.mark.parametrize(
    ("tracked", "paragraph"),
    [
        ("accept", "Minor injury rose by 120."),
        ("reject", "Minor injury rose by 120 and illness by 85."),
        ("all", "Minor injury rose by 120{-- and illness by 85--}."),
    ],
)
def test_tracked_changes(tracked: str, paragraph: str) -> None:
    before = (EDITED / "report.md").read_text(encoding="utf-8")
    edits = read_edits(EDITED / "edited-in-libreoffice.docx", before, tracked=tracked)  # type: ignore[arg-type]
    assert f"2. {paragraph} <!-- visits.composition -->" in edits.text


def test_a_changed_paragraph_keeps_number_and_id_and_all_else_its_bytes(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        holding(document, "for every 1,000").runs[0].text = "There were 60 visits *per* 1,000 people."  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    old = "3. There were 59.3 visits for every 1,000 residents. <!-- visits.peers -->"
    new = r"3. There were 60 visits \*per\* 1,000 people. <!-- visits.peers -->"
    assert edits.text == TEXT.replace(old, new)
    assert [(change.kind, change.id, change.number) for change in edits.changes] == [("changed", "visits.peers", 3)]


def test_a_deleted_paragraph_is_told_and_the_rest_numbered_anew(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = holding(document, "Minor injury rose")
        paragraph._p.getparent().remove(paragraph._p)  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert [(change.kind, change.id) for change in edits.changes] == [("deleted", "visits.composition")]
    assert [(number, key) for number, _, key in numbered(edits.text)] == [
        ("1", "visits.level"), ("2", "visits.peers"), ("3", "wait.level"), ("4", "wait.note"),
    ]  # fmt: skip


def test_a_new_paragraph_is_numbered_and_has_no_id(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        from copy import deepcopy

        paragraph = holding(document, "People waited")
        new = deepcopy(paragraph._p)  # type: ignore[attr-defined]
        paragraph._p.addnext(new)  # type: ignore[attr-defined]
        holding(document, "People waited").runs[0].text = "A new first."  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert numbered(edits.text)[3:] == [
        ("4", "A new first.", ""),
        ("5", "People waited 10 minutes and 42 seconds.", "wait.level"),
        ("6", "Two nurses joined in the autumn.", "wait.note"),
    ]
    assert [change.kind for change in edits.changes] == ["added"]


def test_a_split_paragraph_becomes_two(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = holding(document, "There were 1,240")
        new = document.add_paragraph("It came to 4,390 in the 12 months to December 2018.")  # type: ignore[attr-defined]
        properties = paragraph._p.pPr  # type: ignore[attr-defined]
        from copy import deepcopy

        new._p.insert(0, deepcopy(properties))
        paragraph._p.addnext(new._p)  # type: ignore[attr-defined]
        paragraph.runs[0].text = "There were 1,240 visits in quarter three."  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert numbered(edits.text)[:2] == [
        ("1", "There were 1,240 visits in quarter three.", "visits.level"),
        ("2", "It came to 4,390 in the 12 months to December 2018.", ""),
    ]


def test_bold_and_links_become_markdown(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = holding(document, "Two nurses")
        paragraph.add_run(" They are ").bold = False  # type: ignore[attr-defined]
        paragraph.add_run("very").bold = True  # type: ignore[attr-defined]
        paragraph.add_run(" welcome.")  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert "5. Two nurses joined in the autumn. They are **very** welcome. <!-- wait.note -->" in edits.text


def test_summary_points_keep_their_links(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = holding(document, "Visits rose by 450")
        paragraph.runs[0].text = paragraph.runs[0].text.replace("rose", "went up")  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert (
        "- Visits went up by 450 (11.4 per cent). ([Visits](#visits)) <!-- summary.significant_change -->" in edits.text
    )


def test_points_of_an_overview_come_back_changed_deleted_and_added(tmp_path: Path) -> None:
    overview = next(part.overviews for part in sample.outline().parts if part.id == "access")
    said = {"significant_change": "**Significant change:** visits.", "not_flagged": "**Not flagged:** nothing else."}
    points = tuple(Paragraph(overview[kind], "summary", text, "template") for kind, text in said.items())
    draft = sample.draft()
    text = write_markdown(sample.outline(), replace(draft, paragraphs=(*draft.paragraphs, *points)), sample.facts())
    assert all(f"- {text_of} <!-- {overview[kind]} -->" in text for kind, text_of in said.items())
    charts = tmp_path / "charts"
    draw_charts(sample.outline(), sample.facts(), charts)
    (path,) = render(text, sample.facts(), sample.report_of(text), tmp_path, charts=charts, to=("docx",))
    assert read_edits(path, text).text == text

    def change(document: object) -> None:
        point = holding(document, "Significant change: visits.")
        point.runs[-1].text = point.runs[-1].text.replace("visits", "visits in winter")  # type: ignore[attr-defined]
        added = holding(document, "Not flagged: nothing else.")
        added.insert_paragraph_before("Next: opening hours.", style=added.style)  # type: ignore[attr-defined]
        added._p.getparent().remove(added._p)  # type: ignore[attr-defined]

    found = read_edits(edit(path, tmp_path, change), text).text
    assert f"- **Significant change:** visits in winter. <!-- {overview['significant_change']} -->\n" in found
    assert "Next: opening hours." in found and "nothing else" not in found


def test_a_caption_a_heading_and_a_cell(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        holding(document, "Figure 1: Visits by quarter").runs[0].text = "Figure 1: Visits rose"  # type: ignore[attr-defined]
        holding(document, "What it covers").runs[0].text = "What is in it"  # type: ignore[attr-defined]
        for table in document.tables:  # type: ignore[attr-defined]
            for row in table.rows:
                if row.cells[0].text == "Follow-up":
                    row.cells[2].paragraphs[0].runs[0].text = "−31"

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert "**Figure 1: Visits rose**" in edits.text
    assert "### What is in it" in edits.text
    assert "| Follow-up    |                            |    −31 |" in edits.text
    changed = [line for line in edits.text.splitlines() if line not in TEXT.splitlines()]
    assert len(changed) == 3


def test_a_removed_chart_goes_with_its_data_link(original: Path, tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraphs = document.paragraphs  # type: ignore[attr-defined]
        place = next(n for n, paragraph in enumerate(paragraphs) if "Figure 4" in paragraph.text)
        paragraphs[place + 1]._p.getparent().remove(paragraphs[place + 1]._p)

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert "wait.series" not in edits.text
    assert [change.kind for change in edits.changes] == ["deleted"]


def test_a_pasted_picture_is_told(original: Path, tmp_path: Path) -> None:
    from pcc_narrator.rendering.charts.spark import spark_png

    def change(document: object) -> None:
        picture = io.BytesIO(spark_png([sample.Decimal(1), sample.Decimal(2)], colour="#000000"))
        document.add_picture(picture)  # type: ignore[attr-defined]

    edits = read_edits(edit(original, tmp_path, change), TEXT)
    assert edits.text == TEXT
    assert len(edits.problems) == 1 and "pasted picture" in edits.problems[0]


def test_without_bookmarks_paragraphs_are_known_by_their_words(original: Path, tmp_path: Path) -> None:
    """As a document comes back from an editor that drops bookmarks."""
    target = tmp_path / "plain.docx"
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", content)
                content = content.replace(b"Two nurses joined in the autumn.", b"Two nurses joined us in the autumn.")
            new.writestr(item, content)
    edits = read_edits(target, TEXT)
    assert edits.text == TEXT.replace("Two nurses joined in", "Two nurses joined us in")


def test_mentions_of_paragraphs_follow_their_numbers() -> None:
    from pcc_narrator.rendering.edits import _renumbered_mentions

    problems: list[str] = []
    text = "See paragraphs 3 to 5 and paragraph 9, not 3 visits. (paragraphs 4 and 6)"
    new = _renumbered_mentions(text, {3: 4, 4: 5, 5: 6, 6: 0}, problems)
    assert new == "See paragraphs 4 to 6 and paragraph 9, not 3 visits. (paragraphs 5 and 6)"
    assert problems == ["“paragraphs 4 and 6” speaks of paragraph 6, which was deleted."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "protected by a password, or an old .doc"),
        (b"PK\x03\x04 cut", "no readable .docx"),
        (b"plain words", "no readable .docx"),
        (b"", "no readable .docx"),
    ],
)
def test_what_is_no_word_file_is_a_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_edits(path, TEXT)


def test_another_archive_and_a_missing_file_are_clear_errors(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(InputError, match="is no Word document"):
        read_edits(path, TEXT)
    with pytest.raises(InputError, match="no such file"):
        read_edits(tmp_path / "none.docx", TEXT)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(InputError, match="document type"):
        read_edits(path, TEXT)


def test_blocks_cover_the_text() -> None:
    blocks = markdown_blocks(TEXT)
    place = 0
    for block in blocks:
        assert TEXT[place : block.start].strip() == ""
        assert block.start < block.end
        place = block.end
    assert TEXT[place:].strip() == ""


@given(st.text(alphabet="ab *_[]<>`\\\n#-1.|!", max_size=120))
def test_blocks_of_any_text_cover_it(text: str) -> None:
    blocks = markdown_blocks(text)
    place = 0
    for block in blocks:
        assert place <= block.start <= block.end
        place = block.end


@settings(max_examples=60)
@given(st.text(alphabet="ab *_[]<>`\\12,%", min_size=1, max_size=60))
def test_escaped_words_are_read_as_they_were_typed(words: str) -> None:
    from pcc_narrator.rendering.markdown_blocks import one_line, visible

    assert visible(f"x{escape_markdown(words)}x") == one_line(f"x{words}x")
