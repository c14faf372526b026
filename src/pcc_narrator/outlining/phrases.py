"""How sentences speak of each measure, from the plan."""

from __future__ import annotations

from pcc_narrator.models.outline import MeasurePhrase
from pcc_narrator.wording.nouns import inside, is_plural, with_article
from pcc_narrator.workspace.plan import MeasurePlan


def phrase(plan: MeasurePlan, names: tuple[str, ...]) -> MeasurePhrase:
    """The phrase of one measure: what the plan says, else what its title gives."""
    subject = plan.subject or with_article(inside(plan.title, names))
    return MeasurePhrase(
        measure=plan.id,
        subject=subject,
        plural=is_plural(subject) if plan.plural is None else plan.plural,
        participle=plan.participle,
        flow=plan.adds == "sum",
        breakdown=plan.breakdown,
        per=plan.rate_per_1000 or "population",
        target_name=plan.target.name.removeprefix("the ") if plan.target is not None else "target",
    )
