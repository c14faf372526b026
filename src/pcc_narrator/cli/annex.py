"""`annex`: every figure, exception and source of a report as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

OutputArgument = Annotated[Path, typer.Argument(metavar="DIR", help="An output folder, as `draft` writes it.")]


def annex(folder: OutputArgument) -> None:
    """Write the annexes of a report into DIR/annexes: three CSV files and one accessible workbook.

    facts.csv has every fact with its derivation and source rows, exceptions.csv what is flagged and why, sources.csv
    the publications. tables.xlsx has them as tables for reading, laid out as government statistics are.

    Example:

      pcc-narrator annex outputs/q3
    """
    from pcc_narrator.annexes import write_annexes
    from pcc_narrator.contract import read_exceptions, read_facts

    source = folder / "facts.json"
    facts, flags = read_facts(source), read_exceptions(folder / "exceptions.json")
    written = write_annexes(facts, flags, folder / "annexes", made_from=source.read_bytes())
    typer.echo(f"{len(facts.facts):,} facts and {len(flags):,} exceptions.")
    for path in written:
        typer.echo(f"Open {path}")
