"""`check`: the verdict on every claim of a text."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pcc_narrator.cli.options import RulesOption

if TYPE_CHECKING:
    from pcc_narrator.cli.style import Styled
    from pcc_narrator.models.claim import CheckReport
    from pcc_narrator.models.fact import FactSet


class Format(StrEnum):
    """How the verdicts are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"


def check(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The text: Markdown, plain text, HTML or .docx.")],
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            "-f",
            help="facts.json, or a CSV table whose cells are the facts. Without it: the text against itself alone.",
        ),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="For people, as claims.json, for editors, or as a page to look through.")
    ] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Not enough information is a finding too.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show supported claims too.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="LINE[:COL]", help="How the claims at this place were read and judged."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Findings that somebody has accepted, with reasons (YAML).")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Show what would make it true, ask, and write it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again on each save, until Ctrl-C.")] = False,
    style: Annotated[
        bool, typer.Option("--style", help="Read it for house style too; its findings count only with --strict.")
    ] = False,
    rules: RulesOption = None,
) -> None:
    """Prove every figure, direction, comparison, rank, date and cause of a text against the facts.

    Examples:

      pcc-narrator check report.md --facts facts.json

      pcc-narrator check press-release.md --facts table.csv

      pcc-narrator check press-release.md

      pcc-narrator check report.md -f facts.json --explain 118:34

      pcc-narrator check report.md -f facts.json --fix

      pcc-narrator check report.md -f facts.json --style

      pcc-narrator check report.md -f facts.json --format json > claims.json

    Exit code 0: nothing refuted and nothing missing. 1: findings. 2: the files could not be read.
    """
    from pcc_narrator.checking import Checker
    from pcc_narrator.cli.reading import read_document, read_facts_file
    from pcc_narrator.cli.style import style_of
    from pcc_narrator.models.fact import FactSet

    known = FactSet(measures=(), areas=(), facts=()) if facts is None else read_facts_file(facts)
    if explain is not None:
        typer.echo(_explained(read_document(report), known, explain), nl=False)
        return
    if fix:
        _fix(report, known, yes=yes)
        return
    checker = Checker(known, remember=watch)
    while True:
        stamp = _stamp(report)
        text = read_document(report)
        found, stale = _accepted(checker.check(text), text, baseline)
        styled = style_of(text, rules, report) if style or rules is not None else None
        alone = facts is None
        _show(found, text, report, output, show_all=show_all, styled=styled, undecided=not alone or strict)
        if alone:
            typer.echo("No facts were given (--facts): the text was held against itself alone.", err=True)
        for line in stale:
            typer.echo(f"{baseline}: no longer applies: {line}", err=True)
        if not watch:
            break
        typer.echo(f"Watching {report}. Ctrl-C stops.", err=True)
        while _stamp(report) == stamp:
            time.sleep(0.2)
    if not found.clean or (strict and (found.count("not_enough_information") or (styled and styled.findings))):
        raise typer.Exit(1)


def _show(
    found: CheckReport,
    text: str,
    report: Path,
    output: Format,
    *,
    show_all: bool,
    styled: Styled | None,
    undecided: bool,
) -> None:
    from pcc_narrator.checking.output import to_html, to_sarif, to_text
    from pcc_narrator.contract import claims_to_json

    if output is Format.json:
        shown = claims_to_json(found)
        shown = shown if styled is None else styled.in_claims(shown)
    elif output is Format.sarif:
        shown = to_sarif(found, text, str(report))
        shown = shown if styled is None else styled.in_sarif(shown)
    elif output is Format.html:
        shown = to_html(found, text, report.name)
    else:
        colour = sys.stdout.isatty()
        shown = to_text(found, text, str(report), show_all=show_all, undecided=undecided, colour=colour)
    typer.echo(shown, nl=False)
    if styled is not None and output in (Format.text, Format.html):
        typer.echo(styled.told(colour=sys.stdout.isatty()), nl=False, err=output is Format.html)


def _accepted(found: CheckReport, text: str, baseline: Path | None) -> tuple[CheckReport, list[str]]:
    if baseline is None:
        return found, []
    from pcc_narrator.cli.baseline import apply_baseline, read_baseline

    kept, stale = apply_baseline(found, text, read_baseline(baseline))
    return kept, [f"{entry.text!r} ({entry.reason})" for entry in stale]


def _explained(text: str, known: FactSet, place: str) -> str:
    from pcc_narrator.checking.explain import explain
    from pcc_narrator.errors import InputError, Problem

    line, _, column = place.partition(":")
    if not line.isdigit() or (column and not column.isdigit()):
        raise InputError(
            [Problem("--explain", "is no place.", "Write a line, or line:column, such as 118:34.", value=place)]
        )
    return explain(text, known, int(line), int(column) if column else None)


def _fix(report: Path, known: FactSet, *, yes: bool) -> None:
    """Show the corrections as a diff, ask, keep a backup, write, and check again."""
    from difflib import unified_diff

    from pcc_narrator.atomic import write_bytes, write_text
    from pcc_narrator.checking import Checker
    from pcc_narrator.checking.output import apply_edits, suggest_fixes
    from pcc_narrator.checking.output.text import summary
    from pcc_narrator.cli.reading import read_text
    from pcc_narrator.errors import InputError, Problem

    if report.suffix.lower() in (".docx", ".html", ".htm"):
        raise InputError([Problem(str(report), "--fix writes Markdown and plain text only.")])
    checker, text = Checker(known, remember=True), read_text(report)
    before = checker.check(text)
    edits = suggest_fixes(text, before)
    if not edits:
        typer.echo(f"{summary(before)} Nothing can be put right without a person's judgement.")
        raise typer.Exit(0 if before.clean else 1)
    fixed = apply_edits(text, edits)
    typer.echo(
        "".join(unified_diff(text.splitlines(True), fixed.splitlines(True), str(report), f"{report} (fixed)", n=0))
    )
    if not yes and not typer.confirm(f"Write {len(edits)} corrections?"):
        raise typer.Exit(1)
    backup = report.with_name(f"{report.name}.bak")
    write_bytes(backup, report.read_bytes())
    write_text(report, fixed)
    after = checker.check(fixed)
    typer.echo(f"Written; the text before is {backup}.\n{summary(after)}")
    if not after.clean:
        raise typer.Exit(1)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:  # an editor is replacing the file
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
