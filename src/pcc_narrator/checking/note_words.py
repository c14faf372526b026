"""Sentences that repeat an approved note: its own words stand, and an altered number of it is refuted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import Token, read_sentences, read_tokens
from pcc_narrator.models.fact import Note
from pcc_narrator.periods.numerals import cardinals

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
                shape, numbers = _shape(read_tokens(note.text, start, end))
                if numbers:
                    self._shapes.setdefault(shape, (note.id, numbers))
        self._firsts = frozenset(shape[0] for shape in self._shapes)

    def holding(self, words: str) -> str | None:
        """The id of the note that holds a sentence word for word."""
        if not self._texts or len(words) < SHORTEST:
            return None
        parts = words.split()
        if not self._words.issuperset(parts[1:-1]):
            return None  # most sentences: their first and last words alone may be parts of words of a note
        place = self._texts.find(" ".join(parts).rstrip(".!?"))
        return None if place < 0 else self._notes[self._texts.count("\n", 0, place)].id

    def refute_altered(self, result: ReadSentence) -> None:
        """Refute a number that differs from the one of the note whose words surround it."""
        first = next((token for token in result.sentence.tokens if token.text[0].isalnum()), None)
        if first is None or _key(first) not in self._firsts:
            return
        shape, numbers = _shape(result.sentence.tokens)
        known = self._shapes.get(shape)
        if known is None or len(known[1]) != len(numbers):
            return
        items = result.sentence.items
        for (start, end, said), (_, _, right) in zip(numbers, known[1], strict=True):
            at = next((a for a in result.figures if start < items[a].end and items[a].start < end), None)
            if said != right and at is not None and result.figures[at].verdict != "supported":
                message = f'Note {known[0]} says "{right}" where the text says "{said}".'
                result.figures[at] = Judged("refuted", "note", message, None, right)


def _shape(tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[tuple[int, int, str], ...]]:
    """A sentence with its numbers taken out, and the numbers."""
    shape: list[str] = []
    numbers: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.text[0].isalnum():
            shape.append(key := _key(token))
            if key == _NUMBER:
                numbers.append((token.start, token.end, token.key))
    return tuple(shape), tuple(numbers)


_NUMBER = "#"


def _key(token: Token) -> str:
    return _NUMBER if token.text[0].isdigit() or token.key in cardinals() else token.key


def stand_by(result: ReadSentence, note: str) -> None:
    """An approved note's own words stand: what no fact bears out is left open, and nothing of it is refuted."""
    for at, judged in result.figures.items():
        if judged.verdict == "refuted":
            message = f"Note {note} says so; the facts do not bear it out. {judged.message}"
            result.figures[at] = replace(judged, verdict="not_enough_information", rule="note", message=message)
    result.words = [
        (
            at,
            kind,
            judged
            if judged.verdict == "supported"
            else replace(
                judged,
                verdict="supported",
                rule="note",
                message=f"Note {note} says it in these words.",
                expected=None,
                candidate=None,
            ),
        )
        for at, kind, judged in result.words
    ]
