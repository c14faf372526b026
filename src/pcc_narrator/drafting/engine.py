"""Section by section through a writer: the body first, then the summary that points into it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from pcc_narrator.drafting.brief import Brief, Check, Progress, Writer, Written
from pcc_narrator.drafting.house import AS_IT_IS, NOTHING_LEARNT, House, swaps_of
from pcc_narrator.drafting.judge import refuted_together
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.drafting.writers import make_writer
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Draft, Outline, Paragraph, Section, SectionRun
from pcc_narrator.wording import Wording

STOPPED = "stopped from the keyboard"


def draft(
    outline: Outline,
    facts: FactSet,
    *,
    writer: Writer | str = "template",
    check: Check | None = None,
    progress: Progress | None = None,
    voice: House = NOTHING_LEARNT,
) -> Draft:
    """The paragraphs of a report: one a message of the outline unless a writer joins two, the summary's first.

    `writer` is a writer or its name ("template", "openai:MODEL", "replay:FOLDER"). With `check` no paragraph
    stands that the checker refutes. A writer that waits for others (`in_flight` above one) writes several sections
    at a time; their order is that of the outline all the same. Ctrl-C stops asking: what is not written yet is the
    template's; a second one raises KeyboardInterrupt, as does the first where the writer asks nobody. `voice` is the
    house's manner (see `drafting.voice`): a model is shown it, and the program says its terms. Raises WriterError if
    the writer cannot be set up; what goes wrong while it writes ends in the template's paragraph and is kept in the
    runs.
    """
    used = make_writer(writer) if isinstance(writer, str) else writer
    # Requirements are of the whole report, not of one paragraph; one set for all, so that an index of it is made once.
    wording = Wording.of(replace(facts, requirements=()), outline)
    swaps = swaps_of(voice.terms, _named(wording)) if voice.terms else AS_IT_IS
    homes = [(part.title, section) for part in outline.parts for section in part.sections]
    teller = _Teller(progress or (lambda _: None), len(homes))

    def write(part: str, section: Section, before: tuple[Paragraph, ...]) -> Written:
        def tell(what: str) -> None:
            teller.tell(section, what)

        brief = Brief(outline, section, part, wording, check, before, house=voice, swaps=swaps, tell=tell)
        written = _with_gaps(used.write(brief), outline, section, facts)
        teller.finished(section, written.run)
        return written

    results = list(_written(used, homes, write))
    if used.in_flight > 1:
        results = _varied(
            results, [Brief(outline, section, part, wording, check, swaps=swaps) for part, section in homes]
        )
    body = Draft(
        tuple(paragraph for result in results for paragraph in result.paragraphs),
        tuple(result.run for result in results),
    )
    if outline.summary is None:
        return body
    numbers = _numbers_by_measure(outline, body)
    result = used.write(Brief(outline, outline.summary, "", wording, check, (), numbers, swaps=swaps))
    return Draft((*result.paragraphs, *body.paragraphs), (result.run, *body.runs))


def totals(runs: tuple[SectionRun, ...]) -> dict[str, object]:
    """What the sections cost together: for run.json and for the screen."""
    costs = [run.cost for run in runs if run.cost is not None]
    return {
        "sections": len(runs),
        "tries": sum(run.tries for run in runs),
        "calls": sum(run.calls for run in runs),
        "sections_from_kept_replies": sum(run.cached for run in runs),
        "fell_back": sum(len(run.fell_back) for run in runs),
        "tokens_in": sum(run.tokens_in for run in runs),
        "tokens_out": sum(run.tokens_out for run in runs),
        "cost": round(sum(costs), 6) if costs else None,
        "seconds": round(sum(run.seconds for run in runs), 2),
    }


Write = Callable[[str, Section, tuple[Paragraph, ...]], Written]


def _written(used: Writer, homes: list[tuple[str, Section]], write: Write) -> Iterator[Written]:
    """The sections in the report's order, several at a time where the writer says so.

    The writing is done in threads, so that Ctrl-C reaches the one that waits.
    """
    with ThreadPoolExecutor(used.in_flight) as pool:
        if used.in_flight > 1:
            ahead = [pool.submit(write, part, section, ()) for part, section in homes]
            for future in ahead:
                yield _result(used, future)
            return
        before: tuple[Paragraph, ...] = ()
        for part, section in homes:
            result = _result(used, pool.submit(write, part, section, before))
            before += result.paragraphs
            yield result


def _varied(results: list[Written], briefs: list[Brief]) -> list[Written]:
    """The sections with the template's own paragraphs chosen anew, in view of what stands before them.

    Sections that were written side by side did not see one another.
    """
    template = TemplateWriter()
    before: tuple[Paragraph, ...] = ()
    varied = []
    for result, brief in zip(results, briefs, strict=True):
        kinds = {message.id: message for message in brief.section.messages}
        chosen: list[Paragraph] = []
        for paragraph in result.paragraphs:
            message = kinds.get(paragraph.id)
            if paragraph.writer == template.name and message is not None and message.kind != "note":
                other, _ = template.paragraph(brief, message, (*before, *chosen))
                paragraph = other or paragraph
            chosen.append(paragraph)
        if refuted_together(brief, chosen):
            chosen = list(result.paragraphs)
        before += tuple(chosen)
        varied.append(replace(result, paragraphs=tuple(chosen)))
    return varied


def _result(used: Writer, future: Future[Written]) -> Written:
    try:
        return future.result()
    except KeyboardInterrupt:
        if not used.stop(STOPPED):
            raise
        return future.result()  # soon: nobody is asked any more


@dataclass
class _Teller:
    """Says how far the sections have come, what they cost so far, and what happened in each."""

    say: Progress
    sections: int
    began: float = field(default_factory=time.monotonic)
    runs: list[SectionRun] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, section: Section, what: str) -> None:
        with self.lock:
            self.say(f"  {section.title}: {what}")

    def finished(self, section: Section, run: SectionRun) -> None:
        with self.lock:
            self.runs.append(run)
            self.say(f"  {section.title}: {_outcome(run)} ({len(self.runs)} of {self.sections}{self._so_far()})")

    def _so_far(self) -> str:
        all_ = totals(tuple(self.runs))
        tokens = sum(run.tokens_in + run.tokens_out for run in self.runs)
        if not any(run.tries and run.prompt_hash for run in self.runs):
            return ""
        cost = f", cost {all_['cost']:.4f}" if all_["cost"] is not None else ""
        return f"; {tokens:,} tokens{cost}, {time.monotonic() - self.began:.0f} s so far"


def _outcome(run: SectionRun) -> str:
    if not run.prompt_hash and not run.fell_back:
        return "done"
    parts = [f"{run.accepted} accepted"] if run.accepted else []
    if repaired := max(0, run.accepted - run.first) if run.tries > 1 else 0:
        parts.append(f"{repaired} repaired")
    if run.fell_back:
        parts.append(f"{len(run.fell_back)} fell back")
    return ", ".join(parts or ["done"]) + (", from kept replies" if run.cached else "")


def _with_gaps(written: Written, outline: Outline, section: Section, facts: FactSet) -> Written:
    """The section with a remark in its run, for the analyst alone, on each flagged measure that no cause explains."""
    explained = {
        measure
        for message in section.messages
        for note in message.notes
        if facts.note_by_id[note].kind == "cause"
        for measure in facts.note_by_id[note].measures
    }
    told = dict.fromkeys(message.measure or section.measure for message in section.messages)
    flagged = {flag.measure for flag in outline.flags if flag.kind != "media_interest"}
    gaps = tuple(f"{one}: flagged, and no note says why" for one in told if one in flagged and one not in explained)
    return replace(written, run=replace(written.run, findings=(*written.run.findings, *gaps)))


def _named(wording: Wording) -> Iterator[str]:
    """Every name that a sentence may hold: of measures, what they count and their categories, and of areas."""
    for measure in wording.facts.measures:
        counted = measure.counted
        yield from (measure.title, *measure.names, wording.phrase(measure.id).subject)
        yield from (counted.one, counted.many) if counted is not None else ()
    yield from dict.fromkeys(fact.category for fact in wording.facts.facts if fact.category is not None)
    for area in wording.facts.areas:
        yield from (area.title, *area.names)


def _numbers_by_measure(outline: Outline, body: Draft) -> dict[str, tuple[int, ...]]:
    """The printed numbers of the paragraphs about each measure, in order."""
    found: dict[str, list[int]] = {}
    numbers = body.numbers
    for section in outline.sections:
        for message in section.messages:
            if message.id in numbers:
                found.setdefault(message.measure or section.measure, []).append(numbers[message.id])
    return {measure: tuple(sorted(values)) for measure, values in found.items()}
