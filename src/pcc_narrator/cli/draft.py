"""`draft`: the whole way, from a workspace to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import PeriodOption, WorkspaceArgument


def draft(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The output folder; made, or replaced as a whole when all is done.")
    ],
    writer: Annotated[
        str,
        typer.Option(
            "--writer", "-w", help="Who writes: template, openai:MODEL, replay:FOLDER.", envvar="PCC_NARRATOR_WRITER"
        ),
    ] = "template",
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            help="Any OpenAI-compatible server, such as http://127.0.0.1:8080/v1.",
            envvar="OPENAI_BASE_URL",
        ),
    ] = None,
    to: Annotated[str, typer.Option("--to", help="Forms to render: html, docx, pdf, separated by commas.")] = "html",
    allow_findings: Annotated[
        bool, typer.Option("--allow-findings", help="Render even if something is refuted, in a red banner.")
    ] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="Guarantee that nothing is sent to any model.")] = False,
) -> None:
    """Write the report of a period: facts, exceptions, commentary, check, charts, pages.

    Examples:

      pcc-narrator draft my-report --period 2018-19-Q3 --out outputs/q3

      pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --to html,docx,pdf

      OPENAI_API_KEY=… pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --writer openai:gpt-4.1
    """
    from pcc_narrator.drafting.writers import make_writer
    from pcc_narrator.errors import WriterError
    from pcc_narrator.pipeline import draft_report

    if no_model and writer.partition(":")[0] not in ("template", "replay"):
        raise WriterError(f"--no-model forbids the writer {writer!r}; use template or replay:FOLDER.")
    made = draft_report(
        workspace,
        period,
        out,
        writer=make_writer(writer, base_url=base_url),
        to=tuple(form.strip() for form in to.split(",") if form.strip()),
        allow_findings=allow_findings,
        progress=lambda line: typer.echo(f"… {line}", err=True),
    )
    report = made.report
    if made.kept_edits is not None:
        typer.echo(f"Your edited report.md was kept as {made.kept_edits}.")
    typer.echo(
        f"{len(made.draft.paragraphs)} paragraphs ("
        + ", ".join(f"{count} by {name}" for name, count in made.paragraphs_by_writer.items())
        + f"); {len(report.claims):,} claims checked: {report.count('supported'):,} supported, "
        f"{report.count('refuted')} refuted, {report.count('not_enough_information')} not enough information, "
        f"{len(report.missing)} missing."
    )
    typer.echo(
        "Exceptions: "
        + ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in made.flags_by_kind.items())
        + "."
    )
    fell_back = sum(len(run.fell_back) for run in made.draft.runs)
    if fell_back:
        typer.echo(f"{fell_back} paragraphs fell back to the template; run.json says why.")
    if report.refuted and not allow_findings:
        for claim in report.refuted:
            typer.echo(f"{out / 'report.md'}:{claim.line}:{claim.column}: {claim.text!r}: {claim.message}", err=True)
        typer.echo(
            f"Not rendered: {len(report.refuted)} refuted. Correct the text or the data, then draft or render again."
        )
        raise typer.Exit(1)
    for path in made.rendered:
        typer.echo(f"Open {path}")
