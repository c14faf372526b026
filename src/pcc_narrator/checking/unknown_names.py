"""Names that no fact and no note knows, where a figure is told of them: "in Barsetshire", "North Barset had 12"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking.index import Index
from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.lexicon import frame_words, vocabulary
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import Token, read_words
from pcc_narrator.models.record import record

_PLACED = frozenset({"in", "at", "for", "across", "by", "than", "within", "to"})
_ARTICLES = frozenset({"the", "of", "and"})


@record(frozen=True, slots=True)
class UnknownName:
    """A capitalised name that nothing knows: where it stands, and whether it is what the sentence speaks of."""

    start: int
    end: int
    text: str
    is_subject: bool

    def judged(self) -> Judged:
        """Its verdict: nothing is known of it."""
        return Judged("not_enough_information", "name", f"No fact and no note knows {self.text}.")


def known_words(index: Index) -> frozenset[str]:
    """Every word that the facts and notes use, in lower case, and the words that head numbered parts of a text."""
    facts = index.set
    texts: list[str] = [note.text for note in facts.notes]
    for measure in facts.measures:
        counted = (measure.counted.one, measure.counted.many) if measure.counted is not None else ()
        texts.extend((measure.title, *measure.names, *counted))
    for area in facts.areas:
        texts.extend((area.title, *area.names, area.kind))
    texts.extend(dict.fromkeys(fact.category for fact in facts.facts if fact.category))
    sources = {(source.publisher, source.title) for fact in facts.facts for source in fact.sources}
    texts.extend(text for source in sources for text in source)
    words = read_words("\n".join(texts))
    return frozenset(words | frame_words() | {word for group in vocabulary()["no_name"].values() for word in group})


def find_unknown_names(sentence: Sentence, known: frozenset[str]) -> Iterator[UnknownName]:
    """The unknown names of a sentence that tells figures or directions."""
    items = sentence.items
    if sentence.block.kind not in ("paragraph", "list") or not any(_tells(item) for item in items):
        return
    taken = [(item.start, item.end) for item in items if item.kind in ("name", "period", "figure")]
    tokens = sentence.tokens
    position = 0
    while position < len(tokens):
        end = _name_end(tokens, position, known)
        if end == position:
            position += 1
            continue
        row = tokens[position:end]
        start, stop = row[0].start, row[-1].end
        free = not any(a < stop and start < b for a, b in taken)
        if free and (placed := _place(tokens, position, end, items)) is not None:
            text = " ".join(token.text for token in row).removesuffix("'s").removesuffix("’s")
            yield UnknownName(start, stop, text, placed)
        position = end


def _tells(item: Item) -> bool:
    return item.figure is not None or item.has("direction") or item.has("change_noun")


def _is_capital(token: Token) -> bool:
    text = token.text
    return len(text) > 2 and text[0].isupper() and not text.isupper() and text.isalpha() | ("'" in text or "’" in text)


def _name_end(tokens: Sequence[Token], position: int, known: frozenset[str]) -> int:
    """Where a row of capitalised words that nothing knows ends; `position` where there is none."""
    end, step, fresh = position, position, False
    while step < len(tokens):
        token = tokens[step]
        if _is_capital(token):
            fresh = fresh or token.key not in known
            end = step + 1
        elif not (token.key in _ARTICLES and token.text.islower() and step > position):
            break
        step += 1
    return end if fresh and _is_capital(tokens[position]) else position


def _place(tokens: Sequence[Token], position: int, end: int, items: Sequence[Item]) -> bool | None:
    """True for the subject of a verb, False for a name after a preposition; None for any other."""
    before = tokens[position - 1].key if position else ""
    if before == "the" and position > 1:
        before = tokens[position - 2].key
    if before in _PLACED:
        return False
    several = end - position > 1
    possessive = tokens[end - 1].text.lower().endswith(("'s", "’s"))
    if not (several or possessive or position):
        return None  # the first word of a sentence is capitalised, whatever it is
    following = next((item for item in items if item.start >= tokens[end - 1].end), None)
    verb = following is not None and (following.has("level") or following.has("direction"))
    opens = position == 0 or before in ("", "and", "while", "but", ",", "whereas", "although")
    return True if opens and (verb or possessive) else None
