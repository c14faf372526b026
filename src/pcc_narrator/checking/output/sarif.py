"""SARIF 2.1.0: findings where editors and code review show them, in place."""

from __future__ import annotations

import json
from typing import Any

from pcc_narrator.models.claim import CheckReport, Claim

_LEVELS = {"refuted": "error", "not_enough_information": "note"}


def to_sarif(report: CheckReport, text: str, name: str) -> str:
    """The refuted claims as errors, the undecided as notes, what is missing as errors at the first line.

    Regions follow the OASIS standard: lines and columns from 1, the end column is the one after the last.
    """
    findings = [claim for claim in report.claims if claim.verdict != "supported"]
    rules = sorted({claim.rule for claim in findings} | ({"coverage"} if report.missing else set()))
    results = [_result(claim, text, name) for claim in findings]
    results += [
        {
            "ruleId": "coverage",
            "level": "error",
            "message": {"text": item.message},
            "locations": [_location(name, {"startLine": 1})],
        }
        for item in report.missing
    ]
    data = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "pcc-narrator", "rules": [{"id": rule} for rule in rules]}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _result(claim: Claim, text: str, name: str) -> dict[str, Any]:
    lines = text[claim.start : claim.end].split("\n")
    last = lines[-1]
    region = {
        "startLine": claim.line,
        "startColumn": claim.column,
        "endLine": claim.line + len(lines) - 1,
        "endColumn": claim.column + len(last) if len(lines) == 1 else len(last) + 1,
    }
    return {
        "ruleId": claim.rule,
        "level": _LEVELS[claim.verdict],
        "message": {"text": claim.message},
        "locations": [_location(name, region)],
        "properties": {"kind": claim.kind, "facts": list(claim.facts), "expected": claim.expected},
    }


def _location(name: str, region: dict[str, int]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": name.replace("\\", "/")}, "region": region}}
