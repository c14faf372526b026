"""The baseline without constraint: the model is given the figures and types them itself.

Nothing of it can reach a report. Its text is kept, and the checker counts what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcc_narrator.drafting.llm.model import Model, ModelError, Request
from pcc_narrator.drafting.llm.prompt import PromptFile, data
from pcc_narrator.drafting.llm.shapes.base import ReplyError, form_of, parse, schema_of
from pcc_narrator.evaluating.stages import Stage
from pcc_narrator.models.claim import Claim
from pcc_narrator.models.outline import Section
from pcc_narrator.wording import Wording, periods

FIGURES = ("number", "percent", "points", "rate", "duration", "money", "rank", "count_of_areas", "fraction", "multiple")


@dataclass(frozen=True, slots=True)
class Free:
    """What a model wrote of one section with nothing to hold it, and what the checker says of it."""

    section: str
    text: str
    claims: tuple[Claim, ...] = ()
    problem: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    def wrong(self, *, figures: bool = False) -> int:
        """How many of its claims (or of its figures) are refuted."""
        return sum(claim.verdict == "refuted" and (not figures or claim.kind in FIGURES) for claim in self.claims)


def write_freely(stage: Stage, model: Model) -> tuple[Free, ...]:
    """Every section of a stage, written without constraint."""
    wording = Wording.of(stage.facts, stage.outline)
    form = form_of("Commentary", {"text": str})
    found = []
    for part in stage.outline.parts:
        for section in part.sections:
            user = PromptFile("free.txt").fill(
                title=data(section.title), area=data(wording.own.title), facts="\n".join(_lines(wording, section))
            )
            request = Request(model.name, PromptFile("free-system.txt").fill(), user, "free", schema_of(form), 500)
            found.append(_asked(stage, part.title, section, model, request, form))
    return tuple(found)


def _asked(stage: Stage, part: str, section: Section, model: Model, request: Request, form: type) -> Free:
    try:
        reply = model.ask(request)
        good, bad = parse(form, reply.text)
    except (ModelError, ReplyError) as error:
        return Free(section.id, "", problem=str(error))
    text = str(good.get("text", ""))
    shown = f"## {part}\n\n### {section.title}\n\n{text}"
    start = len(shown) - len(text)
    claims = tuple(claim for claim in stage.check(shown).claims if claim.start >= start)
    return Free(section.id, text, claims, "; ".join(bad.values()), reply.tokens_in, reply.tokens_out)


def _lines(w: Wording, section: Section) -> Sequence[str]:
    """A line a fact, as a person would be given it: what, where, when, against what, how much."""
    wanted = dict.fromkeys(fact for message in section.messages for fact in message.facts)
    lines = []
    for fact_id in wanted:
        fact = w.facts.by_id.get(fact_id)
        if fact is None:
            continue
        named = [w.measure(fact.measure).title, *([fact.category] if fact.category else []), w.area(fact.area)]
        base = f", compared with {periods.base(w, fact)}" if fact.base is not None else ""
        when = periods.name(w, fact.period)
        lines.append(f"- {fact.statistic.replace('_', ' ')} of {', '.join(named)}, {when}{base}: {w.figure(fact)}")
    return lines
