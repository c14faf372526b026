"""`import`: from public files, any table or a database to the figures of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.errors import InputError, Problem


def import_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What the files are; `kinds` lists them all.")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="The files, as published.")] = None,
    into: Annotated[Path | None, typer.Option("--into", metavar="WORKSPACE", help="The workspace folder.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="For `table`: the file that says which column is what.")
    ] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="For `table`: print a first mapping to edit; nothing is imported.")
    ] = False,
    sheet: Annotated[str, typer.Option("--sheet", help="With --guess: the sheet of a workbook.")] = "",
    query: Annotated[
        Path | None, typer.Option("--query", help="For `sql`: the file that says what is counted, and where.")
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", metavar="THEIRS=YOURS", help="Your plan's measure for one of theirs; repeatable."),
    ] = None,
    published_on: Annotated[
        str, typer.Option("--published-on", metavar="DATE", help="The day on which the files were published.")
    ] = "",
    retrieved_on: Annotated[
        str, typer.Option("--retrieved-on", metavar="DATE", help="The day on which you fetched them.")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Let a figure that differs take the place of the one that is there.")
    ] = False,
) -> None:
    """Add the figures of files to a workspace: all that it has use for, or nothing.

    A figure that is there already is left alone, so the same import twice changes nothing. One that differs and has
    a publication date of its own is kept as a vintage; any other difference is an error. Nothing is written unless
    the workspace is sound with the new figures.

    Examples:

      pcc-narrator import kinds

      pcc-narrator import nhs-ae ae_attendances.csv --into my-report --published-on 2019-04-11

      pcc-narrator import table visits.xlsx --guess --into my-report > visits.yaml

      pcc-narrator import table visits.xlsx --mapping visits.yaml --into my-report

      pcc-narrator import sql --query events.yaml --into my-report
    """
    from pcc_narrator.workspace.importers.kinds import find_kind
    from pcc_narrator.workspace.importers.merge import import_files

    if kind == "kinds":
        _show_kinds()
        return
    known = find_kind(kind)
    if guess:
        if known.name != "table" or len(files or []) != 1:
            raise InputError([Problem("--guess", "goes with `table` and one file.")])
        _guess((files or [])[0], sheet, into)
        return
    if into is None:
        raise InputError([Problem("--into", "is missing.", "Name the workspace folder that the figures go into.")])
    if (mapping is not None and known.rules != "mapping") or (query is not None and known.rules != "query"):
        raise InputError([Problem(known.name, "takes no such option.", "--mapping goes with table, --query with sql.")])
    done = import_files(
        known.name,
        files or [],
        into,
        measures=dict(_pair(text) for text in measure or []),
        rules=mapping or query,
        published_on=published_on,
        retrieved_on=retrieved_on,
        replace=replace,
    )
    for line in done.taken:
        typer.echo(f"read: {line}")
    for line in done.left:
        typer.echo(f"left: {line}")
    replaced = f", {done.replaced:,} replaced" if done.replaced else ""
    typer.echo(f"{into}: {done.added:,} added{replaced}, {done.unchanged:,} there already.")


def _show_kinds() -> None:
    from pcc_narrator.cli.tables import table
    from pcc_narrator.workspace.importers.kinds import KINDS

    rows = [(kind.name, kind.title, kind.files, ", ".join(kind.measures) or "yours") for kind in KINDS]
    typer.echo(table(("Kind", "What it is", "Files", "Measures"), rows))


def _guess(path: Path, sheet: str, into: Path | None) -> None:
    from pcc_narrator.workspace.importers.table_guess import guess_mapping
    from pcc_narrator.workspace.load import read_with_problems

    workspace = None
    if into is not None:
        workspace, problems = read_with_problems(into)
        if workspace is None:
            raise InputError(problems)
    typer.echo(guess_mapping(path, sheet=sheet, workspace=workspace), nl=False)


def _pair(text: str) -> tuple[str, str]:
    theirs, found, yours = text.partition("=")
    if not (theirs and found and yours):
        raise InputError([Problem("--measure", "is no pair.", "Write THEIRS=YOURS.", value=text)])
    return theirs.strip(), yours.strip()
