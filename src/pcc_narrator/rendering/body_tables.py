"""Tables of report.html: heads with their scopes, cards where there is no room, regions that scroll."""

from __future__ import annotations

from pcc_narrator.rendering.dom import Node, element
from pcc_narrator.rendering.marks import without_marks

SHORT_NAME = 40  # letters


def table_heads(table: Node) -> None:
    """Scopes for heads of columns and rows. Tables of long texts are laid out as cards where there is no room."""
    heads = [head for row in table.find_all("thead") for head in row.find_all("th")]
    names = [without_marks(head.text()).strip() for head in heads]
    for head, name in zip(heads, names, strict=True):
        if name:
            head.attributes["scope"] = "col"
        else:
            head.tag = "td"
    rows = [row for part in table.find_all("tbody") for row in part.find_all("tr")]
    for row in rows:
        cells = [cell for cell in row.elements if cell.tag in ("td", "th")]
        for index, cell in enumerate(cells):
            if index == 0 and without_marks(cell.text()).strip():
                cell.tag = "th"
                cell.attributes["scope"] = "row"
            elif index < len(names) and names[index]:
                cell.attributes["data-label"] = names[index]
    longest = max((len(without_marks(cell.text())) for row in rows for cell in row.elements), default=0)
    captioned = any(child.tag == "caption" for child in table.elements)
    if "class" not in table.attributes and longest > 40 and not captioned:
        table.attributes["class"] = "cards sparks" if table.find_all("img") else "cards"
    if "class" in table.attributes:
        _spell_roles(table)


def _spell_roles(table: Node) -> None:
    """Roles said aloud: browsers drop those of a table that is laid out as blocks."""
    roles = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "td": "cell",
    }
    for node in table.walk():
        if node.tag == "th":
            node.attributes["role"] = "rowheader" if node.attributes.get("scope") == "row" else "columnheader"
        elif node.tag in roles:
            node.attributes["role"] = roles[node.tag]


def wrap_tables(root: Node) -> None:
    """Wide tables scroll inside their own region, which the keyboard can reach and screen readers name."""
    heading = ""
    for index, child in enumerate(root.children):
        if not isinstance(child, Node):
            continue
        if child.tag in ("h1", "h2", "h3", "h4"):
            heading = without_marks(child.text()).strip()
        if child.tag == "table" and "class" not in child.attributes:
            captions = child.find_all("caption")
            name = without_marks(captions[0].text()).strip() if captions else heading
            _take_shape(child)
            root.children[index] = scrolling(name or "Table", child)


def _take_shape(table: Node) -> None:
    """Classes for paper: a table of two columns is not stretched over the page; short names keep to one line."""
    rows = [row.elements for row in table.find_all("tr")]
    names = [len(without_marks(row[0].text())) for row in rows if row and row[0].tag == "th"]
    columns = max(map(len, rows), default=0)
    shapes = (("pair", columns == 2), ("named", columns <= 5 and max(names, default=0) <= SHORT_NAME))
    if any(wanted for _, wanted in shapes):
        table.attributes["class"] = " ".join(shape for shape, wanted in shapes if wanted)


def scrolling(name: str, *content: Node | str) -> Node:
    """Something wide in a region of its own."""
    return element("div", *content, class_="scroll", role="region", tabindex="0", aria_label=name)
