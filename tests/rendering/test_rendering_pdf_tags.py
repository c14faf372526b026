"""The tag tree of report.pdf, walked: what a screen reader is given, and nothing that it is not given."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rendering_sample as sample
from pypdf import PdfReader
from pypdf.generic import ContentStream

from pcc_narrator.assets import asset
from pcc_narrator.pipeline import draft_report
from pcc_narrator.rendering import draw_charts, render, write_markdown

SHOWS = {b"Tj", b"TJ", b"'", b'"', b"Do"}


@pytest.fixture(
    scope="module",
    params=["small", pytest.param("wiltshire", marks=pytest.mark.slow), pytest.param("nhs", marks=pytest.mark.slow)],
)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out: Path = tmp_path_factory.mktemp("pdf")
    if request.param == "small":
        draw_charts(sample.outline(), sample.facts(), out / "charts")
        text = write_markdown(sample.outline(), sample.draft(), sample.facts())
        render(text, sample.facts(), sample.report_of(text), out, charts=out / "charts", to=("pdf",))
    else:
        name = {"wiltshire": "wiltshire-2018-19", "nhs": "nhs-emergency-care"}[request.param]
        draft_report(asset(f"data/{name}"), "2018-19-Q3", out, to=("pdf",), allow_findings=True)
    return PdfReader(io.BytesIO((out / "report.pdf").read_bytes()))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element at or below a node, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for item in node:
            yield from elements(item)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def kids(node: Any) -> list[Any]:
    found = node.get("/K", [])
    return [item.get_object() for item in (found if isinstance(found, list) else [found])]


def tree(pdf: PdfReader) -> list[Any]:
    return list(elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def test_every_mark_on_a_page_is_in_the_tree_once_or_is_decoration(pdf: PdfReader) -> None:
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(pdf.pages) if page.indirect_reference}
    in_tree: dict[int, list[int]] = {}
    for node in tree(pdf):
        for kid in kids(node):
            if isinstance(kid, int):
                in_tree.setdefault(pages[node.raw_get("/Pg").idnum], []).append(int(kid))
            elif isinstance(kid, dict) and kid.get("/Type") == "/MCR":
                page = (kid if "/Pg" in kid else node).raw_get("/Pg").idnum
                in_tree.setdefault(pages[page], []).append(int(kid["/MCID"]))
    for number, page in enumerate(pdf.pages):
        contents = page.get_contents()
        assert contents is not None
        marked = [int(found) for found in re.findall(rb"/MCID (\d+)", contents.get_data())]
        assert sorted(in_tree.get(number, [])) == sorted(marked), f"page {number + 1}"
        assert len(set(marked)) == len(marked)


def test_nothing_is_shown_outside_of_marks(pdf: PdfReader) -> None:
    for page in pdf.pages:
        depth = 0
        for _, operator in ContentStream(page.get_contents(), pdf).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            assert not (operator in SHOWS and depth == 0)
        assert depth == 0


def test_pictures_are_described_and_none_is_described_by_its_file_name(pdf: PdfReader) -> None:
    figures = [node for node in tree(pdf) if node["/S"] == "/Figure"]
    assert figures
    for figure in figures:
        assert len(str(figure.get("/Alt", ""))) > 8 and ".svg" not in figure["/Alt"]


def test_every_cell_names_its_heads(pdf: PdfReader) -> None:
    for table in (node for node in tree(pdf) if node["/S"] == "/Table"):
        heads = {str(node["/ID"]) for node in elements(table) if node["/S"] == "/TH" and "/ID" in node}
        cells = [node for node in elements(table) if node["/S"] == "/TD"]
        named = [cell for cell in cells if "/A" in cell and "/Headers" in cell["/A"]]
        assert heads and (not cells or named)
        for cell in named:
            assert {str(one) for one in cell["/A"]["/Headers"]} <= heads
        rows = [node for node in elements(table) if node["/S"] == "/TR"]
        assert all({str(kid["/S"]) for kid in kids(row)} <= {"/TH", "/TD"} for row in rows)


def test_links_are_tied_to_their_places_and_say_where_they_lead(pdf: PdfReader) -> None:
    links = [node for node in tree(pdf) if node["/S"] == "/Link"]
    assert links
    for link in links:
        tied = [kid for kid in kids(link) if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"]
        assert len(tied) == 1
        annotation = tied[0]["/Obj"]
        assert "/StructParent" in annotation and str(annotation.get("/Contents", "")).strip()


def test_headings_skip_no_level_and_lists_hold_items(pdf: PdfReader) -> None:
    kinds = [str(node["/S"]) for node in tree(pdf)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    for node in tree(pdf):
        if node["/S"] == "/L":
            assert {str(kid["/S"]) for kid in kids(node) if isinstance(kid, dict)} <= {"/LI", "/Caption"}
