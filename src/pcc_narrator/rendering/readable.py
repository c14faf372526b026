"""What a page needs to be read on a small screen or on paper, and Word does not: nothing of it changes a word."""

from __future__ import annotations

import re

from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.body_tables import scrolling
from pcc_narrator.rendering.dom import Node, element, split_text
from pcc_narrator.rendering.provenance import note_address

_YEARS = re.compile(r"((?<!\d)\d{4}-\d{2}(?!\d))")  # "2018-19", which must not part at its hyphen
_LETTERED = re.compile(r"[a-z]\)\s")


def readable(root: Node) -> None:
    """Years stay on one line, and points that carry letters of their own have no bullets beside them."""
    split_text(root, _YEARS, lambda piece: element("span", piece, class_="together"), without="tip")
    for points in root.find_all("ul"):
        if points.elements and all(_LETTERED.match(item.text().strip()) for item in points.elements):
            points.attributes["class"] = "lettered"


def note_links(root: Node, facts: FactSet, *, printed: bool = False) -> None:
    """A link at the end of each paragraph whose note can be read up: by the site's name, or as `printed` in full."""
    for item in root.find_all("li"):
        if web := note_address(item, facts):
            site = web.split("/")[2].removeprefix("www.")
            last = item.elements[-1] if item.elements and item.elements[-1].tag == "p" else item
            last.children += [" ", element("a", web if printed else site, href=web, class_="web")]


def wide_pictures(root: Node) -> None:
    """Charts scroll inside their figure where there is no room, so that their words can be read on a phone."""
    for figure in root.find_all("figure"):
        name = next((_said(child).strip() for child in figure.elements if child.tag == "figcaption"), "")
        figure.children = [
            scrolling(name, child) if isinstance(child, Node) and child.tag == "img" else child
            for child in figure.children
        ]


def _said(node: Node) -> str:
    """The words of a caption, without what is shown about its figures."""
    if node.attributes.get("class") == "tip":
        return ""
    return "".join(child if isinstance(child, str) else _said(child) for child in node.children)
