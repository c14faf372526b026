"""What a sentence hands on to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pcc_narrator.checking.also_significant import significance_told
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
    named, areas = result.resolver.subject_steps, result.resolver.area_steps
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
        item = items[areas[0]]
        assert item.name is not None
        carried.areas = tuple(m.id for m in item.name.meanings if m.kind == "area")
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
    carried.target = any(role.role == "target" for role in result.resolver.roles.values())
    carried.significance = significance_told(items) if "significance" in result.resolver.groups else None
    carried.changes = changes_told(result.resolver, result.figures)
    carried.rest = any(one.candidate is not None and one.candidate.how == REST for one in result.figures.values())
    bases = told_bases(result.resolver, result.figures)
    if bases:
        carried.bases = bases


def _with(told: tuple[T, ...], more: Iterable[T]) -> tuple[T, ...]:
    """What was told before and what is new, each once."""
    fresh = [one for one in dict.fromkeys(more) if one not in told]
    return (*told, *fresh) if fresh else told
