"""A sentence as it was read and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcc_narrator.checking.items import Sentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.unknown_names import UnknownName
from pcc_narrator.models.claim import ClaimKind


class ReadSentence:
    """A sentence with its roles and verdicts, by item number."""

    __slots__ = ("figures", "names", "resolver", "sentence", "words")

    def __init__(self, sentence: Sentence, resolver: Resolver) -> None:
        self.sentence = sentence
        self.resolver = resolver
        self.figures: dict[int, Judged] = {}
        self.words: list[tuple[int, ClaimKind, Judged]] = []
        self.names: tuple[UnknownName, ...] = ()


def leave_open(result: ReadSentence) -> None:
    """A row of a pasted table, whose heads are not known: what no fact bears out is left open."""
    result.words = []
    for at, judged in result.figures.items():
        if judged.verdict == "refuted":
            message = "A row whose columns have no heads; put tables into Markdown or HTML to have them checked."
            result.figures[at] = replace(
                judged, verdict="not_enough_information", rule="row", message=message, expected=None
            )


def borne_out(figures: Mapping[int, Judged], inputs: Sequence[int], *, any_facts: bool) -> bool:
    """Whether what follows from these figures of a sentence is true: they are, or there are no facts to judge by."""
    return not any_facts or all(at in figures and figures[at].verdict == "supported" for at in inputs)
