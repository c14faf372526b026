"""The claims of a text and what is none, each with its place, from sentences that were judged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pcc_narrator.checking.causes import judge_quotations
from pcc_narrator.checking.document import Blank, Document
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.runs import run_verdict
from pcc_narrator.checking.spans import Spans, names_run
from pcc_narrator.models.claim import Claim, ClaimKind, Ignored
from pcc_narrator.models.fact import Note
from pcc_narrator.models.figure import Figure, NotAFigure
from pcc_narrator.periods.mention import PeriodMention
from pcc_narrator.periods.numerals import ordinals


class Claims:
    """Makes the claims of one text."""

    def __init__(self, text: str, document: Document, spans: Spans) -> None:
        self.text = text
        self.document = document
        self.spans = spans
        self.lines = _line_starts(text)

    def of(
        self, sentences: Iterable[ReadSentence], notes: tuple[Note, ...], *, strict: bool
    ) -> tuple[tuple[Claim, ...], tuple[Ignored, ...]]:
        """Every claim, and every figure or period that is none, in the order of the text."""
        claims: list[Claim] = []
        nothing: tuple[Blank | NotAFigure, ...] = (*self.document.blanks, *self.spans.not_figures)
        ignored = [Ignored(one.start, one.end, self.text[one.start : one.end], one.reason) for one in nothing]
        used: set[int] = set()
        for read in sentences:
            for at, item in enumerate(read.sentence.items):
                if item.figure is not None:
                    used.add(item.start)
                    judged = read.figures[at]
                    worked_out = judged.verdict == "supported" and bool(judged.inputs)
                    kind = "arithmetic" if worked_out else _kind_of(item.figure, read.resolver.roles.get(at))
                    claims.append(self._claim(item.start, item.end, kind, judged))
                elif item.period is not None:
                    used.add(item.start)
                    if any(step == at for step, _, _ in read.words):
                        continue
                    self._period(read, at, item.period, claims, ignored)
                elif item.name is not None:
                    self._within_name(item, used, ignored)
            claims.extend(self._claim(name.start, name.end, "name", name.judged()) for name in read.names)
            for at, kind, judged in read.words:
                item = read.sentence.items[at]
                claims.append(self._claim(item.start, item.end, kind, judged))
        for start, end, judged in judge_quotations(self.document.prose, notes):
            claims.append(self._claim(start, end, "quotation", judged))
        self._rest(used, claims, ignored)
        if strict:
            claims = [_strict(claim) for claim in claims]
        claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
        ignored.sort(key=lambda item: (item.start, item.end))
        return tuple(claims), tuple(ignored)

    def _within_name(self, item: Item, used: set[int], ignored: list[Ignored]) -> None:
        """A figure that is part of a name ("recorded within ten working days") claims nothing by itself."""
        starts = self.spans.starts
        first, last = bisect_left(starts, item.start), bisect_left(starts, item.end)
        inside = self.spans.taken[first:last]
        used.update(span.start for span in inside)
        end = max([item.end, *(span.end for span in inside)])
        text = self.text[item.start : end]
        if inside or any(map(str.isdigit, text)):
            ignored.append(Ignored(item.start, end, text, "part of a name"))

    def _period(
        self, read: ReadSentence, at: int, mention: PeriodMention, claims: list[Claim], ignored: list[Ignored]
    ) -> None:
        """A period is a claim where a figure or word was judged by it; else it is noted as a period only."""
        item = read.sentence.items[at]
        if mention.count and (
            (mention.kind == "length" and _runs(read.sentence.items, at)) or _each_moved(read.sentence.items, at)
        ):
            ordinal = any(
                word in ordinals() or (word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th")))
                for word in item.key.split()
            )
            judged = run_verdict(read.resolver, at, mention.count, ordinal, item.key)
            claims.append(self._claim(item.start, item.end, "run", judged))
            return
        supported = [j for j in [*read.figures.values(), *(w for _, _, w in read.words)] if j.verdict == "supported"]
        for judged in supported:
            candidate = judged.candidate
            if candidate is None:
                continue
            own = [p for p in (mention.period, *mention.alternatives) if p is not None]
            if candidate.period in own or candidate.base in own:
                claims.append(
                    self._claim(
                        item.start,
                        item.end,
                        "date" if mention.kind == "date" else "period",
                        Judged(
                            "supported",
                            "period",
                            "The figure beside it is of this period.",
                            candidate,
                            reading=judged.reading,
                        ),
                    )
                )
                return
        ignored.append(
            Ignored(item.start, item.end, self.text[item.start : item.end], "a time; no figure rests on it alone")
        )

    def _rest(self, used: set[int], claims: list[Claim], ignored: list[Ignored]) -> None:
        """Figures and periods that no sentence took (inside a name, across a break)."""
        covered = sorted((claim.start, claim.end) for claim in claims)
        covered += [(item.start, item.end) for item in ignored]
        covered.sort()
        starts = [start for start, _ in covered]
        for span in self.spans.taken:
            if span.start in used or _covered(covered, starts, span.start, span.end):
                continue
            text = self.text[span.start : span.end]
            if isinstance(span, PeriodMention):
                ignored.append(Ignored(span.start, span.end, text, "a time; no figure rests on it alone"))
            else:
                claims.append(
                    self._claim(
                        span.start,
                        span.end,
                        _kind_of(span, None),
                        Judged(
                            "not_enough_information", "unread", "This figure stands in no sentence that could be read."
                        ),
                    )
                )

    def _claim(self, start: int, end: int, kind: ClaimKind, judged: Judged) -> Claim:
        line = bisect_right(self.lines, start)
        candidate, reading = judged.candidate, judged.reading
        subject = candidate.subject if candidate is not None else None
        if subject is None and reading is not None and reading.subjects.choices:
            subject = reading.subjects.choices[0]
        area = candidate.area if candidate is not None else None
        if area is None and reading is not None and reading.places.choices:
            area = reading.places.choices[0]
        period = candidate.period if candidate is not None else None
        if period is None and reading is not None and reading.times.choices:
            period = reading.times.choices[0]
        return Claim(
            start,
            end,
            line,
            start - self.lines[line - 1] + 1,
            self.text[start:end],
            kind,
            judged.verdict,
            judged.message,
            judged.rule,
            subject.measure if subject else None,
            candidate.statistic if candidate else None,
            area,
            subject.category if subject else None,
            period,
            candidate.facts if candidate else (),
            judged.expected,
        )


def _each_moved(items: Sequence[Item], at: int) -> bool:
    """Whether something rose or fell "in each of the last nine quarters", right before which the direction is said."""
    before = [item for item in items[max(0, at - 5) : at] if item.clause == items[at].clause]
    each = next((step for step, item in enumerate(before) if item.key in ("each of", "each")), None)
    if each is None or any(item.key not in ("the", "of") for item in before[each + 1 :]):
        return False
    told = [item for item in before[:each] if item.key != "in"]
    last = items[at].period
    counted = last is not None and (last.count or 0) > 1 and last.relation in ("previous", "this", "up_to_now")
    return counted and bool(told) and told[-1].has("direction", "up", "down")


def _runs(items: Sequence[Item], at: int) -> bool:
    return names_run(" ".join(item.key for item in items[at : at + 2]))


def _kind_of(figure: Figure, role: RoleRead | None) -> ClaimKind:
    if role is not None and role.role == "areas":
        return "count_of_areas"
    if role is not None and role.role == "run":
        return "run"
    return figure.kind


def _strict(claim: Claim) -> Claim:
    if claim.verdict != "not_enough_information":
        return claim
    return replace(claim, verdict="refuted", rule=f"strict:{claim.rule}")


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _covered(spans: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> bool:
    place = bisect_right(starts, start) - 1
    return any(spans[n][0] <= start and end <= spans[n][1] for n in range(max(0, place - 3), place + 1))
