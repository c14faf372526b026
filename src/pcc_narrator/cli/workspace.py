"""`init`, `validate` and `schema`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import WorkspaceArgument
from pcc_narrator.cli.tables import table


class SchemaName(StrEnum):
    """The published formats."""

    facts = "facts"
    claims = "claims"
    exceptions = "exceptions"
    workspace = "workspace"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; must not exist or be empty.")],
    sample: Annotated[
        bool, typer.Option("--sample", help="Write the Wiltshire 2018-19 sample instead of empty tables.")
    ] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="One workspace.xlsx instead of a folder of CSV and YAML.")
    ] = False,
) -> None:
    """Make a new workspace: a commented plan and empty tables, or the sample.

    Examples:

      pcc-narrator init my-report

      pcc-narrator init wiltshire --sample

      pcc-narrator init my-report --excel
    """
    from pcc_narrator.workspace import init_workspace

    init_workspace(folder, sample="wiltshire-2018-19" if sample else None, excel=excel)
    typer.echo(f"Made {folder}. Next:")
    if sample:
        typer.echo(f"  pcc-narrator draft {folder} --period 2018-19-Q3 --out {folder}-report")
    else:
        typer.echo(f"  1. Fill in {'workspace.xlsx' if excel else 'plan.yaml and observations.csv'}.")
        typer.echo(f"  2. pcc-narrator validate {folder}")
        typer.echo(f"  3. pcc-narrator draft {folder} --period 2018-19-Q3 --out report")


def validate(workspace: WorkspaceArgument) -> None:
    """Show every problem of the inputs in one table: where it is, what is wrong, what to do.

    Example:

      pcc-narrator validate my-report
    """
    from pcc_narrator.workspace import validate_workspace

    problems = validate_workspace(workspace)
    if not problems:
        typer.echo(f"{workspace}: no problems found.")
        return
    rows = [
        (
            problem.file + (f" [{problem.sheet}]" if problem.sheet else ""),
            "" if problem.row is None else str(problem.row),
            problem.column,
            problem.value,
            problem.message,
            problem.advice,
        )
        for problem in problems
    ]
    typer.echo(table(("File", "Row", "Column", "Value", "What is wrong", "What to do"), rows))
    typer.echo(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} found.")
    raise typer.Exit(2)


def schema(name: Annotated[SchemaName, typer.Argument(help="Which format.")]) -> None:
    """Print the published JSON Schema of a file format.

    Example:

      pcc-narrator schema facts > facts.schema.json
    """
    if name is SchemaName.workspace:
        from pcc_narrator.workspace import workspace_schema

        typer.echo(json.dumps(workspace_schema(), ensure_ascii=False, indent=1))
        return
    from pcc_narrator.contract.schemas import schema_text

    typer.echo(schema_text(name.value), nl=False)
