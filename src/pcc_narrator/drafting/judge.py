"""Whether a paragraph may stand: the fact gate (the checker) and, beside it, the fluency gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.fluency import faults
from pcc_narrator.models.outline import Message, Paragraph


def judge(
    brief: Brief, message: Message, text: str, before: Sequence[Paragraph], *, wanted: Sequence[str]
) -> tuple[str, ...]:
    """What is wrong with a paragraph, in sentences that a writer can act on; nothing if it may stand.

    The text is checked under its headings, as a reader meets it. `wanted` are fact ids that it must carry.
    """
    found = [f"fluency: {fault}" for fault in faults(text, [paragraph.text for paragraph in before])]
    if brief.check is None:
        return tuple(found)
    shown = context(brief, message, text)
    report = brief.check(shown, replace(brief.facts, requirements=()))
    start = shown.rindex(text)
    said: set[str] = set()
    for claim in report.claims:
        if claim.start < start:
            continue
        if claim.verdict == "refuted":
            found.append(f"{claim.text!r} is refuted: {claim.message}")
        elif claim.verdict == "supported":
            said.update(claim.facts)
    if wanted and not _carried(brief, wanted, said):
        missing = [fact for fact in wanted if fact not in said]
        found.append(f"the paragraph must also say {', '.join(missing)}")
    return tuple(found)


def context(brief: Brief, message: Message, text: str) -> str:
    """The paragraph under its headings, so that what it does not name is known."""
    if not brief.section.measure:
        return text
    return f"## {brief.part}\n\n### {brief.section.title}\n\n{text}"


def _carried(brief: Brief, wanted: Sequence[str], said: set[str]) -> bool:
    return all(fact in said for fact in wanted)
