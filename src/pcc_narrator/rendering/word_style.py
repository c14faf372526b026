"""The styles of report.docx: pandoc's reference document, set in the report's own look. An office may use its own."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pcc_narrator.errors import MissingExtraError
from pcc_narrator.rendering.pandoc import run_pandoc
from pcc_narrator.rendering.theme import PLAIN, Theme
from pcc_narrator.rendering.word_finish import TABLE_TEXT

_FONT = "Arial"
_INK, _QUIET = "1B2530", "52606D"
_SIZES = {"Title": 26, "Subtitle": 13, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}


@cache
def reference_document(theme: Theme = PLAIN) -> bytes:
    """A reference document for pandoc: A4, one sans-serif font, ruled tables, page numbers, British English.

    The office's name and logo stand in the head of each page: they are no part of the text that staff edit.
    """
    try:
        from docx import Document
        from docx.shared import Cm, Pt, RGBColor
    except ImportError:
        raise MissingExtraError("docx", "Word output") from None

    accent = theme.light.lstrip("#").upper()
    document = Document(io.BytesIO(run_pandoc(["--print-default-data-file", "reference.docx"])))
    _add_styles(document)
    for style in document.styles:
        fonts = getattr(style, "font", None)
        if fonts is None:
            continue
        _use_font(style)
        if style.name in _SIZES:
            fonts.size = Pt(_SIZES[style.name])
            fonts.bold = style.name not in ("Subtitle",)
            fonts.italic = False
            fonts.color.rgb = RGBColor.from_string(_QUIET if style.name == "Subtitle" else accent)
        elif style.name in ("Normal", "Body Text", "First Paragraph", "Compact", "Numbered Paragraph"):
            fonts.size = Pt(11)
            fonts.color.rgb = RGBColor.from_string(_INK)
        elif style.name == "TOC Heading":
            fonts.size, fonts.bold, fonts.color.rgb = Pt(14), True, RGBColor.from_string(accent)
        elif style.name in ("Table Caption", "Image Caption", "Caption"):
            fonts.size = Pt(10.5)
            fonts.bold, fonts.italic = True, False
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(10)
        if style.name in ("Title", "Subtitle"):
            style.paragraph_format.alignment = 0
        if style.name == "Compact":
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        _page_number(section.footer.paragraphs[0])
        _head(section.header.paragraphs[0], theme)
    _rule_tables(document)
    _language(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_styles(document: Any) -> None:
    """The styles of ours that pandoc's document lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    for level in (1, 2):
        entry = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        entry.element.set(qn("w:styleId"), f"TOC{level}")
        entry.base_style = document.styles["Normal"]
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.space_before = Pt(3 if level == 1 else 0)
        entry.paragraph_format.space_after = Pt(0)
    numbered = document.styles.add_style("Numbered Paragraph", WD_STYLE_TYPE.PARAGRAPH)
    numbered.base_style = document.styles["Normal"]
    numbered.paragraph_format.space_before = numbered.paragraph_format.space_after = Pt(5)
    cells = document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style = document.styles["Normal"]
    cells.font.size = Pt(9.5)
    cells.paragraph_format.space_before = cells.paragraph_format.space_after = Pt(2)
    finding = document.styles.add_style("Finding", WD_STYLE_TYPE.PARAGRAPH)
    finding.base_style = document.styles["Normal"]
    finding.font.color.rgb = RGBColor.from_string("9B1C1C")


def _use_font(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)


def _head(paragraph: Any, theme: Theme) -> None:
    """The logo, where Word can show it, and the name."""
    from docx.shared import Cm

    if theme.logo is not None and theme.logo.suffix.lower() != ".svg":
        picture = paragraph.add_run().add_picture(str(theme.logo), height=Cm(1.3))
        picture._inline.docPr.set("descr", theme.logo_alt)
    if theme.name:
        paragraph.add_run(f"  {theme.name}" if theme.logo is not None else theme.name).bold = True


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = 2
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            node = OxmlElement("w:instrText")
            node.text = text
        else:
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
        run._r.append(node)


def _rule_tables(document: Any) -> None:
    """Thin lines between rows; a thicker one under the head."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    style = next((style for style in document.styles if style.name == "Table"), None)
    if style is None:
        return
    properties = style.element.find(qn("w:tblPr"))
    if properties is None:
        properties = OxmlElement("w:tblPr")
        style.element.append(properties)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C9D1D9")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    rows = OxmlElement("w:trPr")
    rows.append(OxmlElement("w:cantSplit"))
    properties.addnext(rows)
    for conditional in style.element.findall(qn("w:tblStylePr")):
        if conditional.get(qn("w:type")) == "firstRow":
            run = conditional.find(qn("w:rPr"))
            if run is None:
                run = OxmlElement("w:rPr")
                conditional.insert(0, run)
            run.append(OxmlElement("w:b"))


def _language(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        return
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = run.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        run.append(language)
    language.set(qn("w:val"), "en-GB")
