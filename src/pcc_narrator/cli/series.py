"""`quality` and `revisions`: what an analyst looks at before trusting a figure, and after publishing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import WorkspaceArgument, day_of
from pcc_narrator.cli.tables import table
from pcc_narrator.errors import InputError, Problem


def quality(
    workspace: WorkspaceArgument,
    kind: Annotated[str | None, typer.Option("--kind", help="Only findings of this kind, such as jump.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", "-m", help="Only this measure.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is any finding.")] = False,
) -> None:
    """Look at each series: gaps, copies, jumps, impossible values, sums that do not meet, sources that disagree.

    Nothing here stops a report: it may all be right, and is worth a look. What is wrong is told by `validate`.

    Examples:

      pcc-narrator quality my-report

      pcc-narrator quality my-report --kind jump
    """
    from pcc_narrator.workspace import load_workspace, quality_report
    from pcc_narrator.workspace.problems import nearest
    from pcc_narrator.workspace.quality_types import QUALITY_KINDS

    loaded = load_workspace(workspace)
    measures = [plan.id for plan in loaded.plan.measures]
    for option, given, known in (("--kind", kind, list(QUALITY_KINDS)), ("--measure", measure, measures)):
        if given is not None and given not in known:
            advice = nearest(given, known) or f"Known: {', '.join(known)}."
            raise InputError([Problem(option, "there is no such thing.", advice, value=given)])
    found = [
        item
        for item in quality_report(loaded)
        if (kind is None or item.kind == kind) and (measure is None or item.measure == measure)
    ]
    for name in QUALITY_KINDS:
        own = [item for item in found if item.kind == name]
        if own:
            typer.echo(f"{name.replace('_', ' ').capitalize()} ({len(own)})")
            rows = [
                (item.measure, item.area, item.category, item.period, _rows(item.rows), item.message) for item in own
            ]
            typer.echo(table(("Measure", "Area", "Category", "Period", "Rows", "What was found"), rows) + "\n")
    series = len({tuple(key) for key in loaded.observations[["measure", "area", "category"]].to_numpy().tolist()})
    typer.echo(f"{len(loaded.observations):,} figures in {series:,} series: {len(found):,} findings.")
    if strict and found:
        raise typer.Exit(1)


def revisions(
    workspace: WorkspaceArgument,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="The day from which revisions are wanted.")],
    report: Annotated[
        Path | None, typer.Option("--report", help="A report.md made before: which of its sentences no longer hold?")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", "-f", help="The facts.json of that report; by default the one beside it.")
    ] = None,
) -> None:
    """List the figures that were revised since a day, and the sentences of a report that they made untrue.

    Examples:

      pcc-narrator revisions my-report --since 2019-03-28

      pcc-narrator revisions my-report --since 2019-03-28 --report outputs/q3/report.md

    Exit code 1: a sentence of the report no longer holds.
    """
    from pcc_narrator.workspace import load_workspace
    from pcc_narrator.workspace.revisions import revisions as revised

    day = day_of("--since", since)
    loaded = load_workspace(workspace)
    found = revised(loaded, since=day)
    if found:
        rows = [
            (
                item.measure, item.area, item.category, item.period, _shown(item.before), _shown(item.after),
                _shown(item.change, signed=True), str(item.published_before), str(item.published_after),
                _rows(item.rows),
            )
            for item in found
        ]  # fmt: skip
        heads = ("Measure", "Area", "Category", "Period", "Then", "Now", "Change", "Published", "Again", "Rows")
        typer.echo(table(heads, rows))
    typer.echo(f"{len(found):,} figures were revised since {day}.")
    if report is not None and _stale(workspace, report, facts or report.with_name("facts.json")):
        raise typer.Exit(1)


def _stale(workspace: Path, report: Path, facts: Path) -> bool:
    """Print what no longer holds; whether anything is refuted."""
    from pcc_narrator.cli.reading import read_document, read_facts_file
    from pcc_narrator.revised import facts_now, stale_sentences

    before = read_facts_file(facts)
    stale = stale_sentences(read_document(report), before, facts_now(workspace, before))
    for sentence in stale:
        typer.echo(f"\n{report}:{sentence.line}: {sentence.text}")
        for claim in sentence.refuted:
            typer.echo(f"  no longer true: {claim.text!r}: {claim.message}")
        for claim in sentence.undecided:
            typer.echo(f"  no longer proved: {claim.text!r}: {claim.message}")
    untrue = sum(bool(sentence.refuted) for sentence in stale)
    typer.echo(f"\n{untrue:,} sentences, headings and cells of {report} no longer hold; "
               f"{len(stale) - untrue:,} more are no longer proved.")  # fmt: skip
    return untrue > 0


def _shown(value: object, *, signed: bool = False) -> str:
    return "" if value is None else format(value, "+,f" if signed else ",f")


def _rows(rows: tuple[int, ...]) -> str:
    shown = ", ".join(str(row) for row in rows[:4])
    return f"{shown}, …" if len(rows) > 4 else shown
