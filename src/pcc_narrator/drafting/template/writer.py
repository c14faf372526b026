"""From messages to paragraphs: the phrasings of each kind, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pcc_narrator.drafting.brief import Brief, Written
from pcc_narrator.drafting.judge import FLUENCY, is_open, judge
from pcc_narrator.drafting.template.levels import caution, level, no_data
from pcc_narrator.drafting.template.others import peers, target
from pcc_narrator.drafting.template.overview import overview
from pcc_narrator.drafting.template.parts import breakdown, composition
from pcc_narrator.drafting.template.roles import Candidate, Roles
from pcc_narrator.drafting.template.summary import summary
from pcc_narrator.drafting.template.trend import trend
from pcc_narrator.models.outline import Message, MessageKind, Paragraph, SectionRun

_KINDS: Mapping[MessageKind, Callable[[Roles], list[Candidate]]] = {
    "level": level,
    "no_data": no_data,
    "trend": trend,
    "change": trend,
    "composition": composition,
    "breakdown": breakdown,
    "peers": peers,
    "target": target,
    "caution": caution,
}
_REMEMBERED = 3  # paragraphs back that an opening must differ from


class TemplateWriter:
    """The deterministic writer. The same brief gives the same paragraphs."""

    name = "template"
    in_flight = 1

    def write(self, brief: Brief) -> Written:
        """One paragraph a message. A phrasing that the checker refutes is passed over; the run says if all were."""
        written: list[Paragraph] = []
        dropped: list[tuple[str, str]] = []
        for message in brief.section.messages:
            paragraph, reason = self.paragraph(brief, message, (*brief.before, *written))
            if paragraph is not None:
                written.append(paragraph)
            elif reason:
                dropped.append((message.id, reason))
        run = SectionRun(brief.section.id, self.name, tries=1, fell_back=tuple(dropped))
        return Written(tuple(written), run)

    def stop(self, reason: str) -> bool:
        """It asks nobody."""
        return False

    def paragraph(self, brief: Brief, message: Message, before: Sequence[Paragraph]) -> tuple[Paragraph | None, str]:
        """The paragraph of one message, or None and why there is none."""
        reasons: list[str] = []
        second: dict[str, Candidate] = {}  # true, but open in part, or not pretty: better than silence
        for candidate in ranked(candidates(brief, message), before, message):
            findings = (
                judge(brief, message, candidate.text, before, wanted=(), proven=True) if message.kind != "note" else ()
            )
            unproven = all(is_open(finding) for finding in findings)
            if not findings or (unproven and candidate.weight):
                return self._made(brief, message, candidate), ""
            reasons.extend(findings)
            if unproven:
                second.setdefault("open", candidate)
            elif all(is_open(finding) or finding.startswith(FLUENCY) for finding in findings):
                second.setdefault("clumsy", candidate)
        for kind in ("open", "clumsy"):
            if kind in second:
                return self._made(brief, message, second[kind]), ""
        return None, next((reason for reason in reasons if not is_open(reason)), "")

    def _made(self, brief: Brief, message: Message, candidate: Candidate) -> Paragraph:
        return Paragraph(
            id=message.id,
            section=brief.section.id,
            text=candidate.text,
            writer=self.name,
            facts=candidate.facts,
            notes=message.notes,
        )


def candidates(brief: Brief, message: Message) -> list[Candidate]:
    """Every phrasing of a message, the plainest first. None if the facts do not carry it."""
    if message.kind == "note":
        texts = [brief.facts.note_by_id[note].text.strip() for note in message.notes if note in brief.facts.note_by_id]
        return [Candidate("note", " ".join(texts))] if texts else []
    found = _said(brief, message)
    return [replace(one, text=brief.swaps(one.text)) for one in found] if brief.swaps.words else found


def _said(brief: Brief, message: Message) -> list[Candidate]:
    """The phrasings of a message in the program's own words."""
    roles = Roles.of(brief.wording, message, brief.section.measure)
    if message.kind == "overview":
        return overview(brief.wording, brief.outline, message, brief.numbers)
    if message.kind == "summary":
        flags = [brief.flags[flag] for flag in message.flags if flag in brief.flags]
        return summary(roles, flags, brief.numbers)
    return _distinct(_KINDS[message.kind](roles))


def ranked(found: Sequence[Candidate], before: Sequence[Paragraph], message: Message) -> list[Candidate]:
    """The candidates in the order in which they are tried: the least like the paragraphs before, turn by turn."""
    if not found:
        return []
    kind = message.id.rsplit(".", 1)[-1]
    turn = sum(paragraph.id.rsplit(".", 1)[-1] == kind for paragraph in before) % len(found)
    near = [opening(paragraph.text) for paragraph in before[-_REMEMBERED:]]

    def likeness(place: int) -> tuple[int, int, int]:
        first = opening(found[place].text)
        like = sum(shared(first, other) for other in near)
        return -found[place].weight, like, (place - turn) % len(found)

    return [found[place] for place in sorted(range(len(found)), key=likeness)]


def opening(text: str) -> tuple[str, ...]:
    """The first three words of a paragraph, in lower case."""
    return tuple(word.strip(".,:;*").lower() for word in text.split()[:3])


def shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many words two openings share from the start."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    kept: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.text:
            kept.setdefault(candidate.text, candidate)
    return list(kept.values())
