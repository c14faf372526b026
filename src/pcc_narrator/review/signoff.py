"""Who may say that the report is right: the states of paragraphs and report, and what stands in the way of each.

A paragraph is draft, read or approved; the report is draft, read (every paragraph was), approved or published. What
the facts refute cannot be approved, unless somebody gives a reason in writing: the reason goes into the log and into
run.json. Approval holds for one text and one set of facts, by their hashes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pcc_narrator.atomic import write_text
from pcc_narrator.contract import claims_to_json
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.pipeline import CLAIMS, RUN
from pcc_narrator.rendering import FORMS, render
from pcc_narrator.review import log
from pcc_narrator.review.approvals import sign, valid_marks
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import NotFound, Refused
from pcc_narrator.review.log import sha256
from pcc_narrator.review.store import Mark

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the sign-off is. `blocks` gives the state of each editable block by its key."""

    report: str
    blocks: dict[int, str]
    by: str = ""
    at: str = ""
    reason: str = ""


def standing(desk: Desk) -> Standing:
    """The states as they are now."""
    with desk.lock:
        marks = valid_marks(desk)
        editable = [block.key for block in desk.blocks if block.editable and not block.removed]
        states = {
            key: "approved" if (key, "approved") in marks else "read" if (key, "read") in marks else "draft"
            for key in editable
        }
        for state in ("published", "approved"):
            if mark := marks.get((0, state)):
                return Standing(state, states, mark.author, mark.at, mark.reason)
        everything_read = bool(states) and "draft" not in states.values()
        return Standing("read" if everything_read else "draft", states)


def mark_read(desk: Desk, key: int, version: int, author: str) -> None:
    """Record that somebody has read a paragraph."""
    with desk.lock:
        _at_version(desk, key, version)
        _mark(desk, key, "read", author)


def approve(desk: Desk, key: int, version: int, author: str, reason: str = "") -> None:
    """Approve a paragraph. Raises Refused while a claim of it is refuted and no reason is given."""
    with desk.lock:
        _at_version(desk, key, version)
        found = desk.verdicts.settled(desk.blocks, frozenset({key})).get(key, ())
        refuted = [verdict.claim for verdict in found if verdict.claim.verdict == "refuted"]
        reason = _reason(reason, [claim.message for claim in refuted])
        sign(desk, "approve", author, key=key, reason=reason, refuted=[claim.text for claim in refuted])
        _mark(desk, key, "approved", author, reason)


def approve_report(desk: Desk, revision: int, author: str, reason: str = "") -> CheckReport:
    """Approve the report. The whole text is checked anew. Raises Refused as for a paragraph, or if it changed."""
    with desk.lock:
        desk.refresh()
        if revision != desk.revision:
            raise Refused("The report was changed while you were reading. Look at the changes, then approve.")
        report = desk.verdicts.whole(desk.markdown)
        reason = _reason(
            reason, [*(claim.message for claim in report.refuted), *(gap.message for gap in report.missing)]
        )
        findings = _findings(report)
        sign(desk, "approve_report", author, reason=reason, findings=findings)
        _mark(desk, 0, "approved", author, reason)
        if findings:
            _to_run_record(desk.folder, "accepted_findings", {"by": author, "reason": reason, "findings": findings})
        return report


def publish(desk: Desk, author: str, forms: tuple[str, ...] = ("html",)) -> tuple[Path, ...]:
    """Write the published forms of an approved report, and claims.json. Raises Refused if it is not approved."""
    with desk.lock:
        desk.refresh()
        approved = valid_marks(desk).get((0, "approved"))
        if approved is None:
            raise Refused("Only an approved report can be published. Approve it first.")
        text = desk.markdown
        report = desk.verdicts.whole(text)
        paths = render(
            text, desk.facts, report, desk.folder, charts=desk.charts, to=forms, flags=desk.flags,
            allow_findings=bool(approved.reason),
        )  # fmt: skip
        write_text(desk.folder / CLAIMS, claims_to_json(report))
        files = {path.name: sha256(path.read_bytes()) for path in paths}
        sign(desk, "publish", author, files=files)
        _mark(desk, 0, "published", author, approved.reason)
        _to_run_record(desk.folder, "published", {"by": author, "at": desk.clock(), "files": files})
        return paths


def published_file(desk: Desk, name: str) -> Path:
    """A file that was published, as it was published: by its name and hash in the log. Raises NotFound."""
    known: dict[str, str] = next((entry["files"] for entry in signatures(desk) if entry["action"] == "publish"), {})
    path = desk.folder / name
    if name not in known or path.is_symlink() or not path.is_file() or sha256(path.read_bytes()) != known[name]:
        raise NotFound("No such file was published, or it was changed since.")
    return path


def possible_forms() -> tuple[str, ...]:
    """The forms that can be made with what is installed."""
    from importlib.util import find_spec

    needs = {"html": "markdown", "docx": "pypandoc", "pdf": "weasyprint"}
    return tuple(form for form in FORMS if form in needs and find_spec(needs[form]) is not None)


def signatures(desk: Desk) -> tuple[dict[str, Any], ...]:
    """The sign-off log, newest first."""
    entries, _ = log.read(desk.folder / log.FILE)
    return tuple(reversed(entries))


def _at_version(desk: Desk, key: int, version: int) -> None:
    desk.refresh()
    block = desk.block(key)
    if not block.editable or block.removed:
        raise Refused("Only a paragraph of the report can be signed.")
    if block.version != version:
        raise Refused("The paragraph was changed meanwhile. Read it as it is now, then sign.")


def _mark(desk: Desk, key: int, state: str, author: str, reason: str = "") -> None:
    desk.store.set_mark(Mark(key, state, author, desk.clock(), desk.text_sha256(key), desk.facts_sha256, reason))


def _reason(reason: str, findings: list[str]) -> str:
    reason = " ".join(reason.split())[:2000]
    if findings and len(reason) < SHORTEST_REASON:
        count = len(findings)
        raise Refused(
            f"{count} {'finding stands' if count == 1 else 'findings stand'} in the way: {findings[0]} "
            "Correct the text, or give a reason in writing why it may stand."
        )
    return reason if findings else ""


def _findings(report: CheckReport) -> list[str]:
    return [f"line {claim.line}: {claim.message}" for claim in report.refuted] + [gap.message for gap in report.missing]


def _to_run_record(folder: Path, name: str, value: dict[str, Any]) -> None:
    """Add to run.json, which is left as it is where it cannot be read."""
    path = folder / RUN
    try:
        record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        record.setdefault("sign_off", {})[name] = value
    except (ValueError, AttributeError):
        return
    write_text(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
