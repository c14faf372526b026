"""Looking at the tokens of a text from one place: what the grammar of times is built on."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.periods.numerals import cardinals
from pcc_narrator.periods.tokens import BREAK, GLUED, Token
from pcc_narrator.periods.words import words

DASHES = frozenset("-–—‐‑‒−")
NOTHING = Token(0, 0, "", "", "symbol", BREAK)


class Cursor:
    """The tokens, and questions that rules ask of a place among them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = words()
        self._many = len(tokens)
        self._joined = [token if token.gap < BREAK else NOTHING for token in tokens]

    def at(self, index: int) -> Token:
        """The token there, if the text runs on to it; an empty token otherwise."""
        return self._joined[index] if 0 < index < self._many else NOTHING

    def before(self, index: int) -> Token:
        """The token in front of `index`, if the text runs on from it; an empty token otherwise."""
        if index > 0 and self.tokens[index].gap < BREAK:
            return self.tokens[index - 1]
        return NOTHING

    def glued(self, index: int) -> bool:
        """Whether the token at `index` follows without a space."""
        return self.at(index).gap == GLUED and self.at(index) is not NOTHING

    def small_number(self, index: int) -> tuple[int, int] | None:
        """A whole number up to 999 in digits or words (forty-two): (value, index after it)."""
        token = self.tokens[index] if index < len(self.tokens) else NOTHING
        number = token.plain_integer
        if number is not None:
            return (number, index + 1) if len(token.text) <= 3 else None
        value = cardinals().get(token.low)
        if value is None:
            return None
        if value >= 20 and value % 10 == 0:
            rest = index + 1
            if self.at(rest).text in DASHES and self.glued(rest) and self.glued(rest + 1):
                rest += 1
            unit = cardinals().get(self.at(rest).low, 0)
            if 1 <= unit <= 9:
                return value + unit, rest + 1
        return value, index + 1
