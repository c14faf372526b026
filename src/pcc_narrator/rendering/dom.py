"""A very small tree of HTML elements: enough to rearrange sanitised HTML and write it out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr", "col"})


@dataclass(slots=True)
class Node:
    """An element. The root of a document has no tag."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the document."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def find_all(self, *tags: str) -> list[Node]:
        """All elements below this one with one of the tags."""
        return [node for node in self.walk() if node is not self and node.tag in tags]

    def text(self) -> str:
        """The text of this element and all below it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def blank(self) -> bool:
        """Whether there is nothing here but white space."""
        return all(isinstance(child, str) and not child.strip() for child in self.children)

    def map_text(self, change: Callable[[str], str]) -> None:
        """Changes every text and every attribute value at or below this element."""
        self.attributes = {name: change(value) for name, value in self.attributes.items()}
        for index, child in enumerate(self.children):
            if isinstance(child, str):
                self.children[index] = change(child)
            else:
                child.map_text(change)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse_html(html: str) -> Node:
    """The tree of a fragment of well-formed HTML. Comments are left out."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def write_html(node: Node | str) -> str:
    """HTML of a tree; texts and attribute values are escaped."""
    parts: list[str] = []
    _write(node, parts)
    return "".join(parts)


def _write(node: Node | str, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(escape(node, quote=False))
        return
    if node.tag:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
        parts.append(f"<{node.tag}{attributes}>")
    if node.tag in VOID:
        return
    for child in node.children:
        _write(child, parts)
    if node.tag:
        parts.append(f"</{node.tag}>")


def element(tag: str, *children: Node | str, **attributes: str) -> Node:
    """A new element. Attribute names: `class_` is class, underscores become hyphens ("aria_label")."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Node(tag, named, list(children))


def split_text(node: Node, pattern: re.Pattern[str], make: Callable[[str], Node], *, without: str = "") -> None:
    """Puts what a pattern (one group around the whole) finds in the texts of a tree into nodes of their own.

    Elements of the class `without` are left as they are.
    """
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            if not without or child.attributes.get("class") != without:
                split_text(child, pattern, make, without=without)
            children.append(child)
        else:
            pieces = [piece for piece in pattern.split(child) if piece]
            children += [make(piece) if pattern.fullmatch(piece) else piece for piece in pieces]
    node.children = children
