"""`draft`: the whole way, from a workspace to a report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pcc_narrator.cli.options import PeriodOption, PublishedOnOption, day_of
from pcc_narrator.cli.writing import Asked, asked_for, show_dry_run
from pcc_narrator.errors import InputError, Problem

if TYPE_CHECKING:
    from pcc_narrator.areas import AllMade
    from pcc_narrator.pipeline import Finished


def draft(
    period: PeriodOption,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The output folder; made, or replaced as a whole when all is done.")
    ],
    workspace: Annotated[
        Path | None,
        typer.Argument(metavar="[WORKSPACE]", help="A folder made by `init`, or its workspace.xlsx; or use --area."),
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="Without a workspace: a report on this area from the shipped data.")
    ] = None,
    all_areas: Annotated[
        bool, typer.Option("--all-areas", help="Without a workspace: a report on every area of them, and an index.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="With --all-areas: how many at a time; all cores by default.")
    ] = None,
    as_published_on: PublishedOnOption = None,
    writer: Annotated[
        str | None,
        typer.Option(
            "--writer",
            "-w",
            envvar="PCC_NARRATOR_WRITER",
            help="Who writes: template (the default), openai:MODEL, azure:DEPLOYMENT, anthropic:MODEL, replay:FOLDER. "
            "With -choose or -segments before the colon: the other forms of reply. The plan may name one too.",
        ),
    ] = None,
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
    open_it: Annotated[bool, typer.Option("--open", help="Open the report when it is done.")] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Draft again when the data change, render again when report.md does, until Ctrl-C."
        ),
    ] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="Guarantee that nothing is sent to any model.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show every request that would be sent, and send and write nothing.")
    ] = False,
    replies: Annotated[
        Path | None,
        typer.Option("--replies", help="Where a model's replies are kept; by default `replies` in the workspace."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask the model anew although replies are kept.")] = False,
    voice: Annotated[
        Path | None,
        typer.Option("--voice", help="The house's manner (see `style learn`); by default voice.toml in the workspace."),
    ] = None,
) -> None:
    """Write the report of a period: facts, exceptions, commentary, check, charts, pages.

    Examples:

      pcc-narrator draft my-report --period 2018-19-Q3 --out outputs/q3

      pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --to html,docx,pdf

      pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --watch --open

      pcc-narrator draft --area Kent --period 2018-19-Q3 --out outputs/kent

      pcc-narrator draft --all-areas --period 2018-19-Q3 --out outputs/all

      OPENAI_API_KEY=… pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --writer openai:gpt-4.1

      pcc-narrator draft my-report -p 2018-19-Q3 -o outputs/q3 --writer openai:gpt-4.1 --dry-run

    Ctrl-C while a model writes: the template writes what is missing, and the report is finished. Replies are kept, so
    the next run goes on where this one was. A second Ctrl-C ends at once and leaves the last output as it was.
    """
    from pcc_narrator.drafting.writers import make_writer

    if sum((workspace is not None, area is not None, all_areas)) != 1:
        advice = "Name a WORKSPACE, or --area NAME, or --all-areas."
        raise InputError([Problem("draft", "needs one thing to report on.", advice)])
    if as_published_on is not None and workspace is None:
        raise InputError([Problem("--as-published-on", "goes with a WORKSPACE.", "The shipped data are of one day.")])
    if watch and workspace is None:
        raise InputError([Problem("--watch", "goes with a WORKSPACE.", "The shipped data do not change.")])
    forms = tuple(form.strip() for form in to.split(",") if form.strip())

    began = time.monotonic()

    def tell(line: str) -> None:
        typer.echo(f"… {time.monotonic() - began:3.0f} s  {line}", err=True)

    asked = asked_for(writer=writer, no_model=no_model, workspace=workspace, out=out, replies=replies, voice=voice)
    if dry_run:
        _dry_run(asked, workspace, area, period, base_url)
        return
    if all_areas:
        from pcc_narrator.areas import draft_all

        every = draft_all(
            period, out, writer=asked.writer, base_url=base_url, to=forms, allow_findings=allow_findings, jobs=jobs,
            progress=tell,
        )  # fmt: skip
        _show_all(every)
        return

    def make() -> Finished:
        made_by = make_writer(asked.writer, base_url=base_url, replies=asked.replies, fresh=fresh)
        if area is not None:
            from pcc_narrator.areas import draft_area

            return draft_area(area, period, out, writer=made_by, to=forms, allow_findings=allow_findings, progress=tell)
        from pcc_narrator.pipeline import draft_report

        assert workspace is not None
        return draft_report(
            workspace, period, out, writer=made_by, to=forms, allow_findings=allow_findings,
            as_published_on=day_of("--as-published-on", as_published_on), voice=asked.voice,
            progress=tell,
        )  # fmt: skip

    if watch:
        assert workspace is not None
        _watch(make, workspace, out, forms, open_it=open_it, allow_findings=allow_findings)
        return
    _show(made := make(), out, allow_findings=allow_findings)
    if open_it:
        _open(made.rendered)


def _watch(
    make: Callable[[], Finished], workspace: Path, out: Path, forms: tuple[str, ...], *, open_it: bool,
    allow_findings: bool,
) -> None:  # fmt: skip
    """Draft, then draft or render again on each change. What is wrong is told, and the last good output stays."""
    from pcc_narrator.cli.watching import changes
    from pcc_narrator.errors import NarratorError
    from pcc_narrator.pipeline import REPORT, render_again

    waiting = changes(workspace, out / REPORT)
    kind = "data"
    while True:
        try:
            if kind == "data":
                made = make()
                _show(made, out, allow_findings=allow_findings)
                rendered = made.rendered
            else:
                rendered = render_again(out, to=forms, allow_findings=allow_findings)
                for path in rendered:
                    typer.echo(f"Rendered anew: {path}")
            if open_it and rendered:
                _open(rendered)
                open_it = False
        except typer.Exit:
            pass  # findings: told already
        except NarratorError as error:
            for line in getattr(error, "problems", None) or (error,):
                typer.echo(f"error: {line}", err=True)
        typer.echo(f"Watching {workspace} and {out / REPORT}. Ctrl-C stops.", err=True)
        kind = next(waiting)


def _open(paths: Sequence[Path]) -> None:
    """The first page in the reader's own program."""
    if paths:
        typer.launch(str(paths[0].resolve()))


def _dry_run(asked: Asked, workspace: Path | None, area: str | None, period: str, base_url: str | None) -> None:
    """Draft into nowhere with a writer that only takes down what it would ask."""
    from pcc_narrator.areas import draft_area
    from pcc_narrator.drafting.writers import dry_writer
    from pcc_narrator.pipeline import draft_report

    made = dry_writer(asked.writer, replies=asked.replies)
    if made is None:
        typer.echo(f"The writer {asked.writer} sends nothing.")
        return
    writer, heard = made
    with TemporaryDirectory() as folder:
        if workspace is not None:
            draft_report(workspace, period, Path(folder) / "out", writer=writer, to=(), voice=asked.voice)
        elif area is not None:
            draft_area(area, period, Path(folder) / "out", writer=writer, to=())
        else:
            raise InputError([Problem("--dry-run", "goes with a WORKSPACE or --area.", "Name one.")])
    show_dry_run(heard, base_url or asked.writer.partition(":")[0])


def _show_all(made: AllMade) -> None:
    supported, refuted, undecided = made.claims
    typer.echo(
        f"{len(made.league.entries)} reports; {supported + refuted + undecided:,} claims checked: {supported:,} "
        f"supported, {refuted} refuted, {undecided:,} not enough information."
    )
    if made.refuted:
        typer.echo(f"Not rendered, for something in them is refuted: {', '.join(made.refuted)}.", err=True)
    typer.echo(f"Open {made.folder / 'index.html'}")
    if made.refuted:
        raise typer.Exit(1)


def _show(made: Finished, out: Path, *, allow_findings: bool) -> None:
    report = made.report
    for kept in made.kept_edits:
        typer.echo(f"What you had edited was kept as {kept}.")
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
    refuted = len(report.refuted) + len(made.pictures.refuted)
    if refuted and not allow_findings:
        for claim in report.refuted:
            typer.echo(f"{out / 'report.md'}:{claim.line}:{claim.column}: {claim.text!r}: {claim.message}", err=True)
        for claim in made.pictures.refuted:
            typer.echo(f"in a chart: {claim.text!r}: {claim.message}", err=True)
        typer.echo(f"Not rendered: {refuted} refuted. Correct the text or the data, then draft or render again.")
        raise typer.Exit(1)
    for path in made.rendered:
        typer.echo(f"Open {path}")
