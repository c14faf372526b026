"""`refresh`: new data for a report that people have edited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pcc_narrator.cli.options import PublishedOnOption, day_of


def refresh(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The output folder of `draft`, edited or not.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", "-W", help="The folder with the new data, or its workspace.xlsx.")
    ],
    as_published_on: PublishedOnOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
) -> None:
    """Bring an edited report up to date with new data, and keep every word that people wrote.

    Paragraphs that nobody edited are drafted anew by the template; those of a model stay where new figures are all that
    they need. In the others only figures and direction words are exchanged, and
    only where it is certain which figure is meant. Sentences that now say something else, and those that no longer
    hold, are listed; `review` shows each as drafted, as edited, and as the new data would have it.

    Examples:

      pcc-narrator refresh outputs/q3 --workspace my-report

      pcc-narrator refresh outputs/q3 --workspace my-report --dry-run

    Exit code 0: up to date. 1: somebody has to decide. Nothing is written if the data have a problem.
    """
    from pcc_narrator.review.refreshing import refresh as run

    done = run(
        folder, workspace, as_published_on=day_of("--as-published-on", as_published_on),
        write=not dry_run, progress=lambda line: typer.echo(f"… {line}", err=True),
    )  # fmt: skip
    for item in done.items:
        where = f"Paragraph {item.number}" if item.number else "A paragraph without a number"
        for sentence in item.sentences:
            typer.echo(f"{where}: {_SAID[sentence['kind']]}")
            typer.echo(f"  - {sentence['before']}")
            if sentence["after"] != sentence["before"]:
                typer.echo(f"  + {sentence['after']}")
            else:
                typer.echo(f"    {sentence['why']}")
    typer.echo(
        f"{done.figures:,} figures are others now. Drafted anew: {done.rewritten}; new: {done.added}; gone: "
        f"{done.removed}. Sentences that people wrote: {done.count('updated')} brought up to date, "
        f"{done.count('meaning')} that say something else now, {done.count('open')} to be decided."
    )
    if dry_run:
        typer.echo("Nothing was written.")
    elif done.items:
        typer.echo(f"Look at them:  pcc-narrator review {folder}")
    if not dry_run:
        typer.echo("Published files keep the old figures until the report is approved and published anew.")
    if done.count("open") or done.count("meaning"):
        raise typer.Exit(1)


_SAID = {
    "updated": "brought up to date", "meaning": "says something else now", "open": "does not hold any more: decide",
}  # fmt: skip
