"""A comparison as text for the terminal. Words taken out stand in [-…-], words put in in {+…+}."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.comparing.figures import iterate
from pcc_narrator.comparing.rows import (
    Row,
    flag_subject,
    move_row,
    place,
    revision_row,
    side_title,
    withdrawn_row,
)
from pcc_narrator.comparing.types import Comparison, Segment
from pcc_narrator.wording.cells import measure_title

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_SHOWN = 20  # rows of a part that are shown unless all are asked for


def to_text(comparison: Comparison, *, show_all: bool = False) -> str:
    """The comparison part by part. Without `show_all`, breakdowns, computed figures and long lists are counted."""
    return "\n".join(_lines(comparison, show_all)) + "\n"


def _lines(c: Comparison, show_all: bool) -> Iterator[str]:
    yield f"{side_title(c.old)} ({c.old.name}) → {side_title(c.new)} ({c.new.name})"
    yield from _figures(c, show_all)
    yield from _revisions(c, show_all)
    yield from _exceptions(c)
    yield from _words(c, show_all)


def _figures(c: Comparison, show_all: bool) -> Iterator[str]:
    main = [_move(move_row(c, move)) for move in iterate(c.moves, main=True)]
    others = [_move(move_row(c, move)) for move in iterate(c.moves, main=False)]
    yield from _part("Figures that changed", main, None)
    yield from _part("Breakdowns and other figures that changed", others, None if show_all else 0)
    if c.unchanged:
        yield f"  {c.unchanged:,} {'figure has' if c.unchanged == 1 else 'figures have'} not changed."
    if c.measures_added:
        titles = [f"  {measure_title(c.new.facts, one)}" for one in c.measures_added]
        yield from _part("Measures that are new", titles, None)
    if c.measures_removed:
        titles = [f"  {measure_title(c.old.facts, one)}" for one in c.measures_removed]
        yield from _part("Measures that are no longer there", titles, None)


def _revisions(c: Comparison, show_all: bool) -> Iterator[str]:
    supplied = [_revised(revision_row(c, revision)) for revision in c.revisions if revision.supplied]
    computed = [_revised(revision_row(c, revision)) for revision in c.revisions if not revision.supplied]
    gone = [withdrawn_row(c, fact) for fact in c.withdrawn]
    yield from _part("Revised figures", supplied, None if show_all else _SHOWN)
    if computed:
        yield from _part("Computed figures that differ for the same period", computed, None if show_all else 0)
    if gone:
        told = [f"  {row.subject}, {_inside(row.old_period)}: {row.old}" for row in gone]
        yield from _part("Supplied figures that are no longer there", told, None if show_all else 0)


def _exceptions(c: Comparison) -> Iterator[str]:
    for kind in ("came", "went", "stayed"):
        facts = c.old.facts if kind == "went" else c.new.facts
        flags = [move.flag for move in c.flags if move.kind == kind]
        told = [f"  {flag_subject(facts, flag)}" + ("" if kind == "stayed" else f". {flag.evidence}") for flag in flags]
        yield from _part(f"Exceptions that {kind}", told, None)


def _words(c: Comparison, show_all: bool) -> Iterator[str]:
    lines = []
    for change in c.texts:
        lines.append(f"  {place(change)} ({change.kind}) [{change.id or 'no id'}]")
        lines.append(f"    {marked(change.segments)}")
    limit = None if show_all else 2 * _SHOWN
    yield from _part("Paragraphs that changed", lines, limit, count=len(c.texts), per=2)
    yield f"  {c.texts_unchanged:,} {'paragraph has' if c.texts_unchanged == 1 else 'paragraphs have'} not changed."


def marked(segments: tuple[Segment, ...]) -> str:
    """The words of both texts in one line, marks round what differs."""
    parts = []
    for segment in segments:
        bare = segment.text.rstrip()
        parts.append(_MARKS[segment.kind].format(bare) + " " * bool(segment.text != bare or segment.kind != "same"))
    return "".join(parts).rstrip()


def _part(title: str, lines: list[str], limit: int | None, *, count: int | None = None, per: int = 1) -> Iterator[str]:
    count = len(lines) if count is None else count
    yield ""
    yield f"{title} ({count:,})"
    if not lines:
        yield "  none"
        return
    shown = lines if limit is None else lines[:limit]
    yield from shown
    hidden = count - len(shown) // per
    if hidden:
        yield f"  … {hidden:,} {'more' if shown else 'in all'}; --all shows {'it' if hidden == 1 else 'them'}."


def _move(row: Row) -> str:
    change = ", ".join(part for part in (row.difference, row.remark) if part)
    moved = f"{row.old} ({_inside(row.old_period)}) → {row.new} ({_inside(row.new_period)})"
    return f"  {row.subject}: {moved}" + (f": {change}" if change else "")


def _revised(row: Row) -> str:
    remark = f" [{row.remark}]" if row.remark else ""
    return f"  {row.subject}, {_inside(row.new_period)}: {row.old} → {row.new}{remark}"


def _inside(period: str) -> str:
    return period.replace("Quarter", "quarter", 1)
