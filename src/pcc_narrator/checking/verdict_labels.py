"""Verdicts that stand alone: "up 349 (80.8%): worse", "**Waiting times** (better): …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.gaps import Said, bears_out, is_change, signed_value
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.wording import place_words

_LABELS = frozenset({"better", "worse", "improved", "worsened", "improvement", "deterioration"})
_SENSES = {"improved": "better", "improvement": "better", "worsened": "worse", "deterioration": "worse"}
_BEFORE = frozenset({":", "(", "–", "—", "-"})
_AFTER = frozenset({")", ":", ".", ";", ","})


def judge_labels(result: ReadSentence) -> Iterator[tuple[int, Judged]]:
    """Each label and its verdict, by the changes and distances that its sentence tells. One of them is enough to bear
    it out; it is refuted where all of them are the other way. Where none tells of better or worse it is no claim."""
    if result.resolver.keys.isdisjoint(_LABELS):
        return
    items = result.sentence.items
    for at, item in enumerate(items):
        if item.key in _LABELS and _stands_alone(items, at) and not any(step == at for step, _, _ in result.words):
            said = Said(_SENSES.get(item.key, item.key), False, False, "comparison")
            told = [
                (right, one)
                for one in _told(result)
                if (right := bears_out(result.resolver.index, said, (one.value > 0) - (one.value < 0), one.subject))
                is not None
            ]
            if told:
                right, one = next((pair for pair in told if pair[0]), told[0])
                message = f"{place_words(result.resolver.index, one)} is {signed_value(one)}."
                expected = None if right else "worse" if said.sense == "better" else "better"
                verdict = "supported" if right else "refuted"
                yield at, Judged(verdict, "direction", message, one, expected)  # type: ignore[arg-type]


def _stands_alone(items: Sequence[Item], at: int) -> bool:
    before = items[at - 1].key if at else ""
    following = items[at + 1].key if at + 1 < len(items) else "."
    return before in _BEFORE and following in _AFTER


def _told(result: ReadSentence) -> Iterator[Candidate]:
    for judged in (*result.figures.values(), *(one for _, _, one in result.words)):
        if judged.verdict == "supported" and judged.candidate is not None and is_change(judged.candidate):
            yield judged.candidate
