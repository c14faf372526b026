"""One sentence: the verdict on each of its figures and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.checking.against_last import find_beside_last
from pcc_narrator.checking.also_significant import judge_also
from pcc_narrator.checking.appositions import hold_together
from pcc_narrator.checking.area_counts import judge_areas
from pcc_narrator.checking.area_sums import judge_sum
from pcc_narrator.checking.area_wholes import judge_members
from pcc_narrator.checking.beside_levels import find_of_last_two
from pcc_narrator.checking.beside_proved import of_the_same
from pcc_narrator.checking.carrying import carry
from pcc_narrator.checking.category_counts import judge_categories
from pcc_narrator.checking.change_comparisons import judge_change_multiple
from pcc_narrator.checking.change_extremes import judge_change_rank
from pcc_narrator.checking.consistency import check_arithmetic
from pcc_narrator.checking.counting_areas import counts_areas, counts_group
from pcc_narrator.checking.counts_again import judge_count_again
from pcc_narrator.checking.denominators import wrong_in_caption
from pcc_narrator.checking.distances import no_changes
from pcc_narrator.checking.ends import of_one_series
from pcc_narrator.checking.exchanges import find_exchanged
from pcc_narrator.checking.groups import judge_group
from pcc_narrator.checking.items import Sentence
from pcc_narrator.checking.limits_of_all import kept_by_all
from pcc_narrator.checking.memory import Kept, Memory, kept_of, key_of
from pcc_narrator.checking.misdated import of_another_measure, told_with
from pcc_narrator.checking.note_words import stand_by
from pcc_narrator.checking.nothing_beyond import judge_never
from pcc_narrator.checking.numbers import judge_figure
from pcc_narrator.checking.one_subject import of_one_subject
from pcc_narrator.checking.outranking import judge_outranking
from pcc_narrator.checking.parts import judge_part
from pcc_narrator.checking.per_time import judge_per_time
from pcc_narrator.checking.ranks import judge_rank, of_figure_before
from pcc_narrator.checking.read_sentence import ReadSentence, borne_out, leave_open
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.ready import Ready
from pcc_narrator.checking.roles import read_roles
from pcc_narrator.checking.runs import judge_run
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Carried, Subjects, is_subject
from pcc_narrator.checking.second_look import look_again, section_agreed, subject_agreed
from pcc_narrator.checking.series_start import judge_starts
from pcc_narrator.checking.share_of_change import of_change_told
from pcc_narrator.checking.slips import base_refuted, counted_in_points, in_per_cent, on_other_bases, points_refuted
from pcc_narrator.checking.time_order import find_turned
from pcc_narrator.checking.told_as_another import told_as_another
from pcc_narrator.checking.told_before import find_against_last, find_part_of_last
from pcc_narrator.checking.trends import judge_every
from pcc_narrator.checking.turned_names import refute_turned
from pcc_narrator.checking.unit_told import as_told_before
from pcc_narrator.checking.unknown_names import find_unknown_names
from pcc_narrator.checking.usual_range import SIDES, judge_usual
from pcc_narrator.checking.verdict_labels import judge_labels
from pcc_narrator.checking.words import judge_words
from pcc_narrator.checking.yearly_means import judge_yearly_mean
from pcc_narrator.models.claim import ClaimKind

_LOOKS = (
    look_again, find_exchanged, hold_together, find_turned, of_one_series, of_the_same, of_one_subject,
    of_figure_before, of_another_measure, no_changes, of_change_told, kept_by_all,
)  # fmt: skip


def judge(
    ready: Ready,
    sentence: Sentence,
    carried: Carried,
    prose: str,
    memory: Memory | None = None,
    *,
    cell: bool = False,
    last: bool = False,
) -> ReadSentence:
    """A sentence with its verdicts. `carried` is what stands before it, and is moved along for the next, if any.
    With a `memory`, one that was judged so before is not judged again."""
    if memory is None:
        return _judge(ready, sentence, carried, prose, cell=cell, last=last)
    key = key_of(sentence, carried, prose, cell=cell, last=last)
    if (kept := memory.recall(key)) is not None:
        return _taken_up(ready, sentence, carried, kept)
    result = _judge(ready, sentence, carried, prose, cell=cell, last=last)
    memory.keep(key, kept_of(result, carried))
    return result


def _taken_up(ready: Ready, sentence: Sentence, carried: Carried, kept: Kept) -> ReadSentence:
    """A sentence whose verdicts are known, at its place in this text."""
    frozen = carried.as_it_is()
    sentence = as_told_before(sentence, kept.roles)
    resolver = Resolver(ready.index, ready.names, frozen, sentence, kept.roles)
    frozen.subjects = kept.subjects
    result = ReadSentence(sentence, resolver)
    strangers = tuple(find_unknown_names(sentence, ready.known_words)) if kept.stranger or kept.names else ()
    resolver.strangers = tuple((name.start, name.end, name.text) for name in strangers if name.is_subject)
    result.figures, result.words = dict(kept.figures), list(kept.words)
    result.names = strangers if kept.names else ()
    kept.hand_on(carried)
    return result


def _judge(ready: Ready, sentence: Sentence, carried: Carried, prose: str, *, cell: bool, last: bool) -> ReadSentence:
    roles = read_roles(sentence.items)
    sentence = as_told_before(sentence, roles)
    frozen = carried.as_it_is()
    resolver = Resolver(ready.index, ready.names, frozen, sentence, roles)
    result = ReadSentence(sentence, resolver)
    strangers = () if resolver.in_sources else tuple(find_unknown_names(sentence, ready.known_words))
    resolver.strangers = tuple((name.start, name.end, name.text) for name in strangers if name.is_subject)
    bounds = ready.bounds
    if roles:
        _judge_figures(ready, result)
        agreed = subject_agreed(resolver, result.figures, bounds) or section_agreed(resolver, result.figures, bounds)
        if agreed is not None:
            frozen.subjects = Subjects((agreed,), "carried")
            _judge_figures(ready, result)
    arithmetic = (
        *check_arithmetic(sentence.items, roles, bounds),
        *find_against_last(sentence.items, roles, frozen.level, bounds),
        *find_part_of_last(sentence.items, frozen.level, bounds),
        *find_of_last_two(sentence.items, roles, frozen.two, bounds),
        *find_beside_last(sentence.items, roles, frozen.changed),
    )
    _what_follows(ready, result, [(at, found) for at, found in arithmetic if found.verdict == "supported"])
    if not resolver.in_sources and (not cell or resolver.roles or _of_target(sentence)):
        _judge_words(ready, result)
    _what_contradicts(result, [(at, found) for at, found in arithmetic if found.verdict != "supported"])
    if sentence.block.kind == "row":
        leave_open(result)
        return result
    if not last:
        carry(result, carried)
    if (note := ready.notes.holding(prose[sentence.start : sentence.end])) is not None:
        stand_by(result, note)
        return result
    result.names = strangers
    ready.notes.refute_altered(result, bounds)
    return result


def _of_target(sentence: Sentence) -> bool:
    """Whether a cell says how a level stands to its target: "below desired standard"."""
    return any(item.has("target") for item in sentence.items) and any(item.has("comparison") for item in sentence.items)


def _what_follows(ready: Ready, result: ReadSentence, arithmetic: Sequence[tuple[int, Judged]]) -> None:
    """A figure that follows from others of its text stands, where those do."""
    for at, found in arithmetic:
        own = result.figures.get(at)
        if own is None or own.verdict == "supported":
            continue
        if borne_out(result.figures, found.inputs, any_facts=bool(ready.facts.facts)):
            result.figures[at] = replace(found, reading=own.reading)
        elif own.verdict == "refuted" and not any(
            step in result.figures and result.figures[step].verdict == "refuted" for step in found.inputs
        ):  # the text's own figures bear it out, and none of them is false
            result.figures[at] = replace(own, verdict="not_enough_information", rule="subject", expected=None)


def _what_contradicts(result: ReadSentence, arithmetic: Sequence[tuple[int, Judged]]) -> None:
    """A figure or word that the text's other figures contradict, and no fact bears out."""
    items, roles = result.sentence.items, result.resolver.roles
    for at, found in arithmetic:
        if items[at].figure is None:
            known = [one for step, _, one in result.words if step == at]
            known += [result.figures[step] for step in found.inputs if step in result.figures]
            if all(one.verdict != "refuted" for one in known):
                result.words.append((at, "arithmetic", found))
            continue
        own = result.figures.get(at)
        in_words = items[at].key[0].isalpha() and own is not None and own.verdict == "supported"
        whole = found.rule == "whole" and any(one.pair == at for one in roles.values() if one.role == "out_of")
        if own is None or own.verdict == "not_enough_information" or in_words or whole:
            result.figures[at] = replace(found, reading=own.reading if own is not None else None)


def _judge_words(ready: Ready, result: ReadSentence) -> None:
    if len(result.sentence.items) == 1 and result.figures:
        refute_turned(result)
        return  # a figure alone, as in most table cells
    for at, item in enumerate(result.sentence.items):
        if item.kind != "word" or not item.words:
            continue
        for kind, judged in judge_words(result.resolver, at, result.figures, ready.bounds):
            told = _charitable(ready, result.resolver, at, kind, judged, result.figures)
            result.words.append((at, kind, told))
    added = judge_also(result.resolver, result.figures)
    result.words.extend((at, "significance", judged) for at, judged in added)
    for at, item in enumerate(result.sentence.items):
        if item.key in SIDES and (usual := judge_usual(result.resolver, at)) is not None:
            result.words = [one for one in result.words if one[0] != at]
            result.words.append((at, "comparison", usual))
    result.words.extend((at, "date", judged) for at, judged in judge_starts(result))
    result.words.extend((at, "comparison", judged) for at, judged in judge_labels(result))
    refute_turned(result)
    result.words.extend((at, "rate", judged) for at, judged in wrong_in_caption(result.resolver))


def _charitable(
    ready: Ready, resolver: Resolver, at: int, kind: ClaimKind, judged: Judged, figures: dict[int, Judged]
) -> Judged:
    """A word about nothing that its sentence names is refuted only if it is false of all that was told of."""
    if judged.verdict != "refuted" or any(is_subject(item) for item in resolver.items):
        return judged
    carried = resolver.carried
    others = (*carried.told_subjects, *carried.heading.choices)
    for subject in dict.fromkeys(one for one in others if one not in resolver.inherited().choices[:1]):
        near = carried.as_it_is()
        near.subjects = Subjects((subject,), "carried")
        second = Resolver(ready.index, ready.names, near, resolver.sentence, resolver.roles)
        for other_kind, other in judge_words(second, at, figures, ready.bounds):
            if other_kind == kind and other.verdict == "supported":
                return other
    return judged


def _judge_figures(ready: Ready, result: ReadSentence) -> None:
    for at in result.resolver.roles:
        result.figures[at] = _figure(ready, result.resolver, at)
    for look in _LOOKS:
        result.figures.update(look(result.resolver, result.figures, ready.bounds))
    for at, own in result.figures.items():
        if (in_points := counted_in_points(result.resolver, at, own)) is not None:
            result.figures[at] = in_points
        if own.verdict != "not_enough_information":
            continue
        wrong = (
            _points_for_percent(ready, result.resolver, at)
            or _on_other_base(ready, result.resolver, at)
            or told_as_another(result.resolver, at, ready.bounds)
        )
        if wrong is not None:
            result.figures[at] = wrong
    for at, role in result.resolver.roles.items():
        beside = result.figures.get(role.pair) if role.apposed and role.pair is not None else None
        own = result.figures[at]
        if beside is not None and beside.verdict == "not_enough_information" and own.verdict == "refuted":
            assert role.pair is not None
            if (both := told_with(result.resolver, role.pair, own, ready.bounds)) is not None:
                result.figures[role.pair] = both
                continue
            result.figures[at] = replace(own, verdict=beside.verdict, rule="subject", expected=None)


def _points_for_percent(ready: Ready, resolver: Resolver, at: int) -> Judged | None:
    """The verdict on a figure in percentage points that the facts have in per cent."""
    figure = resolver.items[at].figure
    changed = in_per_cent(resolver.sentence, at)
    if figure is None or changed is None or resolver.in_table or resolver.in_sources:
        return None
    second = Resolver(ready.index, ready.names, resolver.carried, changed, read_roles(changed.items))
    found = _figure(ready, second, at)
    guessed = found.reading is not None and found.reading.subjects.source == "guessed"
    return None if guessed else points_refuted(ready.index, figure, found)


def _on_other_base(ready: Ready, resolver: Resolver, at: int) -> Judged | None:
    """The verdict on a rate that the facts have for another number of people: "2.6 per 10,000" for 2.6 per 1,000."""
    for changed in on_other_bases(resolver.sentence, at):
        second = Resolver(ready.index, ready.names, resolver.carried, changed, resolver.roles)
        found = _figure(ready, second, at)
        if found.verdict == "supported" and found.candidate is not None and found.candidate.unit == "per_1000":
            return base_refuted(ready.index, resolver.items[at], found)
    return None


def _figure(ready: Ready, resolver: Resolver, at: int) -> Judged:
    role = resolver.roles[at].role
    if role == "rank":
        return judge_change_rank(resolver, at) or judge_rank(resolver, at, ready.bounds)
    if role == "run":
        return judge_run(resolver, at, ready.bounds)
    if len(resolver.items) == 1:
        return judge_figure(resolver, at, ready.bounds)  # most table cells: no word makes it anything else
    if (again := judge_count_again(resolver, at)) is not None:
        return again
    if (never := judge_never(resolver, at)) is not None:
        return never
    if (before := judge_outranking(resolver, at, ready.kinds)) is not None:
        return before
    if (counted := judge_group(resolver, at, ready.kinds)) is not None:
        return counted
    if (summed := judge_sum(resolver, at, ready.kinds, ready.bounds)) is not None:
        return summed
    if (kinds := judge_categories(resolver, at)) is not None:
        return kinds
    if (members := judge_members(resolver, at)) is not None:
        return members
    if counts_areas(resolver.items, at, ready.kinds) or counts_group(resolver, at):
        return judge_areas(resolver, at, ready.bounds)
    if (change := judge_change_multiple(resolver, at, ready.bounds)) is not None:
        return change
    if (yearly := judge_yearly_mean(resolver, at, ready.bounds)) is not None:
        return yearly
    if (average := judge_per_time(resolver, at, ready.bounds)) is not None:
        return average
    if (part := judge_part(resolver, at, ready.bounds)) is not None:
        return part
    found = judge_figure(resolver, at, ready.bounds)
    return judge_every(resolver, at, found, ready.bounds)
