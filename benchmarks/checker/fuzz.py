"""Random edits over the texts of the sets: the checker must neither fail nor depend on the order of the facts.

    python benchmarks/checker/fuzz.py [--minutes N] [--seed S] [--keep-going]

Each round takes a text, cuts, doubles, exchanges or inserts pieces, checks it against its facts and against the same
facts in another order, and compares. It also holds the checker to its promise that every digit lies in a claim or is
named as ignored. Stops at the first fault and prints the text; with --keep-going it prints each fault and counts them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sources import sets

from pcc_narrator.checking import check
from pcc_narrator.models.fact import FactSet

PIECES = (
    "1,2,3", "½", "−", "±", "%%", "per cent", "£", "2018/19", "10–12", "Q3", "| a | 1 |\n", "\n\n", "## ", "> ",
    "<!-- ", "-->", "![x](y)", "١٢", "1e9", "0.0.0", "twenty-one hundred", "\u00a0", "\u200b", "𝟙", "²",
    "12 months to", "from 3 to", "respectively", "(", "))", "“", "not", "more than", "since", "third consecutive",
    "doubled", "\r\n", "\t",
)  # fmt: skip


def edited(text: str, chance: random.Random) -> str:
    """A few random edits."""
    for _ in range(chance.randint(1, 5)):
        a, b = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        b = min(b, a + 60)
        what = chance.randrange(4)
        if what == 0:
            text = text[:a] + text[b:]
        elif what == 1:
            text = text[:a] + chance.choice(PIECES) + text[a:]
        elif what == 2:
            text = text[:b] + text[a:b] + text[b:]
        else:
            text = text[:a] + text[a:b][::-1] + text[b:]
    return text


def shuffled(facts: FactSet, chance: random.Random) -> FactSet:
    """The same facts in another order. The areas keep theirs: the first is the report's own."""
    return replace(facts, facts=tuple(chance.sample(facts.facts, len(facts.facts))))


def fault(text: str, facts: FactSet, other: FactSet) -> str:
    """What is wrong with the check of a text, or nothing."""
    report = check(text, facts)
    again = check(text, other)
    if [(c.start, c.end, c.verdict) for c in report.claims] != [(c.start, c.end, c.verdict) for c in again.claims]:
        pairs = zip(report.claims, again.claims, strict=False)
        first = next(
            ((a, b) for a, b in pairs if (a.start, a.verdict) != (b.start, b.verdict)), "another number of claims"
        )
        return f"the verdicts depend on the order of the facts: {first}"
    covered = [False] * len(text)
    for span in (*report.claims, *report.ignored):
        for at in range(span.start, span.end):
            covered[at] = True
    lost = [at for at, mark in enumerate(text) if mark in "0123456789" and not covered[at]]
    if lost and "<!--" not in text and "](" not in text:
        return f"a digit was passed over at {lost[0]}: {text[max(0, lost[0] - 40) : lost[0] + 20]!r}"
    return ""


def main() -> None:
    """Run until the time is up or a fault is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-going", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    names = ("true", "clean", "captions", "pairs")
    cases = [case for name, make in sets([]).items() if name in names for case in make()]
    end, rounds, faults = time.monotonic() + 60 * given.minutes, 0, 0
    others = {id(case.facts): shuffled(case.facts, chance) for case in cases}
    while time.monotonic() < end:
        case = chance.choice(cases)
        text = edited(case.text, chance)
        try:
            found = fault(text, case.facts, others[id(case.facts)])
        except Exception as error:
            found = f"the check failed: {error!r}"
        if found:
            faults += 1
            print(f"round {rounds}, {case.id}: {found}\n{text!r}", flush=True)
            if not given.keep_going:
                raise SystemExit(1)
        rounds += 1
    print(f"{rounds:,} rounds in {given.minutes:g} minutes, seed {given.seed}: {faults or 'no'} fault(s)")


if __name__ == "__main__":
    main()
