"""report.pdf: the page set for paper, tagged and built as PDF/UA-1, with bookmarks and page numbers."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

from pcc_narrator.errors import MissingExtraError
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.body import make_body
from pcc_narrator.rendering.dom import Node
from pcc_narrator.rendering.page import page_of, resource
from pcc_narrator.rendering.page_flow import flow
from pcc_narrator.rendering.pdf_marks import margins_to_artifacts
from pcc_narrator.rendering.pictures import as_data
from pcc_narrator.rendering.readable import note_links, readable
from pcc_narrator.rendering.theme import COLOUR, PLAIN, Theme
from pcc_narrator.rendering.words import ENGLISH, Words


def make_pdf(
    text: str, facts: FactSet, report: CheckReport, charts: Path | None, *, words: Words = ENGLISH, theme: Theme = PLAIN
) -> bytes:
    """A PDF of a report. Raises MissingExtraError where WeasyPrint or the Pango library is not installed.

    Nothing is fetched: pictures come from `charts`, fonts from the machine.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # without HarfBuzz-Subset it subsets fonts by itself
            from weasyprint import HTML
    except (ImportError, OSError):
        raise MissingExtraError("pdf", "PDF output (WeasyPrint, with the Pango library of the system)") from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    body = make_body(text, facts, report, as_data(charts), words=words)
    note_links(body.root, facts, printed=True)
    for_paper(body.root)
    readable(body.root)
    css = resource("paper.css").replace(COLOUR, theme.light)

    def laid_out() -> Any:
        page = page_of(body, report, words=words, css=css, theme=theme)
        return HTML(string=page, base_url=None, url_fetcher=_fetcher()).render(**_OPTIONS)

    document = laid_out()
    if body.root.find_all("figure") and flow(document.pages, body.root):
        document = laid_out()
    content: bytes = document.write_pdf(finisher=margins_to_artifacts, **_OPTIONS)
    return content


_OPTIONS = {
    "pdf_variant": "pdf/ua-1",
    "presentational_hints": True,
    "pdf_tags": True,
    "custom_metadata": True,
    "uncompressed_pdf": False,
}


def for_paper(node: Node) -> None:
    """Takes out what paper cannot do: tips, downloads, regions that scroll."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            kind = child.attributes.get("class", "")
            if kind in ("tip", "data"):
                continue
            if child.tag == "p" and any(inner.attributes.get("class") == "data" for inner in child.elements):
                continue
            for_paper(child)
            for name in ("tabindex", "role", "aria-describedby", "aria-label", "data-paragraph"):
                child.attributes.pop(name, None)
            if kind.startswith("fig ") and "refuted" not in kind:
                children += child.children
                continue
        children.append(child)
    node.children = children


def _fetcher() -> object:
    """WeasyPrint's way to addresses: only what the page itself holds, never a file or a server."""
    try:
        from weasyprint.urls import URLFetcher
    except ImportError:  # before WeasyPrint 68 a function stood in its place
        return _only_data
    return URLFetcher(allowed_protocols={"data"})


def _only_data(url: str, *_: object, **__: object) -> object:
    if not url.startswith("data:"):
        raise ValueError(f"{url} is not fetched")
    from weasyprint.urls import default_url_fetcher

    return default_url_fetcher(url)
