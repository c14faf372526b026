"""`runs`: how the sections of a report came to be written, as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

_COLUMNS = ("section", "writer", "tries", "accepted", "fell back", "tokens", "cost", "seconds", "kept", "why")


def runs(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An output folder of `draft`, or its run.json.")],
    findings: Annotated[bool, typer.Option("--findings", help="Every finding of each section too.")] = False,
) -> None:
    """Show who wrote each section of a report, with how many tries, at what cost, and why the template stood in.

    Examples:

      pcc-narrator runs outputs/q3

      pcc-narrator runs outputs/q3 --findings
    """
    from pcc_narrator.errors import InputError, Problem

    path = folder / "run.json" if folder.is_dir() else folder
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        sections = record["sections"]
        rows = [_row(section) for section in sections]
    except (OSError, ValueError, KeyError, TypeError) as error:
        advice = "Name the output folder of a `draft`."
        raise InputError([Problem(str(path), f"is no record of a run ({error}).", advice)]) from None
    for line in table((_COLUMNS, *rows, _total(record.get("writing") or {}))):
        typer.echo(line)
    for section in sections if findings else ():
        for finding in section.get("findings", ()):
            typer.echo(f"{section['section']}: {finding}")


def table(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Rows in columns, the last as long as it is; numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
            for cell, width in zip(row[:-1], widths, strict=True)
        ]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return lines


def _row(section: dict[str, Any]) -> tuple[str, ...]:
    fell_back = section["fell_back"]
    tokens = section["tokens_in"] + section["tokens_out"]
    cost = section.get("cost")
    return (
        section["section"],
        section["writer"],
        str(section["tries"]),
        str(section.get("accepted", 0)),
        str(len(fell_back)),
        f"{tokens:,}",
        "" if cost is None else f"{cost:.4f}",
        f"{section['seconds']:.1f}",
        "yes" if section.get("cached") else "",
        "; ".join(f"{paragraph}: {reason}" for paragraph, reason in fell_back)[:200],
    )


def _total(totals: dict[str, Any]) -> tuple[str, ...]:
    cost = totals.get("cost")
    return (
        "in all",
        "",
        str(totals.get("tries", "")),
        "",
        str(totals.get("fell_back", "")),
        f"{totals.get('tokens_in', 0) + totals.get('tokens_out', 0):,}",
        "" if cost is None else f"{cost:.4f}",
        f"{totals.get('seconds', 0):.1f}",
        str(totals.get("sections_from_kept_replies", "")),
        "",
    )
