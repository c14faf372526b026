"""Main points: which, in what order, in which words; each proved, none false."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcc_narrator.checking import Checker
from pcc_narrator.errors import FindingsError, InputError
from pcc_narrator.main_points import write_main_points
from pcc_narrator.main_points.paragraphs import number_of, paragraph_numbers
from pcc_narrator.main_points.rank import MOST, chosen, ranked
from pcc_narrator.models.fact import Area, Counted, Derivation, Fact, FactSet, Measure
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.period import Calendar, rolling_year

Q3, Q2 = Calendar().quarter(2018, 3), Calendar().quarter(2018, 2)
YEAR, BEFORE = rolling_year(2018, 12), rolling_year(2017, 12)
COUNTED = ("visits", "admissions", "births", "calls", "operations", "scans", "transfers")


def _counted(name: str, now: int, before: int, *, tested: bool | None = None) -> list[Fact]:
    """A count of two years, its change in both forms, and the test of it."""
    new, old = (
        Fact(f"{name}.value.{period.end}", name, "value", "leeds", period, Decimal(value), "count", decimals=0)
        for period, value in ((YEAR, now), (BEFORE, before))
    )
    made = Derivation("difference", (new.id, old.id))
    change = Fact(
        f"{name}.change", name, "change", "leeds", YEAR, Decimal(now - before), "count", base=BEFORE, decimals=0,
        derivation=made,
    )  # fmt: skip
    percent = Decimal(100 * (now - before)) / Decimal(before)
    share = replace(change, id=f"{name}.percent", statistic="change_percent", value=percent, unit="percent", decimals=1)
    facts = [new, old, change, share]
    if tested is not None:
        facts.append(
            Fact(f"{name}.test", name, "significant", "leeds", YEAR, tested, "none", base=BEFORE, of_what=(change.id,))
        )
    return facts


SEEN = [
    Fact("seen.now", "seen", "value", "leeds", Q3, Decimal("86.7"), "percent", decimals=1),
    Fact("seen.target", "seen", "target", "leeds", Q3, Decimal(95), "percent"),
    Fact("seen.gap", "seen", "difference", "leeds", Q3, Decimal("-8.3"), "percentage_points", against="target",
         decimals=1, derivation=Derivation("difference", ("seen.now", "seen.target"))),
]  # fmt: skip
FACTS = FactSet(
    (
        *(Measure(name, name.capitalize(), unit="count", counted=Counted(name[:-1], name)) for name in COUNTED),
        Measure("seen", "Seen in time", unit="percent", polarity="higher_is_better", target=Decimal(95)),
    ),
    (Area("leeds", "Leeds"),),
    (
        *_counted("visits", 692, 510, tested=True),
        *_counted("admissions", 42685, 44068, tested=False),
        *_counted("births", 1480, 1204, tested=True),
        *itertools.chain(*(_counted(name, 120 + at, 150) for at, name in enumerate(COUNTED[3:]))),
        *SEEN,
    ),
    period=Q3,
)


def flag(kind: str, measure: str, strength: int, *facts: str, **more: str) -> Flag:
    """An exception with some facts."""
    fields = {"evidence": f"{measure.capitalize()}: …", **more}
    return Flag(f"{kind}.{measure}", kind, measure, "leeds", "r", "worse", Decimal(strength), facts=facts, **fields)  # type: ignore[arg-type]


def changed(kind: str, measure: str, strength: int) -> Flag:
    """An exception on the change of a count."""
    return flag(kind, measure, strength, f"{measure}.change", f"{measure}.percent")


FLAGS = (
    changed("significant_change", "visits", 9),
    changed("significant_change", "births", 7),
    flag(
        "concern", "seen", 5, "seen.gap", "seen.now", "seen.target", evidence="The share seen in time: 86.7 per cent."
    ),
    changed("excellence", "admissions", 2),
)
REPORT = """1. Births. <!-- births.level -->

2. Births again. <!-- births.trend -->

12. Visits fell. <!-- visits.level -->

13. Seen. <!-- seen.target -->
"""


def _points(text: str) -> list[str]:
    return [line.split(" <!--")[0].removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


def test_the_points() -> None:
    made = write_main_points(FACTS, FLAGS, REPORT, facts_of={"births.trend": ("births.change",)})
    assert made.text.startswith("# Main points\n\nLeeds, quarter three 2018-19\n\n- ")
    rose, more, missed, fewer = _points(made.text)
    assert rose == (
        "The number of visits rose by 182 (35.7 per cent) to 692 in the 12 months to December 2018, compared with the "
        "12 months before, a significant rise (paragraph 12)."
    )
    assert more == (
        "In the 12 months to December 2018 there were 1,480 births, 276 (22.9 per cent) more than in the 12 months "
        "before, a rise unlikely to be chance (paragraph 2)."
    )
    assert missed == (
        "The share seen in time was 86.7 per cent in quarter three, 8.3 percentage points below the target of 95 per "
        "cent (paragraph 13)."
    )
    assert fewer == (
        "In the 12 months to December 2018 there were 42,685 admissions, 1,383 (3.1 per cent) fewer than in the 12 "
        "months before."
    )
    assert made.text.endswith("\n\nParagraph numbers are those of the full report.\n")
    assert (made.points, made.left_out) == (4, ())
    assert {claim.verdict for claim in made.report.claims} == {"supported"}


def test_a_change_that_is_not_significant_is_not_called_so() -> None:
    (point,) = _points(write_main_points(FACTS, FLAGS[3:]).text)
    assert "significant" not in point and "chance" not in point


def test_two_counts_of_the_same_things_are_told_apart() -> None:
    twin = Measure("own_visits", "Live visits", unit="count", counted=Counted("visit", "visits"))
    facts = replace(FACTS, measures=(*FACTS.measures, twin), facts=(*FACTS.facts, *_counted("own_visits", 690, 511)))
    flags = (changed("concern", "births", 9), changed("concern", "visits", 8), changed("concern", "own_visits", 7))
    points = _points(write_main_points(facts, flags).text)
    assert [point.split(" by ")[0] for point in points[1:]] == ["Visits went up", "Live visits increased"]


def test_nothing_flagged() -> None:
    made = write_main_points(FACTS, ())
    assert made.points == 0
    assert made.text.endswith("Nothing was flagged in this period.\n")


def test_what_cannot_be_told_is_named_and_the_next_one_told() -> None:
    quiet = flag("media_interest", "seen", 99, declared_by="Head of news", evidence="In the papers.")
    facts = replace(FACTS, facts=tuple(fact for fact in FACTS.facts if fact.measure != "seen"))
    made = write_main_points(facts, (quiet, *FLAGS[:2]), most=2)
    assert made.left_out == ("Seen in time",)
    assert [point[:20] for point in _points(made.text)] == ["The number of visits", "In the 12 months to "]
    none = write_main_points(facts, (quiet,))
    assert "told in the full report" in none.text


def test_a_false_change_is_never_told() -> None:
    """A fact that contradicts the others is refused by the checker, so the point falls back to what it can say."""
    wrong = replace(FACTS.by_id["visits.percent"], value=Decimal("53.7"))
    facts = replace(FACTS, facts=tuple(wrong if fact.id == wrong.id else fact for fact in FACTS.facts))
    text = write_main_points(facts, FLAGS).text
    assert "35.7" not in text
    assert not Checker(facts).check(text).refuted


def test_a_refuted_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pcc_narrator.main_points.write._point", lambda *_: "- The number of visits rose to 962 in 2018."
    )
    with pytest.raises(FindingsError, match="the summary was not written"):
        write_main_points(FACTS, FLAGS[:1])


def test_facts_without_areas_are_refused() -> None:
    with pytest.raises(InputError, match="names no area"):
        write_main_points(FactSet(), FLAGS)


def test_at_most_six_and_every_kind_mentioned() -> None:
    strong = [changed("significant_change", name, 20 - at) for at, name in enumerate(COUNTED)]
    picked = chosen(ranked([*strong, flag("concern", "seen", 1)]))
    assert [subject.measure for subject in picked] == [*COUNTED[:5], "seen"]
    assert len(chosen(ranked(strong))) == MOST


def test_a_measure_is_told_once() -> None:
    parts = [flag("concern", "visits", 9, category="Evening"), flag("concern", "visits", 8, category="Night")]
    assert [(one.measure, one.category) for one in ranked(parts)] == [("visits", "Evening")]
    both = [*parts, flag("concern", "visits", 1)]
    assert [(one.measure, one.category) for one in ranked(both)] == [("visits", None)]


flags = st.lists(
    st.builds(
        flag, st.sampled_from(FLAG_KINDS), st.sampled_from([*COUNTED, "seen", "beds", "ward"]), st.integers(0, 20)
    ),
    max_size=14,
)


@given(flags)
def test_ranking(found: list[Flag]) -> None:
    picked = chosen(ranked(found))
    assert len(picked) == min(MOST, len({one.measure for one in found}))
    assert picked == chosen(ranked(found[::-1]))
    assert [subject.strength for subject in picked] == sorted((one.strength for one in picked), reverse=True)
    assert {kind for subject in picked for kind in subject.kinds} == {one.kind for one in found}


def test_paragraph_numbers() -> None:
    numbers = paragraph_numbers(REPORT.replace("\n", "\r\n"))
    assert numbers == {"births.level": 1, "births.trend": 2, "visits.level": 12, "seen.target": 13}
    change = FACTS.by_id["births.change"]
    assert number_of(change, numbers, {}) == 1
    assert number_of(change, numbers, {"births.trend": ["births.change"]}) == 2
    assert number_of(FACTS.by_id["admissions.change"], numbers, {}) is None


@settings(max_examples=40)
@given(st.integers(1, 99999), st.integers(1, 99999), st.booleans())
def test_any_change_is_told_truly(now: int, before: int, tested: bool) -> None:
    """Direction, size and base come from one fact: whatever the figures, a stranger's check finds nothing."""
    facts = replace(FACTS, facts=tuple(_counted("visits", now, before, tested=tested)))
    made = write_main_points(facts, (changed("significant_change", "visits", 1),))
    assert made.left_out == ()
    (point,) = _points(made.text)
    way = "rose" if now > before else "fell" if now < before else "was"
    assert f" {way} " in point
    assert now < 10 or f"{now:,}" in point
    assert ("significant" in point) == (tested and now != before)
    assert {claim.verdict for claim in Checker(facts).check(made.text).claims} <= {"supported"}


@pytest.mark.parametrize(
    ("title", "many", "said"),
    [
        ("Collision", "collisions", "collisions"),  # not "collisions of collision"
        ("Missing individuals", "people", "missing individuals"),
        ("Antisocial conduct", "incidents", "incidents of antisocial conduct"),
        ("Violence on wards", "violent acts", "violent acts"),
    ],
)
def test_what_is_counted_is_said_once(title: str, many: str, said: str) -> None:
    from pcc_narrator.main_points.sentence import many as counted
    from pcc_narrator.models.fact import Counted, FactSet, Measure
    from pcc_narrator.wording import Wording

    measure = Measure("m", title, unit="count", counted=Counted("one", many))
    assert counted(Wording(FactSet(measures=(measure,))), "m") == said
