"""What pandoc leaves undone in a Word document: the contents, how tables break over pages, room for long numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from pcc_narrator.rendering.word_contents import with_contents

TABLE_TEXT = "Table Text"  # the style of what stands in cells, where the reference document has it
_TABLE_TEXT_ID = "TableText"
_WHOLE_ROWS, _WHOLE_TEXT = 9, 1200  # rows and letters of a table that is kept on one page
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_TEXT = re.compile(r"<w:t[ >][^<]*")
_STYLE = '<w:pStyle w:val="Compact" />'
_DECIMAL = re.compile(r'(<w:numFmt w:val="decimal" /><w:lvlText w:val="%1\." /><w:lvlJc w:val="left" /><w:pPr>)'
                      r'<w:ind w:left="720" w:hanging="360" />')  # fmt: skip


def finished(document: bytes) -> bytes:
    """The document with its contents filled in, tables that break well, and numbers of three digits in line."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {item.filename: (item, archive.read(item)) for item in archive.infolist()}
    styled = f'w:styleId="{_TABLE_TEXT_ID}"'.encode() in parts["word/styles.xml"][1]
    changes: dict[str, Callable[[str], str]] = {
        "word/document.xml": lambda xml: with_contents(_TABLE.sub(lambda match: _table(match[0], styled), xml)),
        "word/numbering.xml": lambda xml: _DECIMAL.sub(r'\1<w:ind w:left="720" w:hanging="720" />', xml),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (item, content) in parts.items():
            if name in changes:
                content = changes[name](content.decode("utf-8")).encode("utf-8")
            archive.writestr(item, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _table(xml: str, styled: bool) -> str:
    """The table in its own style. A small one stays on one page; of a long one of figures no row stands alone."""
    rows = len(_ROW.findall(xml))
    letters = sum(map(len, _TEXT.findall(xml)))
    kept = {0, 1, rows - 3, rows - 2} if letters < rows * _WHOLE_TEXT // _WHOLE_ROWS else {0}
    if rows <= _WHOLE_ROWS and letters <= _WHOLE_TEXT:
        kept = set(range(rows - 1))
    numbers = iter(range(rows))
    style = f'<w:pStyle w:val="{_TABLE_TEXT_ID}" />' if styled else _STYLE

    def row(match: re.Match[str]) -> str:
        return match[0].replace(_STYLE, style + ("<w:keepNext />" if next(numbers) in kept else ""))

    return _ROW.sub(row, xml)
