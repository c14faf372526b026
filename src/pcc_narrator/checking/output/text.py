"""Verdicts in the manner of a good compiler: place, sentence, what is underlined, what the facts say."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.models.claim import CheckReport, Claim

_MARKS = {"refuted": "^", "not_enough_information": "~", "supported": "-"}
_COLOURS = {"refuted": "31", "not_enough_information": "33", "supported": "32"}
_NAMES = {"refuted": "refuted", "not_enough_information": "not enough information", "supported": "supported"}
_WIDTH = 110


def to_text(
    report: CheckReport, text: str, name: str, *, show_all: bool = False, undecided: bool = True, colour: bool = False
) -> str:
    """The findings of one text, in its order, and a last line with the counts.

    Refuted claims are shown, those without enough information too unless `undecided` is false, and supported ones
    with `show_all`. `colour` adds terminal colours; the marks under the words say the same without them.
    """
    shown = [
        claim
        for claim in report.claims
        if claim.verdict == "refuted" or (claim.verdict == "supported" and show_all)
        or (claim.verdict == "not_enough_information" and (undecided or show_all))
    ]  # fmt: skip
    lines = text.split("\n")
    parts = [line for claim in shown for line in _finding(claim, lines, name, colour)]
    for item in report.missing:
        parts += [f"{name}: {_painted('missing', 'refuted', colour)}: {item.message} [{item.outline_id}]", ""]
    parts.append(summary(report))
    return "\n".join(parts) + "\n"


def summary(report: CheckReport) -> str:
    """The last line: how many claims, and how they fared."""
    return (
        f"{len(report.claims):,} claims: {report.count('supported'):,} supported, {report.count('refuted'):,} refuted, "
        f"{report.count('not_enough_information'):,} not enough information; {len(report.missing):,} missing."
    )


def _finding(claim: Claim, lines: list[str], name: str, colour: bool) -> Iterator[str]:
    verdict = _painted(_NAMES[claim.verdict], claim.verdict, colour)
    yield f"{name}:{claim.line}:{claim.column}: {verdict}: {claim.message} [{claim.kind}: {claim.rule}]"
    line = lines[claim.line - 1].rstrip("\r") if claim.line <= len(lines) else ""
    shown, column = _window(line, claim.column - 1)
    length = max(1, min(len(claim.text.split("\n")[0]), len(shown) - column))
    yield f"  {shown}"
    yield f"  {' ' * column}{_painted(_MARKS[claim.verdict] * length, claim.verdict, colour)}"
    if claim.expected is not None and claim.verdict == "refuted":
        yield f"  {'the facts say' if claim.facts else 'it would be'}: {claim.expected}"
    if claim.facts:
        yield f"  by {', '.join(claim.facts[:4])}" + (
            f" and {len(claim.facts) - 4} more" if len(claim.facts) > 4 else ""
        )
    yield ""


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line round a column, and where the column is in it."""
    if len(line) <= _WIDTH:
        return line, column
    start = max(0, min(column - _WIDTH // 2, len(line) - _WIDTH))
    head = "…" if start else ""
    tail = "…" if start + _WIDTH < len(line) else ""
    return f"{head}{line[start : start + _WIDTH]}{tail}", column - start + len(head)


def _painted(text: str, verdict: str, colour: bool) -> str:
    return f"\033[{_COLOURS[verdict]}m{text}\033[0m" if colour else text
