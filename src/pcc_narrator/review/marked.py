"""One block as HTML, its claims marked: made from sanitised Markdown, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pcc_narrator.models.claim import Claim
from pcc_narrator.rendering.dom import Node, element, parse_html, write_html
from pcc_narrator.rendering.marks import mark_claims, neutral, resolve_marks, without_marks
from pcc_narrator.rendering.sanitise import to_safe_html
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.verdicts import Verdict

_CHARACTER_CODE = re.compile(r"&(?=#[0-9xX])")  # shown as written: no digit that the checker did not read
_SAID = {"supported": "proved", "refuted": "refuted", "not_enough_information": "not decided"}


def block_html(block: Block, verdicts: Sequence[Verdict], charts: str = "/charts/") -> str:
    """The block as a reader sees it. A marked claim is a span with its place in `verdicts` in `data-claim`.

    `charts` is the address under which pictures of the charts folder are found; other pictures are not shown.
    """
    return _html(block.kind, block.text, tuple(verdict.claim for verdict in verdicts), charts)


@lru_cache(maxsize=2000)
def _html(kind: str, text: str, claims: tuple[Claim, ...], charts: str) -> str:
    if kind == "marker":
        return ""
    marked = _CHARACTER_CODE.sub("&amp;", mark_claims(neutral(text), claims))
    html, _ = to_safe_html(marked)
    root = parse_html(html)
    _pictures_and_links(root, charts)
    for table in root.find_all("table"):
        _table(table)

    def make(number: int, content: list[Node | str]) -> Node:
        claim = claims[number]
        node = element("span", *content, class_=f"claim {claim.verdict.replace('_', '-')}", data_claim=str(number))
        if claim.verdict != "supported":
            node.attributes |= {
                "role": "button",
                "tabindex": "0",
                "aria-label": f"{claim.text}: {_SAID[claim.verdict]}",
            }
        return node

    resolve_marks(root, make)
    root.map_text(without_marks)
    return write_html(root)


def _pictures_and_links(root: Node, charts: str) -> None:
    for parent in list(root.walk()):
        for place, child in enumerate(parent.children):
            if isinstance(child, str):
                continue
            if child.tag == "img":
                source, alt = child.attributes.get("src", ""), without_marks(child.attributes.get("alt", ""))
                name = source.removeprefix("charts/")
                if source.startswith("charts/") and "/" not in name and name.endswith((".svg", ".png")):
                    child.attributes = {"src": charts + name, "alt": alt, "loading": "lazy"}
                else:
                    parent.children[place] = element("span", alt)
            elif child.tag == "a":
                target = child.attributes.get("href", "")
                name = target.removeprefix("charts/")
                if target.startswith("charts/") and "/" not in name and name.endswith(".csv"):
                    child.attributes = {"href": charts + name, "download": name}
                elif target.startswith("#"):
                    child.attributes = {"href": target}
                elif target.startswith(("http://", "https://", "mailto:", "tel:")):
                    child.attributes = {"href": target, "rel": "noopener noreferrer", "target": "_blank"}
                else:
                    parent.children[place] = element("span", *child.children)


def _table(table: Node) -> None:
    for head in table.find_all("thead"):
        for cell in head.find_all("th"):
            if without_marks(cell.text()).strip():
                cell.attributes["scope"] = "col"
            else:
                cell.tag = "td"
    for body in table.find_all("tbody"):
        for row in body.find_all("tr"):
            if row.elements and without_marks(row.elements[0].text()).strip():
                row.elements[0].tag = "th"
                row.elements[0].attributes["scope"] = "row"
