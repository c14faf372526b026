"""`style`: what house style would have otherwise."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pcc_narrator.cli.options import RulesOption

if TYPE_CHECKING:
    from pcc_narrator.style import Finding, Rule


@dataclass(frozen=True, slots=True)
class Styled:
    """What house style has to say of one text, in the forms in which `check` and `style` tell it."""

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    text: str
    name: str

    def told(self, *, colour: bool) -> str:
        """For people."""
        from pcc_narrator.style.output import to_text

        return to_text(self.findings, self.text, self.name, colour=colour)

    def in_claims(self, claims: str) -> str:
        """The text of claims.json with a list `style` at its end."""
        from pcc_narrator.style.output import as_rows

        return json.dumps(json.loads(claims) | {"style": as_rows(self.findings)}, ensure_ascii=False, indent=1) + "\n"

    def in_sarif(self, sarif: str) -> str:
        """The SARIF log with a second run."""
        from pcc_narrator.style.output import sarif_run

        log = json.loads(sarif)
        log["runs"].append(sarif_run(self.findings, self.text, self.name, self.rules))
        return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


class StyleFormat(StrEnum):
    """How the findings are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"


def style(
    report: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The text: Markdown, plain text, HTML or .docx.")
    ] = None,
    rules: RulesOption = None,
    output: Annotated[
        StyleFormat, typer.Option("--format", help="For people, for programs, or for editors.")
    ] = StyleFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where there are findings.")] = False,
    print_rules: Annotated[
        bool, typer.Option("--print-rules", help="Print the program's table of rules, to start your own from.")
    ] = False,
) -> None:
    """Read a text for house style: long sentences, per cent and %, dates, thousands, plain words, filler.

    Whether a figure is right is another question, which `check` answers; `check --style` asks both.

    Examples:

      pcc-narrator style report.md

      pcc-narrator style report.md --rules house.toml --strict

      pcc-narrator style --print-rules > house.toml

    Exit code 0, or with --strict 1 where there are findings. 2: the files could not be read.
    """
    from pcc_narrator.cli.reading import read_document
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.style import default_rules_text
    from pcc_narrator.style.output import to_json, to_sarif

    if print_rules:
        typer.echo(default_rules_text(), nl=False)
        return
    if report is None:
        raise InputError([Problem("REPORT", "is missing.", "Name the text to read.")])
    styled = style_of(read_document(report), rules, report)
    if output is StyleFormat.json:
        shown = to_json(styled.findings)
    elif output is StyleFormat.sarif:
        shown = to_sarif(styled.findings, styled.text, styled.name, styled.rules)
    else:
        shown = styled.told(colour=sys.stdout.isatty())
    typer.echo(shown, nl=False)
    if strict and styled.findings:
        raise typer.Exit(1)


def style_of(text: str, rules: Path | None, report: Path) -> Styled:
    """What the program's rules, with an office's laid over them, find in a text. Raises InputError for wrong rules."""
    from pcc_narrator.checking.document import read_document
    from pcc_narrator.style import lint, read_rules

    known = read_rules(rules)
    return Styled(lint(read_document(text), known), known, text, str(report))
