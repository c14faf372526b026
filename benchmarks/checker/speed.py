"""How long the checker takes, and how that grows with the text and with the facts.

    python benchmarks/checker/speed.py [--large]

150 paragraphs against 5,000 facts, ten times the paragraphs, ten times the facts; `--large` adds a text of 5 MB.
The best of three runs is taken; the fact set is indexed in each run, as `check(text, facts)` does.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from decimal import Decimal

from pcc_narrator.checking import check
from pcc_narrator.models.fact import Area, Fact, FactSet, Measure
from pcc_narrator.models.period import Period, add_months, end_of_month

AREAS = 5
NAMES = ("bridges", "parcels", "lanterns", "kettles", "orchards", "ferries", "saddles", "mills", "gardens", "wells")


def facts_of(count: int) -> FactSet:
    """So many monthly counts of made-up things, in five places."""
    areas = tuple(Area(f"a{number}", f"Area {chr(65 + number)}", kind="town") for number in range(AREAS))
    months = 50
    measures = tuple(
        Measure(f"m{number}", f"{NAMES[number % 10].capitalize()} of kind {chr(65 + number // 10)}{number % 7}")
        for number in range(max(1, count // (AREAS * months)))
    )
    facts = []
    for place, measure in enumerate(measures):
        for area in areas:
            for month in range(months):
                first = add_months(date(2015, 1, 1), month)
                value = 1000 + (place * 7919 + month * 104729 + ord(area.id[-1]) * 31) % 9000
                facts.append(
                    Fact(f"{measure.id}.{area.id}.{month}", measure.id, "value", area.id,
                         Period(first, end_of_month(first)), Decimal(value), "count")
                )  # fmt: skip
    return FactSet(measures=measures, areas=areas, facts=tuple(facts))


def text_of(paragraphs: int, facts: FactSet) -> str:
    """So many true paragraphs of two sentences."""
    lines = []
    for number in range(paragraphs):
        at = (number * 37) % (len(facts.facts) - 1)
        one, other = facts.facts[at], facts.facts[at + 1]
        for_one = facts.measure_by_id[one.measure].title
        assert one.period.start is not None
        lines.append(
            f"{number + 1}. {for_one} in {facts.area_by_id[one.area].title} stood at {one.value:,} in "
            f"{one.period.start:%B %Y}. In {facts.area_by_id[other.area].title} there were "
            f"{facts.facts[at + 1].value:,} a month later."
        )
    return "\n\n".join(lines) + "\n"


def seconds(text: str, facts: FactSet) -> float:
    """The best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        check(text, facts)
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    print("| paragraphs | facts | seconds | against the first |\n| ---: | ---: | ---: | ---: |")
    first = 0.0
    for paragraphs, count in ((150, 5_000), (1_500, 5_000), (150, 50_000)):
        facts = facts_of(count)
        took = seconds(text_of(paragraphs, facts), facts)
        first = first or took
        print(f"| {paragraphs:,} | {len(facts.facts):,} | {took:.2f} | {took / first:.1f}× |", flush=True)
    if given.large:
        facts = facts_of(5_000)
        text = text_of(150, facts)
        long = text * (5_000_000 // len(text) + 1)
        began = time.perf_counter()
        check(long, facts)
        took = time.perf_counter() - began
        print(f"| {long.count(chr(10) * 2):,} (5 MB) | {len(facts.facts):,} | {took:.1f} | {took / first:.1f}× |")


if __name__ == "__main__":
    main()
