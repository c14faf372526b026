"""A text as tokens with exact offsets: what both readers, of periods and of figures, walk over.

Every character that is not white space lies in a token, but for the marks of emphasis in Markdown, which stand between
words without parting them. Linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pcc_narrator.models.record import record
from pcc_narrator.periods.words import words

TokenKind = Literal["number", "word", "symbol", "mark", "markup"]
GLUED, SPACE, LINE, BREAK = (
    0,
    1,
    2,
    3,
)  # what stands before a token: nothing, spaces, a line end, a cell or paragraph end


@record(frozen=False, slots=True)
class Token:
    """A word, number, symbol, small numeral ("mark": superscripts, ½, ①), or a stretch of markup.

    `gap` says what stands before it (GLUED, SPACE, LINE, BREAK). Numbers have `value` and `step` (the worth of one
    unit in the last printed place); a number with several points (1.2.3) has None. Markup has a `reason`.
    """

    start: int
    end: int
    text: str
    low: str
    kind: TokenKind
    gap: int
    value: Decimal | None = None
    step: Decimal | None = None
    grouped: bool = False
    reason: str = ""
    plain_integer: int | None = None  # the value of digits without separators or point

    @property
    def capitalised(self) -> bool:
        """Whether this is a word with a capital first letter."""
        return self.kind == "word" and self.text[0].isupper()


_MARKUP = re.compile(
    r"(?=[<(\[{&])(?:"  # what any of them starts with: most characters are done with at once
    r"(?P<comment><!--)"
    r"|(?P<tag></?[A-Za-z!][^<>]{0,400}>)"
    r"|(?P<target>(?<=\])\([^()\n]{0,400}\))"
    r"|(?P<reference>\{\{[^{}\n]{0,200}\}\}|\{[#.:][^{}\n]{0,100}\})"
    r"|(?P<note>\[\^?\d{1,3}\]|\[\^[\w-]{1,40}\]|\[[Nn]otes? \d{1,3}(?:(?:, ?| and )\d{1,3}){0,8}\])"
    r"|(?P<entity>&#?\w{1,8};))"
)
_REASONS = {
    "comment": "comment",
    "tag": "markup",
    "target": "link target",
    "reference": "symbolic reference",
    "note": "footnote mark",
    "entity": "markup",
}
_SEPARATORS = re.compile(r"[,\u00a0\u2009\u202f]")
_ONE = Decimal(1)
_CHUNK = re.compile(r"\S+(?:(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))\S+)*")
_NO_DATE = r"(?<![A-Za-z])(?<!\d[-/–])" + "".join(
    rf"(?<!(?i:{name})[ .])" for name in (*words().months, *words().abbreviations)
)
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d|,\d{4}(?!\d))(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    # a digit too many or too few after the separator is still one number, and a wrong one: 6,1868; 42,68
    r"|\d{1,3}(?:,\d{3})*,(?:\d{2}|(?!19|20)\d{4})(?!\d|,\d)(?:\.\d+)?"
    # and so with the digits of a year, where no day or quarter can be told: 1,194,2018; "rose to 1,2004"
    rf"|(?:\d{{1,3}}(?:,\d{{3}})+|[4-9]\d|\d{{3}}|{_NO_DATE}\d{{1,2}}),(?:19|20)\d{{2}}(?!\d|,\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<symbol>.)",
    re.DOTALL,
)
_FILE = re.compile(
    r"[\w.()-]+\.(?:md|csv|tsv|xlsx?|docx?|odt|ods|pdf|json|ya?ml|html?|png|jpe?g|svg|txt|zip|py|R|toml)"
)
_EDGES = "\"'“”‘’()[]{}<>.,;:!?*_`|"
_MAY_BE_SPECIAL = re.compile(r"[/@_#]|\.[A-Za-z]|www\.")  # no address, path, file name or identifier is without these


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    tokens: list[Token] = []
    position = 0
    for start, end, reason in _markup(text):
        _plain(text, position, start, tokens)
        gap = _gap(text, tokens[-1].end if tokens else 0, start)
        tokens.append(Token(start, end, text[start:end], "", "markup", gap, reason=reason))
        position = end
    _plain(text, position, len(text), tokens)
    if tokens:
        tokens[0].gap = BREAK
    return tokens


def _markup(text: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    while match := _MARKUP.search(text, position):
        end = match.end()
        name = match.lastgroup or "tag"
        if name == "comment":
            close = text.find("-->", end)
            end = len(text) if close < 0 else close + 3
        yield match.start(), end, _REASONS[name]
        position = end


def _plain(text: str, position: int, limit: int, tokens: list[Token]) -> None:
    last = tokens[-1].end if tokens else 0
    for chunk in _CHUNK.finditer(text, position, limit):
        start, end = chunk.span()
        piece = chunk[0]
        if piece.isalpha() and piece.isascii():
            gap = SPACE if start == last + 1 and text[last] == " " else _gap(text, last, start)
            tokens.append(Token(start, end, piece, piece.lower(), "word", gap))
            last = end
            continue
        special = _special(piece) if _MAY_BE_SPECIAL.search(piece) else None
        if special is None:
            _chunk(text, start, end, tokens)
        else:
            offset, length, reason = special
            first, stop = start + offset, start + offset + length
            _chunk(text, start, first, tokens)
            gap = _gap(text, tokens[-1].end if tokens else 0, first)
            tokens.append(Token(first, stop, text[first:stop], "", "markup", gap, reason=reason))
            _chunk(text, stop, end, tokens)
        last = tokens[-1].end if tokens else 0


def _special(chunk: str) -> tuple[int, int, str] | None:
    """A web address, file name or identifier inside a chunk of text without spaces: (offset, length, reason)."""
    if len(chunk) < 4 or chunk[:-1].isalpha():
        return None
    for scheme in ("http://", "https://", "www."):
        offset = chunk.find(scheme)
        if offset >= 0:
            return offset, len(chunk[offset:].rstrip(_EDGES)), "web address"
    core = chunk.strip(_EDGES)
    if not core or core.isalpha():
        return None
    offset = chunk.index(core)
    if not any(character.isalpha() for character in core):
        return None
    if "@" in core and "." in core:
        return offset, len(core), "address"
    if "_" in core and any(character.isdigit() for character in core):
        return offset, len(core), "identifier"
    if core.count("/") >= 2 or (core.startswith(("/", "./", "../")) and "/" in core):
        return offset, len(core), "path"
    if "." in core and len(core) < 200 and _FILE.fullmatch(core):
        return offset, len(core), "file name"
    if core.startswith("#") and len(core) > 1 and core[1].isalpha():
        return offset, len(core), "tag"
    return None


def _chunk(text: str, start: int, end: int, tokens: list[Token]) -> None:
    last = tokens[-1].end if tokens else 0
    for match in _TOKEN.finditer(text, start, end):
        first, stop = match.span()
        piece = match[0]
        gap = GLUED if first == last else _gap(text, last, first)
        last = stop
        if match.lastgroup == "number":
            tokens.append(_number(first, stop, piece, gap))
        elif match.lastgroup == "word":
            if piece.isascii():
                tokens.append(Token(first, stop, piece, piece.lower(), "word", gap))
            else:
                _word_with_marks(first, piece, gap, tokens)
        elif piece in "*_`" and not _between_words(text, first, stop):
            last = tokens[-1].end if tokens else 0  # an emphasis mark parts nothing
        else:
            tokens.append(Token(first, stop, piece, piece, "symbol", gap))


def _between_words(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


def _number(start: int, end: int, piece: str, gap: int) -> Token:
    digits = piece if piece.isdigit() else _SEPARATORS.sub("", piece)
    whole, point, places = digits.partition(".")
    if "." in places:
        return Token(start, end, piece, piece, "number", gap)
    step = Decimal(1).scaleb(-len(places)) if point else _ONE
    value = Decimal(f"{whole}.{places}" if point else whole)
    grouped = len(digits) != len(piece)
    integer = None if grouped or point or len(piece) > 15 else int(digits)
    return Token(start, end, piece, piece, "number", gap, value, step, grouped, plain_integer=integer)


def _word_with_marks(start: int, piece: str, gap: int, tokens: list[Token]) -> None:
    run = 0
    for index, character in enumerate(piece):
        if unicodedata.category(character) in ("No", "Nl"):
            if index > run:
                word = piece[run:index]
                tokens.append(Token(start + run, start + index, word, word.lower(), "word", gap))
                gap = GLUED
            tokens.append(Token(start + index, start + index + 1, character, character, "mark", gap))
            gap, run = GLUED, index + 1
    if run < len(piece):
        word = piece[run:]
        tokens.append(Token(start + run, start + len(piece), word, word.lower(), "word", gap))


def _gap(text: str, last: int, first: int) -> int:
    between = text[last:first]
    if between == " ":
        return SPACE
    if not between or not any(character.isspace() for character in between):
        return GLUED
    if "\n" in between:
        return BREAK if between.count("\n") > 1 else LINE
    return BREAK if "\t" in between or "\f" in between or "\v" in between else SPACE
