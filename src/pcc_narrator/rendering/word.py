"""report.docx: the same words as the page, with real styles, numbered paragraphs and bookmarks that edits return by."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering.body import make_body
from pcc_narrator.rendering.charts.draw import draw_png, draw_spark_png
from pcc_narrator.rendering.charts.icons import icon_of, icon_png
from pcc_narrator.rendering.charts.specification import read_specifications
from pcc_narrator.rendering.dom import Node, element, write_html
from pcc_narrator.rendering.findings import finding_lines
from pcc_narrator.rendering.pandoc import run_pandoc
from pcc_narrator.rendering.pictures import chart_file
from pcc_narrator.rendering.theme import PLAIN, Theme
from pcc_narrator.rendering.word_finish import finished
from pcc_narrator.rendering.word_notes import add_footnotes
from pcc_narrator.rendering.word_style import reference_document
from pcc_narrator.rendering.words import ENGLISH, Words

NUMBERED = "Numbered Paragraph"
FINDING = "Finding"  # the style of the banner of findings, which is no part of the report's text
_CHART_WIDTH, _SPARK_WIDTH, _ICON_WIDTH = "6.3in", "1.1in", "0.28in"


def make_docx(
    text: str,
    facts: FactSet,
    report: CheckReport,
    charts: Path | None,
    *,
    words: Words = ENGLISH,
    theme: Theme = PLAIN,
) -> bytes:
    """A Word document of a report. `theme.reference` is an office's own document: its styles, its letterhead.

    Charts are drawn anew as PNG from charts.json. Raises MissingExtraError without the docx extra.
    """
    style = theme.reference.read_bytes() if theme.reference is not None else reference_document(theme)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reference.docx").write_bytes(style)
        body = make_body(text, facts, report, _pictures(charts, facts, folder, words), words=words)
        root, title, subtitle = _front(body.root)
        add_footnotes(root, facts, report, words)
        html = write_html(for_word(root, report, words))
        arguments = [
            "--from=html+epub_html_exts", "--to=docx", "--output=-", "--reference-doc=reference.docx",
            "--shift-heading-level-by=-1", "--toc", "--toc-depth=2", f"--metadata=toc-title:{words.contents}",
            f"--metadata=title:{title}", f"--metadata=subtitle:{subtitle}", f"--metadata=lang:{words.lang}",
        ]  # fmt: skip
        return finished(run_pandoc(arguments, content=html.encode("utf-8"), folder=folder))


def bookmark(paragraph: str) -> str:
    """The bookmark of a paragraph id: Word takes 40 characters, letters and digits, starting with a letter."""
    return "p_" + hashlib.sha256(paragraph.encode("utf-8")).hexdigest()[:24]


def for_word(root: Node, report: CheckReport, words: Words) -> Node:
    """The page's tree as Word needs it: no tips, lists that start where their numbers do, captions as paragraphs."""
    result = Node()
    findings = finding_lines(report)
    if findings:
        count = f"{len(findings)} claim{'' if len(findings) == 1 else 's'}"
        result.children += [
            _styled(FINDING, element("p", element("strong", words.findings_title.format(count=count)))),
            *(_styled(FINDING, element("p", line)) for line in findings),
        ]
    for child in root.children:
        result.children += _blocks(child)
    _plain(result)
    return result


def _front(root: Node) -> tuple[Node, str, str]:
    """The tree without its title and subtitle, and these two."""
    title = subtitle = ""
    rest: list[Node | str] = []
    for child in root.children:
        if isinstance(child, Node) and child.tag == "h1" and not title:
            title = _text(child)
        elif isinstance(child, Node) and child.tag == "p" and title and not subtitle and not _seen(rest):
            subtitle = _text(child)
        else:
            rest.append(child)
    return Node("", {}, rest), title, subtitle


def _seen(children: list[Node | str]) -> bool:
    return any(isinstance(child, Node) for child in children)


def _text(node: Node) -> str:
    copy = Node(node.tag, {}, list(node.children))
    _plain(copy)
    return " ".join(copy.text().split())


def _blocks(child: Node | str) -> list[Node | str]:
    if isinstance(child, str):
        return [child]
    if child.attributes.get("class") == "scroll":
        return _blocks(child.elements[0])
    if child.tag == "table":
        return _table(child)
    if child.tag == "figure":
        return _figure(child)
    if child.tag == "ol":
        return list(_numbered(child))
    if child.tag == "ul":
        for item in child.elements:
            _bookmark(item)
    if child.tag == "p" and any(inner.attributes.get("class") == "data" for inner in child.elements):
        return []
    return [child]


def _table(table: Node) -> list[Node | str]:
    captions = [inner for inner in table.elements if inner.tag == "caption"]
    table.children = [_columns(table), *(inner for inner in table.children if inner not in captions)]
    for image in table.find_all("img"):
        image.attributes["width"] = _ICON_WIDTH if image.attributes.get("class") == "icon" else _SPARK_WIDTH
    return [*(_styled("Table Caption", caption) for caption in captions), table]


def _columns(table: Node) -> Node:
    """Widths of columns: room for the longest word of each, what is left by the length of the texts."""
    rows = table.find_all("tr")
    texts = [[_text(cell) for cell in row.elements] for row in rows]
    pictured = {
        at for row in rows for at, cell in enumerate(row.elements)
        if any(image.attributes.get("class") != "icon" for image in cell.find_all("img"))
    }  # fmt: skip
    count = max((len(row) for row in texts), default=0)
    floors, lengths = [], []
    for column in range(count):
        cells = [row[column] for row in texts if column < len(row)]
        word = max((len(part) for cell in cells for part in cell.split()), default=0)
        floors.append(19.0 if column in pictured else max(6.0, 1.25 * min(word + 2, 24)))
        lengths.append(max(1, min(max(map(len, cells)), 500) - word))
    left = max(0.0, 100 - sum(floors))
    whole = sum(lengths)
    shares = [floor + left * length / whole for floor, length in zip(floors, lengths, strict=True)] if whole else []
    scale = 100 / sum(shares) if shares else 0
    return element("colgroup", *(element("col", style=f"width: {share * scale:.1f}%") for share in shares))


def _figure(figure: Node) -> list[Node | str]:
    blocks: list[Node | str] = []
    for inner in figure.elements:
        if inner.tag == "figcaption":
            blocks.append(_styled("Image Caption", inner))
        elif inner.tag == "img":
            inner.attributes["width"] = _CHART_WIDTH
            blocks.append(element("p", inner))
        elif inner.attributes.get("class") == "missing":
            blocks.append(element("p", inner))
    return blocks


def _styled(style: str, node: Node) -> Node:
    return element("div", element("p", *node.children), data_custom_style=style)


def _numbered(ol: Node) -> list[Node]:
    """One list for each run of numbers that follow each other, each starting at its own number."""
    lists: list[Node] = []
    following: int | None = None
    for item in ol.elements:
        number = int(item.attributes["value"]) if item.attributes.get("value", "").isdigit() else None
        if not lists or (number is not None and number != following):
            start = number if number is not None else ol.attributes.get("start", "1")
            lists.append(Node("ol", {"start": str(start), "type": "1"}))
        following = None if number is None else number + 1
        _bookmark(item)
        paragraphs = element("div", *item.children, data_custom_style=NUMBERED)
        if item.elements and item.elements[0].tag != "p":
            paragraphs.children = [element("p", *item.children)]
        lists[-1].children.append(element("li", paragraphs))
    return lists


def _bookmark(item: Node) -> None:
    """Puts the bookmark of a paragraph that has an id at its start."""
    identifier = item.attributes.get("data-paragraph")
    if identifier:
        first = item.elements[0] if item.elements and item.elements[0].tag == "p" else item
        first.children.insert(0, element("span", id=bookmark(identifier)))


def _plain(node: Node) -> None:
    """Takes out what only a page has: tips, roles, hidden arrows' spans. What was refuted is set in bold."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            kind = child.attributes.get("class", "")
            if kind == "tip":
                continue
            _plain(child)
            if kind == "arrow" or kind.startswith("fig "):
                children += [element("strong", *child.children)] if "refuted" in kind else child.children
                continue
        children.append(child)
    node.children = children
    kept = (
        "href",
        "src",
        "alt",
        "id",
        "start",
        "type",
        "width",
        "data-custom-style",
        "align",
        "scope",
        "style",
        "epub:type",
    )
    node.attributes = {name: value for name, value in node.attributes.items() if name in kept}


def _pictures(charts: Path | None, facts: FactSet, folder: Path, words: Words) -> Callable[[str], str | None]:
    """A finder that gives each picture as a PNG in `folder`: drawn anew where charts.json knows it."""
    known = read_specifications(charts)

    def locate(source: str) -> str | None:
        path = chart_file(source, charts)
        if path is None or path.suffix == ".csv":
            return source if path is not None else None
        target = folder / f"{path.stem}.png"
        if path.suffix != ".svg":
            target = folder / path.name
            target.write_bytes(path.read_bytes())
        elif path.stem in known.charts:
            target.write_bytes(draw_png(known.charts[path.stem], facts, words=words))
        elif (icon := icon_of(path.stem)) is not None:
            target.write_bytes(icon_png(icon))
        elif path.stem in known.sparks:
            target.write_bytes(draw_spark_png(facts, known.sparks[path.stem]))
        else:
            return None
        return target.name

    return locate
