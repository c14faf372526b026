"""Pages without large gaps: a picture that would not fit on a page is drawn a little smaller, or stands after the
paragraphs that follow it as far as they fit. Paragraphs and pictures keep their own order.

The heights of all blocks are taken from a first layout, and from the first change on the pages are filled by counting.
What is counted wrongly only leaves a gap where there was one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import Any

from pcc_narrator.rendering.dom import Node

GAP = 0.12  # of a page's height; a smaller one is left
SMALLEST = 0.8  # of a picture's size: its letters stay readable
WIDTH = 138  # mm, of a picture in paper.css
_WITH_NEXT = frozenset({"h2", "h3", "h4"})
_WHOLE = frozenset({"li", "figure", *_WITH_NEXT})
_START = 140.0  # px of a table or list that stay together at either end of a page


@dataclass(slots=True)
class Block:
    """What stands in the report's text: the `place`-th child of it, or one item of a numbered list. Measures in px."""

    place: int
    tag: str
    above: float  # margins
    below: float
    height: float = 0.0
    end: float = 0.0  # where it ends on its page, as it was laid out
    picture: float = 0.0
    with_next: bool = False


@dataclass(slots=True)
class Changes:
    """By place of a picture: how much smaller it is drawn, and how many paragraphs that stood after it stand before."""

    smaller: dict[int, float] = field(default_factory=dict)
    earlier: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.smaller or self.earlier)


def flow(pages: Sequence[Any], root: Node) -> bool:
    """Changes a report to leave fewer gaps on these pages of WeasyPrint's. Whether anything was changed.

    Its text begins with the first second-level heading of `root`, as on the page.
    """
    changes = fill(list(_measured(pages)), float(pages[0]._page_box.height))
    start = next((number for number, child in enumerate(root.children) if _is_part(child)), 0)
    elements = [child for child in root.children[start:] if isinstance(child, Node)]
    for place, scale in changes.smaller.items():
        for picture in elements[place].find_all("img"):
            picture.attributes["style"] = f"width: {int(WIDTH * scale)}mm"
    for place, count in changes.earlier.items():
        _move(root, elements[place], elements[place + 1], count)
    return bool(changes)


def _is_part(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "h2"


def fill(blocks: Sequence[Block], height: float) -> Changes:
    """What to change so that pages of a height are filled with the blocks."""
    changes = Changes()
    waiting = list(blocks)
    bottom = below = 0.0
    while waiting:
        group = _together(waiting)
        last, size = group[-1], _size(group)
        gap = max(below, group[0].above) if bottom else 0.0
        room = height - bottom - gap
        if last.tag == "figure" and size > room > GAP * height:
            scale = 1 - (size - room) / last.picture if last.picture else 0.0
            if scale >= SMALLEST:
                changes.smaller[last.place] = scale
                size = room
            elif len(group) == 1 and (moved := _fitting(waiting[1:], height - bottom, below)):
                changes.earlier[last.place] = len(moved)
                waiting = [*moved, last, *waiting[1 + len(moved) :]]
                continue
        if size <= room:
            bottom += gap + size
        elif last.tag in _WHOLE or room < _START or last.height < 2 * _START:
            bottom = size % height
        else:
            bottom = (size - room) % height
        if not changes:
            bottom = last.end
        below = last.below
        del waiting[: len(group)]
    return changes


def _together(blocks: Sequence[Block]) -> list[Block]:
    """The first block with what must stand on its page."""
    heads = list(takewhile(lambda block: block.with_next, blocks))
    return [*heads, *blocks[len(heads) : len(heads) + 1]]


def _size(group: Sequence[Block]) -> float:
    between = sum(max(one.below, two.above) for one, two in pairwise(group))
    return between + sum(block.height for block in group)


def _fitting(blocks: Sequence[Block], room: float, below: float) -> list[Block]:
    """The paragraphs at the start of these blocks that fit into a room."""
    found: list[Block] = []
    for block in takewhile(lambda block: block.tag == "li", blocks):
        room -= max(below, block.above) + block.height
        if room < 0:
            break
        found.append(block)
        below = block.below
    return found


def _measured(pages: Sequence[Any]) -> Iterator[Block]:
    """Every block of the report's text, as laid out; one that goes over the end of a page is one block."""
    blocks: dict[tuple[int, int], Block] = {}
    for page in pages:
        top = float(page._page_box.content_box_y())
        for main in _found(page._page_box, "main"):
            order = {element: place for place, element in enumerate(main.element)}
            for child in main.children:
                if child.element in order:
                    for row, box in _items(child):
                        block = blocks.setdefault((order[child.element], row), _block(box, order[child.element]))
                        block.height += float(box.border_height())
                        block.end = float(box.position_y + box.margin_top + box.border_height()) - top
    yield from (blocks[key] for key in sorted(blocks))


def _items(box: Any) -> list[tuple[int, Any]]:
    """The items of a numbered list with their numbers in it; any other box as it is."""
    if box.element_tag != "ol":
        return [(0, box)]
    rows = {element: row for row, element in enumerate(box.element)}
    return [(rows[item.element], item) for item in box.children if item.element in rows]


def _block(box: Any, place: int) -> Block:
    pictures = [float(one.height) for one in _found(box, "img")] if box.element_tag == "figure" else []
    inner = box.children[0] if box.element_tag == "div" else box  # what scrolls on a screen
    above, below = (_pixels(inner.style[name]) for name in ("margin_top", "margin_bottom"))
    with_next = box.element_tag in _WITH_NEXT or "headline" in box.element.get("class", "")
    return Block(place, box.element_tag, above, below, picture=sum(pictures), with_next=with_next)


def _found(box: Any, tag: str) -> Iterator[Any]:
    """The boxes of elements with a tag at or below a box."""
    if getattr(box, "element_tag", None) == tag:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _found(child, tag)


def _pixels(length: Any) -> float:
    return float(length.value) if getattr(length, "unit", "") == "px" else 0.0


def _move(root: Node, figure: Node, after: Node, count: int) -> None:
    """Puts the first paragraphs of the list behind a picture into a list before it."""
    moved = after.elements[:count]
    stay = [child for child in after.children if not any(child is one for one in moved)]
    here = next(number for number, child in enumerate(root.children) if child is figure)
    root.children.insert(here, Node("ol", {}, [*moved]))
    if any(isinstance(child, Node) for child in stay):
        after.children = stay
    else:
        root.children = [child for child in root.children if child is not after]
