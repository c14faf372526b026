"""What the page shows of each block, as data for the templates and the script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pcc_narrator.models.claim import Claim
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.rendering.anchors import AnchorCounter
from pcc_narrator.rendering.figure_text import measure_title
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.marked import block_html
from pcc_narrator.review.said import unmarked
from pcc_narrator.review.signoff import Standing, standing
from pcc_narrator.review.verdicts import Verdict

_SENTENCE = re.compile(r"[.!?]\s+")
STATES = {"draft": "Not yet read", "read": "Read", "approved": "Approved", "published": "Published"}
VERDICTS = {"supported": "proved", "refuted": "refuted", "not_enough_information": "not decided"}


@dataclass(frozen=True, slots=True)
class View:
    """One block for the page."""

    block: Block
    html: str
    state: str
    name: str
    anchor: str
    measures: tuple[str, ...]
    kinds: tuple[str, ...]
    findings: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]

    def data(self) -> dict[str, Any]:
        """For the script."""
        block = self.block
        return {
            "key": block.key, "version": block.version, "number": block.number, "kind": block.kind,
            "removed": block.removed, "state": self.state, "claims": self.claims, "text": block.text,
        }  # fmt: skip


def views(desk: Desk, verdicts: dict[int, tuple[Verdict, ...]], keys: frozenset[int] | None = None) -> list[View]:
    """The views of the blocks that stand in the report (those of `keys`), in its order."""
    signed = standing(desk)
    flags = _flags_by_measure(desk.flags)
    counter = AnchorCounter()
    found, heading, tables = [], "", 0
    for block in desk.blocks:
        if block.removed:
            continue
        anchor = ""
        if block.kind == "heading":
            heading = block.text.lstrip("# ")
            anchor = counter.next(heading)
        tables += block.kind == "table"
        if keys is None or block.key in keys:
            name = f"Table {tables}, {heading}" if block.kind == "table" else name_of(block)
            found.append(_view(block, name, verdicts.get(block.key, ()), signed, flags, anchor))
    return found


def counts(verdicts: dict[int, tuple[Verdict, ...]]) -> dict[str, int]:
    """How many claims of the report have each verdict."""
    found = dict.fromkeys(VERDICTS, 0)
    for several in verdicts.values():
        for verdict in several:
            found[verdict.claim.verdict] += 1
    return found


def filters(desk: Desk, shown: Sequence[View]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What can be filtered by: kinds of exception that there are, and measures that the text speaks of."""
    flagged = {flag.kind for flag in desk.flags}
    kinds = [(str(kind), kind.replace("_", " ").capitalize()) for kind in FLAG_KINDS if kind in flagged]
    named = {measure for view in shown for measure in view.measures}
    measures = [(one.id, measure_title(desk.facts, one.id)) for one in desk.facts.measures if one.id in named]
    return kinds, measures


def measure_titles(facts: FactSet) -> list[tuple[str, str]]:
    """The measures of the report with their titles, in its order."""
    return [(one.id, measure_title(facts, one.id)) for one in facts.measures]


def _view(
    block: Block,
    name: str,
    verdicts: Sequence[Verdict],
    signed: Standing,
    flags: dict[str, tuple[str, ...]],
    anchor: str,
) -> View:
    measures = tuple(dict.fromkeys(v.claim.measure for v in verdicts if v.claim.measure))
    claims = tuple(
        {
            "n": number, "start": verdict.claim.start, "end": verdict.claim.end, "text": verdict.claim.text,
            "verdict": verdict.claim.verdict, "said": VERDICTS[verdict.claim.verdict],
            "message": verdict.claim.message, "fix": verdict.fix, "measure": measure_near(verdicts, number),
            **dict(zip(("wants_note", "sentence"), wanted_note(block.text, verdict.claim), strict=True)),
        }
        for number, verdict in enumerate(verdicts)
    )  # fmt: skip
    return View(
        block,
        block_html(block, verdicts),
        signed.blocks.get(block.key, ""),
        name,
        anchor,
        measures,
        tuple(kind for kind in FLAG_KINDS if any(kind in flags.get(measure, ()) for measure in measures)),
        tuple(claim for claim in claims if claim["verdict"] != "supported"),
        claims,
    )


def measure_near(verdicts: Sequence[Verdict], place: int) -> str:
    """The measure that a claim of a paragraph speaks of: its own, else that of the claims before it, else after it."""
    near = [*reversed(verdicts[: place + 1]), *verdicts[place + 1 :]]
    return next((verdict.claim.measure for verdict in near if verdict.claim.measure), "")


def wanted_note(text: str, claim: Claim) -> tuple[str, str]:
    """The kind of note that would decide a claim, and the words that the note would have to say; "" for no note."""
    if claim.verdict != "not_enough_information" or claim.kind not in ("cause", "quotation"):
        return "", ""
    if claim.kind == "quotation":
        return "quotation", claim.text.strip('"“”')
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, claim.start)), default=0)
    after = _SENTENCE.search(text, claim.end)
    return "cause", text[start : after.start() + 1 if after else len(text)].strip()


def name_of(block: Block) -> str:
    """What buttons call a block."""
    if block.number:
        return f"paragraph {block.number}"
    words = " ".join(unmarked(block.text).split()[:8]).rstrip(".,:;")
    return f"{'the point' if block.kind == 'point' else 'the paragraph'} “{words} …”"


def _flags_by_measure(flags: Sequence[Flag]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for flag in flags:
        found[flag.measure] = (*found.get(flag.measure, ()), flag.kind)
    return found
