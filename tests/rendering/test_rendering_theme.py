"""The office's own look: checked for contrast, in every form, and no part of the text that staff edit."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import rendering_sample as sample
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pcc_narrator.colours import ENOUGH, contrast, readable
from pcc_narrator.errors import InputError
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.rendering import draw_charts, read_edits, read_theme, render, write_markdown, write_theme
from pcc_narrator.rendering.charts.icons import icon_png
from pcc_narrator.rendering.theme import DARK_PAPER, DARK_TINT, PAPER, PLAIN, TINT, Theme, theme_of
from pcc_narrator.rendering.word_style import reference_document
from pcc_narrator.workspace.plan import ThemePlan

TEXT = write_markdown(sample.outline(), sample.draft(), sample.facts())
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace folder with a logo and a letterhead."""
    (tmp_path / "logo.png").write_bytes(icon_png("pass"))
    (tmp_path / "letterhead.docx").write_bytes(reference_document())
    return tmp_path


def theme(office: Path, **more: str) -> Theme:
    return read_theme(
        ThemePlan(name="Office of the Board", colour="#7a1f5c", logo="logo.png", logo_alt="A ring", **more), office
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", "21.0"),
        ("#767676", "#ffffff", "4.5"),
        ("#ffffff", "#ffffff", "1.0"),
        ("#ff0000", "#ffffff", "4.0"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: str) -> None:
    assert round(Decimal(contrast(one, other)), 1) == Decimal(expected)
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_any_colour_becomes_readable_on_both_papers(colour: str) -> None:
    look = Theme(colour=colour)
    assert min(contrast(look.light, paper) for paper in (PAPER, TINT)) >= ENOUGH
    assert min(contrast(look.dark, paper) for paper in (DARK_PAPER, DARK_TINT)) >= ENOUGH


def test_a_colour_that_is_readable_is_left_as_it_is() -> None:
    assert readable("#0b5a8a", PAPER, TINT) == "#0b5a8a"


@pytest.mark.parametrize(
    ("given", "said"),
    [({"colour": "#ffdd00"}, 'contrast on white is 1.3 to 1, and 4.5 is needed: try "#'),
     ({"colour": "blue"}, "no colour"), ({"logo": "x.png"}, "needs logo_alt"), ({"font": "Comic"}, "Extra inputs")],
)  # fmt: skip
def test_a_theme_that_nobody_could_read_is_an_error(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ThemePlan.model_validate(given)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (ThemePlan(logo="no.png", logo_alt="a"), "not in the workspace"),
        (ThemePlan(logo="a.gif", logo_alt="a"), "is no .png"),
        (ThemePlan(reference="logo.png"), "is no .docx"),
        (ThemePlan(logo="big.png", logo_alt="a"), "larger than 1 MB"),
    ],
)  # fmt: skip
def test_files_of_a_theme_that_cannot_be_used(office: Path, plan: ThemePlan, said: str) -> None:
    (office / "big.png").write_bytes(bytes(1_000_001))
    with pytest.raises(InputError, match=said):
        read_theme(plan, office)


def test_a_theme_lies_beside_its_report_and_is_found_again(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_theme(theme(office, reference="letterhead.docx"), out)
    found = theme_of(out)
    assert (found.name, found.colour, found.logo_alt) == ("Office of the Board", "#7a1f5c", "A ring")
    assert found.logo == out / "theme" / "logo.png" and found.reference == out / "theme" / "reference.docx"
    write_theme(read_theme(ThemePlan(), office, "Press office,  01632 960001"), tmp_path / "asked")
    assert theme_of(tmp_path / "asked") == Theme(contact="Press office, 01632 960001")
    write_theme(PLAIN, tmp_path / "plain")
    assert not (tmp_path / "plain").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"logo": "../secret.png"}', '{"colour": "red;}"}', '{"logo": "theme/x.svg"}']
)
def test_a_broken_theme_is_the_programs_own_look(tmp_path: Path, content: str) -> None:
    (tmp_path / "theme.json").write_text(content, encoding="utf-8")
    assert theme_of(tmp_path) == PLAIN


def test_every_form_carries_the_look(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_theme(theme(office), out)
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    html, docx = render(TEXT, sample.facts(), CheckReport(), out, charts=out / "charts", to=("html", "docx"))
    page = html.read_text(encoding="utf-8")
    assert "--accent: #7a1f5c" in page and 'alt="A ring"' in page and "<span>Office of the Board</span>" in page
    head = Document(str(docx)).sections[0].header
    assert head.paragraphs[0].text.strip() == "Office of the Board"
    assert 'descr="A ring"' in head.paragraphs[0]._p.xml
    assert Document(str(docx)).styles["Heading 1"].font.color.rgb.__str__() == "7A1F5C"
    edits = read_edits(docx, TEXT)
    assert edits.text == TEXT and edits.changes == ()


def test_the_offices_own_letterhead_is_used(office: Path, tmp_path: Path) -> None:
    letterhead = Document(io.BytesIO(reference_document()))
    letterhead.sections[0].header.paragraphs[0].text = "LETTERHEAD"
    letterhead.save(str(office / "letterhead.docx"))
    (docx,) = render(
        TEXT,
        sample.facts(),
        CheckReport(),
        tmp_path / "o",
        to=("docx",),
        theme=theme(office, reference="letterhead.docx"),
    )
    with zipfile.ZipFile(docx) as archive:
        heads = [archive.read(name) for name in archive.namelist() if "header" in name]
    assert any(b"LETTERHEAD" in head for head in heads)
