"""`annex`: every figure, exception and source of a report as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

OutputArgument = Annotated[Path, typer.Argument(metavar="DIR", help="An output folder, as `draft` writes it.")]


def annex(folder: OutputArgument) -> None:
    """Write the annexes of a report into DIR/annexes: five CSV files and one accessible workbook.

    facts.csv has every fact with its derivation and source rows, exceptions.csv what is flagged and why, sources.csv
    the publications, methods.csv how figures were computed and tested, delivery.csv the delivery plan. tables.xlsx
    has them as tables for reading, laid out as government statistics are.

    Example:

      pcc-narrator annex outputs/q3
    """
    from pcc_narrator.annexes import write_annexes
    from pcc_narrator.cli.reading import read_text
    from pcc_narrator.contract import read_exceptions, read_facts

    source = folder / "facts.json"
    facts, flags = read_facts(source), read_exceptions(folder / "exceptions.json")
    report = folder / "report.md"
    text = read_text(report) if report.is_file() else ""
    written = write_annexes(facts, flags, folder / "annexes", made_from=source.read_bytes(), markdown=text)
    typer.echo(f"{len(facts.facts):,} facts and {len(flags):,} exceptions.")
    for path in written:
        typer.echo(f"Open {path}")
