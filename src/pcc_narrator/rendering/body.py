"""The body of report.html: sanitised HTML, rearranged for readers of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pcc_narrator.models.claim import CheckReport, Claim
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.anchors import AnchorCounter
from pcc_narrator.rendering.body_tables import table_heads, wrap_tables
from pcc_narrator.rendering.dom import Node, element, parse_html, split_text
from pcc_narrator.rendering.marks import resolve_marks, take_label, without_marks
from pcc_narrator.rendering.provenance import provenance
from pcc_narrator.rendering.sanitise import to_safe_html
from pcc_narrator.rendering.source_text import Entry, prepare
from pcc_narrator.rendering.words import ENGLISH, Words

Locate = Callable[[str], str | None]  # from a link of the Markdown to a source for the page; None: not to be had
_WORDS_ONLY = frozenset({"direction", "comparison", "strength", "stability", "area", "period", "date", "cause", "name"})
_ARROWS = re.compile("([▲▼■])")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class Body:
    """The page's main part. `removed` says what was in the Markdown and is not on the page."""

    root: Node
    title: str
    headings: list[Heading] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def make_body(text: str, facts: FactSet, report: CheckReport, locate: Locate, *, words: Words = ENGLISH) -> Body:
    """Converts and rearranges one report. `locate` says where each picture and each file of chart data is found."""
    prepared = prepare(text, report)
    html, removed = to_safe_html(prepared.text)
    body = Body(parse_html(html), "", removed=list(removed))
    _take_labels(body.root, prepared.entries)
    _take_images(body, locate)
    _headings(body)
    _captions(body.root)
    for table in body.root.find_all("table"):
        table_heads(table)
    wrap_tables(body.root)
    resolve_marks(body.root, _claim_maker(facts, report, words))
    body.root.map_text(without_marks)
    _arrows(body.root)
    return body


def _take_labels(root: Node, entries: list[Entry]) -> None:
    """Numbered paragraphs get their printed number and an id to link to; headline boxes a class."""
    headlines: list[Node] = []
    _labels_below(root, None, entries, headlines)
    for paragraph in headlines:
        _mark_headline(root, paragraph)


def _labels_below(node: Node, item: Node | None, entries: list[Entry], headlines: list[Node]) -> None:
    item = node if node.tag == "li" else item
    for index, child in enumerate(node.children):
        if not isinstance(child, str):
            _labels_below(child, item, entries, headlines)
            continue
        number, rest = take_label(child)
        if number is None or number >= len(entries):
            continue
        node.children[index] = rest
        entry = entries[number]
        if entry.kind == "headline":
            headlines.append(node)
        elif item is not None:
            item.attributes["class"] = entry.kind
            if entry.id:
                item.attributes["data-paragraph"] = entry.id
            if entry.number is not None:
                item.attributes |= {"value": str(entry.number), "id": f"p{entry.number}"}


def _mark_headline(root: Node, paragraph: Node) -> None:
    siblings = root.elements
    for place, node in enumerate(siblings):
        if node is paragraph and place + 1 < len(siblings) and siblings[place + 1].tag == "table":
            siblings[place + 1].attributes["class"] = "headline"
    if paragraph.blank():
        root.children = [child for child in root.children if child is not paragraph]


def _take_images(body: Body, locate: Locate) -> None:
    """Puts pictures into the page. One that is not found is replaced by its alternative text, and said."""
    for parent in list(body.root.walk()):
        for index, child in enumerate(parent.children):
            if isinstance(child, str):
                continue
            if child.tag == "img":
                source = child.attributes.get("src", "")
                data = locate(source)
                alt = child.attributes.get("alt", "")
                if data is None:
                    body.removed.append(f"picture {source}")
                    parent.children[index] = element("span", alt, class_="missing")
                else:
                    child.attributes = {"src": data, "alt": without_marks(alt)}
                    if source.startswith("charts/icon-"):
                        child.attributes["class"] = "icon"
            elif child.tag == "a" and child.attributes.get("href", "").endswith(".csv"):
                data = locate(child.attributes["href"])
                if data is None:
                    parent.children[index] = element("span", *child.children)
                else:
                    name = child.attributes["href"].rsplit("/", 1)[-1]
                    child.attributes = {"href": data, "download": name, "class": "data"}


def _headings(body: Body) -> None:
    counter = AnchorCounter()
    for node in body.root.find_all("h1", "h2", "h3", "h4"):
        text = without_marks(node.text()).strip()
        node.attributes["id"] = counter.next(text)
        level = int(node.tag[1])
        if level == 1 and not body.title:
            body.title = text
        else:
            body.headings.append(Heading(level, text, node.attributes["id"]))


def _captions(root: Node) -> None:
    """A bold line before a table becomes its caption; one before a picture the caption of its figure."""
    children = [child for child in root.children if not (isinstance(child, str) and not child.strip())]
    result: list[Node | str] = []
    place = 0
    while place < len(children):
        child = children[place]
        follows = children[place + 1] if place + 1 < len(children) else None
        if isinstance(child, Node) and _is_caption(child) and isinstance(follows, Node):
            caption = child.elements[0].children
            if follows.tag == "table":
                follows.children.insert(0, element("caption", *caption))
                result.append(follows)
                place += 2
                continue
            if _is_picture(follows):
                figure = element("figure", element("figcaption", *caption), *follows.elements)
                result.append(figure)
                place += 2
                after = children[place] if place < len(children) else None
                if isinstance(after, Node) and _is_data_link(after):
                    figure.children.append(after)
                    place += 1
                continue
        result.append(child)
        place += 1
    root.children = result


def _is_caption(node: Node) -> bool:
    inner = [child for child in node.children if not (isinstance(child, str) and not child.strip())]
    return node.tag == "p" and len(inner) == 1 and isinstance(inner[0], Node) and inner[0].tag == "strong"


def _is_picture(node: Node) -> bool:
    return node.tag == "p" and len(node.elements) == 1 and node.elements[0].tag in ("img", "span") and not any(
        isinstance(child, str) and child.strip() for child in node.children
    )  # fmt: skip


def _is_data_link(node: Node) -> bool:
    return node.tag == "p" and len(node.elements) == 1 and node.elements[0].attributes.get("class") == "data"


def _claim_maker(facts: FactSet, report: CheckReport, words: Words) -> Callable[[int, list[Node | str]], Node]:
    def make(number: int, content: list[Node | str]) -> Node:
        if number >= len(report.claims):
            return element("span", *content)
        claim = report.claims[number]
        tip = element("span", *_tip(claim, facts, words), class_="tip", role="tooltip", id=f"t{number}")
        node = element("span", *content, class_=f"fig {claim.verdict.replace('_', '-')}", aria_describedby=f"t{number}")
        if claim.verdict == "refuted" or claim.kind not in _WORDS_ONLY:
            node.attributes["tabindex"] = "0"
        node.children.append(tip)
        return node

    return make


def _tip(claim: Claim, facts: FactSet, words: Words) -> list[Node | str]:
    """What is shown about a claim: for a supported one its fact and sources, for others the checker's message."""
    known = [facts.by_id[item] for item in claim.facts if item in facts.by_id]
    if claim.verdict != "supported" or not known:
        return [claim.message or claim.verdict.replace("_", " ")]
    parts: list[Node | str] = []
    for fact in known[:2]:
        chain = provenance(fact, facts)
        if parts:
            parts.append(element("br"))
        parts += [element("b", chain.subject), "."]
        if chain.computed:
            parts.append(f" {words.made_from} {chain.computed}.")
        if chain.sources:
            parts.append(f" {words.source_label}: {'; '.join(chain.sources)}.")
        parts += [" ", element("code", chain.fact)]
    if len(known) > 2:
        parts.append(f" (+ {len(known) - 2})")
    return parts


def _arrows(root: Node) -> None:
    """Arrows are pictures of the word that stands beside them: screen readers pass them over."""
    split_text(root, _ARROWS, lambda piece: element("span", piece, class_="arrow", aria_hidden="true"))
