"""Pages of the PDF without large gaps: what is made smaller, what is moved, and what stays as it was."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pypdf import PdfReader

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.page_flow import Block, Changes, fill
from pcc_narrator.rendering.pdf import make_pdf

HEIGHT = 1000.0


def paragraphs(place: int, *heights: float) -> list[Block]:
    """A list; the last paragraph ends where they all do, from the top of the page."""
    blocks = [Block(place, "li", 0, 0, height) for height in heights]
    blocks[-1].end = sum(heights)
    return blocks


def figure(place: int, height: float) -> Block:
    return Block(place, "figure", 0, 0, height, picture=height - 50)


def test_a_picture_that_nearly_fits_is_drawn_smaller() -> None:
    changes = fill([*paragraphs(0, 700), figure(1, 350), *paragraphs(2, 100)], HEIGHT)
    assert changes == Changes({1: 1 - 50 / 300}, {})


def test_a_picture_that_does_not_fit_stands_after_the_paragraphs_that_do() -> None:
    changes = fill([*paragraphs(0, 700), figure(1, 500), *paragraphs(2, 100, 150, 100), figure(3, 200)], HEIGHT)
    assert changes == Changes({}, {1: 2})


def test_a_heading_with_its_box_takes_its_picture_along() -> None:
    heading = Block(1, "h3", 0, 0, 20, with_next=True)
    assert not fill([*paragraphs(0, 700), heading, figure(2, 500), *paragraphs(3, 100)], HEIGHT)


def test_what_fits_and_what_leaves_a_small_gap_is_left_alone() -> None:
    assert not fill([*paragraphs(0, 600), figure(1, 400), *paragraphs(2, 100)], HEIGHT)
    assert not fill([*paragraphs(0, 900), figure(1, 400), *paragraphs(2, 50)], HEIGHT)
    assert not fill([*paragraphs(0, 600), figure(1, 800), Block(2, "table", 0, 0, 100)], HEIGHT)


def test_after_a_change_the_pages_are_filled_by_counting() -> None:
    blocks = [*paragraphs(0, 700), figure(1, 500), *paragraphs(2, 250), *paragraphs(3, 200), figure(4, 400)]
    # 700 and 250 on the first page; the picture, 200 and 240 of the second picture's 400 on the next
    assert fill(blocks, HEIGHT) == Changes({}, {1: 1})
    assert fill([*blocks, *paragraphs(5, 300)], HEIGHT) == Changes({}, {1: 1, 4: 1})


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{0}" viewBox="0 0 680 {0}"><title>x</title></svg>'
)


def test_paragraphs_and_pictures_keep_their_own_order(tmp_path: Path) -> None:
    lines = ["# A report", "", "## One", ""]
    for number in range(1, 31):
        lines += [f"{number}. Point {number}: {'something is told here at some length; ' * 5}", ""]
        if number % 3 == 0:
            chart = f"chart{number}.svg"
            (tmp_path / chart).write_text(PICTURE.format(500), encoding="utf-8")
            lines += [f"**Figure {number // 3}: What is seen**", "", f"![A picture.](charts/{chart})", ""]
    text = "\n".join(lines)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(make(text, tmp_path))).pages]
    words = "\n".join(pages)
    numbers = [int(number) for number in re.findall(r"Point (\d+):", words)]
    assert numbers == list(range(1, 31))
    assert [int(number) for number in re.findall(r"Figure (\d+):", words)] == list(range(1, 11))
    before = [words.split(f"Figure {number}:")[0].count("Point ") for number in range(1, 11)]
    assert all(after >= 3 * number for number, after in enumerate(before, start=1))
    assert before != list(range(3, 31, 3))


def make(text: str, charts: Path) -> bytes:
    return make_pdf(text, FactSet(), CheckReport(), charts)
