""" "The rise in visits is significant, and so is that in loans", "that in loans is too": what is added has a test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.significance import changes_told, test_of, told_bases
from pcc_narrator.checking.wording import place_words
from pcc_narrator.models.fact import Fact

_IS = frozenset({"is", "are", "was", "were"})
_TOO = frozenset({"too", "also", "as well"})
_ADDED = _TOO | {"so"}


def significance_told(items: tuple[Item, ...]) -> str | None:
    """Whether the last thing that a sentence says of significance is yes or no."""
    told = None
    for at, item in enumerate(items):
        if item.has("significance"):
            negated = any(one.has("negation") for one in items[max(0, at - 3) : at])
            told = "no" if negated or item.sense("significance") == "no" else "yes"
    return told


def judge_also(resolver: Resolver, judged: Mapping[int, Judged]) -> Iterator[tuple[int, Judged]]:
    """The verdict on each change that a sentence adds to one that is said to be significant, or not."""
    if resolver.keys.isdisjoint(_ADDED):
        return
    items = resolver.items
    for at, item in enumerate(items[:-1]):
        if item.key == "so" and items[at + 1].key in _IS:
            sense, names = significance_told(items[:at]), items[at + 2 :]
        elif item.key in _IS and items[at + 1].key in _TOO and all(one.kind == "mark" for one in items[at + 2 :]):
            sense, names = resolver.carried.significance, items[:at]
        else:
            continue
        if sense is None or any(one.has("significance") for one in items[at + 1 :]):
            continue
        found = [_of(resolver, judged, subject, sense) for subject in _subjects(resolver, names)]
        wrong = next((one for one in found if one is not None and one.verdict == "refuted"), None)
        if wrong is not None:
            yield at, wrong
        elif found and None not in found and found[0] is not None:
            yield at, found[0]


def _subjects(resolver: Resolver, names: tuple[Item, ...]) -> Iterator[Subject]:
    for item in names:
        if is_subject(item):
            yield from resolver.meant(item)[:1]


def _of(resolver: Resolver, judged: Mapping[int, Judged], subject: Subject, sense: str) -> Judged | None:
    tests = list(_tests(resolver, judged, subject))
    if len({bool(test.number) for test in tests}) != 1:
        return None  # no test, or several that differ
    candidate = arithmetic.of_fact(tests[0], subject)
    where = place_words(resolver.index, candidate, statistic=False)
    if bool(tests[0].number) == (sense == "yes"):
        return Judged("supported", "significance", f"The test bears it out: {where}.", candidate)
    wording = "is not significant" if sense == "yes" else "is significant"
    message = f"By the test the change or difference {wording}: {where}."
    return Judged("refuted", "significance", message, candidate, wording)


def _tests(resolver: Resolver, judged: Mapping[int, Judged], subject: Subject) -> Iterator[Fact]:
    """The test of the change that was told of a subject; else those of its changes from the bases told before."""
    told = [*changes_told(resolver, judged), *resolver.carried.changes]
    tested = [test for one in told if one.subject == subject and (test := test_of(resolver, one)) is not None]
    if tested:
        yield tested[0]
        return
    index = resolver.index
    bases, times = told_bases(resolver, judged), {one.period for one in told}
    for area in resolver.carried.areas or ((index.own,) if index.own else ()):
        known = tuple(index.statistic(subject, area, "significant"))
        same = [fact for fact in known if fact.base in bases and (not times or fact.period in times)]
        yield from same or known
