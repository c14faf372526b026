"""Section by section through a writer: the body first, then the summary that points into it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pcc_narrator.drafting.brief import Brief, Check, Progress, Writer, Written
from pcc_narrator.drafting.writers import make_writer
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Draft, Outline, Paragraph, Section
from pcc_narrator.wording import Wording


def draft(
    outline: Outline,
    facts: FactSet,
    *,
    writer: Writer | str = "template",
    check: Check | None = None,
    progress: Progress | None = None,
) -> Draft:
    """The paragraphs of a report: one a message of the outline, the summary's first.

    `writer` is a writer or its name ("template", "openai:MODEL", "replay:FOLDER"). With `check` no paragraph
    stands that the checker refutes. A writer that waits for others (`in_flight` above one) writes several sections
    at a time; their order is that of the outline all the same. Raises WriterError if the writer cannot be set up;
    what goes wrong while it writes ends in the template's paragraph and is kept in the runs.
    """
    used = make_writer(writer) if isinstance(writer, str) else writer
    # Requirements are of the whole report, not of one paragraph; one set for all, so that an index of it is made once.
    wording = Wording.of(replace(facts, requirements=()), outline)
    homes = [(part.title, section) for part in outline.parts for section in part.sections]
    tell = progress or (lambda _: None)

    def write(part: str, section: Section, before: tuple[Paragraph, ...] = ()) -> Written:
        tell(f"  {section.title}")
        return _with_gaps(used.write(Brief(outline, section, part, wording, check, before)), outline, section, facts)

    results: list[Written] = []
    if used.in_flight > 1:
        with ThreadPoolExecutor(used.in_flight) as pool:  # `map` keeps the order of the report
            results.extend(pool.map(lambda home: write(*home), homes))
    else:
        for part, section in homes:
            results.append(write(part, section, tuple(p for result in results for p in result.paragraphs)))
    body = Draft(
        tuple(paragraph for result in results for paragraph in result.paragraphs),
        tuple(result.run for result in results),
    )
    if outline.summary is None:
        return body
    numbers = _numbers_by_measure(outline, body)
    result = used.write(Brief(outline, outline.summary, "", wording, check, (), numbers))
    return Draft((*result.paragraphs, *body.paragraphs), (result.run, *body.runs))


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


def _numbers_by_measure(outline: Outline, body: Draft) -> dict[str, tuple[int, ...]]:
    """The printed numbers of the paragraphs about each measure, in order."""
    found: dict[str, list[int]] = {}
    numbers = body.numbers
    for section in outline.sections:
        for message in section.messages:
            if message.id in numbers:
                found.setdefault(message.measure or section.measure, []).append(numbers[message.id])
    return {measure: tuple(sorted(values)) for measure, values in found.items()}
