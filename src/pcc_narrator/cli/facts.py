"""`facts` and `exceptions`: what the data say, before anything is written."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pcc_narrator.cli.options import PeriodOption, WorkspaceArgument
from pcc_narrator.cli.tables import table
from pcc_narrator.errors import InputError, Problem


class Format(StrEnum):
    """How to print."""

    text = "text"
    json = "json"


def facts(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    measure: Annotated[str | None, typer.Option("--measure", "-m", help="Only this measure.")] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", help="A fact id: print how it was derived, down to the source rows.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="A table, or facts.json.")] = Format.text,
) -> None:
    """Compute every figure of a period and print them.

    Examples:

      pcc-narrator facts my-report --period 2018-19-Q3

      pcc-narrator facts my-report -p 2018-19-Q3 --measure complaints_volume

      pcc-narrator facts my-report -p 2018-19-Q3 --explain complaints_volume.change.wiltshire.R12-2018-12

      pcc-narrator facts my-report -p 2018-19-Q3 --format json > facts.json
    """
    from pcc_narrator.pipeline import analyse

    found = analyse(workspace, period).facts
    if explain is not None:
        from pcc_narrator.facts import explain as explained

        if explain not in found.by_id:
            raise _unknown("fact", explain, list(found.by_id))
        typer.echo(explained(found, explain))
        return
    if measure is not None and measure not in found.measure_by_id:
        raise _unknown("measure", measure, list(found.measure_by_id))
    if output is Format.json:
        from dataclasses import replace

        from pcc_narrator.contract import facts_to_json

        if measure is not None:
            found = replace(found, facts=tuple(fact for fact in found.facts if fact.measure == measure))
        typer.echo(facts_to_json(found), nl=False)
        return
    from pcc_narrator.rendering.figure_text import fact_text

    rows = [
        (
            fact.id,
            f"once in {fact.out_of:,}" if fact.statistic == "once_in" else fact_text(fact),
            fact.unit,
            fact.basis or "",
            "" if fact.derivation is None else fact.derivation.operation,
        )
        for fact in found.facts
        if measure is None or fact.measure == measure
    ]
    typer.echo(table(("Fact", "Value", "Unit", "Basis", "Derived by"), rows))
    typer.echo(f"{len(rows):,} facts.")


def exceptions(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    explain: Annotated[
        str | None, typer.Option("--explain", help="An exception's id: its test, inputs and source rows.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Text, or exceptions.json.")] = Format.text,
) -> None:
    """Find what the Panel should look at: significant change, concern, excellence, media interest.

    Example:

      pcc-narrator exceptions my-report --period 2018-19-Q3
    """
    from pcc_narrator.contract import exceptions_to_json
    from pcc_narrator.models.flag import FLAG_KINDS
    from pcc_narrator.pipeline import analyse

    found = analyse(workspace, period)
    flags = found.exceptions.flags
    if output is Format.json:
        typer.echo(exceptions_to_json(flags), nl=False)
        return
    if explain is not None:
        from pcc_narrator.facts import explain as explained

        flag = next((flag for flag in flags if flag.id == explain), None)
        if flag is None:
            raise _unknown("exception", explain, [flag.id for flag in flags])
        typer.echo(f"{flag.id}\n  {flag.evidence}\n  rule: {flag.rule}")
        for name, value in flag.numbers:
            typer.echo(f"  {name}: {value}")
        for fact in flag.facts:
            if fact in found.facts.by_id:
                typer.echo(explained(found.facts, fact))
        return
    for kind in FLAG_KINDS:
        of_kind = [flag for flag in flags if flag.kind == kind]
        typer.echo(f"{kind.replace('_', ' ').capitalize()} ({len(of_kind)})")
        for flag in of_kind:
            measure = found.facts.measure_by_id[flag.measure].title
            subject = measure if flag.category is None else f"{measure}, {flag.category}"
            typer.echo(f"  {subject} ({flag.direction}): {flag.evidence}")
            typer.echo(f"    rule: {flag.rule}; id: {flag.id}")
            for fact in flag.facts:
                typer.echo(f"    fact: {fact}")
        if not of_kind:
            typer.echo("  none")


def _unknown(what: str, given: str, known: list[str]) -> InputError:
    from difflib import get_close_matches

    near = get_close_matches(given, known, n=3, cutoff=0.4)
    advice = f"Did you mean {' or '.join(near)}?" if near else f"Leave the option out to see every {what}."
    return InputError(
        [
            Problem(
                file="--" + ("measure" if what == "measure" else "explain"),
                value=given,
                message=f"there is no such {what}.",
                advice=advice,
            )
        ]
    )
