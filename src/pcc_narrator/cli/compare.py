"""`compare`: two reports side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pcc_narrator.comparing import Side


class CompareFormat(StrEnum):
    """How the comparison is printed."""

    text = "text"
    html = "html"


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The output folder of the earlier report.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The output folder of the later report.")],
    output: Annotated[
        CompareFormat, typer.Option("--format", help="For the terminal, or as one page.")
    ] = CompareFormat.text,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write it to this file.")] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="As text: show breakdowns, computed figures and long lists too.")
    ] = False,
) -> None:
    """What changed between two reports: figures, revisions, exceptions, and the words of each paragraph.

    A figure that changed has moved from one report's period to the other's. A revised one is a figure of the same
    period that has another value now.

    Examples:

      pcc-narrator compare outputs/q2 outputs/q3

      pcc-narrator compare outputs/q2 outputs/q3 --format html --out changes.html
    """
    from pcc_narrator.atomic import write_text
    from pcc_narrator.comparing import compare as run
    from pcc_narrator.comparing.html import to_html
    from pcc_narrator.comparing.text import to_text

    found = run(_side(old), _side(new))
    shown = to_html(found) if output is CompareFormat.html else to_text(found, show_all=show_all)
    if out is None:
        typer.echo(shown, nl=False)
    else:
        write_text(out, shown)
        typer.echo(f"Open {out}")


def _side(folder: Path) -> Side:
    from pcc_narrator.cli.reading import read_text
    from pcc_narrator.comparing import Side
    from pcc_narrator.contract import read_exceptions, read_facts

    return Side(
        str(folder),
        read_facts(folder / "facts.json"),
        read_exceptions(folder / "exceptions.json"),
        read_text(folder / "report.md"),
    )
