"""Each published form of the small sample, held against a file that people can read.

`WRITE_GOLDEN=yes pytest tests/rendering/test_rendering_golden.py` writes the files anew: look at the
difference before you keep it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rendering_sample as sample
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from pcc_narrator.rendering import draw_charts, render, write_markdown

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("golden")
    text = write_markdown(sample.outline(), sample.draft(), sample.facts())
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    render(text, sample.facts(), sample.report_of(text), out, charts=out / "charts", to=("md", "html", "docx", "pdf"))
    return out


def page(path: Path) -> Iterator[str]:
    """The page without its style and without the bytes of pictures and data: their own tests look at those."""
    text = re.sub(r"(?s)<style>.*?</style>", "<style>…</style>", path.read_text(encoding="utf-8"))
    text = re.sub(r"(data:[\w/+-]+)[^\"']{40,}", r"\1…", text)
    yield from re.sub(r"(?s)<svg.*?</svg>", "<svg>…</svg>", text).splitlines()


def word(path: Path) -> Iterator[str]:
    """Every paragraph with its style, and every row of every table."""
    document = Document(str(path))
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield f"[{part.style.name if part.style else ''}] {part.text}".rstrip()
        elif isinstance(part, Table):
            for row in part.rows:
                yield "[Table] " + " | ".join(cell.text for cell in row.cells)


def paper(path: Path) -> Iterator[str]:
    """The tag tree, one element a line with what stands for it, then the words in the order of the pages."""
    pdf = PdfReader(io.BytesIO(path.read_bytes()))
    yield from _tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], 0)
    words = " ".join(" ".join(one.extract_text().split()) for one in pdf.pages)
    words = re.sub(r"(?:Performance report: quarter three 2018-19 )?\d+ / \d+\s*", "", words)  # the foot of each page
    words = re.sub(r"[. ]{3,}\d+", "", words)  # of the contents: where pages break is the fonts' affair
    yield from re.findall(r".{1,110}(?:\s+|$)", words)


def _tags(node: Any, depth: int) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for item in node:
            yield from _tags(item, depth)
    elif isinstance(node, dict):
        if "/S" in node:
            alt = f" {node['/Alt']}" if "/Alt" in node else ""
            yield f"{'  ' * depth}{node['/S']}{alt}"
        if "/K" in node:
            yield from _tags(node["/K"], depth + 1)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("report.md", lambda path: path.read_text(encoding="utf-8").splitlines()), ("report.html", page),
     ("report.docx", word), ("report.pdf", paper)],
)  # fmt: skip
def test_a_form_is_what_it_was(folder: Path, name: str, lines: Any) -> None:
    found = "\n".join(line.rstrip() for line in lines(folder / name)) + "\n"
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")
