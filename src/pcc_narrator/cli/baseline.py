"""Accepted findings: what somebody has looked at and answers for, so that `check` speaks of new ones only.

A baseline is a YAML list. Each entry names the words, the sentence they stand in, why it is accepted and by whom:

    - text: relatively stable
      line: The volume has remained relatively stable for the last two years.
      reason: Quotation from the previous report.
      accepted_by: Head of performance
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.claim import CheckReport, Claim


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding: the words of the claim, the line of the text that it stands on, and who answers."""

    text: str
    line: str
    reason: str
    accepted_by: str


def read_baseline(path: Path) -> tuple[Accepted, ...]:
    """The accepted findings of a file. Raises InputError naming every entry that lacks something."""
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), f"is no YAML: {' '.join(str(error).split())}")]) from None
    problems, accepted = [], []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        given = entry if isinstance(entry, dict) else {}
        values = {key: str(given.get(key) or "").strip() for key in ("text", "line", "reason", "accepted_by")}
        lacking = [key for key, value in values.items() if not value]
        if lacking:
            problems.append(Problem(str(path), f"entry {number} lacks {', '.join(lacking)}."))
        else:
            accepted.append(Accepted(**values))
    if problems:
        raise InputError(problems)
    return tuple(accepted)


def apply_baseline(
    report: CheckReport, text: str, accepted: Sequence[Accepted]
) -> tuple[CheckReport, tuple[Accepted, ...]]:
    """The report without the findings that are accepted, and the entries that no longer apply to anything."""
    lines = text.splitlines()
    used: set[Accepted] = set()

    def is_accepted(claim: Claim) -> bool:
        if claim.verdict == "supported" or claim.line > len(lines):
            return False
        for entry in accepted:
            if entry.text == claim.text and _same(entry.line, lines[claim.line - 1]):
                used.add(entry)
                return True
        return False

    kept = tuple(claim for claim in report.claims if not is_accepted(claim))
    return replace(report, claims=kept), tuple(entry for entry in accepted if entry not in used)


def _same(line: str, other: str) -> bool:
    return " ".join(line.split()) in " ".join(other.split())
