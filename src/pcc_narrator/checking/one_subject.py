"""Figures told together are of one subject: where a name may stand for two kindred measures, the levels that are proved
say which, and a change that only the other has is false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.candidates import candidates
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, is_subject
from pcc_narrator.checking.some_of_those import is_part
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words

_LEVELS = frozenset({"value", "total"})


def of_one_subject(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures of a sentence that are proved by another measure than its levels are, and that the sentence does not
    tell of that other measure."""
    if resolver.in_table or resolver.in_sources:
        return {}
    if of_measure := _of_one_measure(resolver, judged, bounds) or _as_compared(resolver, judged, bounds):
        return of_measure
    levels = {
        one.candidate.subject
        for at, one in judged.items()
        if one.verdict == "supported" and one.candidate is not None and one.candidate.statistic in _LEVELS
        and (figure := resolver.items[at].figure) is not None and is_distinctive(figure)
    }  # fmt: skip
    if len(levels) != 1:
        return {}
    subject = next(iter(levels))
    parts = {role.pair for role in resolver.roles.values() if role.role == "out_of"}  # of 245 visits 140 were late
    found = (
        (at, _under(resolver, at, one, subject, bounds))
        for at, one in judged.items()
        if at not in parts and not is_part(resolver, at)
    )
    return {at: one for at, one in found if one is not None}


def _of_one_measure(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures of categories that two measures have, proved by another than the categories are of beside them that
    only one has: "the largest group was level 2 (9), followed by those not vetted (60)"."""
    proved = {
        at: (one.candidate.subject, one.reading.subjects)
        for at, one in judged.items()
        if one.verdict == "supported" and one.candidate is not None and one.candidate.subject.category is not None
        and one.reading is not None and one.reading.subjects.source == "said"
    }  # fmt: skip
    found: dict[int, Judged] = {}
    for at, (subject, said) in proved.items():
        sure = {
            theirs.measure
            for step, (theirs, choices) in proved.items()
            if len({choice.measure for choice in choices.choices}) == 1 and not _measure_between(resolver, at, step)
        }
        alike = [Subject(measure, subject.category) for measure in sure]
        if len(alike) == 1 and subject.measure not in sure and alike[0] in said.choices:
            wrong = _under(resolver, at, judged[at], alike[0], bounds)
            found |= {at: wrong} if wrong is not None else {}
    return found


def _as_compared(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures that something is compared with, proved by another measure than the level before them, where one name
    may stand for both: "10 of those aged 18 to 20, compared with three in the year before"."""
    found: dict[int, Judged] = {}
    for at, role in resolver.roles.items():
        before = [
            step for step in resolver.roles if step < at and resolver.items[step].clause == resolver.items[at].clause
        ]
        own, level = judged.get(at), judged.get(before[-1]) if before else None
        if role.role != "from" or role.pair is not None or own is None or level is None:
            continue
        if level.candidate is None or level.verdict != "supported" or own.reading is None or level.reading is None:
            continue
        same_name = own.reading.subjects == level.reading.subjects and not _measure_between(resolver, at, before[-1])
        if same_name and level.candidate.statistic in _LEVELS:
            wrong = _under(resolver, at, own, level.candidate.subject, bounds)
            found |= {at: wrong} if wrong is not None else {}
    return found


def _measure_between(resolver: Resolver, one: int, two: int) -> bool:
    """Whether a measure is named between two figures, so that the second may be of it."""
    between = resolver.items[min(one, two) : max(one, two)]
    return any(subject.category is None for item in between if is_subject(item) for subject in resolver.meant(item))


def in_one_row(reads: Sequence[ReadSentence], bounds: Bounds) -> Iterator[tuple[ReadSentence, int, Judged]]:
    """The cells of a table's row that are proved by another measure than two or more others are."""
    rows: dict[tuple[int, int], list[ReadSentence]] = {}
    for read in reads:
        cell = read.sentence.block.cell
        if cell is not None and read.sentence.block.kind == "cell" and len(read.figures) == 1:
            rows.setdefault((cell.table, cell.row), []).append(read)
    for row in rows.values():
        proved = [(read, at, one) for read in row for at, one in read.figures.items() if one.verdict == "supported"]
        of = [one.candidate.subject for _, _, one in proved if one.candidate is not None and one.candidate.facts]
        if len(set(of)) != 2 or len(of) < 3:
            continue
        first, second = sorted(set(of), key=of.count, reverse=True)
        if of.count(first) > of.count(second):
            for read, at, one in proved:
                if (wrong := _under(read.resolver, at, one, first, bounds)) is not None:
                    yield read, at, wrong


def _under(resolver: Resolver, at: int, own: Judged, subject: Subject, bounds: Bounds) -> Judged | None:
    """The verdict on a figure read as of `subject`, where it was proved by another that its words do not tell apart."""
    figure, proved, reading = resolver.items[at].figure, own.candidate, own.reading
    if own.verdict != "supported" or figure is None or proved is None or reading is None or not proved.facts:
        return None
    other = proved.subject
    if other.measure == subject.measure or other.category != subject.category or _told_apart(resolver, other, subject):
        return None
    words = resolver.names.words_of
    if not (words(other) & words(subject)) - frame_words():
        return None  # nobody takes the one for the other
    again = Reading(reading.role, Subjects((subject,), "said"), reading.places, reading.times, reading.bases)
    found = [one for one in candidates(resolver, at, again) if _alike(one, proved)]
    comparable = [one for one in found if scale(figure, one.unit) is not None]
    if not comparable or any(fit(figure, one.value, one.unit, bounds, slack=one.slack) in GOOD for one in comparable):
        return None
    right = comparable[0]
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "measure", message, right, expected, again, tuple(found))


def _told_apart(resolver: Resolver, other: Subject, subject: Subject) -> bool:
    """Whether a name of the sentence is that of `other`, and not of `subject`."""
    meant = (resolver.meant(item) for item in resolver.items if is_subject(item))
    return any(other in choices and subject not in choices for choices in meant)


def _alike(one: Candidate, proved: Candidate) -> bool:
    return (one.statistic, one.period, one.base, one.area) == (
        proved.statistic, proved.period, proved.base, proved.area
    )  # fmt: skip
