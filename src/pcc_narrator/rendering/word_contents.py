"""Fills the contents field of a Word document, so that it is there before an editor has updated it."""

from __future__ import annotations

import re

_EMPTY = '<w:fldChar w:fldCharType="separate" /><w:fldChar w:fldCharType="end" /></w:r></w:p>'
_HEADING = re.compile(
    r'<w:bookmarkStart [^>]*w:name="(?P<mark>[^"]+)" />\s*'
    r'<w:p><w:pPr><w:pStyle w:val="Heading(?P<level>[12])" /></w:pPr>(?P<runs>.*?)</w:p>',
    re.DOTALL,
)
_TEXT = re.compile(r"<w:t[ >][^<]*</w:t>")


def with_contents(xml: str) -> str:
    """The document's XML with a linked entry for each heading of the first two levels, without page numbers.

    Word puts the numbers in when it updates the field, which it offers on opening. A document without an empty
    contents field comes back as it is.
    """
    entries = [_entry(match["mark"], match["level"], "".join(_TEXT.findall(match["runs"])))
               for match in _HEADING.finditer(xml)]  # fmt: skip
    if not entries:
        return xml
    end = '<w:p><w:r><w:fldChar w:fldCharType="end" /></w:r></w:p>'
    filled = f'<w:fldChar w:fldCharType="separate" /></w:r></w:p>{"".join(entries)}{end}'
    return xml.replace(_EMPTY, filled, 1)


def _entry(mark: str, level: str, texts: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}" /></w:pPr><w:hyperlink w:anchor="{mark}" w:history="1">'
        f"<w:r>{texts}</w:r></w:hyperlink></w:p>"
    )
