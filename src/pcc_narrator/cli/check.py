"""`check`: the verdict on every claim of a text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import FactsOption


class Format(StrEnum):
    """How the verdicts are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"


def check(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The text: Markdown, plain text, HTML or .docx.")],
    facts: FactsOption,
    output: Annotated[
        Format,
        typer.Option("--format", help="text for people, json (claims.json), sarif for editors, html to look through."),
    ] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Not enough information counts as a finding too.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show supported claims too.")] = False,
) -> None:
    """Prove every figure, direction, comparison, rank, date and cause of a text against the facts.

    Examples:

      pcc-narrator check report.md --facts facts.json

      pcc-narrator check press-release.md --facts table.csv

      pcc-narrator check report.md -f facts.json --format json > claims.json

    Exit code 0: nothing refuted and nothing missing. 1: findings. 2: the files could not be read.
    """
    from pcc_narrator.checking import check as run
    from pcc_narrator.cli.reading import read_document, read_facts_file
    from pcc_narrator.contract import claims_to_json

    known = read_facts_file(facts)
    text = read_document(report)
    found = run(text, known)
    if output is Format.json:
        typer.echo(claims_to_json(found), nl=False)
    elif output is Format.sarif:
        from pcc_narrator.checking.report_sarif import to_sarif

        typer.echo(to_sarif(found, text, str(report)), nl=False)
    elif output is Format.html:
        from pcc_narrator.checking.report_html import to_html

        typer.echo(to_html(found, text, str(report)), nl=False)
    else:
        from pcc_narrator.checking.report_text import to_text

        typer.echo(to_text(found, text, str(report), show_all=show_all), nl=False)
    undecided = strict and found.count("not_enough_information")
    if not found.clean or undecided:
        raise typer.Exit(1)
