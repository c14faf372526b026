"""The comparison of two reports."""

from __future__ import annotations

from pcc_narrator.comparing.figures import measures_between, moves_between, revisions_between
from pcc_narrator.comparing.flags import flags_between
from pcc_narrator.comparing.texts import texts_between
from pcc_narrator.comparing.types import Comparison, Side
from pcc_narrator.errors import InputError, Problem


def compare(old: Side, new: Side) -> Comparison:
    """What differs between two reports on the same area. Pure; raises InputError where the areas differ."""
    areas = [side.facts.areas[0].id if side.facts.areas else "" for side in (old, new)]
    if areas[0] != areas[1]:
        shown = " and ".join(area or "no area" for area in areas)
        raise InputError([Problem(new.name, f"is about another area than {old.name}: {shown}.")])
    moves, unchanged = moves_between(old.facts, new.facts)
    revisions, withdrawn = revisions_between(old.facts, new.facts)
    added, removed = measures_between(old.facts, new.facts)
    texts, same = texts_between(old.text, new.text)
    return Comparison(
        old,
        new,
        moves,
        unchanged,
        revisions,
        withdrawn,
        added,
        removed,
        flags_between(old.flags, new.flags),
        texts,
        same,
    )
