"""Figures read from prose: every numeric expression of a text, or the reason why it is none.

Nothing is passed over: each digit and each number word (`vocabulary.number_words`) of the text lies in a span that is
returned here or in a period (`periods.read_periods`). What cannot be understood comes back as a plain number without
unit. One pass, linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pcc_narrator.figures.amount import Amount
from pcc_narrator.figures.chains import read_chain
from pcc_narrator.figures.hedges import hedge_after, hedge_before
from pcc_narrator.figures.name import Name
from pcc_narrator.figures.names import read_name
from pcc_narrator.figures.numbers import Number
from pcc_narrator.figures.tokens import MINUSES, Stream
from pcc_narrator.figures.units import denominator_at, in_rate, percent_at
from pcc_narrator.figures.vocabulary import number_words, vocabulary
from pcc_narrator.figures.wordings import read_wording
from pcc_narrator.models.figure import Figure, NotAFigure
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.mention import PeriodMention
from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.read import read_periods
from pcc_narrator.periods.tokens import BREAK, GLUED, LINE, Token, tokenise

_INTERVAL_REACH = 8  # tokens between "95% CI" and its bounds
_SENTENCE_ENDS = frozenset(".!?;")


def read_figures(
    text: str, *, taken: Sequence[PeriodMention] | None = None, tokens: Sequence[Token] | None = None
) -> tuple[Figure | NotAFigure, ...]:
    """The figures of a text and what only looks like one, in order, without overlap.

    `taken` are the periods of the same text, which are left out; None reads them here (their spans depend on no
    calendar). `tokens` may be given by a caller who has them already.
    """
    if tokens is None:
        tokens = tokenise(text)
    if taken is None:
        taken = read_periods(text, Calendar(), None, tokens=tokens)
    return _Reader(text, tokens, taken).read()


class _Reader:
    """One walk over one text."""

    def __init__(self, text: str, tokens: Sequence[Token], taken: Sequence[PeriodMention]) -> None:
        self.stream = Stream(text, tokens, _covered(tokens, taken))
        self.found: list[Figure | NotAFigure] = []
        self.last_figure: int | None = None  # index after the last figure of the sentence
        self.population: Decimal | None = None  # "for every 1,000 residents": until the sentence ends
        self.every = False
        self.interval_until = -1

    def read(self) -> tuple[Figure | NotAFigure, ...]:
        index, tokens, triggers = 0, self.stream.tokens, _triggers()
        gaps = [*(token.gap for token in tokens), BREAK]
        while index < len(tokens):
            token = tokens[index]
            if token.kind == "word" and token.low not in triggers and gaps[index + 1] != GLUED and gaps[index] != BREAK:
                index += 1  # most tokens: a word at which nothing starts, as `_may_start` finds
                continue
            if token.gap == BREAK or token.text in _SENTENCE_ENDS:
                self.last_figure = self.population = None
                self.every = False
            if index in self.stream.taken:
                index += 1
                continue
            if self._may_start(index):
                index = self._step(index)
            else:
                index += 1
        return tuple(self.found)

    def _may_start(self, index: int) -> bool:
        """Whether anything may start at a token; most of them are words and marks at which nothing can."""
        token = self.stream.tokens[index]
        if token.kind == "word":
            return token.low in _triggers() or self._heads_a_code(index)
        if token.kind != "symbol":
            return True
        if token.text == ".":
            return self.stream.at(index + 1).kind == "number"
        return token.text in _marks() and (token.text != "(" or token.gap >= LINE)

    def _heads_a_code(self, index: int) -> bool:
        """Whether digits hang on this word, with a hyphen or without (S136, COVID-19)."""
        if not self.stream.glued(index + 1):
            return False
        following = self.stream.at(index + 1)
        return following.kind == "number" or self.stream.at(index + 2).kind == "number"

    def _step(self, index: int) -> int:
        """Reads what starts at a token and gives the index to go on from."""
        stream = self.stream
        level = self._confidence(index)
        if level is not None:
            return self._ignore(level)
        name = read_name(stream, index)
        if name is not None:
            return self._ignore(name)
        if index:
            denominator = denominator_at(stream, index)
            if denominator is not None:
                self.population, stop = denominator
                self.every = stream.tokens[index].low == "for"
                return self._ignore(Name(index, stop, "rate denominator"))
        elif stream.tokens[0].low in ("per", "for"):
            denominator = denominator_at(stream, index)
            if denominator is not None:
                self.population, stop = denominator
                self.every = True
                return self._ignore(Name(index, stop, "rate denominator"))
        token = stream.tokens[index]
        if token.kind == "word" and token.low not in _first_words():
            return index + 1
        wording = read_wording(stream, index)
        if wording is not None:
            return self._figures([wording])
        amounts = read_chain(stream, index, interval=index <= self.interval_until)
        if amounts:
            return self._figures([self._rated(amount) for amount in amounts])
        fallback = _fallback(stream, index)
        if isinstance(fallback, Amount):
            return self._figures([fallback])
        return index + 1 if fallback is None else self._ignore(fallback)

    def _confidence(self, index: int) -> Name | None:
        """95% CI; 95 per cent confidence interval: a level; the bounds that follow make an interval."""
        stream, token = self.stream, self.stream.tokens[index]
        words = stream.words
        if token.text == "CI" or (token.low in words["intervals"] and stream.before(index).low in words["confidence"]):
            self.interval_until = index + _INTERVAL_REACH
            return None
        if token.kind != "number" or token.value is None:
            return None
        found = percent_at(stream, index + 1)
        if found is None or found[0]:
            return None
        place = stream.after_hyphen(found[1])
        is_level = stream.at(place).text in ("CI", "CIs", "CrI") or (
            stream.at(place).low in words["confidence"] and stream.at(place + 1).low in words["intervals"]
        )
        return Name(index, found[1], "confidence level") if is_level else None

    def _rated(self, amount: Amount) -> Amount:
        """A plain number of a sentence that named its population before: "per 1,000 residents there were 59.3"."""
        if self.population is None or not amount.bare or amount.kind != "number":
            return amount
        lead = self.stream.before(amount.begin).low
        printed_exactly = amount.step is not None and amount.step < 1
        leads = self.stream.words["rate_leads"]
        if printed_exactly or (lead in leads and lead not in ("of", "by", "than", "between", "and")) or self.every:
            self.every = False
            return in_rate(amount, self.population)
        return amount

    def _ignore(self, name: Name) -> int:
        tokens = self.stream.tokens
        start, end = tokens[name.begin].start, tokens[name.stop - 1].end
        self.found.append(NotAFigure(start, end, self.stream.text[start:end], name.reason))
        return name.stop

    def _figures(self, amounts: Sequence[Amount]) -> int:
        stream, tokens = self.stream, self.stream.tokens
        for amount in amounts:
            start, end = tokens[amount.begin].start, tokens[amount.stop - 1].end
            told = None if amount.kind == "multiple" else self.last_figure  # "8 is more than three times that"
            hedge = hedge_before(stream, amount.begin, told)
            word = stream.before(amount.begin).low
            if hedge == "about" and word == "some" and amount.number.in_words and amount.value < 10:
                hedge = None
            if hedge == "more_than" and word == "over" and amount.unit in ("months", "days"):
                hedge = None  # "fell over two years": during
            if hedge == "at_most" and word == "to" and stream.seen(amount.stop).low == "from":
                hedge = None  # "up to 12 from 10": a level
            if hedge == "at_most" and word == "to" and stream.before(amount.begin - 2).low in ("then", "back"):
                hedge = None  # "down to 25, then up to 49"
            hedge = hedge_after(stream, amount.stop) or hedge
            sign = amount.sign
            self.found.append(
                Figure(
                    start,
                    end,
                    stream.text[start:end],
                    amount.kind,
                    -amount.value if sign < 0 else amount.value,
                    amount.unit,
                    amount.high,
                    amount.step,
                    hedge,
                    sign,
                    amount.number.in_words,
                )
            )
            self.last_figure = amount.stop
        return amounts[-1].stop


def _fallback(stream: Stream, index: int) -> Amount | Name | None:
    """What no rule has read: never left out."""
    token = stream.tokens[index]
    if token.kind == "number":
        if token.value is None:
            return Name(index, index + 1, "version or section number")
        number = Number(index, index + 1, token.value, token.step, mantissa=token.value)
        return Amount(index, index + 1, number, value=token.value, step=token.step)
    if token.kind == "mark":
        return Name(index, index + 1, "small numeral")
    if token.kind != "word" or token.low not in number_words():
        return None
    words = stream.words
    if token.low in words.scales:
        value = Decimal(words.scales[token.low])
        high = value * 10 if stream.before(index).low in ("few", "several", "many") else None
        return Amount(index, index + 1, Number(index, index + 1, value, None, True, high), value=value, high=high)
    if token.low in words.fractions:
        if token.low == "half":
            return Name(index, index + 1, "part of a whole that is not a share")
        part = Decimal(1) / words.fractions[token.low]
        number = Number(index, index + 1, part, None, True)
        return Amount(index, index + 1, number, "fraction", "ratio", value=part, bare=False)
    return Name(index, index + 1, "part of a word")


def _covered(tokens: Sequence[Token], taken: Sequence[PeriodMention]) -> frozenset[int]:
    starts = [token.start for token in tokens]
    covered: set[int] = set()
    for mention in taken:
        place = bisect_left(starts, mention.start)
        while place < len(tokens) and tokens[place].start < mention.end:
            covered.add(place)
            place += 1
    return frozenset(covered)


@cache
def _marks() -> frozenset[str]:
    """The marks that a figure, a telephone number, a reference, the number of a list or of a rate starts with."""
    words = vocabulary()
    idioms = (word for word in (*words.idioms, *words.idioms_often) if not word[0].isalnum())
    return MINUSES.union(words["currencies"], "#(+±/", idioms)


@cache
def _first_words() -> frozenset[str]:
    """The words that a figure starts with."""
    words = vocabulary()
    folds = (f"{word}fold" for word in cardinals())
    currencies = ("us", "c", "au", "ca", "nz", "hk", "gbp", "usd", "eur", *words["currencies"])
    singles = ("a", "an", "half", "quarter", "plus", "minus")
    return number_words().union(cardinals(), ordinals(), folds, currencies, singles, words["joint"])


@cache
def _triggers() -> frozenset[str]:
    words = vocabulary()
    folds = (f"{word}fold" for word in cardinals())
    singles = [
        "a",
        "an",
        "per",
        "for",
        "in",
        "out",
        "under",
        "over",
        "no",
        "nos",
        "multi",
        "non",
        "minus",
        "plus",
        "us",
        "gbp",
        "usd",
        "eur",
        "joint",
        "equal",
        "tied",
        "one's",
        "one’s",
        "ci",
    ]
    return number_words().union(
        cardinals(),
        ordinals(),
        folds,
        singles,
        words.idioms,
        words.idioms_often,
        words["labels"],
        words["capital_labels"],
        words["age_words"],
        words["intervals"],
        ("quarter", "quarters", "half"),
    )
