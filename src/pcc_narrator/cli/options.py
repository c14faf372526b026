"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, overload

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
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url", help="Any OpenAI-compatible server, such as http://127.0.0.1:8080/v1.", envvar="OPENAI_BASE_URL"
    ),
]
PublishedOnOption = Annotated[
    str | None,
    typer.Option("--as-published-on", metavar="DATE", help="Use the figures as they stood on this day."),
]


@overload
def day_of(option: str, text: str) -> date: ...
@overload
def day_of(option: str, text: None) -> None: ...
@overload
def day_of(option: str, text: str | None) -> date | None: ...
def day_of(option: str, text: str | None) -> date | None:
    """The day that an option names. Raises InputError for what is no date."""
    from pcc_narrator.errors import InputError, Problem

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        problem = Problem(option, "is no date.", "Write the year first: 2019-03-28.", value=text or "")
        raise InputError([problem]) from None
