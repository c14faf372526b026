"""The table of an evaluation, as Markdown and as data, and a page with the texts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from types import MappingProxyType
from typing import Any

from pcc_narrator.evaluating.baseline import Free
from pcc_narrator.evaluating.evaluate import Result
from pcc_narrator.evaluating.lengths import Lengths, words_of
from pcc_narrator.evaluating.stages import Stage

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:none}
table{border-collapse:collapse;margin:0 0 2rem}
.texts{width:100%;table-layout:fixed}
th,td{border:1px solid #767676;padding:.5rem;vertical-align:top;text-align:left}
.wrong{background:#fbe3e4}.other{color:#505050}caption{text-align:left;font-weight:bold;padding:.5rem 0}"""

_KEY = (
    "In grey: the template's paragraphs in another writer's section, and notes. In red: what the checker refutes in "
    "the text that was written without constraint."
)


_IN_PARTS = ("draft", "prose", "references", "beside")


def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """The table of the results: a row a measure, a column a writer and a workspace."""
    head = ("", *(f"{one.writer}{f' ({one.shape})' if one.shape else ''}, {one.stage}" for one in results))
    table: list[tuple[str, ...]] = [head]

    def add(name: str, *cells: object) -> None:
        table.append(
            (name, *("" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells))
        )

    add("sections", *(one.sections for one in results))
    add("points", *(one.points for one in results))
    add("points that could stand at the first try", *(_part(one.first, one.points) for one in results))
    add("points in its own paragraphs in the end", *(_part(one.accepted, one.points) for one in results))
    add("points that fell back to the template", *(one.fell_back for one in results))
    for reason in dict.fromkeys(name for one in results for name, _ in one.refused):
        add(f"findings: {reason}", *(dict(one.refused).get(reason, 0) for one in results))
    if any(one.references for one in results):
        made = [one.references for one in results]
        add("references right in first replies", *(one and _part(one.right, one.made) for one in made))
        add("… to nothing", *(one and one.to_nothing for one in made))
        add("… in a refuted sentence", *(one and one.refuted for one in made))
        add("… in an undecided sentence", *(one and one.undecided for one in made))
        add("… true, proven by other facts", *(one and one.unread for one in made))
    add("claims refuted in the finished text", *(one.refuted_after for one in results))
    add("claims undecided in the finished text", *(one.undecided_after for one in results))
    add("must-say items said", *(_part(one.must_say - one.missing, one.must_say) for one in results))
    add("notes woven into its paragraphs", *(_part(one.notes_woven, one.notes) for one in results))
    add("paragraphs without notes", *(one.prose.paragraphs for one in results))
    add("words", *(one.prose.words for one in results))
    add("words in a sentence", *(one.prose.sentence_words for one in results))
    add("distinct openings", *(f"{one.prose.distinct_openings:.0%}" for one in results))
    add("sentences that stand twice", *(one.prose.repeated for one in results))
    add("reading age", *(one.prose.reading_age for one in results))
    if any(one.beside for one in results):
        lengths = [one.beside for one in results]
        add("words, of the real report's in the same sections", *(b and _part(b.words, b.real_words) for b in lengths))
        add("sections half to twice as long as there", *(b and _part(b.near, b.sections) for b in lengths))
    add("tokens sent, received", *(f"{one.tokens_in:,}, {one.tokens_out:,}" for one in results))
    add("cost", *(one.cost for one in results))
    add("seconds", *(one.seconds for one in results))
    return table


def free_rows(free: Sequence[Free]) -> list[tuple[str, str]]:
    """The table of the baseline without constraint."""
    answered = [one for one in free if one.text]
    claims = [claim for one in answered for claim in one.claims]
    count = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in
             ("supported", "refuted", "not_enough_information")}  # fmt: skip
    return [
        ("sections answered", f"{len(answered):,} of {len(free):,}"),
        ("claims", f"{len(claims):,}"),
        ("supported", f"{count['supported']:,}"),
        ("refuted", _part(count["refuted"], len(claims))),
        ("of these figures", f"{sum(one.wrong(figures=True) for one in answered):,}"),
        ("undecided", f"{count['not_enough_information']:,}"),
        ("sections with something refuted", _part(sum(one.wrong() > 0 for one in answered), len(answered))),
        ("tokens sent, received", f"{sum(o.tokens_in for o in free):,}, {sum(o.tokens_out for o in free):,}"),
    ]


def markdown(table: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in table[0]) + " |", *lines[1:]]) + "\n"


def as_data(results: Sequence[Result], free: Sequence[Free]) -> dict[str, Any]:
    """The same as JSON, without the texts."""
    return {
        "results": [
            {name: getattr(one, name) for name in Result.__dataclass_fields__ if name not in _IN_PARTS}
            | {name: asdict(part) if (part := getattr(one, name)) else None for name in ("references", "beside")}
            | {name: getattr(one.prose, name) for name in type(one.prose).__dataclass_fields__}
            for one in results
        ],
        "without_constraint": [
            {"section": one.section, "text": one.text, "problem": one.problem,
             "refuted": [{"text": c.text, "kind": c.kind, "message": c.message}
                         for c in one.claims if c.verdict == "refuted"]}
            for one in free
        ],
    }  # fmt: skip


def page(
    stages: Sequence[Stage], results: Sequence[Result], free: Sequence[Free], lengths: Lengths = MappingProxyType({})
) -> str:
    """One HTML page: the table, then for each section what each writer made of it, and how long it is."""
    parts = [
        "<!doctype html><html lang=en-GB><meta charset=utf-8><title>Writers side by side</title>",
        f"<style>{_STYLE}</style><h1>Writers side by side</h1>",
        _table(rows(results)),
        f"<p>{_KEY}</p>",
    ]
    if free:
        parts.insert(-1, _table([("without constraint", stages[0].name), *free_rows(free)]))
    freely = {one.section: one for one in free}
    for stage in stages:
        shown = [one for one in results if one.stage == stage.name]
        parts.append(f"<h2>{escape(stage.name)}</h2>")
        for section in stage.outline.sections:
            heads = [
                f"{one.writer} {one.shape}".strip() + f", {_words(words_of(one.draft, section.id))}" for one in shown
            ]
            real = lengths.get(stage.name, {}).get(section.id)
            title = section.title + (f" (in the real report: {_words(real)})" if real else "")
            cells = ["".join(_paragraph(p.text, p.writer == one.writer and not p.id.startswith("note."))
                             for p in one.draft.of(section.id)) for one in shown]  # fmt: skip
            if stage is stages[0] and section.id in freely:
                heads.append(f"without constraint, {_words(len(freely[section.id].text.split()))}")
                cells.append(_marked(freely[section.id]))
            parts.append(
                f"<table class=texts><caption>{escape(title)}</caption><tr>"
                + "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
                + "</tr><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
            )  # fmt: skip
    return "\n".join(parts) + "\n</html>\n"


def _paragraph(text: str, own: bool) -> str:
    return f"<p>{escape(text)}</p>" if own else f"<p class=other>{escape(text)}</p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """A table; its first row and its first column are heads."""
    head = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in rows[0])
    lines = (
        f"<tr><th scope=row>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows[1:]
    )
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>"


def _words(count: int) -> str:
    return f"{count:,} word{'' if count == 1 else 's'}"


def _marked(one: Free) -> str:
    wrong = [claim for claim in one.claims if claim.verdict == "refuted"]
    listed = "".join(f"<li class=wrong>{escape(claim.text)}: {escape(claim.message)}</li>" for claim in wrong)
    return f"<p>{escape(one.text)}</p><ul>{listed}</ul>" if one.text else f"<p class=other>{escape(one.problem)}</p>"


def _part(count: int, whole: int) -> str:
    return f"{count:,} of {whole:,} ({count / whole:.0%})" if whole else f"{count:,}"
