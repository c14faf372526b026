"""`summary`: the main points of a report on one page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.annex import OutputArgument

FORMS = ("md", "html")


def summary(
    folder: OutputArgument,
    to: Annotated[str, typer.Option("--to", help="Forms: md, html, separated by commas.")] = "md,html",
) -> None:
    """Write the main points of a report on one page: at most six, the most important first, a sentence each.

    They are told from the exceptions and their facts, each with the number of its paragraph in the report, and
    proved before they are written to DIR/summary.md and DIR/summary.html.

    Examples:

      pcc-narrator summary outputs/q3

      pcc-narrator summary outputs/q3 --to md
    """
    from pcc_narrator.atomic import write_text
    from pcc_narrator.cli.reading import read_text
    from pcc_narrator.contract import read_exceptions, read_facts
    from pcc_narrator.earlier import note_made
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.main_points import write_main_points

    forms = tuple(dict.fromkeys(form.strip() for form in to.split(",") if form.strip()))
    if unknown := [form for form in forms if form not in FORMS]:
        raise InputError(
            [Problem("--to", f"{form!r} is no form.", f"Choose from {', '.join(FORMS)}.") for form in unknown]
        )
    facts, flags = read_facts(folder / "facts.json"), read_exceptions(folder / "exceptions.json")
    report = folder / "report.md"
    markdown = read_text(report) if report.is_file() else ""
    made = write_main_points(facts, flags, markdown, facts_of=_facts_of(folder / "run.json"))
    written = {"md": made.text}
    if "html" in forms:
        from pcc_narrator.rendering.page import make_page

        written["html"] = make_page(made.text, facts, made.report, None)
    for form in forms:
        write_text(folder / f"summary.{form}", written[form])
    note_made(folder, [folder / f"summary.{form}" for form in forms])
    typer.echo(f"{made.points} main points, {len(made.report.claims)} claims supported.")
    for title in made.left_out:
        typer.echo(f"Left out, for want of a sentence that the facts support: {title}.")
    for form in forms:
        typer.echo(f"Open {folder / f'summary.{form}'}")


def _facts_of(record: Path) -> dict[str, tuple[str, ...]]:
    """The facts that each paragraph was written from, as run.json says; nothing where it cannot be read."""
    try:
        rows = json.loads(record.read_text(encoding="utf-8"))["paragraphs"]
        return {str(row["id"]): tuple(str(fact) for fact in row["facts"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
