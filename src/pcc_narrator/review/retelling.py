"""Variants in a model's words: each paragraph put in other words for its readers, under the gate of the review page.

The model is sent a paragraph with references in place of its figures. What it says is taken only if every figure comes
back, no claim is refuted and none is less certain than before; else the template's sentence stays. Approved notes keep
their words, because the words are what was approved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.review.ask import Library
from pcc_narrator.review.ask.free import Asker, Passage
from pcc_narrator.review.blocks import Block, compose, parse
from pcc_narrator.review.verdicts import Verdicts
from pcc_narrator.variants import Variant
from pcc_narrator.variants.reading_age import told_age

ASKED: Mapping[str, str] = {
    "press-release": "Put this paragraph in the words of a local newspaper, on one line",
    "plain": "Put this paragraph more plainly, in short words, on one line",
}  # by the name of a variant; what has limits of length or words of an office's own is left to the template


def retold(
    variant: Variant, facts: FactSet, flags: Sequence[Flag], asker: Asker, tell: Callable[[str], None] = lambda _: None
) -> Variant:
    """A variant with the sentences of a model where they pass; as it was where none does, or it is of another kind."""
    if variant.name not in ASKED:
        return variant
    verdicts = Verdicts(Checker(replace(facts, requirements=())))
    library = Library(facts, flags, verdicts.checker)
    blocks = tuple(replace(block, key=number) for number, block in enumerate(parse(variant.text), 1))
    notes = {note.text for note in facts.notes}
    asked = taken = 0
    for key in [block.key for block in blocks if block.editable and block.text not in notes]:
        passage = _passage(blocks, key, verdicts)
        if not passage.spans or not passage.verdicts:
            continue
        asked += 1
        answer = asker.answer(ASKED[variant.name], library, texts=[variant.text], passage=passage)
        if answer.by_model:
            taken += 1
            blocks = tuple(replace(block, text=answer.text) if block.key == key else block for block in blocks)
        tell(f"{variant.name}: {asked} asked, {taken} taken")
    text = compose(blocks)
    report = verdicts.whole(text)
    if report.refuted:
        spent = f"What {asker.name} wrote contradicts itself: the template's stands."
        return replace(variant, told=(*variant.told, spent))
    text, age = told_age(text) if variant.name == "plain" else (text, "")
    told = [line for line in variant.told if not age or not line.startswith("Reading age")]
    told += [age] if age else []
    told.append(f"{taken} of {asked} paragraphs in the words of {asker.name}; the others did not pass the checker.")
    return replace(variant, text=text, report=verdicts.whole(text), told=tuple(told))


def _passage(blocks: tuple[Block, ...], key: int, verdicts: Verdicts) -> Passage:
    text = next(block.text for block in blocks if block.key == key)
    return Passage(key, text, verdicts.quick(blocks, key), lambda other: verdicts.instead(blocks, key, other))
