"""What only shows when the plan and the tables lie side by side."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.models.fact import Area
from pcc_narrator.workspace.documents import Document, Path
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.problems import Findings, Place, nearest
from pcc_narrator.workspace.read_plan import measure_path
from pcc_narrator.workspace.sources import Inputs
from pcc_narrator.workspace.types import Workspace


def check_together(workspace: Workspace, document: Document, inputs: Inputs, findings: Findings) -> None:
    """Areas and categories that the plan names and the tables lack, areas without the population that a rate needs,
    and no figure for the report's own area."""
    areas = {area.id: area for area in workspace.areas}
    _check_plan_areas(workspace, areas, document, findings)
    _check_categories(workspace, document, findings)
    if workspace.plan.area in areas:
        _check_populations(workspace, areas, inputs, findings)
        if not workspace.observations.empty and workspace.plan.area not in set(workspace.observations["area"]):
            message = f"there is no figure for {workspace.plan.area!r}, the area that the report is about."
            findings.add(inputs.place("observations"), message, "Add one row for each figure.")


def _check_plan_areas(workspace: Workspace, areas: dict[str, Area], document: Document, findings: Findings) -> None:
    def add(path: Path, value: str, message: str, advice: str) -> None:
        column = ".".join(str(part) for part in path)
        findings.add(document.place, message, advice, row=document.line(path), column=column, value=value)

    plan = workspace.plan
    if plan.area not in areas:
        add(("area",), plan.area, "the areas table has no such area.", nearest(plan.area, areas))
    for measure in plan.measures:
        path = measure_path(plan, measure.id)
        for number, name in enumerate(measure.peers):
            if name not in areas:
                add((*path, "peers", number), name, "the areas table has no such area.", nearest(name, areas))
        group = measure.rank_among
        if group is None:
            continue
        if group not in areas:
            add((*path, "rank_among"), group, "the areas table has no such area.", nearest(group, areas))
        elif len(areas[group].members) < 2:
            advice = "Name them in the members column of the areas table."
            add((*path, "rank_among"), group, "this area has no members to rank.", advice)


def _check_categories(workspace: Workspace, document: Document, findings: Findings) -> None:
    frame = workspace.observations
    for measure in workspace.plan.measures:
        if not measure.neutral_categories or frame.empty:
            continue
        known = sorted({one for one in frame.loc[frame["measure"] == measure.id, "category"] if one})
        for number, name in enumerate(measure.neutral_categories):
            if name not in known:
                path = (*measure_path(workspace.plan, measure.id), "neutral_categories", number)
                message = f"the observations of {measure.id!r} have no such category."
                column = ".".join(str(part) for part in path)
                row = document.line(path)
                findings.add(document.place, message, nearest(name, known), row=row, column=column, value=name)


def _check_populations(workspace: Workspace, areas: dict[str, Area], inputs: Inputs, findings: Findings) -> None:
    known: dict[str, set[str]] = {}
    for column in ("population", "households"):
        frame = workspace.populations
        known[column] = {area for area, size in zip(frame["area"], frame[column], strict=True) if size is not None}
    frame = workspace.observations
    observed = set(zip(frame["measure"], frame["area"], strict=True))
    place: Place = inputs.place("populations")
    needed: dict[tuple[str, str], str] = {}
    for measure in workspace.plan.measures:
        if measure.rate_per_1000 not in known:
            continue
        for area in _compared(measure, workspace.plan.area, areas):
            if (measure.id, area) in observed and area not in known[measure.rate_per_1000]:
                needed.setdefault((measure.rate_per_1000, area), measure.id)
    for (column, area), measure_id in needed.items():
        findings.add(
            place,
            f"the rate of {measure_id!r} needs the {column} of {area!r}, and there is none.",
            "Add a row for this area, or take rate_per_1000 out of the plan.",
            column=column,
            value=area,
        )


def _compared(measure: MeasurePlan, own: str, areas: dict[str, Area]) -> Iterator[str]:
    """The areas that get a rate of their own: this one and the members of the groups it is compared with."""
    yield own
    for group in dict.fromkeys((*measure.peers, *([measure.rank_among] if measure.rank_among else []))):
        if group in areas:
            yield from areas[group].members
