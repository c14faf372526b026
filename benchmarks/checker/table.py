"""What the outcomes add up to: the table, its breakdown by kind, and what went wrong."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from judging import Finding, Outcome

_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: `hits` of `n`, how many of the rest were left undecided, and the bar to meet."""

    label: str
    half: str
    checker: str
    n: int
    hits: int
    undecided: int
    bar: str

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 per cent Wilson interval of the rate."""
        return wilson(self.hits, self.n)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 per cent Wilson interval of a proportion."""
    if n == 0:
        return 0.0, 1.0
    z, share = 1.959964, hits / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


# (set, what the cases want, what is counted, label, bar)
_LINES: tuple[tuple[str, Collection[str], str, str, str], ...] = (
    ("mutation", ("refuted",), "numeric right", "mutations, numeric: caught", "≥ 99 %"),
    ("mutation", ("refuted", "unsupported", "missing"), "right", "mutations, all: caught", "≥ 95 %"),
    ("generated", ("true",), "claims refuted", "generated text: claims refuted", "≤ 0.1 %"),
    ("generated", ("true",), "claims undecided", "generated text: claims undecided", "≤ 2 %"),
    ("true", ("true",), "claims refuted", "true paraphrases: claims refuted", "≤ 1 %"),
    ("true", ("true",), "claims undecided", "true paraphrases: claims undecided", "≤ 10 %"),
    ("real", ("true", "refuted"), "numeric seen", "real prose: numeric claims found", "≥ 97 %"),
    ("real", ("true",), "refuted", "real prose: true claims refuted", "≤ 2 %"),
    ("real", ("refuted",), "refuted", "real prose: contradictions caught", "all"),
    ("model", ("refuted",), "refuted", "a model's errors: wrong claims refuted", "≥ 90 %"),
    ("model", ("true",), "refuted", "a model's errors: true claims refuted", "≤ 1 %"),
    ("model2", ("refuted",), "refuted", "a real model's wrong claims refuted (second set)", "≥ 90 %"),
    ("model2", ("true",), "refuted", "a real model's true claims refuted (second set)", "≤ 1 %"),
    ("model3", ("refuted",), "refuted", "a real model's wrong claims refuted (third set)", "≥ 90 %"),
    ("model3", ("true",), "refuted", "a real model's true claims refuted (third set)", "≤ 1 %"),
    ("captions", ("refuted",), "refuted", "captions of series: false ones caught", "≥ 80 %"),
    ("captions", ("true",), "refuted", "captions of series: true ones refuted", "≤ 10 %"),
    ("pairs", ("refuted",), "refuted", "published patterns: false ones caught", "≥ 80 %"),
    ("pairs", ("true",), "refuted", "published patterns: true ones refuted", "≤ 10 %"),
    ("blind-captions", ("refuted",), "refuted", "blind captions: false ones caught", "≥ 80 %"),
    ("blind-captions", ("true",), "refuted", "blind captions: true ones refuted", "≤ 10 %"),
    ("blind-paragraphs", ("refuted",), "refuted", "blind paragraphs: false ones caught", "≥ 80 %"),
    ("blind-paragraphs", ("true",), "refuted", "blind paragraphs: true ones refuted", "≤ 10 %"),
    ("reports", ("refuted",), "refuted", "report paragraphs: false ones caught", "≥ 80 %"),
    ("reports", ("true",), "refuted", "report paragraphs: true ones refuted", "≤ 10 %"),
    ("styles", ("refuted",), "refuted", "paragraphs in other styles: false ones caught", "≥ 80 %"),
    ("styles", ("true",), "refuted", "paragraphs in other styles: true ones refuted", "≤ 10 %"),
    ("clean", ("true",), "refuted", "clean texts with any false finding", "≤ 1 %"),
    ("true", ("true",), "refuted", "true paraphrases: texts with any false finding", "≤ 1 %"),
    ("generated", ("true",), "refuted", "generated sections with any false finding", "≤ 1 %"),
)


def lines(checker: str, half: str, outcomes: Sequence[Outcome]) -> Iterator[Line]:
    """Every line of one half for one checker."""
    for set_name, expect, counted, label, bar in _LINES:
        chosen = [one for one in outcomes if one.case.set == set_name and one.case.expect in expect]
        if counted.startswith("numeric"):
            chosen = [one for one in chosen if one.case.numeric]
        if counted.startswith("claims"):
            verdicts = Counter(claim.verdict for one in chosen for claim in one.claims)
            undecided = verdicts["not_enough_information"]
            hits = verdicts["refuted"] if counted == "claims refuted" else undecided
            n = sum(verdicts.values())
        else:
            n, undecided = len(chosen), sum(one.verdict in ("undecided", "unseen") for one in chosen)
            hits = sum(_counts(one, counted) for one in chosen)
        if n:
            yield Line(label, half, checker, n, hits, undecided, bar)


def _counts(one: Outcome, counted: str) -> bool:
    if counted.endswith("right"):
        return one.right
    return one.verdict != "unseen" if counted.endswith("seen") else one.verdict == "refuted"


def table(found: Sequence[Line]) -> str:
    """As Markdown."""
    rows = [
        "| line | half | checker | n | hits | rate | 95 % interval | undecided | bar |",
        "| --- | --- | --- | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for line in found:
        low, high = line.interval
        cells = (line.label, line.half, line.checker, f"{line.n:,}", f"{line.hits:,}", f"{line.hits / line.n:.1%}")
        rows.append(f"| {' | '.join(cells)} | {low:.1%} to {high:.1%} | {line.undecided:,} | {line.bar} |")
    return "\n".join(rows)


def kinds(outcomes: Sequence[Outcome]) -> str:
    """Right and wrong by set and kind, as Markdown."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        name = f"{one.case.set}, {'true' if one.case.expect == 'true' else 'false'}: {one.case.kind}"
        groups[name]["right" if one.right else one.verdict] += 1
    rows = ["| set and kind | n | right | wrong as |", "| --- | ---: | ---: | --- |"]
    for kind, counts in sorted(groups.items()):
        wrong = ", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items()) if verdict != "right")
        rows.append(f"| {kind} | {sum(counts.values())} | {counts['right']} | {wrong} |")
    return "\n".join(rows)


def failures(outcomes: Sequence[Outcome]) -> str:
    """What went wrong in the tuning half, false findings on true text first, grouped by set and kind."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in outcomes:
        if one.case.half == "tune" and not one.right:
            wrong = "A. false findings on true text" if one.case.expect == "true" else "B. errors not caught"
            groups[f"{wrong}: {one.case.set}/{one.case.kind}"].append(_failure(one))
    parts = []
    for name, rows in sorted(groups.items()):
        more = f"\n- … and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        parts.append(f"## {name} ({len(rows)})\n" + "\n".join(rows[:_SHOWN]) + more)
    return "\n\n".join(parts) + "\n"


def _failure(one: Outcome) -> str:
    case = one.case
    rows = [f"- {case.id} [{case.expect} wanted, {one.verdict} got]"]
    if case.start is None or case.end is None:
        if len(case.text) < 300:
            rows[0] += " " + _flat(case.text)
    else:
        rows[0] += " " + _flat(_sentence(case.text, case.start, case.end))
        if case.base is None:
            rows[0] += f"   «{case.text[case.start : case.end]}»"
    if case.why:
        rows.append(f"    why: {_flat(case.why)[:200]}")
    for found in one.findings[:6]:
        if isinstance(found, Finding):
            rows.append(
                f"    {found.verdict[:7]} {found.kind}/{found.rule} {found.text!r} expected={found.expected!r}: "
                f"{found.message[:200]} {list(found.facts[:2])}"
            )
            if case.start is None and len(case.text) >= 300:
                rows.append(f"        in: {_flat(_sentence(case.text, found.start, found.end))}")
    return "\n".join(rows)


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    last = min((at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0), default=len(text))
    return text[first : last + 1]


def _flat(text: str) -> str:
    return " ".join(text.split())[:400]
