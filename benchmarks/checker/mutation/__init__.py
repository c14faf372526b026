"""Errors that people make, put into true texts: each mutation makes its sentence false, by construction.

`mutations(text, facts)` is a pure generator. A mutation is left out where the new sentence could still be true:
hedged figures are not touched by digit errors, a period, area, measure or category is swapped only where the facts
give the new one another value, figures are exchanged only where they differ. What is merely more than the facts say
("significantly" without a test, a cause without a note) must not be supported; all else must be refuted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mutation import figures, subjects, wording
from mutation.sentence import Edit, Expect, Sentence, sentences
from pcc_narrator.models.fact import FactSet

KINDS: tuple[str, ...] = (
    "digit_swapped", "digits_transposed", "digit_dropped", "decimal_moved", "footnote_fused", "direction_flipped",
    "hedge_turned", "percent_for_points", "points_for_percent", "unit_changed", "figures_exchanged", "rank_off_by_one",
    "number_word_changed", "significance_turned", "significance_added", "cause_added", "period_shifted",
    "last_quarter_kept", "area_swapped", "measure_swapped", "category_swapped", "total_off", "paragraph_dropped",
)  # fmt: skip
_RULES: tuple[Callable[[Sentence], Iterator[Edit]], ...] = (
    figures.digit_errors,
    wording.directions,
    wording.hedges,
    wording.percent_points,
    figures.units,
    figures.exchanges,
    figures.ranks,
    figures.number_words,
    wording.significance,
    wording.causes,
    subjects.periods,
    subjects.last_quarter,
    subjects.subjects,
    figures.totals,
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mutated text. `start` and `end` bound the sentence that is now false, in the new text."""

    kind: str
    text: str
    start: int
    end: int
    was: str
    now: str
    numeric: bool
    expect: Expect = "refuted"


def mutations(text: str, facts: FactSet) -> Iterator[Mutation]:
    """Every mutation of the text, in the order of its sentences; last, the texts that lost a paragraph."""
    seen = {text}
    for sentence in sentences(text, facts):
        for rule in _RULES:
            for edit in rule(sentence):
                if sentence.hidden(edit.start):
                    continue
                at, stop = sentence.start + edit.start, sentence.start + edit.end
                was = text[at:stop]
                changed = text[:at] + edit.new + text[stop:]
                if changed in seen:
                    continue
                seen.add(changed)
                end = sentence.start + len(sentence.text) + len(edit.new) - len(was)
                yield Mutation(edit.kind, changed, sentence.start, end, was, edit.new, edit.numeric, edit.expect)
    yield from _dropped_paragraphs(text, facts)


def _dropped_paragraphs(text: str, facts: FactSet) -> Iterator[Mutation]:
    """Texts that lost a paragraph which alone says a required figure."""
    paragraphs = re.split(r"(\n{2,})", text)
    for place in range(0, len(paragraphs), 2):
        body = paragraphs[place]
        if not re.match(r"\d+\.\s", body):
            continue
        rest = "".join(part for at, part in enumerate(paragraphs) if at not in (place, place + 1))
        for requirement in facts.requirements:
            values = [facts.by_id[id] for id in requirement.facts if id in facts.by_id]
            shown = [f"{abs(fact.number):,}" for fact in values if fact.unit == "count" and abs(fact.number) > 99]
            if shown and all(one in body and one not in rest for one in shown):
                yield Mutation("paragraph_dropped", rest, 0, len(rest), body, "", False, "missing")
                break
