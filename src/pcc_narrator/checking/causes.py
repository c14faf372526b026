"""Verdicts on causes and quotations: only an approved note can bear them out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from pcc_narrator.checking.lexicon import lexicon, token_keys
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.tokens import Token, read_tokens, stem
from pcc_narrator.models.fact import Note

_GRADES = {"weak": 1, "moderate": 2, "strong": 3}
_STOPS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "to",
        "and",
        "or",
        "for",
        "on",
        "by",
        "with",
        "from",
        "as",
        "at",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
        "that",
        "this",
        "which",
        "it",
        "its",
        "their",
        "his",
        "her",
        "more",
        "less",
        "than",
        "not",
        "no",
        "due",
        "because",
        "result",
        "caused",
        "led",
        "new",
        "recent",
        "increase",
        "decrease",
        "rise",
        "fall",
        "rose",
        "fell",
        "increased",
        "reduced",
        "reduction",
        "change",
        "number",
        "level",
        "there",
        "people",
        "who",
        "some",
        "other",
        "all",
        "both",
        "after",
        "before",
        "during",
    ]
)


def judge_cause(resolver: Resolver, at: int) -> Judged | None:
    """Whether an approved note says the cause that the text gives. None where the words give no cause of a figure."""
    items = resolver.items
    grade = _GRADES[items[at].sense("cause") or "strong"]
    told = any(
        item.has("direction")
        or item.has("change_noun")
        or item.has("comparison")
        or item.figure is not None
        or is_subject(item)
        for item in items
    )
    if not told:
        return None
    facts = resolver.index.set
    text = _plain(resolver.sentence.tokens)
    for note in facts.notes:
        if text and text in _read_note(note)[0]:
            return Judged("supported", "cause", f"Note {note.id} says it in these words.")
    reason = _content(token for token in resolver.sentence.tokens if token.start >= items[at].end)
    if len(reason) < 1:
        reason = _content(resolver.sentence.tokens)
    best: tuple[float, Note] | None = None
    for note in facts.notes:
        words = _read_note(note)[1]
        share = len(reason & words) / len(reason) if reason else 0.0
        if best is None or share > best[0]:
            best = (share, note)
    if best is None or best[0] < 0.6:
        if grade == 1:
            return None
        if (other := _another_cause(resolver, at, grade, reason)) is not None:
            return Judged("refuted", "cause", f"Note {other.id} gives another cause of it: {other.text}")
        return Judged("not_enough_information", "cause", "No approved note gives this cause.")
    note = best[1]
    given = _strongest(note)
    if note.kind == "cause" and (given is None or grade <= given):
        return Judged("supported", "cause", f"Note {note.id} gives this cause.")
    if given is not None and grade > given:
        return Judged("refuted", "cause_strength", f"Note {note.id} claims less: it only links the two.")
    if note.kind != "cause":
        return Judged("not_enough_information", "cause", f"Note {note.id} says this, but not as a cause.")
    return Judged("supported", "cause", f"Note {note.id} gives this cause.")


def _another_cause(resolver: Resolver, at: int, grade: int, reason: set[str]) -> Note | None:
    """The note that gives the whole cause of this very change, and shares no word with the cause that the text gives.

    A note of part of a cause ("partly", "some of the rise") leaves room for others, and so does a weaker word.
    """
    word = next((step for step in range(at - 1, -1, -1) if resolver.items[step].has("direction")), None)
    if word is None:
        word = next((step for step in range(at - 1, -1, -1) if resolver.items[step].has("change_noun")), None)
    if word is None or grade < _GRADES["strong"] or resolver.items[word].clause != resolver.items[at].clause:
        return None
    subjects = resolver.subjects(word)
    if subjects.source != "said":
        return None
    sense = resolver.items[word].sense("direction", "change_noun")
    measures = {one.measure for one in subjects.choices}
    for note in resolver.index.set.notes:
        if note.kind != "cause" or measures.isdisjoint(note.measures):
            continue
        keys = token_keys(read_tokens(note.text, 0, len(note.text)))
        told = {
            found.sense
            for position in range(len(keys))
            if (hit := lexicon().at(keys, position)) is not None
            for found in hit[1]
            if found.group in ("direction", "change_noun")
        }
        whole = _strongest(note) == _GRADES["strong"] and not _PARTLY & set(keys)
        if sense in told and whole and not reason & _read_note(note)[1]:
            return note
    return None


_PARTLY = frozenset({"part", "partly", "some", "much", "most", "mainly", "mostly", "largely", "also", "among", "one"})


@lru_cache(maxsize=2048)
def _read_note(note: Note) -> tuple[str, frozenset[str]]:
    """A note's words in a row, and its content words."""
    tokens = read_tokens(note.text, 0, len(note.text))
    return _plain(tokens), frozenset(_content(tokens))


@lru_cache(maxsize=2048)
def _strongest(note: Note) -> int | None:
    """The grade of the strongest linking word in a note; None if it has none."""
    tokens = read_tokens(note.text, 0, len(note.text))
    keys = token_keys(tokens)
    found = None
    for position in range(len(keys)):
        hit = lexicon().at(keys, position)
        if hit is None:
            continue
        for word in hit[1]:
            if word.group == "cause":
                found = max(found or 0, _GRADES[word.sense])
    return found


def _content(tokens: Iterable[Token]) -> set[str]:
    return {
        stem(token.key) for token in tokens if token.key.isalpha() and len(token.key) > 2 and token.key not in _STOPS
    }


def _plain(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.key for token in tokens if token.text[0].isalnum())


_QUOTED = re.compile(r"[\"“]([^\"“”\n]{12,1000})[\"”]")


def judge_quotations(prose: str, notes: tuple[Note, ...]) -> Iterator[tuple[int, int, Judged]]:
    """Quoted sentences of four words or more: verbatim in a note, nearly so, or unknown."""
    quoted = tuple(_QUOTED.finditer(prose))
    if not quoted:
        return
    known = [(note, " ".join(note.text.split()), Counter(note.text.lower().split())) for note in notes]
    for match in quoted:
        said = " ".join(match[1].split())
        if len(said.split()) < 4:
            continue
        bare = said.rstrip(".,;")
        exact = next((note for note, text, _ in known if bare in text), None)
        if exact is not None:
            yield match.start(), match.end(), Judged("supported", "quotation", f"Note {exact.id} has these words.")
            continue
        words = bare.lower().split()
        near = next((note for note, text, used in known if _may_be_alike(words, used) and _alike(bare, text)), None)
        if near is not None:
            yield (
                match.start(),
                match.end(),
                Judged("refuted", "quotation", f"Note {near.id} has other words.", None, near.text),
            )
        else:
            yield (
                match.start(),
                match.end(),
                Judged("not_enough_information", "quotation", "No approved note has this quotation."),
            )


def _may_be_alike(words: list[str], used: Counter[str]) -> bool:
    """Whether a note has enough of the words at all, in whatever order."""
    return (Counter(words) & used).total() >= 0.75 * len(words)


def _alike(said: str, text: str) -> bool:
    words, note = said.lower().split(), text.lower().split()
    matcher = SequenceMatcher(None, words, note, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared >= 0.75 * len(words)
