""" "No fatal accidents were recorded in May": a count of nought, said without a figure."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, is_subject
from pcc_narrator.checking.where_to_look import areas_to_look_in
from pcc_narrator.checking.wording import place_words, value_words


def judge_none(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on "no" before a count's own name, for each period that the clause names. None: no such claim."""
    items = resolver.items
    if items[at].key != "no":
        return None
    clause = [step for step in range(len(items)) if items[step].clause == items[at].clause]
    named = at + 1 < len(items) and is_subject(items[at + 1])
    if not named or any(items[step].figure is not None for step in clause):
        return None
    if any(
        items[step].has("direction") or items[step].has("change_noun") or items[step].has("more") for step in clause
    ):
        return None
    counted = any(items[step].key in _COUNTED for step in clause)
    when = [step for step in clause if items[step].period is not None]
    if not counted or not when:
        return None
    reading = replace(read(resolver, at, RoleRead("level")), subjects=Subjects(resolver.meant(items[at + 1]), "said"))
    found = [one for step in when if (one := _level(resolver, step, reading)) is not None]
    if len(found) != len(when):
        return None
    for one in found:
        if one.value:
            shown = f"{place_words(resolver.index, one)}: {value_words(one.value, one.unit, one.decimals)}."
            return Judged("refuted", "value", f'The text says "no"; {shown}', one, str(one.value), reading)
    return Judged("supported", "value", f"{place_words(resolver.index, found[0])}: none.", found[0], reading=reading)


def _level(resolver: Resolver, step: int, reading: Reading) -> Candidate | None:
    """The one count of the period at an item."""
    index, periods = resolver.index, resolver.read_period(step).choices
    levels = [
        one
        for subject in reading.subjects.choices[:1]
        for area in areas_to_look_in(index, subject, reading.places)
        for one in arithmetic.levels(index, subject, area, periods)
        if one.unit == "count"
    ]
    return levels[0] if levels else None


_COUNTED = frozenset({"were", "was", "recorded", "reported", "there were", "there was", "had", "saw"})
