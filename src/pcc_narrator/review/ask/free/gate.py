"""What a model said, read as a stranger would: shown only if every sentence stands.

A sentence stands if it refers to something, types no figure, uses only words that the report, its notes and a list of
plain words hold, does not repeat the instructions, and if the checker supports every claim of it. So a model can
neither state a figure, nor a cause that no note gives, nor a name or a reproach that nobody wrote. Another wording of a
paragraph may use that paragraph's words and plain ones, must keep each of its figures, and may say nothing that the
data do not bear out and the paragraph did not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pcc_narrator.review.ask.answer import Part, Sentence
from pcc_narrator.review.ask.free.model import REFERENCE, fill
from pcc_narrator.review.ask.free.offer import Parts
from pcc_narrator.review.ask.free.passage import Passage
from pcc_narrator.review.ask.library import Library
from pcc_narrator.review.ask.plain_words import PLAIN

Known = Mapping[str, Mapping[str, Parts]]
_WHOLE = re.compile(r"(\{\{\s*[sn]\d+\s*(?::\s*sentence\s*)?\}\})[.!]?")
_ENDS = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_LEAK = 7  # words in a row of the instructions


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentences, or what is wrong with them, in words that a model can act on."""

    sentences: tuple[Sentence, ...] = ()
    faults: tuple[str, ...] = ()


def judge(
    said: str, known: Known, library: Library, words: frozenset[str], secret: str, passage: Passage | None = None
) -> Judged:
    """Whether what a model said may be shown."""
    faults: list[str] = []
    if _leaks(said, secret):
        return Judged(faults=("the reply repeats its instructions",))
    sentences: list[Sentence] = []
    for raw in _sentences(said):
        sentence, wrong = _read(raw, known, words, grounded=passage is None)
        faults += wrong
        if sentence is not None:
            own = not _WHOLE.fullmatch(raw.strip())
            if own and passage is None and not wrong:
                faults += _unsupported(sentence.text, library)
            sentences.append(sentence)
    if not sentences and not faults:
        faults.append("nothing is said")
    if faults:
        return Judged(faults=tuple(dict.fromkeys(faults)))
    sentences[0] = _capital(sentences[0])
    whole = " ".join(sentence.text for sentence in sentences)
    if passage is not None:
        faults += _changed(whole, said, known, passage)
    else:
        faults += [f"{claim.text!r} is refuted: {claim.message}" for claim in library.checker.check(whole).refuted]
    return Judged(faults=tuple(faults)) if faults else Judged(tuple(sentences))


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words that may be used: those of some texts, and plain ones."""
    return PLAIN | {_stem(word) for text in texts for word in _WORD.findall(text)}


def _sentences(said: str) -> list[str]:
    found: list[str] = []
    for stretch in _WHOLE.split(" ".join(said.split())):
        if stretch and _WHOLE.fullmatch(stretch):
            found.append(stretch)
        else:
            found += [part for part in _ENDS.split(stretch) if part.strip()]
    return found


def _read(raw: str, known: Known, words: frozenset[str], *, grounded: bool) -> tuple[Sentence | None, list[str]]:
    renderings = {alias: {name: _joined(parts) for name, parts in choices.items()} for alias, choices in known.items()}
    for texts in renderings.values():
        texts.setdefault("figure", texts.get("sentence", texts.get("clause", "")))
    faults = list(fill(raw, renderings).faults)
    outside = REFERENCE.sub(" ", raw)
    if grounded and not REFERENCE.search(raw):
        faults.append(f"the sentence “{outside.strip()[:60]}” refers to nothing: every sentence needs a reference")
    strange = [word for word in _WORD.findall(outside) if _stem(word) not in words]
    if strange:
        faults.append(f"{strange[0]!r} is neither a word of the report nor a plain one: use another")
    if re.search(r"[<>\[\]`|\\]|https?:|www\.", outside):
        faults.append("only plain text may be written")
    if faults:
        return None, faults
    parts: list[Part] = []
    place = 0
    for match in REFERENCE.finditer(raw):
        parts.append(Part(raw[place : match.start()]))
        choices = known[match[1]]
        name = match[2] or next(one for one in ("figure", "sentence", "clause") if one in choices)
        parts += choices[name]
        place = match.end()
    parts.append(Part(raw[place:]))
    return _capital(Sentence(tuple(part for part in parts if part.text))), []


def _unsupported(text: str, library: Library) -> list[str]:
    return [
        f"{claim.text!r} is not proved: {claim.message}"
        for claim in library.checker.check(text).claims
        if claim.verdict != "supported"
    ]


def _changed(whole: str, said: str, known: Known, passage: Passage) -> list[str]:
    """What another wording of a paragraph must not do: lose a figure, or say what the data do not bear out."""
    used = [match[1] for match in REFERENCE.finditer(said)]
    lost = [alias for alias in known if alias.startswith("q") and alias not in used]
    faults = [f"{{{{{alias}}}}} is missing" for alias in lost]
    for verdict in passage.judge(whole):
        claim = verdict.claim
        if claim.verdict == "refuted" or (
            claim.verdict == "not_enough_information" and claim.text not in passage.undecided
        ):
            faults.append(f"{claim.text!r} is not proved: {claim.message}")
    return faults


def _leaks(said: str, secret: str) -> bool:
    words = [word.lower() for word in _WORD.findall(REFERENCE.sub(" ", said))]
    hidden = " ".join(word.lower() for word in _WORD.findall(secret))
    return any(" ".join(words[at : at + _LEAK]) in hidden for at in range(len(words) - _LEAK + 1))


def _capital(sentence: Sentence) -> Sentence:
    parts: Sequence[Part] = sentence.parts
    first = next((place for place, part in enumerate(parts) if part.text.strip()), None)
    if first is None:
        return sentence
    text = parts[first].text.lstrip()
    begun = replace(parts[first], text=text[:1].upper() + text[1:])
    return replace(sentence, parts=(begun, *parts[first + 1 :]))


def _joined(parts: Parts) -> str:
    return "".join(part.text for part in parts)


def _stem(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").strip("'")
