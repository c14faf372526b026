"""Where charts and tables stand among the paragraphs of a section: after the words that speak of them."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.models.outline import Chart, Paragraph, Section, Table

Insert = Chart | Table


def inserts_of(section: Section) -> tuple[Insert, ...]:
    """The charts and tables of a section, in the order of the outline."""
    return (*section.charts, *section.tables)


def facts_of(insert: Insert) -> frozenset[str]:
    """The ids of the facts that a chart or a table shows."""
    if isinstance(insert, Table):
        return frozenset(cell.fact for row in insert.rows for cell in row if cell.fact is not None)
    shown = {fact for series in insert.series for fact in series.facts}
    return frozenset(shown | {fact for fact in (insert.centre, insert.target) if fact is not None})


def place(section: Section, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Insert, ...], ...]:
    """For each paragraph, what follows it; one tuple more at the front, for what stands before the first.

    A chart or table follows the paragraph that shares most facts with it (the first of equals). One that shares
    none follows the last paragraph. Notes stay together with the figures before them because they share none.
    """
    slots: list[list[Insert]] = [[] for _ in range(len(paragraphs) + 1)]
    spoken = [set(paragraph.facts) for paragraph in paragraphs]
    messages = {message.id: message for message in section.messages}
    for facts, paragraph in zip(spoken, paragraphs, strict=True):
        if paragraph.id in messages:
            facts.update(messages[paragraph.id].facts)
    for insert in inserts_of(section):
        shown = facts_of(insert)
        shared = [len(shown & facts) for facts in spoken]
        best = max(shared, default=0)
        slots[shared.index(best) + 1 if best else len(paragraphs)].append(insert)
    return tuple(tuple(slot) for slot in slots)
