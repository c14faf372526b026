"""From a folder or a workbook to a Workspace: every part is read, and every problem found, before any is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import Area
from pcc_narrator.models.period import Calendar
from pcc_narrator.workspace.breaks import break_notes
from pcc_narrator.workspace.cross_checks import check_together
from pcc_narrator.workspace.documents import Document
from pcc_narrator.workspace.frames import frame
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.problems import Findings
from pcc_narrator.workspace.read_areas import POPULATION_FRAME, read_areas, read_populations
from pcc_narrator.workspace.read_context import (
    read_breaks,
    read_declared,
    read_delivery,
    read_media,
    read_notes,
    tidy_introduction,
)
from pcc_narrator.workspace.read_observations import Observations, Vocabulary, no_observations, read_observations
from pcc_narrator.workspace.read_plan import raw_measures, read_plan
from pcc_narrator.workspace.sources import Inputs, open_inputs
from pcc_narrator.workspace.types import Workspace


def load_workspace(path: Path | str, *, as_published_on: date | None = None) -> Workspace:
    """The workspace of a folder, or of one workbook. Raises InputError with every problem that was found.

    `as_published_on`: the figures as they stood on that day; what was published later is left out.
    """
    workspace, findings = _read(Path(path), as_published_on)
    if findings.problems or workspace is None:
        raise InputError(findings.in_order())
    return workspace


def validate_workspace(path: Path | str) -> tuple[Problem, ...]:
    """Everything that is wrong with a workspace, by file and row. Empty: it can be used."""
    return _read(Path(path))[1].in_order()


def read_with_problems(path: Path | str) -> tuple[Workspace | None, tuple[Problem, ...]]:
    """A workspace as far as it can be read (None without a plan), and everything that is wrong with it.

    For work on a workspace that need not be complete, such as the first import into an empty one.
    """
    workspace, findings = _read(Path(path))
    return workspace, findings.in_order()


def _read(path: Path, as_published_on: date | None = None) -> tuple[Workspace | None, Findings]:
    findings = Findings()
    inputs = open_inputs(path, findings)
    if inputs is None:
        return None, findings
    document = inputs.document("plan")
    plan = None if document is None else read_plan(document, findings)
    calendar = _calendar(plan, document)
    areas = _areas(inputs, plan, findings)
    words = Vocabulary(
        calendar,
        {measure.id: measure for measure in plan.measures} if plan else _raw(document),
        {area.id: area for area in areas} if areas else None,
    )
    names = tuple(words.measures) if words.measures is not None else None
    observations = _observations(inputs, words, findings, as_published_on)
    table = inputs.table("populations")
    populations = (
        frame(POPULATION_FRAME, ()) if table is None else read_populations(table, words.areas, calendar, findings)
    )
    notes = read_notes(inputs.entries("notes"), inputs.place("notes"), names, calendar, findings)
    declared = read_declared(inputs.entries("concerns"), inputs.place("concerns"), names, calendar, findings)
    table = inputs.table("media")
    media = () if table is None else read_media(table, names, findings)
    table = inputs.table("delivery")
    delivery = () if table is None else read_delivery(table, findings)
    table = inputs.table("breaks")
    ids = tuple(area.id for area in areas)
    breaks = () if table is None else read_breaks(table, names, ids, findings)
    introduction = tidy_introduction(inputs.text("introduction"))
    if plan is None:
        return None, findings
    workspace = Workspace(
        path=path,
        plan=plan,
        areas=areas,
        observations=observations.frame,
        populations=populations,
        notes=(*notes, *break_notes(breaks, plan.area, calendar)),
        media=media,
        declared=declared,
        delivery=delivery,
        introduction=introduction,
        inputs=tuple(inputs.files),
        not_shown=observations.not_shown,
        earlier=observations.earlier,
        breaks=breaks,
    )
    if areas and document is not None:
        check_together(workspace, document, inputs, findings)
    return workspace, findings


def _areas(inputs: Inputs, plan: Plan | None, findings: Findings) -> tuple[Area, ...]:
    table = inputs.table("areas")
    return () if table is None else read_areas(table, plan, findings)


def _observations(inputs: Inputs, words: Vocabulary, findings: Findings, as_published_on: date | None) -> Observations:
    before = len(findings.problems)
    table = inputs.table("observations")
    if table is None:
        return no_observations()
    result = read_observations(table, words, findings, as_published_on=as_published_on)
    if result.frame.empty and len(findings.problems) == before:
        findings.add(table.place, "there is no figure in it.", "Add one row for each figure.")
    return result


def _calendar(plan: Plan | None, document: Document | None) -> Calendar:
    """The plan's calendar, or the one that a plan with other faults asks for."""
    if plan is not None:
        return plan.calendar
    data = document.data if document is not None and isinstance(document.data, dict) else {}
    month = str(data.get("year_start_month", ""))
    return Calendar(int(month)) if month.isdecimal() and 1 <= int(month) <= 12 else Calendar()


def _raw(document: Document | None) -> dict[str, None] | None:
    names = raw_measures(document) if document is not None else ()
    return dict.fromkeys(names) if names else None


__all__ = ["load_workspace", "read_with_problems", "validate_workspace"]
