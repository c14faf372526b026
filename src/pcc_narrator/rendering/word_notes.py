"""Footnotes of report.docx: the publications behind a paragraph's figures, once a section; addresses of its note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet, Source
from pcc_narrator.rendering.dom import Node, element
from pcc_narrator.rendering.figure_text import day_text
from pcc_narrator.rendering.provenance import note_address, sources_of
from pcc_narrator.rendering.words import Words

_CLAIM = re.compile(r"t(\d+)")
_FEW = 4  # publications in one footnote


def add_footnotes(root: Node, facts: FactSet, report: CheckReport, words: Words) -> None:
    """Puts a footnote at the end of each numbered paragraph whose publications its section has not named yet, or whose
    note can be read up somewhere."""
    notes: list[Node] = []
    told: set[str] = set()
    for child in root.elements:
        if child.tag in ("h2", "h3"):
            told = set()
        for item in (item for item in child.elements if child.tag == "ol" and item.tag == "li"):
            new = [name for name in _publications(item, facts, report, words) if name not in told]
            web = note_address(item, facts)
            if not new and not web:
                continue
            told.update(new)
            number = len(notes) + 1
            text = "; ".join([*new[:_FEW], *([web] if web else [])]) + ("; …" if len(new) > _FEW else "")
            paragraph = item.elements[-1] if item.elements and item.elements[-1].tag == "p" else item
            paragraph.children.append(Node("a", {"epub:type": "noteref", "href": f"#fn{number}"}, [str(number)]))
            note = element("aside", element("p", f"{words.source_label}: {text}."), id=f"fn{number}")
            note.attributes["epub:type"] = "footnote"
            notes.append(note)
    root.children += notes


def _publications(item: Node, facts: FactSet, report: CheckReport, words: Words) -> Iterable[str]:
    """Publications behind the claims of a paragraph, in the order of the claims."""
    found: dict[str, None] = {}
    for node in item.walk():
        match = _CLAIM.fullmatch(node.attributes.get("aria-describedby", ""))
        if match is None or int(match[1]) >= len(report.claims):
            continue
        claim = report.claims[int(match[1])]
        for identifier in claim.facts if claim.verdict == "supported" else ():
            if identifier in facts.by_id:
                for source in sources_of(facts.by_id[identifier], facts):
                    found.setdefault(_publication(source, words))
    return found


def _publication(source: Source, words: Words) -> str:
    """ "Waiting times (Ministry, published 24 January 2019)": without the place in it, which the page names."""
    about = [source.publisher] if source.publisher else []
    if source.published_on is not None:
        about.append(words.published.format(day=day_text(source.published_on, words=words)))
    title = (source.title or source.file or "input").split(": ")[0]
    return f"{title} ({', '.join(about)})" if about else title
