"""`variants`: the same facts for other readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.annex import OutputArgument
from pcc_narrator.cli.options import BaseUrlOption

FOLDER = "variants"
FORMS = ("md", "html")
PLAN = "data/statements/national-measures.yaml"


def variants(
    folder: OutputArgument,
    kind: Annotated[
        str, typer.Option("--kind", help="press-release, social, plain, statement; separated by commas.")
    ] = "press-release,social,plain,statement",
    plan: Annotated[
        Path | None, typer.Option("--plan", help="The plan file of the statement; by default the one that ships.")
    ] = None,
    to: Annotated[str, typer.Option("--to", help="Forms: md, html, separated by commas.")] = "md,html",
    writer: Annotated[
        str,
        typer.Option("--writer", "-w", help="Who words press-release and plain: template, or a model (openai:MODEL)."),
    ] = "template",
    base_url: BaseUrlOption = None,
) -> None:
    """Write a report's facts for other readers: press release, posts, a page in plain words, a statement.

    Every sentence is proved before it is written into DIR/variants. Causes, actions and quotations are those of
    approved notes. The statement is on the priorities of a plan file, such as a ministry sets: one for the national
    measures ships (docs/variants.md). Copy it, add your own words (applies, statement), and name it with --plan.

    Examples:

      pcc-narrator variants outputs/q3

      pcc-narrator variants outputs/q3 --kind press-release,social --to md

      pcc-narrator variants outputs/q3 --kind statement --plan my-statement.yaml

      pcc-narrator variants outputs/q3 --kind plain --writer openai:gpt-4.1

    A model is sent no figure: it puts each sentence in other words, and one that the checker does not pass stays the
    template's.
    """
    from pcc_narrator.assets import asset
    from pcc_narrator.atomic import write_text
    from pcc_narrator.cli.reading import read_text
    from pcc_narrator.contract import read_exceptions, read_facts
    from pcc_narrator.earlier import keep_edits, note_made
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.rendering.page import make_page
    from pcc_narrator.rendering.theme import theme_of
    from pcc_narrator.variants import write_variants

    kinds = tuple(one.strip() for one in kind.split(",") if one.strip())
    forms = tuple(dict.fromkeys(one.strip() for one in to.split(",") if one.strip()))
    if unknown := [form for form in forms if form not in FORMS]:
        raise InputError(
            [Problem("--to", f"{form!r} is no form.", f"Choose from {', '.join(FORMS)}.") for form in unknown]
        )
    facts, flags = read_facts(folder / "facts.json"), read_exceptions(folder / "exceptions.json")
    report = folder / "report.md"
    made = write_variants(
        facts,
        flags,
        read_text(report) if report.is_file() else "",
        kinds=kinds,
        plan=plan or asset(PLAN),
        contact=theme_of(folder).contact,
    )
    if writer != "template":
        from pcc_narrator.review.ask.free import make_asker
        from pcc_narrator.review.retelling import retold

        asker = make_asker(writer, base_url)
        made = tuple(
            retold(one, facts, flags, asker, tell=lambda line: typer.echo(f"… {line}", err=True)) for one in made
        )
    pages = {one.name: make_page(one.text, facts, one.report, None) for one in made} if "html" in forms else {}
    for kept in keep_edits(folder, only=tuple(f"{FOLDER}/{one.name}.md" for one in made)):
        typer.echo(f"What you had edited was kept as {kept}.")
    for one in made:
        path = folder / FOLDER / one.name
        if "md" in forms:
            write_text(path.with_suffix(".md"), one.text)
            note_made(folder, [path.with_suffix(".md")])
        if "html" in forms:
            write_text(path.with_suffix(".html"), pages[one.name])
        undecided = one.report.count("not_enough_information")
        typer.echo(
            f"{one.name}: {len(one.report.claims)} claims, {one.report.count('supported')} supported"
            + (f", {undecided} not enough information." if undecided else ".")
        )
        for line in one.told:
            typer.echo(f"  {line}")
    for one in made:
        for form in forms:
            typer.echo(f"Open {folder / FOLDER / one.name}.{form}")
