"""From files of a kind to rows of a workspace: what it has use for is added by workspace.merge, the rest is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers.kinds import Kind, Request, find_kind
from pcc_narrator.workspace.importers.result import ImportResult
from pcc_narrator.workspace.load import read_with_problems
from pcc_narrator.workspace.merge import add_observations, add_populations
from pcc_narrator.workspace.problems import listed
from pcc_narrator.workspace.types import Workspace


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did to a workspace, and what it made of the files."""

    added: int
    unchanged: int
    replaced: int
    taken: tuple[str, ...]
    left: tuple[str, ...]


def import_files(
    kind: str,
    paths: Sequence[Path | str],
    workspace: Path | str,
    *,
    measures: Mapping[str, str] | None = None,
    rules: Path | str | None = None,
    published_on: str = "",
    retrieved_on: str = "",
    replace: bool = False,
) -> Merged:
    """Read files of one kind and put what the workspace has use for into its table.

    `measures` names the workspace's measure for the source's ({"recorded_crime": "crime_volume"}); `rules` is the
    mapping of a table or the query of a database. Areas and measures that the workspace does not have are left, and
    said. How figures meet those that are there: see workspace.merge. Raises InputError, and then nothing is written.
    """
    known = find_kind(kind)
    folder = Path(workspace)
    _check_request(known, paths, rules, {"--published-on": published_on, "--retrieved-on": retrieved_on})
    if not folder.exists():
        raise InputError(
            [Problem(str(workspace), "there is no plan here.", "Make a workspace first: pcc-narrator init.")]
        )
    there, problems = read_with_problems(folder)
    if there is None or not there.areas:
        raise InputError(problems)
    asked = Request(
        tuple(Path(path) for path in paths), there, None if rules is None else Path(rules), published_on, retrieved_on
    )
    result = known.read(asked)
    rows, left = _wanted(result, known, measures or {}, there)
    for name, text in (("published_on", published_on), ("retrieved_on", retrieved_on)):
        if text and name in rows.columns:
            rows = rows.assign(**{name: [cell or text for cell in rows[name]]})
    add = add_populations if known.table == "populations" else add_observations
    done = add(folder, rows, replace=replace)
    return Merged(done.added, done.same, done.replaced, result.taken, (*result.left, *left))


def _check_request(kind: Kind, paths: Sequence[Path | str], rules: Path | str | None, days: Mapping[str, str]) -> None:
    problems = []
    if kind.rules and rules is None:
        problems.append(Problem(kind.name, f"needs a {kind.rules} file.", f"Name it with --{kind.rules} FILE."))
    if not kind.rules and rules is not None:
        problems.append(Problem(kind.name, "takes no mapping or query.", "Leave the option out."))
    if kind.rules == "query" and paths:
        problems.append(Problem(kind.name, "the query names its files itself (`files`).", "Leave the files out."))
    if kind.rules != "query" and not paths:
        problems.append(Problem(kind.name, "no file was given.", f"It reads {kind.files}."))
    for name, text in days.items():
        try:
            date.fromisoformat(text or "2000-01-01")
        except ValueError:
            problems.append(Problem(name, "is no date.", "Write the year first: 2019-04-25.", value=text))
    if problems:
        raise InputError(problems)


def _wanted(
    result: ImportResult, kind: Kind, names: Mapping[str, str], workspace: Workspace
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows that the workspace has a measure and an area for; and what was left. None at all is an error."""
    rows = result.observations
    left: list[str] = []
    if "measure" in rows.columns:
        rows = rows.assign(measure=[names.get(name, name) for name in rows["measure"]])
        plan = [measure.id for measure in workspace.plan.measures]
        theirs = sorted(set(result.observations["measure"]))
        if strange := sorted(set(names) - set(theirs)):
            advice = f"They give {listed(theirs)}."
            raise InputError([Problem("--measure", "the files give no such measure.", advice, value=strange[0])])
        unknown = sorted(set(rows["measure"]) - set(plan))
        for measure in unknown:
            left.append(f"{measure}: the plan has no such measure. If it is one of yours: --measure {measure}=YOURS")
        rows = rows[~rows["measure"].isin(unknown)]
    areas = [area.id for area in workspace.areas]
    apart = sorted(set(rows["area"]) - set(areas))
    if apart:
        left.append(f"{len(apart)} areas that areas.csv does not have ({listed(apart, 5)})")
        rows = rows[~rows["area"].isin(apart)]
    if rows.empty:
        message = "nothing of this belongs to the workspace."
        raise InputError([Problem(kind.name, message, " ".join((*result.left, *left)))])
    return rows, tuple(left)
