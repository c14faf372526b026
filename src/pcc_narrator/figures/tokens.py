"""The tokens of a text as the figure readers see them: periods are out of bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcc_narrator.figures.vocabulary import vocabulary
from pcc_narrator.periods.tokens import BREAK, GLUED, LINE, Token

if TYPE_CHECKING:
    from pcc_narrator.figures.amount import Amount
    from pcc_narrator.figures.numbers import Number

DASHES = frozenset("-–—‐‑‒−")
HYPHENS = frozenset("-‐‑–")
MINUSES = frozenset("-−–‒﹣－")
NOTHING = Token(0, 0, "", "", "symbol", BREAK)


class Stream:
    """Tokens by index. What lies in a period that was read already (`taken`) can be looked at, not read."""

    def __init__(self, text: str, tokens: Sequence[Token], taken: frozenset[int] | set[int]) -> None:
        self.text = text
        self.tokens = tokens
        self.taken = taken
        self.words = vocabulary()
        self._seen = [token if token.gap < BREAK else NOTHING for token in tokens]
        self._many = len(tokens)
        self._free = self._seen.copy()
        for place in taken:
            self._free[place] = NOTHING
        self.amounts: dict[int, Amount | None] = {}  # what chains have read ahead
        self.numbers: dict[tuple[int, bool], Number | None] = {}  # read once for each rule that starts with one

    def at(self, index: int) -> Token:
        """The token there, if the text runs on to it and it is free; an empty token otherwise."""
        return self._free[index] if 0 < index < self._many else NOTHING

    def seen(self, index: int) -> Token:
        """As `at`, but tokens of periods too."""
        return self._seen[index] if 0 < index < len(self._seen) else NOTHING

    def before(self, index: int) -> Token:
        """The token in front of `index`, if the text runs on from it; an empty token otherwise."""
        if index > 0 and self.tokens[index].gap < BREAK:
            return self.tokens[index - 1]
        return NOTHING

    def glued(self, index: int) -> bool:
        """Whether a free token follows at `index` without a space."""
        token = self.at(index)
        return token is not NOTHING and token.gap == GLUED

    def hyphen(self, index: int) -> bool:
        """Whether a hyphen between two words stands at `index`."""
        return self.at(index).text in HYPHENS and self.glued(index) and self.glued(index + 1)

    def after_hyphen(self, index: int) -> int:
        """`index`, or the one after it where a hyphen joins what follows."""
        return index + 1 if self.hyphen(index) else index

    def phrase(self, index: int, words: tuple[str, ...]) -> int | None:
        """The index after a phrase whose first token is at `index`, its words joined by spaces or hyphens."""
        place = index
        for count, word in enumerate(words):
            token = self.tokens[place] if count == 0 else self.at(place)
            if token.low != word:
                return None
            place += 1
            if count + 1 < len(words):
                place = self.after_hyphen(place)
        following = self.at(place)
        return None if following.kind == "number" and following.gap == GLUED else place

    def line_start(self, index: int) -> bool:
        """Whether nothing but marks of lists, headings and quotations stands before the token on its line."""
        while index > 0 and self.tokens[index].gap < LINE:
            index -= 1
            if self.tokens[index].text not in ("#", ">", "•", "-", "–", "·", "+"):
                return False
        return True
