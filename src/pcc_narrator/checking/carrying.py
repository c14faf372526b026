"""What a sentence hands on to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pcc_narrator.checking.against_last import changes_of
from pcc_narrator.checking.also_significant import significance_told
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.beside_levels import two_told
from pcc_narrator.checking.index import AREA_COUNTS
from pcc_narrator.checking.named_figures import REST
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.scopes import Carried, Subjects, areas_named
from pcc_narrator.checking.significance import changes_told, told_bases
from pcc_narrator.checking.told_before import level_told
from pcc_narrator.models.period import Period

T = TypeVar("T")


def carry(result: ReadSentence, carried: Carried) -> None:
    """What the next sentence inherits: the subjects, areas and periods named last."""
    items = result.sentence.items
    areas = result.resolver.area_steps
    named = [at for at in result.resolver.subject_steps if not result.resolver.is_whole_of_change(at)]
    told = tuple(
        (judged.candidate.subject, judged.reading.subjects.source if judged.reading else "open")
        for _, judged in sorted(result.figures.items())
        if judged.verdict == "supported"
        and judged.candidate is not None
        and judged.candidate.subject.measure
        and judged.rule != "areas"
    )
    proved = tuple(subject for subject, source in told if named or source == "guessed")[:1]
    carried.proved, carried.roots = tuple(subject for subject, _ in reversed(told)), result.resolver.roots
    meant = result.resolver.meant(items[named[0]]) if named else ()
    if proved or meant:
        carried.subjects = Subjects(tuple(dict.fromkeys([*proved, *meant])), "carried")
    if areas:
        carried.areas = _area_told_of(result, areas)
    whens: list[Period] = []
    ends: list[Period] = []
    for at in result.resolver.period_steps:
        item = items[at]
        if (
            item.period is not None
            and item.period.kind in ("period", "date", "relative")
            and not (item.depth and any(one.figure is not None and not one.depth for one in items))
            and not result.resolver.is_base(at)
        ):
            choices = result.resolver.read_period(at).choices
            whens.extend(choices or ())
            ends.extend(end for end in (item.period.first, item.period.last) if end is not None)
    if whens:
        carried.times = tuple(dict.fromkeys(whens))
    subjects = (one for at in named for one in result.resolver.meant(items[at]))
    places = (area for at in areas for area in areas_named(items[at]))
    carried.told_subjects = _with(carried.told_subjects, subjects)
    carried.told_areas = _with(carried.told_areas, places)
    carried.told_times = _with(carried.told_times, (*whens, *ends))
    carried.level = level_told(items, result.resolver.roles)
    carried.two = two_told(items, result.resolver.roles)
    carried.counted = _areas_counted(result)
    carried.ordered = any(kind in ("extreme", "rank") for _, kind, _ in result.words) or any(
        role.role == "rank" for role in result.resolver.roles.values()
    )
    carried.changed = changes_of(items, result.resolver.roles)
    carried.target = any(role.role == "target" for role in result.resolver.roles.values())
    carried.significance = significance_told(items) if "significance" in result.resolver.groups else None
    carried.changes = changes_told(result.resolver, result.figures)
    figures = [one for one in result.figures.values() if one.rule != "bound"]
    unsure = bool(figures) and all(one.verdict == "not_enough_information" for one in figures)
    carried.doubted = unsure and any(one.rule == "subject" for one in figures)
    carried.told_changes = _with(carried.told_changes, carried.changes)
    proved_levels = (one.candidate for _, one in sorted(result.figures.items()) if one.verdict == "supported")
    carried.levels = tuple(one.period for one in proved_levels if one is not None and one.base is None)
    carried.rest = any(one.candidate is not None and one.candidate.how == REST for one in result.figures.values())
    bases = told_bases(result.resolver, result.figures)
    if bases:
        carried.bases = bases


def _areas_counted(result: ReadSentence) -> Candidate | None:
    """The count of areas with a rise or a fall that a sentence tells, where it tells nothing else."""
    proved = [one.candidate for one in result.figures.values() if one.verdict == "supported" and one.candidate]
    found = [one for one in proved if one.statistic in AREA_COUNTS]
    return found[0] if found and len(set(found)) == 1 and len(found) == len(proved) else None


def _area_told_of(result: ReadSentence, named: Sequence[int]) -> tuple[str, ...]:
    """The first area named that a proved claim is of: "nowhere in the region has more than Leeds" tells of Leeds, and
    "it had the third lowest rate in the country" of no area that it names. Where nothing is proved, the first."""
    items = result.sentence.items
    judged = (*result.figures.values(), *(one for _, _, one in result.words))
    proved = {one.candidate.area for one in judged if one.verdict == "supported" and one.candidate is not None}
    told = [at for at in named if proved & set(areas_named(items[at]))]
    if not told and proved - {""} and all(_is_whole(result, at) for at in named):
        return ()
    return areas_named(items[(told or named)[0]])


def _is_whole(result: ReadSentence, at: int) -> bool:
    """Whether an area is named only as that among whose members something is counted or ranked."""
    areas = result.resolver.index.areas
    groups = all(area in areas and areas[area].members for area in areas_named(result.sentence.items[at]))
    before = [item.key for item in result.sentence.items[max(0, at - 4) : at]]
    return groups and any(key in ("of", "in", "among", "across") for key in before)


def _with(told: tuple[T, ...], more: Iterable[T]) -> tuple[T, ...]:
    """What was told before and what is new, each once."""
    fresh = [one for one in dict.fromkeys(more) if one not in told]
    return (*told, *fresh) if fresh else told
