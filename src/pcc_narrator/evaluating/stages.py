"""A workspace as far as the outline, with its checker: what every writer of an evaluation is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Outline


@dataclass(frozen=True)
class Stage:
    """One workspace of an evaluation; `name` is WORKSPACE@PERIOD, the workspace's folder without its path."""

    name: str
    outline: Outline
    facts: FactSet
    check: Callable[[str], CheckReport]


def stage_of(workspace: Path, period: str, *, sections: tuple[str, ...] = ()) -> Stage:
    """The stage of a workspace; with `sections` only these, without the opening summary.

    Raises InputError with every problem of the inputs.
    """
    from pcc_narrator.checking import Checker
    from pcc_narrator.outlining import outline
    from pcc_narrator.pipeline import analyse

    found = analyse(workspace, period)
    plan = replace(outline(found.workspace, found.facts, found.exceptions), summary=None)
    if sections:
        parts = (replace(part, sections=tuple(s for s in part.sections if s.id in sections)) for part in plan.parts)
        plan = replace(plan, parts=tuple(part for part in parts if part.sections))
    homes = {message.id for section in plan.sections for message in section.messages}
    wanted = tuple(one for one in plan.requirements if not sections or one.outline_id in homes)
    facts = replace(found.facts, requirements=wanted)
    return Stage(f"{workspace.resolve().name}@{period}", plan, facts, Checker(facts).check)
