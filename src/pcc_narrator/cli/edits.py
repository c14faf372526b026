"""`edits`: bring back what staff changed in Word."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pcc_narrator.rendering.word_blocks import Comment


class Tracked(StrEnum):
    """What tracked changes count as."""

    accept = "accept"
    reject = "reject"
    all = "all"


NOTES = "review-notes.md"


def _keep(comments: Sequence[Comment], document: Path, path: Path) -> str:
    """Adds comments to the review notes of a folder, each once; how many there were, in words."""
    from pcc_narrator.atomic import write_text

    known = path.read_text(encoding="utf-8") if path.is_file() else "# Review notes\n"
    lines = [f"- {one.author or 'Somebody'} in {document.name}, at “{one.at}”: {one.text}" for one in comments]
    new = [line for line in dict.fromkeys(lines) if line not in known.splitlines()]
    write_text(path, known + "".join(f"\n{line}\n" for line in new))
    return "1 comment is" if len(comments) == 1 else f"{len(comments)} comments are"


def edits(
    document: Annotated[Path, typer.Argument(metavar="REPORT.docx", help="The Word file as it came back.")],
    into: Annotated[Path, typer.Option("--into", help="The output folder that it was rendered from.")],
    tracked: Annotated[
        Tracked, typer.Option("--tracked", help="Tracked changes: take them, leave them, or show both.")
    ] = Tracked.accept,
) -> None:
    """Read what staff changed in Word, write it into report.md, and check it.

    Examples:

      pcc-narrator edits report.docx --into outputs/q3

      pcc-narrator edits report.docx --into outputs/q3 --tracked reject

    The report.md of before is kept as report.md.bak, comments in the margin as review-notes.md. Exit code 1 if the
    edited text has findings.
    """
    from pcc_narrator.atomic import write_text
    from pcc_narrator.checking import Checker
    from pcc_narrator.checking.output import to_text
    from pcc_narrator.cli.reading import read_facts_file, read_text
    from pcc_narrator.rendering import read_edits

    report = into / "report.md"
    facts = read_facts_file(into / "facts.json")
    before = read_text(report)
    found = read_edits(document, before, tracked=tracked.value)
    for change in found.changes:
        name = f"paragraph {change.number}" if change.number is not None else change.id or "a block"
        typer.echo(f"{change.kind}: {name}")
        if change.kind in ("changed", "deleted"):
            typer.echo(f"  - {change.before}")
        if change.kind in ("changed", "added"):
            typer.echo(f"  + {change.after}")
    for comment in found.comments:
        typer.echo(f"comment by {comment.author} at “{comment.at}”: {comment.text}")
    if found.comments:
        typer.echo(f"{_keep(found.comments, document, into / NOTES)} kept in {into / NOTES}.")
    for problem in found.problems:
        typer.echo(f"look at this: {problem}", err=True)
    if found.text == before:
        typer.echo("Nothing was changed in the text.")
        return
    write_text(report.with_name("report.md.bak"), before)
    write_text(report, found.text)
    checked = Checker(facts).check(found.text)
    typer.echo(f"Written to {report}; the text before is {report.name}.bak.")
    typer.echo(to_text(checked, found.text, str(report), undecided=False), nl=False)
    if not checked.clean:
        raise typer.Exit(1)
