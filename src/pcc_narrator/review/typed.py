"""What a person typed, made fit for the report: nothing hidden in it, nothing that would break its layout."""

from __future__ import annotations

import re
import unicodedata

from pcc_narrator.review.blocks import Kind
from pcc_narrator.review.errors import Refused

LONGEST = 20_000
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_OPENS = re.compile(r"\s*(#{1,6}\s|\||>|```|~~~|={3,}\s*$|-{3,}\s*$)")
_NUMBERED = re.compile(r"\s*(\d{1,4}[.)]|[-*+])\s+")


def clean(text: str, kind: Kind) -> str:
    """The text on one line (plain paragraphs may keep their line ends), without characters that cannot be seen.

    Raises Refused for a text that is empty or too long, for comments and HTML (they would hide words from the
    checker), and for lines that would make a heading, a table or a list out of a paragraph.
    """
    if len(text) > LONGEST:
        raise Refused(f"A paragraph may hold {LONGEST:,} characters; this has {len(text):,}. Split it.")
    text = _UNSEEN.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    text = "".join(
        letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Co", "Cs", "Cn")
    )
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line)
    if kind != "text":
        text = text.replace("\n", " ")
    if not text:
        raise Refused("A paragraph cannot be empty. Delete it instead.")
    if "<!--" in text or "-->" in text:
        raise Refused("A comment would hide words from the reader and the checker. Take out <!-- and -->.")
    if kind != "text" and _NUMBERED.match(text):
        raise Refused("The number or bullet is put in by the program. Begin with the words.")
    if any(_OPENS.match(line) for line in text.split("\n")):
        raise Refused("A line that begins with #, |, >, ``` or --- would be no paragraph. Begin with a word.")
    return text
