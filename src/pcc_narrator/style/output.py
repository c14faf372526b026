"""Findings of style told: as text for people, JSON for programs, SARIF 2.1.0 for editors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pcc_narrator.style.types import Finding, Rule

_WIDTH = 110
STYLE_SCHEMA_VERSION = 1


def to_text(findings: Sequence[Finding], text: str, name: str, *, colour: bool = False) -> str:
    """Each finding with its place, its line and what to do; a last line with the counts by rule."""
    lines = text.split("\n")
    parts = [line for finding in findings for line in _told(finding, lines, name, colour)]
    return "\n".join([*parts, summary(findings)]) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """The last line: how many findings, and of which rules."""
    if not findings:
        return "House style: no findings."
    counts = sorted(Counter(finding.rule for finding in findings).items(), key=lambda row: (-row[1], row[0]))
    shown = ", ".join(f"{rule} {count:,}" for rule, count in counts)
    return f"House style: {len(findings):,} {'finding' if len(findings) == 1 else 'findings'} ({shown})."


def as_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as plain objects, fields in a fixed order."""
    return [asdict(finding) for finding in findings]


def to_json(findings: Sequence[Finding]) -> str:
    """The findings as JSON: `{"schema_version", "findings"}`."""
    data = {"schema_version": STYLE_SCHEMA_VERSION, "findings": as_rows(findings)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_sarif(findings: Sequence[Finding], text: str, name: str, rules: Sequence[Rule] = ()) -> str:
    """One SARIF log with one run: every finding is a note, never an error."""
    data = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [sarif_run(findings, text, name, rules)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def sarif_run(findings: Sequence[Finding], text: str, name: str, rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """The run of a SARIF log, to stand alone or beside the checker's."""
    used = {finding.rule for finding in findings}
    known: Mapping[str, Rule] = {rule.id: rule for rule in rules}
    return {
        "tool": {
            "driver": {
                "name": "pcc-narrator style",
                "rules": [
                    {"id": rule, "shortDescription": {"text": known[rule].message}} if rule in known else {"id": rule}
                    for rule in sorted(used)
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, text, name) for finding in findings],
    }


def _result(finding: Finding, text: str, name: str) -> dict[str, Any]:
    inside = text[finding.start : finding.end].split("\n")
    last = inside[-1]
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line + len(inside) - 1,
        "endColumn": finding.column + len(last) if len(inside) == 1 else len(last) + 1,
    }
    place = {"artifactLocation": {"uri": name.replace("\\", "/")}, "region": region}
    return {
        "ruleId": finding.rule,
        "level": "note",
        "message": {"text": f"{finding.message} {finding.suggestion}".strip()},
        "locations": [{"physicalLocation": place}],
    }


def _told(finding: Finding, lines: Sequence[str], name: str, colour: bool) -> Iterator[str]:
    label = "\033[36mstyle\033[0m" if colour else "style"
    yield f"{name}:{finding.line}:{finding.column}: {label}: {finding.message} {finding.suggestion}".rstrip() + (
        f" [{finding.rule}]"
    )
    line = lines[finding.line - 1].rstrip("\r")
    at = finding.column - 1
    start = 0 if len(line) <= _WIDTH else max(0, min(at - _WIDTH // 2, len(line) - _WIDTH))
    head = "…" if start else ""
    shown = line[start : start + _WIDTH]
    tail = "…" if start + _WIDTH < len(line) else ""
    yield f"  {head}{shown}{tail}"
    size = max(1, min(finding.end - finding.start, start + len(shown) - at))
    yield f"  {' ' * (at - start + len(head))}{'~' * size}"
    yield ""
