"""What a published report still says truly after its figures were revised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.checking import Checker
from pcc_narrator.errors import FactsFileError
from pcc_narrator.models.claim import Claim
from pcc_narrator.models.fact import FactSet
from pcc_narrator.periods.keys import period_key


@dataclass(frozen=True, slots=True)
class Stale:
    """A sentence, a heading or a cell that no longer holds: its claims that the facts of today refute.

    `undecided` are the claims that were supported and that no fact of today decides.
    """

    line: int
    text: str
    refuted: tuple[Claim, ...]
    undecided: tuple[Claim, ...] = ()


def stale_sentences(text: str, before: FactSet, now: FactSet) -> tuple[Stale, ...]:
    """What the facts of the report bore out and the facts of today do not, in the order of the text.

    What was refuted by the facts of the report too is no matter of a revision, and is left to `check`.
    """
    judged = {(claim.start, claim.end): claim.verdict for claim in Checker(before).check(text).claims}
    checker = Checker(now)
    claims = [
        claim
        for claim in checker.check(text).claims
        if claim.verdict != "supported" and judged.get((claim.start, claim.end)) not in ("refuted", claim.verdict)
    ]
    found: list[Stale] = []
    for read in checker.sentences(text):
        start, end = read.sentence.start, read.sentence.end
        own = [claim for claim in claims if start <= claim.start < end]
        if own:
            found.append(
                Stale(
                    own[0].line,
                    " ".join(text[start:end].split()),
                    tuple(claim for claim in own if claim.verdict == "refuted"),
                    tuple(claim for claim in own if claim.verdict != "refuted"),
                )
            )
    return tuple(found)


def facts_now(workspace_path: Path, before: FactSet) -> FactSet:
    """The facts of today for the period of a report. Raises InputError, PeriodError."""
    from pcc_narrator.pipeline import analyse

    if before.period is None:
        raise FactsFileError("the facts name no period of a report: `period` is missing.")
    return analyse(workspace_path, period_key(before.period, before.calendar)).facts
