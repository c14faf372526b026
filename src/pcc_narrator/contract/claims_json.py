"""claims.json: what a text says, and the verdict on each claim."""

from __future__ import annotations

import json
from typing import Any

from pcc_narrator.contract.facts_json import SCHEMA_VERSION, period_to_json
from pcc_narrator.models.claim import CheckReport, Claim


def claims_to_json(report: CheckReport) -> str:
    """The text of claims.json: claims in the order of the text, the same bytes each time."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "summary": {
            "claims": len(report.claims),
            "supported": report.count("supported"),
            "refuted": report.count("refuted"),
            "not_enough_information": report.count("not_enough_information"),
            "missing": len(report.missing),
        },
        "claims": [_claim(claim) for claim in report.claims],
        "missing": [
            {"outline_id": item.outline_id, "facts": list(item.facts), "message": item.message}
            for item in report.missing
        ],
        "ignored": [
            {"start": item.start, "end": item.end, "text": item.text, "reason": item.reason} for item in report.ignored
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {
        "start": claim.start,
        "end": claim.end,
        "line": claim.line,
        "column": claim.column,
        "text": claim.text,
        "kind": claim.kind,
        "verdict": claim.verdict,
        "measure": claim.measure,
        "statistic": claim.statistic,
        "area": claim.area,
        "category": claim.category,
        "period": None if claim.period is None else period_to_json(claim.period),
        "facts": list(claim.facts),
        "expected": claim.expected,
        "rule": claim.rule,
        "message": claim.message,
    }
    return {key: value for key, value in row.items() if value is not None}
