"""Which measure a figure is of, where the one that its words name cannot have a figure of its unit: "999 calls were
answered in four seconds" is told of calls, which are counted, and means the time to answer them."""

from __future__ import annotations

from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.values import scale
from pcc_narrator.models.figure import Figure

_HALF = 0.5
_FEW = 2


def can_have(resolver: Resolver, subject: Subject, figure: Figure) -> bool:
    """Whether a subject's unit is one that the figure may be in; points are the changes of a percentage."""
    measure = resolver.index.measures.get(subject.measure)
    if measure is None or measure.unit is None:
        return True
    unit = "percentage_points" if figure.kind == "points" and measure.unit == "percent" else measure.unit
    return scale(figure, unit) is not None


def of_unit(resolver: Resolver, figure: Figure, read: tuple[Subject, ...]) -> tuple[tuple[Subject, ...], bool]:
    """The measures that can have a figure of this unit and share most words with the sentence and with what was read;
    and whether it is one alone, all of whose words are there."""
    here = resolver.roots
    if len(read) <= _FEW:
        here = here.union(root(word) for subject in read for word in resolver.names.words_of(subject))
    found, firm = _sharing(resolver, figure, here)
    if not firm and resolver.carried.roots:
        more, sure = _sharing(resolver, figure, here | resolver.carried.roots)
        if sure:
            return more, True
        found = found or more
    return found, firm or (len(found) == 1 and _is_about(resolver, found[0], read))


def _is_about(resolver: Resolver, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether a measure is one of what was read, by a name of two words or more: the time for desk enquiries."""
    mine = [words for measure, words in resolver.names.rooted if measure == subject.measure]
    told = [words for measure, words in resolver.names.rooted if any(measure == one.measure for one in read)]
    return any(len(theirs) > 1 and theirs < words for words in mine for theirs in told)


def _sharing(resolver: Resolver, figure: Figure, here: frozenset[str]) -> tuple[tuple[Subject, ...], bool]:
    best: dict[Subject, tuple[float, int]] = {}
    for measure, words in resolver.names.rooted:
        shared = len(words & here)
        score = shared / len(words) if words else 0.0, shared
        subject = Subject(measure)
        if resolver.index.measures[measure].unit in (None, "none"):
            continue  # whose unit tells nothing
        if score[0] >= _HALF and score > best.get(subject, (0.0, 0)) and can_have(resolver, subject, figure):
            best[subject] = score
    most = max(best.values(), default=(0.0, 0))
    found = tuple(subject for subject, score in best.items() if score == most)
    return found, len(found) == 1 and most[0] == 1 and most[1] > 1
