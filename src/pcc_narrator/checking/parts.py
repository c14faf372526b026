"""Parts that are told by what happened to them: "two of the 173 full files were unsatisfactory", "of the 36,116 calls,
4.8 per cent were abandoned", "of these, 60 were lost". The words behind the part name a measure of their own."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.by_unit import can_have
from pcc_narrator.checking.index import NOT_LEVELS, Subject
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects
from pcc_narrator.checking.tokens import root, stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.where_to_look import areas_to_look_in, periods_to_look_at
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.figure import Figure

_OF_THESE = frozenset({"of them", "of these", "of those", "of which", "of whom"})
_POINTING = frozenset({"them", "these", "those", "which", "whom"})
_KINDS = frozenset({"number", "percent"})


def judge_part(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """The verdict on a part by the measure that its predicate names; None where there is no such measure."""
    figure, role = resolver.items[at].figure, resolver.roles[at]
    if figure is None or figure.kind not in _KINDS or figure.high is not None or resolver.in_table:
        return None
    if role.role not in ("open", "level", "share", "to") or resolver.items[at].depth:
        return None
    whole = _whole_of(resolver, at)
    if whole is None:
        return None
    wholes, start = whole
    meant = _named_by_predicate(resolver, at, wholes, start)
    if meant is None:
        return None
    first = read(resolver, at, role)
    reading = Reading(role, Subjects((meant,), "said"), first.places, first.times, first.bases)
    told = tuple(_levels(resolver, meant, reading))
    if not can_have(resolver, meant, figure):
        told = tuple(one for one in told if one.statistic == "numerator")
    for one in told:
        if fit(figure, one.value, one.unit, bounds) in GOOD:
            message = f"{place_words(resolver.index, one)}: {value_words(one.value, one.unit, one.decimals)}."
            return Judged("supported", "value", message, one, reading=reading, tried=told)
    if len(told) != 1 or figure.hedge not in (None, "exactly"):
        return None
    right = told[0]
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "value", message, right, expected, reading, told)


def _whole_of(resolver: Resolver, at: int) -> tuple[tuple[Subject, ...], int] | None:
    """The subjects of the whole that a figure is a part of, and the item behind which its predicate stands."""
    items, roles = resolver.items, resolver.roles
    for step, role in roles.items():
        if role.role == "out_of" and role.pair == at:
            return resolver.subjects(step).choices, _verb_behind(
                resolver, step
            )  # "two of the 173 files sent were late"
    following = [item.key for item in items[at + 1 : at + 3]]
    if following[:1] and following[0] in _OF_THESE:
        return _before(resolver, at), at + 1
    if len(following) == 2 and following[0] == "of" and following[1] in _POINTING:
        return _before(resolver, at), at + 2  # "140 of them cracked"
    opening = next((item for item in items if item.kind != "mark"), None)
    if opening is None or opening.key not in ("of", "out of", *_OF_THESE):
        return None
    numbers = [step for step in sorted(roles) if not items[step].depth]
    comma = next((step for step, item in enumerate(items) if item.key == ","), len(items))
    if numbers[0] < comma < at:
        return resolver.subjects(numbers[0]).choices, at  # "of the 173 files, two were unsatisfactory"
    pointed = opening.key in _OF_THESE or (items[1].key in _POINTING if len(items) > 1 else False)
    return (_before(resolver, at), at) if pointed and comma < numbers[0] else None


def _verb_behind(resolver: Resolver, whole: int) -> int:
    """The verb that the predicate of a part stands behind, after what is said of the whole."""
    clause = resolver.items[whole].clause
    ahead = (step for step in range(whole + 1, len(resolver.items)) if resolver.items[step].clause == clause)
    return next((step for step in ahead if resolver.items[step].key in _VERBS), whole)


_VERBS = frozenset({"was", "were", "is", "are", "had", "have"})


def _before(resolver: Resolver, at: int) -> tuple[Subject, ...]:
    """What "of them" takes up: what a figure before it is of, else what the sentence before told."""
    told = [step for step in resolver.roles if step < at and not resolver.items[step].depth]
    return resolver.subjects(told[0]).choices if told else resolver.inherited().choices


def _named_by_predicate(resolver: Resolver, at: int, wholes: tuple[Subject, ...], start: int) -> Subject | None:
    """The only measure all of whose words the sentence and the whole have, and one of them behind the part alone;
    None where the predicate has words that are not its own."""
    names, frame = resolver.names, frame_words()
    wholes = _told_before(resolver, at, wholes)
    of_whole = {root(word) for one in wholes for word in names.words_of(one)}
    predicate = tuple(_predicate(resolver, start))
    behind = {root(key) for key in predicate}
    telling = {root(key) for key in predicate if key not in frame and stem(key) not in frame} - of_whole
    figure = resolver.items[at].figure
    assert figure is not None
    shares = [one for one in wholes if _counts_part(resolver, one, figure)]
    if not telling and len(shares) == 1 and behind & {root(word) for word in names.words_of(shares[0])}:
        return shares[0]  # "of the 160 patients who came 142 were seen in time"
    if not telling or not wholes:
        return None
    place = resolver.items[at].start
    here = {root(token.key) for token in resolver.sentence.tokens if token.start < place} | behind | of_whole
    found: dict[Subject, int] = {}
    for measure, words in names.rooted:
        subject = Subject(measure)
        if subject in wholes or not words & telling or not words <= here:
            continue
        if not (can_have(resolver, subject, figure) or _counts_part(resolver, subject, figure)):
            continue
        if telling <= {root(word) for word in names.words_of(subject)}:
            found[subject] = max(found.get(subject, 0), len(words & telling))
    best = [subject for subject, shared in found.items() if shared == max(found.values())]
    return best[0] if len(best) == 1 else None


def _counts_part(resolver: Resolver, subject: Subject, figure: Figure) -> bool:
    """Whether a number may be that of which a subject is the share: "142 of the 160 were seen in time"."""
    own = resolver.index.own
    return figure.kind == "number" and own is not None and any(resolver.index.statistic(subject, own, "numerator"))


def _told_before(resolver: Resolver, at: int, wholes: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Of what a whole may be, that whose words all stand before its part; all of them where there is none."""
    place = resolver.items[at].start
    before = {root(token.key) for token in resolver.sentence.tokens if token.start < place}
    full = {measure for measure, words in resolver.names.rooted if words and words <= before}
    return tuple(one for one in wholes if one.measure in full) or wholes


def _predicate(resolver: Resolver, start: int) -> Iterator[str]:
    """The words behind a part up to the next figure of its level, period, mark or clause."""
    items = resolver.items
    for item in items[start + 1 :]:
        if item.depth > items[start].depth or item.key in (")", "]"):
            continue
        if (
            item.clause != items[start].clause
            or item.kind == "figure"
            or (item.kind == "mark" and item.key not in "'’-")
        ):
            return
        if item.kind in ("word", "name"):
            yield from item.key.split()


def _levels(resolver: Resolver, subject: Subject, reading: Reading) -> Iterator[Candidate]:
    index = resolver.index
    for area in areas_to_look_in(index, subject, reading.places):
        for period in periods_to_look_at(reading.times, index, subject, area) or (None,):
            found = arithmetic.levels(index, subject, area, None if period is None else (period,))
            stated = [one for one in found if one.statistic not in NOT_LEVELS]
            yield from stated
            if stated and reading.times.source != "said":
                return  # of the report's periods the first that the facts have
