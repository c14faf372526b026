"""plan.yaml → Plan: the strict form first, then what only the whole plan can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pcc_narrator.models.outline import MessageKind
from pcc_narrator.workspace.documents import Document, Path, without_nulls
from pcc_narrator.workspace.plan import MeasurePlan, Plan
from pcc_narrator.workspace.problems import Findings, listed, nearest

NO_SUM = ("percent", "percentage_points", "per_1000", "rank", "ratio")  # units whose periods never add up to a year
DENOMINATORS = ("population", "households")


def read_plan(document: Document, findings: Findings) -> Plan | None:
    """The plan of a document; None, with every problem remembered, where it has any."""
    data = without_nulls(document.data)
    if not isinstance(data, Mapping):
        findings.add(document.place, "the plan is empty or no list of keys.", "Start it with `pcc-narrator init`.")
        return None
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults:
            depth = len(fault["loc"])
            inside = any(other["loc"][:depth] == fault["loc"] and len(other["loc"]) > depth for other in faults)
            if fault["type"] != "too_short" or not inside:  # a list is "too short" also when its items are wrong
                _add_fault(fault, document, findings)
        return None
    before = len(findings.problems)
    _check(plan, document, findings)
    return plan if len(findings.problems) == before else None


def raw_measures(document: Document) -> tuple[str, ...]:
    """The ids of measures in a plan that did not pass, so that the tables can still be checked against them."""
    found = []
    data = document.data if isinstance(document.data, Mapping) else {}
    for priority in data.get("priorities") or ():
        for measure in (priority.get("measures") or ()) if isinstance(priority, Mapping) else ():
            if isinstance(measure, Mapping) and isinstance(measure.get("id"), str):
                found.append(measure["id"])
    return tuple(found)


def measure_path(plan: Plan, wanted: str) -> Path:
    """Where a measure stands in the document."""
    for number, priority in enumerate(plan.priorities):
        for place, measure in enumerate(priority.measures):
            if measure.id == wanted:
                return ("priorities", number, "measures", place)
    return ()


def _add_fault(fault: Any, document: Document, findings: Findings) -> None:
    path: Path = tuple(fault["loc"])
    name = str(path[-1]) if path else ""
    where = ".".join(str(part) for part in path)
    given = fault.get("input")
    value = given if isinstance(given, str) else ""
    message, advice = f"{fault['msg'][0].lower()}{fault['msg'][1:]}.", ""
    kind = fault["type"]
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1])
        message = f"the plan has no key {name!r} here."
        advice = nearest(name, known) or f"Known: {listed(known, 30)}."
        value = ""
    elif kind == "missing":
        message, value = f"the key {name!r} is missing.", ""
    elif kind == "literal_error":
        choices = _choices(fault)
        message = f"this is none of {listed(choices, 20)}."
        advice = nearest(value, choices)
    elif kind == "string_pattern_mismatch":
        message, advice = "this is no id.", "Use lower-case letters, digits and underscores, and begin with a letter."
    elif kind in ("tuple_type", "list_type"):
        message, advice = "this must be a list.", "Write [one, two], or one item a line behind dashes."
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        message = "this must hold named keys."
        advice = f"Known: {listed(_keys_at(path), 30)}."
    elif kind == "too_short":
        message = "this list is empty."
    elif kind.startswith(("decimal", "int", "bool")):
        words = {"d": "a number", "i": "a whole number", "b": "true or false"}
        if kind.endswith(("parsing", "type", "from_float")):
            message = f"this must be {words[kind[0]]}."
    findings.add(document.place, message, advice, row=document.line(path), column=where, value=value)


def _choices(fault: Any) -> tuple[str, ...]:
    expected = str(fault.get("ctx", {}).get("expected", ""))
    return tuple(part.strip("' ") for part in expected.replace(" or ", ", ").split(","))


def _keys_at(path: Path) -> tuple[str, ...]:
    """The keys that the plan knows at a path."""
    model: type[BaseModel] | None = Plan
    for part in path:
        if isinstance(part, int):
            continue
        if model is None or part not in model.model_fields:
            return ()
        model = next(_models_in(model.model_fields[part].annotation), None)
    return tuple(model.model_fields) if model else ()


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _check(plan: Plan, document: Document, findings: Findings) -> None:
    """What the shape cannot show: ids, references, and settings that contradict each other."""

    def add(path: Path, message: str, advice: str = "", value: str = "") -> None:
        column = ".".join(str(part) for part in path)
        findings.add(document.place, message, advice, row=document.line(path), column=column, value=value)

    seen_priorities: set[str] = set()
    seen: set[str] = set()
    known = [measure.id for measure in plan.measures]
    if not known:
        add(("priorities",), "no priority has a measure.")
    for number, priority in enumerate(plan.priorities):
        if priority.id in seen_priorities:
            add(("priorities", number, "id"), "another priority has this id.", value=priority.id)
        seen_priorities.add(priority.id)
        for place, measure in enumerate(priority.measures):
            path: Path = ("priorities", number, "measures", place)
            if measure.id in seen:
                add((*path, "id"), "another measure has this id.", "Give each its own.", measure.id)
            seen.add(measure.id)
            for fault_path, message, advice, value in _measure_faults(measure, known):
                add((*path, *fault_path), message, advice, value)
    homes = {measure.id: measure.within for measure in plan.measures}
    for measure in plan.measures:
        if _circular(measure.id, homes):
            add((*measure_path(plan, measure.id), "within"), "the measures stand within each other in a circle.")


def _measure_faults(measure: MeasurePlan, known: list[str]) -> Iterator[tuple[Path, str, str, str]]:
    if measure.within is not None and measure.within not in known:
        yield ("within",), "the plan has no such measure.", nearest(measure.within, known), measure.within
    if measure.adds == "sum" and measure.unit in NO_SUM:
        yield (
            ("adds",),
            f"periods of a measure in {measure.unit!r} do not add up.",
            "Write `adds: ratio` (numerators and denominators are supplied), `mean` or `latest`.",
            measure.adds,
        )
    if measure.target is not None and measure.polarity == "neutral":
        yield (
            ("target",),
            "a neutral measure has no better side, so its target can be neither met nor missed.",
            "Set `polarity` to lower_is_better or higher_is_better.",
            "",
        )
    if measure.rate_per_1000 is not None and measure.rate_per_1000 not in DENOMINATORS:
        yield (
            ("rate_per_1000",),
            f"this is no column of populations: {listed(DENOMINATORS)}.",
            nearest(measure.rate_per_1000, DENOMINATORS),
            measure.rate_per_1000,
        )
    if measure.rate_per_1000 is not None and measure.unit != "count":
        yield ("rate_per_1000",), f"a rate is made from a count, and the unit is {measure.unit!r}.", "", ""
    kinds = get_args(MessageKind)
    for number, kind in enumerate(measure.order):
        if kind not in kinds:
            yield ("order", number), f"this is none of {listed(kinds, 20)}.", nearest(kind, kinds), kind
    if measure.decimals is not None and not 0 <= measure.decimals <= 6:
        yield ("decimals",), "the number of decimals must be 0 to 6.", "", str(measure.decimals)


def _circular(start: str, homes: Mapping[str, str | None]) -> bool:
    step = homes.get(start)
    for _ in homes:
        if step is None:
            return False
        if step == start:
            return True
        step = homes.get(step)
    return False
