"""Measures the checker, and two baselines, on the evaluation sets: one table.

    python benchmarks/checker/run.py [--half tune|held|both] [--set NAME]… [--checker ours|exact|nearest|all]
        [--json FILE] [--kinds] [--failures FILE] [--report DIR]…

`--kinds` breaks the mutations down; `--failures` writes what went wrong, tuning half only; `--report` names output
folders (report.md, facts.json) whose text is mutated and taken as true. See README.md for what each line counts.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from baselines import Checker, Found, exact, nearest
from cases import SETS, Case, claim_cases, facts_at, half_of, text_cases
from mutate import mutations

from pcc_narrator.models.fact import FactSet

ROOT = SETS.parent.parent.parent
_SEEN: dict[tuple[str, int], tuple[Sequence[Found], int]] = {}


@dataclass(frozen=True, slots=True)
class Finding(Found):
    """A claim of our checker."""

    text: str = ""
    kind: str = ""
    rule: str = ""
    message: str = ""
    expected: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a checker made of a case: "refuted", "supported", "undecided", or "unseen" where no claim was found."""

    case: Case
    verdict: str
    findings: Sequence[Found]


def ours(text: str, facts: FactSet) -> Sequence[Found]:
    """The claims that pcc-narrator finds; what is missing of the requirements is counted by `missing`."""
    return _checked(text, facts)[0]


def _checked(text: str, facts: FactSet) -> tuple[Sequence[Found], int]:
    key = (text, id(facts))
    if key not in _SEEN:
        from pcc_narrator.checking import check

        report = check(text, facts)
        claims = [Finding(claim.start, claim.end, claim.verdict, claim.text, claim.kind, claim.rule, claim.message,
                          claim.expected, claim.facts) for claim in report.claims]  # fmt: skip
        if len(_SEEN) > 4000:
            _SEEN.clear()
        _SEEN[key] = (claims, len(report.missing))
    return _SEEN[key]


CHECKERS: dict[str, Checker] = {"ours": ours, "exact": exact, "nearest": nearest}


def judge(name: str, case: Case) -> Outcome:
    """Run one checker on one case."""
    checker = CHECKERS[name]
    found = list(checker(case.text, case.facts))
    if case.expect == "missing":
        assert case.base is not None
        lost = name == "ours" and _checked(case.text, case.facts)[1] > _checked(case.base, case.facts)[1]
        return Outcome(case, "refuted" if lost else "supported", [])
    inside = found
    if case.start is not None and case.end is not None:
        inside = [one for one in found if one.start < case.end and one.end > case.start]
    refuted = [one for one in inside if one.verdict == "refuted"]
    undecided = [one for one in inside if one.verdict == "not_enough_information"]
    if case.base is not None:  # a mutation: only what the true text has not, and anywhere in the text
        before = Counter((case.base[one.start : one.end], one.verdict) for one in checker(case.base, case.facts))
        refuted, undecided = (
            [one for one in found if one.verdict == verdict
             and (case.text[one.start : one.end], verdict) not in before]
            for verdict in ("refuted", "not_enough_information")
        )  # fmt: skip
    if refuted:
        return Outcome(case, "refuted", refuted)
    if case.expect == "unsupported" and undecided:
        return Outcome(case, "undecided", undecided)
    if not inside:
        return Outcome(case, "unseen", [])
    return Outcome(case, "undecided" if undecided else "supported", undecided or inside)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 per cent Wilson interval of a proportion."""
    if n == 0:
        return 0.0, 1.0
    z, share = 1.959964, hits / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


# --- the sets -------------------------------------------------------------------------------------------------------


def sections(text: str) -> Iterator[str]:
    """A report cut at its headings, each part under the headings that it stands under."""
    path: list[tuple[int, str]] = []
    body: list[str] = []
    for line in [*text.splitlines(), "# "]:
        depth = len(line) - len(line.lstrip("#"))
        if not 1 <= depth <= 6 or not line[depth:].startswith(" "):
            body.append(line)
            continue
        if any(part.strip() for part in body):
            yield "\n\n".join(title for _, title in path) + "\n\n" + "\n".join(body).strip() + "\n"
        path = [(level, title) for level, title in path if level < depth] + [(depth, line)]
        body = []


def true_texts(reports: Sequence[Path]) -> Iterator[tuple[str, str, FactSet]]:
    """(name, text, facts) of the texts that mutations are made from: sections of reports, and the true set."""
    for folder in reports:
        facts = facts_at(folder / "facts.json")
        text = (folder / "report.md").read_text(encoding="utf-8")
        for number, section in enumerate(sections(text)):
            yield f"report/{folder.name}/{number}", section, facts
    for case in text_cases("true", SETS / "wiltshire" / "true.jsonl"):
        yield case.id, case.text, case.facts


def mutation_cases(reports: Sequence[Path]) -> Iterator[Case]:
    """Set 1."""
    for name, text, facts in true_texts(reports):
        for number, made in enumerate(mutations(text, facts)):
            if made.kind == "paragraph_dropped":
                continue
            yield Case(f"mutation/{name}/{number}", "mutation", made.kind, made.text, facts, made.expect,
                       half_of(name), made.start, made.end, text, f"{made.was!r} → {made.now!r}", made.numeric)  # fmt: skip
    for folder in reports:
        facts, text = facts_at(folder / "facts.json"), (folder / "report.md").read_text(encoding="utf-8")
        dropped = (made for made in mutations(text, facts) if made.kind == "paragraph_dropped")
        for number, made in enumerate(dropped):
            name = f"mutation/drop/{folder.name}/{number}"
            yield Case(name, "mutation", made.kind, made.text, facts, "missing", half_of(name), None, None, text,
                       made.was, False)  # fmt: skip


def generated_cases(reports: Sequence[Path]) -> Iterator[Case]:
    """Sections of generated reports, taken as true."""
    for folder in reports:
        facts = facts_at(folder / "facts.json")
        for number, section in enumerate(sections((folder / "report.md").read_text(encoding="utf-8"))):
            name = f"report/{folder.name}/{number}"
            yield Case(name, "generated", "section", section, facts, "true", half_of(name))


def all_cases(reports: Sequence[Path], wanted: Sequence[str]) -> Iterator[Case]:
    """Every case of the sets asked for."""
    made = {
        "mutation": lambda: mutation_cases(reports),
        "generated": lambda: generated_cases(reports),
        "true": lambda: text_cases("true", SETS / "wiltshire" / "true.jsonl"),
        "real": lambda: claim_cases("real", SETS / "real_prose"),
        "model": lambda: claim_cases("model", SETS / "model"),
        "captions": lambda: text_cases("captions", SETS / "captions" / "captions.jsonl"),
        "pairs": lambda: text_cases("pairs", SETS / "pairs" / "pairs.jsonl"),
        "clean": lambda: text_cases("clean", SETS / "clean" / "clean.jsonl"),
    }
    for name, make in made.items():
        if not wanted or name in wanted:
            yield from make()


# --- the table ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: `hits` of `n`, the bar it should meet, and how the rest was judged."""

    label: str
    half: str
    checker: str
    n: int
    hits: int
    undecided: int
    bar: str


def lines(name: str, half: str, outcomes: Sequence[Outcome]) -> Iterator[Line]:
    """Every line of one half for one checker."""

    def line(label: str, chosen: Iterable[Outcome], hit: Iterable[str], bar: str) -> Iterator[Line]:
        chosen = list(chosen)
        if chosen:
            hits = sum(one.verdict in hit for one in chosen)
            rest = sum(one.verdict in ("undecided", "unseen") and one.verdict not in hit for one in chosen)
            yield Line(label, half, name, len(chosen), hits, rest, bar)

    def of(set_name: str, expect: Sequence[str] = ("refuted", "true", "unsupported", "missing")) -> list[Outcome]:
        return [one for one in outcomes if one.case.set == set_name and one.case.expect in expect]

    def caught(chosen: Iterable[Outcome]) -> list[Outcome]:
        """With "undecided" counted as caught where no more than that is asked."""
        return [Outcome(one.case, "refuted", one.findings)
                if one.case.expect == "unsupported" and one.verdict == "undecided" else one for one in chosen]  # fmt: skip

    yield from line(
        "mutations, numeric: caught", (one for one in of("mutation") if one.case.numeric), ["refuted"], "≥ 99 %"
    )
    yield from line("mutations, all: caught", caught(of("mutation")), ["refuted"], "≥ 95 %")
    for set_name, label, bars in (
        ("generated", "generated text", ("≤ 0.1 %", "≤ 2 %")),
        ("true", "true paraphrases", ("≤ 1 %", "≤ 10 %")),
    ):
        claims = [found for one in of(set_name) for found in CHECKERS[name](one.case.text, one.case.facts)]
        if claims:
            counts = Counter(found.verdict for found in claims)
            yield Line(
                f"{label}: claims refuted",
                half,
                name,
                len(claims),
                counts["refuted"],
                counts["not_enough_information"],
                bars[0],
            )
            yield Line(
                f"{label}: claims undecided", half, name, len(claims), counts["not_enough_information"], 0, bars[1]
            )
        yield from line(f"{label}: texts with a false finding", of(set_name), ["refuted"], "≤ 1 %")
    real = of("real")
    yield from line(
        "real prose: numeric claims found",
        (one for one in real if one.case.numeric),
        ["refuted", "supported", "undecided"],
        "≥ 97 %",
    )
    yield from line("real prose: true claims refuted", of("real", ["true"]), ["refuted"], "≤ 2 %")
    yield from line("real prose: contradictions caught", of("real", ["refuted"]), ["refuted"], "all")
    yield from line("model's errors: wrong claims refuted", of("model", ["refuted"]), ["refuted"], "≥ 90 %")
    yield from line("model's errors: true claims refuted", of("model", ["true"]), ["refuted"], "≤ 1 %")
    for set_name, label in (("captions", "captions of series"), ("pairs", "published patterns")):
        yield from line(f"{label}: false ones caught", of(set_name, ["refuted"]), ["refuted"], "≥ 80 %")
        yield from line(f"{label}: true ones refuted", of(set_name, ["true"]), ["refuted"], "≤ 10 %")
    yield from line("clean texts with any false finding", of("clean"), ["refuted"], "≤ 1 %")


def table(found: Sequence[Line]) -> str:
    """As Markdown."""
    rows = [
        "| line | half | checker | n | hits | rate | 95 % interval | undecided | bar |",
        "| --- | --- | --- | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for line in found:
        low, high = wilson(line.hits, line.n)
        rows.append(f"| {line.label} | {line.half} | {line.checker} | {line.n:,} | {line.hits:,} | {line.hits / line.n:.1%} | "
                    f"{low:.1%} to {high:.1%} | {line.undecided:,} | {line.bar} |")  # fmt: skip
    return "\n".join(rows)


def kinds(outcomes: Sequence[Outcome]) -> str:
    """Mutations by kind."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        if one.case.set in ("mutation", "pairs", "captions", "model"):
            good = ("refuted", "undecided") if one.case.expect == "unsupported" else ("refuted",)
            if one.case.expect == "true":
                groups[f"{one.case.set} (true) {one.case.kind}"]["ok" if one.verdict != "refuted" else "refuted"] += 1
            else:
                groups[f"{one.case.set} {one.case.kind}"]["ok" if one.verdict in good else one.verdict] += 1
    rows = ["| set and kind | n | right | wrong as |", "| --- | ---: | ---: | --- |"]
    for kind, counts in sorted(groups.items()):
        wrong = ", ".join(f"{verdict} {count}" for verdict, count in counts.items() if verdict != "ok")
        rows.append(f"| {kind} | {sum(counts.values())} | {counts['ok']} | {wrong} |")
    return "\n".join(rows)


def failures(outcomes: Sequence[Outcome]) -> str:
    """What went wrong, false findings on true text first, grouped; the tuning half only."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in outcomes:
        case = one.case
        if case.half != "tune":
            continue
        good = {"true": one.verdict != "refuted", "refuted": one.verdict == "refuted", "missing": one.verdict == "refuted",
                "unsupported": one.verdict in ("refuted", "undecided")}[case.expect]  # fmt: skip
        if good:
            continue
        shown = case.text if case.start is None else case.text[case.start : case.end]
        if case.set in ("model", "real") and case.start is not None and case.end is not None:
            before = max(case.text.rfind("\n", 0, case.start), case.text.rfind(". ", 0, case.start)) + 1
            after = case.text.find(". ", case.end)
            shown = f"{case.text[before : after if after > 0 else None].strip()}   «{shown}»"
        lines = [f"- {case.id} [{case.expect} wanted, {one.verdict} got] {' '.join(shown.split())[:400]}"]
        if case.why:
            lines.append(f"    why: {case.why}")
        for finding in one.findings[:4]:
            if isinstance(finding, Finding):
                lines.append(f"    {finding.verdict[:7]} {finding.kind}/{finding.rule} {finding.text!r} expected={finding.expected!r}: "
                             f"{finding.message[:220]} {list(finding.facts[:3])}")  # fmt: skip
        group = "A. false findings on true text" if case.expect == "true" else "B. errors not caught"
        groups[f"{group}: {case.set}/{case.kind}"].append("\n".join(lines))
    parts = [
        f"## {name} ({len(rows)})\n" + "\n".join(rows[:40]) + ("\n- …" if len(rows) > 40 else "")
        for name, rows in sorted(groups.items())
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=("tune", "held", "both"), default="both")
    options.add_argument("--set", action="append", default=[], dest="sets")
    options.add_argument("--checker", choices=(*CHECKERS, "all"), default="all")
    options.add_argument("--json", type=Path)
    options.add_argument("--kinds", action="store_true")
    options.add_argument("--failures", type=Path)
    options.add_argument("--report", action="append", default=[], type=Path)
    given = options.parse_args()
    reports = given.report or [
        folder
        for folder in (ROOT / "docs" / "sample",)
        if (folder / "facts.json").exists() and (folder / "report.md").exists()
    ]
    began = time.perf_counter()
    cases = list(all_cases(reports, given.sets))
    halves = ("tune", "held") if given.half == "both" else (given.half,)
    found: list[Line] = []
    for name in CHECKERS if given.checker == "all" else (given.checker,):
        for half in halves:
            outcomes = [judge(name, case) for case in cases if case.half == half]
            found += lines(name, half, outcomes)
            if name == "ours" and given.kinds:
                print(f"\n{half}:\n{kinds(outcomes)}\n")
            if name == "ours" and half == "tune" and given.failures:
                given.failures.write_text(failures(outcomes), encoding="utf-8")
    print(table(found))
    print(f"\n{len(cases):,} cases, {time.perf_counter() - began:.0f} s")
    if given.json:
        rows = [{"line": one.label, "half": one.half, "checker": one.checker, "n": one.n, "hits": one.hits, "undecided": one.undecided,
                 "rate": one.hits / one.n, "interval": wilson(one.hits, one.n), "bar": one.bar} for one in found]  # fmt: skip
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
