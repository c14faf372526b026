"""`render`: check a text, then publish it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
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
    reference: Annotated[
        Path | None,
        typer.Option("--reference", help="A .docx of your own: Word output takes its styles and its letterhead."),
    ] = None,
) -> None:
    """Check a report, then write it as HTML, Word or PDF. Refuses while anything is refuted.

    Examples:

      pcc-narrator render outputs/q3/report.md --facts outputs/q3/facts.json --out outputs/q3

      pcc-narrator render report.md -f facts.json -o published --to html,docx,pdf

      pcc-narrator render report.md -f facts.json -o published --to docx --reference letterhead.docx
    """
    from pcc_narrator.checking import check
    from pcc_narrator.cli.reading import read_document, read_facts_file
    from pcc_narrator.earlier import note_made
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.rendering import render as run
    from pcc_narrator.rendering.theme import theme_of

    theme = theme_of(report.parent)
    if reference is not None:
        if reference.suffix.lower() != ".docx" or not zipfile.is_zipfile(reference):
            raise InputError([Problem("--reference", "is no .docx file.", "Save it as .docx.", value=str(reference))])
        theme = replace(theme, reference=reference)
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
        theme=theme,
    )
    note_made(out, [path for path in written if path.suffix == ".docx"])
    for path in written:
        typer.echo(f"Open {path}")
