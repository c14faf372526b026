"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceArgument = Annotated[
    Path, typer.Argument(metavar="WORKSPACE", help="A folder made by `init`, or its workspace.xlsx.")
]
PeriodOption = Annotated[
    str,
    typer.Option(
        "--period", "-p", help="The period of the report: 2018-19-Q3 (a quarter), 2018-12 (a month), 2018-19."
    ),
]
FactsOption = Annotated[
    Path, typer.Option("--facts", "-f", help="facts.json, or a CSV table whose cells are the facts.")
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Your own table of house style (TOML), laid over the program's.")
]
