"""`render`: check a text, then publish it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import FactsOption


def render(
    report: Annotated[Path, typer.Argument(metavar="REPORT.md", help="The Markdown, as drafted or as edited.")],
    facts: FactsOption,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write into.")],
    to: Annotated[str, typer.Option("--to", help="Forms: md, html, docx, pdf, separated by commas.")] = "html",
    allow_findings: Annotated[
        bool, typer.Option("--allow-findings", help="Render even if something is refuted, in a red banner.")
    ] = False,
) -> None:
    """Check a report, then write it as HTML, Word or PDF. Refuses while anything is refuted.

    Examples:

      pcc-narrator render outputs/q3/report.md --facts outputs/q3/facts.json --out outputs/q3

      pcc-narrator render report.md -f facts.json -o published --to html,docx,pdf
    """
    from pcc_narrator.checking import check
    from pcc_narrator.cli.reading import read_document, read_facts_file
    from pcc_narrator.earlier import note_made
    from pcc_narrator.rendering import render as run

    known = read_facts_file(facts)
    text = read_document(report)
    written = run(
        text,
        known,
        check(text, known),
        out,
        charts=report.parent / "charts",
        to=tuple(form.strip() for form in to.split(",") if form.strip()),
        allow_findings=allow_findings,
    )
    note_made(out, [path for path in written if path.suffix == ".docx"])
    for path in written:
        typer.echo(f"Open {path}")
