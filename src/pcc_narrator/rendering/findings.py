"""What the checker found, one line each, for people who edit the text."""

from __future__ import annotations

from pcc_narrator.models.claim import CheckReport, Claim


def finding_lines(report: CheckReport) -> list[str]:
    """The refuted claims in the order of the text: where, what was said, what is true."""
    return [finding_line(claim) for claim in report.refuted]


def finding_line(claim: Claim) -> str:
    """One finding: `line 7, column 34: "11.4": …`. What would be true is added where the message leaves it out."""
    place = f"line {claim.line}, column {claim.column}"
    expected = f" Expected: {claim.expected}." if claim.expected and claim.expected not in claim.message else ""
    return f"{place}: “{claim.text}”: {claim.message}{expected}"
