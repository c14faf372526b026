"""The whole of report.html: one file that asks nothing of any server and needs no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.body import Body, Heading, make_body
from pcc_narrator.rendering.dom import Node, write_html
from pcc_narrator.rendering.findings import finding_lines
from pcc_narrator.rendering.pictures import as_data
from pcc_narrator.rendering.readable import note_links, readable, wide_pictures
from pcc_narrator.rendering.theme import PLAIN, Theme
from pcc_narrator.rendering.words import ENGLISH, Words


@dataclass(slots=True)
class ContentsEntry:
    """A second-level heading and those below it."""

    heading: Heading
    below: list[Heading] = field(default_factory=list)


def make_page(
    text: str, facts: FactSet, report: CheckReport, charts: Path | None, *, words: Words = ENGLISH, theme: Theme = PLAIN
) -> str:
    """report.html of a report's Markdown. What the checker refuted stands in a banner at the top, and in the text."""
    body = make_body(text, facts, report, as_data(charts), words=words)
    readable(body.root)
    note_links(body.root, facts)
    wide_pictures(body.root)
    return page_of(body, report, words=words, theme=theme)


def page_of(
    body: Body, report: CheckReport, *, words: Words = ENGLISH, css: str | None = None, theme: Theme = PLAIN
) -> str:
    """The page around a body: head, findings, contents. `css` takes the place of the screen's styles."""
    findings = finding_lines(report)
    front, rest = _split(body.root)
    html: str = _template().render(
        words=words,
        title=body.title or words.contents,
        css=resource("page.css") + theme.css() if css is None else css,
        theme=theme,
        front=write_html(front).strip(),
        body=write_html(rest).strip(),
        contents=contents(body.headings),
        findings=findings,
        count_text=f"{len(findings)} claim{'' if len(findings) == 1 else 's'}",
        removed=list(dict.fromkeys(body.removed)),
    )
    return html


def contents(headings: list[Heading]) -> list[ContentsEntry]:
    """Second-level headings, each with its third-level ones."""
    entries: list[ContentsEntry] = []
    for heading in headings:
        if heading.level <= 2 or not entries:
            entries.append(ContentsEntry(heading))
        elif heading.level == 3:
            entries[-1].below.append(heading)
    return entries


def _split(root: Node) -> tuple[Node, Node]:
    """The title and what stands before the first second-level heading, and the rest; a title alone if none."""
    for place, child in enumerate(root.children):
        if isinstance(child, Node) and child.tag == "h2":
            return Node("", {}, root.children[:place]), Node("", {}, root.children[place:])
    return Node(), root


@cache
def resource(name: str) -> str:
    """A file that ships beside this module."""
    return files("pcc_narrator.rendering").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resource("page.html"))
