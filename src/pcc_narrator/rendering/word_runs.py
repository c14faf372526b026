"""Runs of text in one look, and the Markdown that says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from pcc_narrator.rendering.word_parts import W


@dataclass(slots=True)
class Piece:
    """Some text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


def is_on(properties: ElementTree.Element, name: str) -> bool:
    node = properties.find(f"{W}{name}")
    return node is not None and node.get(f"{W}val", "true") not in ("false", "0", "off")


def as_markdown(pieces: list[Piece], *, whole_bold: bool = False) -> str:
    """Pieces as Markdown. Where the whole block is bold by its nature, bold is not marked again."""
    merged: list[Piece] = []
    for piece in pieces:
        bold = piece.bold and not whole_bold
        last = merged[-1] if merged else None
        if last is not None and (last.bold, last.italic, last.link) == (bold, piece.italic, piece.link):
            last.text += piece.text
        else:
            merged.append(Piece(piece.text, bold, piece.italic, piece.link))
    return "".join(_marked(piece) for piece in merged)


def _marked(piece: Piece) -> str:
    text = escape_markdown(piece.text)
    body = text.strip()
    if not body:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if piece.italic:
        body = f"*{body}*"
    if piece.bold:
        body = f"**{body}**"
    if piece.link:
        body = f"[{body}]({piece.link})"
    return before + body + after


def escape_markdown(text: str) -> str:
    """Text whose characters Markdown would take for marks, escaped; others are left as people wrote them."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")
    text = re.sub(r"([\\`*\[\]])", r"\\\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
