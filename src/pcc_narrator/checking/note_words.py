"""Sentences that repeat an approved note: its own words stand, and an altered number, direction or month of it is
refuted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from pcc_narrator.checking.lexicon import Bounds, vocabulary
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import Token, read_sentences, read_tokens
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.fact import Note
from pcc_narrator.models.figure import Figure
from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.words import words

_OPENING = 6  # words
SHORTEST = 20  # letters; a shorter run of words is anybody's


class NoteWords:
    """The words of a report's notes."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = notes
        self._texts = "\n".join(" ".join(note.text.split()) for note in notes)  # a line a note
        self._words = frozenset(self._texts.split())
        self._shapes: dict[tuple[str, ...], tuple[str, tuple[tuple[int, int, str], ...]]] = {}
        for note in notes:
            for start, end in read_sentences(note.text, 0, len(note.text)):
                shape, telling = _shape(read_tokens(note.text, start, end))
                if telling and len(shape) >= _TELLING:
                    self._shapes.setdefault(shape, (note.id, telling))
        self._openings = frozenset(shape[:_TELLING] for shape in self._shapes)

    def holding(self, words: str) -> str | None:
        """The id of the note that holds a sentence word for word."""
        if not self._texts or len(words) < SHORTEST:
            return None
        if not self._words.issuperset(words.split(None, _OPENING)[1:-1]):
            return None  # most sentences: their first and last words alone may be parts of words of a note
        parts = words.split()
        if not self._words.issuperset(parts[1:-1]):
            return None
        place = self._texts.find(" ".join(parts).rstrip(".!?"))
        return None if place < 0 else self._notes[self._texts.count("\n", 0, place)].id

    def refute_altered(self, result: ReadSentence, bounds: Bounds) -> None:
        """Refute a number, a word of direction or a month that is not the one of the note whose words surround it,
        unless the facts have it."""
        told = (token for token in result.sentence.tokens if token.text[0].isalnum())
        opening = tuple(map(_key, islice(told, _TELLING)))
        if opening not in self._openings:
            return
        shape, telling = _shape(result.sentence.tokens)
        known = self._shapes.get(shape)
        if known is None or len(known[1]) != len(telling):
            return
        items = result.sentence.items
        for (start, end, said), (_, _, right) in zip(telling, known[1], strict=True):
            at = next((a for a, item in enumerate(items) if start < item.end and item.start < end), None)
            if said == right or at is None or (said in _opposites() and right not in _opposites()[said]):
                continue
            judged = Judged(
                "refuted", "note", f'Note {known[0]} says "{right}" where the text says "{said}".', None, right
            )
            if at not in result.figures:
                result.words = [one for one in result.words if one[0] != at]
                result.words.append((at, "direction" if items[at].period is None else "date", judged))
            elif not _plainly(items[at].figure, result.figures[at], bounds):
                result.figures[at] = judged


def _plainly(figure: Figure | None, judged: Judged, bounds: Bounds) -> bool:
    """Whether a fact itself bears a figure out at its printed place: "about 75,006" is not its 74,952, and what only
    follows from facts does not go against a note."""
    if judged.verdict != "supported" or figure is None or judged.candidate is None:
        return judged.verdict == "supported"
    if judged.candidate.how:
        return False
    return fit(replace(figure, hedge=None), judged.candidate.value, judged.candidate.unit, bounds) in GOOD


def _shape(tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[tuple[int, int, str], ...]]:
    """A sentence with its numbers, months and words of direction taken out, and these."""
    shape: list[str] = []
    telling: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.text[0].isalnum():
            shape.append(key := _key(token))
            if key.startswith(_TAKEN_OUT):
                telling.append((token.start, token.end, token.key))
    return tuple(shape), tuple(telling)


_TAKEN_OUT = "#"
_TELLING = 4  # words; a shorter sentence is anybody's


def _key(token: Token) -> str:
    """What stands for a token in a shape: a mark for a number, a month or a word of direction, else the word itself."""
    return _mark_of(token.key, token.text[0])


@lru_cache(1 << 14)
def _mark_of(key: str, letter: str) -> str:
    if letter.isdigit() or key in cardinals() or key in ordinals():
        return _TAKEN_OUT
    if words().month(key) and letter.isupper():
        return f"{_TAKEN_OUT}month"
    return f"{_TAKEN_OUT}turned" if key in _opposites() else key


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    """Each word that tells which way, with those that say the contrary."""
    found: dict[str, frozenset[str]] = {}
    for pair in vocabulary()["opposites"]["pairs"]:
        one, two = pair.split("/")
        found[one] = found.get(one, frozenset()) | {two}
        found[two] = found.get(two, frozenset()) | {one}
    return found


def stand_by(result: ReadSentence, note: str) -> None:
    """An approved note's own words stand: what no fact decides rests on the note, as does each word of it.

    A figure that the facts contradict is left open: a person approved it, and nobody proved it.
    """
    for at, judged in result.figures.items():
        if judged.verdict == "refuted":
            message = f"Note {note} says so; the facts do not bear it out. {judged.message}"
            result.figures[at] = replace(judged, verdict="not_enough_information", rule="note", message=message)
        else:
            result.figures[at] = _said_by(judged, note)
    result.words = [(at, kind, _said_by(judged, note)) for at, kind, judged in result.words]


def _said_by(judged: Judged, note: str) -> Judged:
    """What the facts support stays theirs; all else is the note's."""
    if judged.verdict == "supported":
        return judged
    message = f"Note {note} says it in these words."
    return replace(judged, verdict="supported", rule="note", message=message, expected=None, candidate=None)
