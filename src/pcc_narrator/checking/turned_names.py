"""Names with their limit turned or their number changed: "waits of fewer than four hours", "waits of more than two
hours" beside the figures of waits of more than four."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.turned_limits import PLACE, shape_of, taken_out


def refute_turned(result: ReadSentence) -> None:
    """Refute a turned name in a sentence whose figures are those of the name as it is. Where they are not, they may be
    of what it says, and none of them is refuted as of the other."""
    items, index = result.sentence.items, result.resolver.index
    for start, end, measures in _found(result):
        inside = [step for step, item in enumerate(items) if item.end > start and item.start < end]
        for step in inside:
            if step in result.figures:
                result.figures[step] = replace(result.figures[step], verdict="not_enough_information", rule="bound")
        told = {
            at: one.candidate
            for at, one in result.figures.items()
            if one.candidate is not None and one.candidate.subject.measure in measures
        }
        right = next((one for at, one in told.items() if result.figures[at].verdict == "supported"), None)
        if right is not None:
            title = index.measures[right.subject.measure].title
            message = f'The figures are those of "{title}".'
            result.words.append((inside[0], "name", Judged("refuted", "measure", message, right, title)))
            continue
        for at in told:
            if result.figures[at].verdict == "refuted":
                open_ = replace(result.figures[at], verdict="not_enough_information", rule="subject", expected=None)
                result.figures[at] = open_


def _found(result: ReadSentence) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where turned names stand, and the measures whose names they turn."""
    names, tokens = result.resolver.names, result.sentence.tokens
    if not names.turned.firsts and not names.numbered.firsts:
        return
    stems, turned, numbered = [stem(token.key) for token in tokens], names.turned, names.numbered
    for place, first in enumerate(stems) if not turned.firsts.keys().isdisjoint(stems) else ():
        hit = turned.at(stems, place) if first in turned.firsts else None
        if hit is not None:
            yield tokens[place].start, tokens[place + hit[0] - 1].end, hit[1]
    shapes, stop = list(map(shape_of, stems)), 0
    if PLACE not in shapes:
        return  # no number, and no name with one
    for place, first in enumerate(shapes):
        other = numbered.at(shapes, place) if first in numbered.firsts and place >= stop else None
        if other is None:
            continue
        stop = place + other[0]
        told = taken_out(stems[place : place + other[0]])[1]
        if all(numbers != told for _, numbers in other[1]):
            measures = tuple(dict.fromkeys(measure for measure, _ in other[1]))
            yield tokens[place].start, tokens[place + other[0] - 1].end, measures
