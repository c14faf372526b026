"""Whether a paragraph may stand: the fact gate (the checker) and, beside it, the fluency gate and house style."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.fluency import faults
from pcc_narrator.drafting.manner import unlike_house_style
from pcc_narrator.models.outline import Message, Paragraph

FLUENCY = "fluency: "
UNDECIDED = "is not decided by the facts"
_SPEAK_OF_ONE = ("change", "change_percent", "change_points")


def judge(
    brief: Brief,
    message: Message,
    text: str,
    before: Sequence[Paragraph],
    *,
    wanted: Sequence[str],
    used: Sequence[str] = (),
    own: str = "",
    proven: bool = False,
) -> tuple[str, ...]:
    """What is wrong with a paragraph, in sentences that a writer can act on; nothing if it may stand.

    The text is checked under its headings, as a reader meets it. `wanted` are fact ids that it must carry, `used`
    those that it was filled in from, `own` what a model typed itself. `proven`: a claim that the facts leave
    undecided is refused like a refuted one. A model's paragraph must be proven; the template's words are the
    program's, made from the facts that they state, and there it is enough that nothing is refuted.
    """
    found = [f"{FLUENCY}{fault}" for fault in faults(text, [paragraph.text for paragraph in before])]
    found.extend(unlike_house_style(own))
    said = set(used)
    if brief.check is not None:
        shown = context(brief, text)
        report = brief.check(shown, brief.facts)
        start = shown.rindex(text)
        for claim in report.claims:
            if claim.start < start:
                continue
            if claim.verdict == "refuted":
                found.append(f"{claim.text!r} is refuted: {claim.message}")
            elif claim.verdict == "supported":
                said.update(claim.facts)
            elif proven:
                found.append(f"{claim.text!r} {UNDECIDED}: {claim.message}")
    missing = [fact for fact in wanted if not carried(brief, fact, said)]
    if missing:
        found.append(f"the paragraph must also use {', '.join(missing)}")
    return tuple(found)


def is_open(finding: str) -> bool:
    """Whether a finding is of a claim that the facts leave undecided."""
    return UNDECIDED in finding


def refuted_together(brief: Brief, paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """What is refuted where the paragraphs of a section stand one after the other, by paragraph id.

    A sentence that is right alone may be read otherwise behind another.
    """
    if brief.check is None or len(paragraphs) < 2:
        return {}
    shown = context(brief, "\n\n".join(paragraph.text for paragraph in paragraphs))
    found: dict[str, str] = {}
    claims = brief.check(shown, brief.facts).refuted
    end = 0
    for paragraph in paragraphs:
        start = shown.index(paragraph.text, end)
        end = start + len(paragraph.text)
        for claim in claims:
            if start <= claim.start < end:
                found.setdefault(paragraph.id, f"{claim.text!r} is refuted where it stands: {claim.message}")
    return found


def context(brief: Brief, text: str) -> str:
    """The paragraph under its headings, so that what it does not name is known."""
    if not brief.section.measure:
        return text
    return f"## {brief.part}\n\n### {brief.section.title}\n\n{text}"


def carried(brief: Brief, wanted: str, said: set[str]) -> bool:
    """Whether a fact was said, by itself or by another statistic of the same change."""
    if wanted in said:
        return True
    fact = brief.facts.by_id.get(wanted)
    if fact is None or fact.statistic not in _SPEAK_OF_ONE:
        return False
    others = (brief.wording.beside(fact, statistic) for statistic in _SPEAK_OF_ONE)
    return any(other is not None and other.id in said for other in others)
