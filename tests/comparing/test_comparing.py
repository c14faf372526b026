"""Two reports compared: figures, revisions, exceptions and words; told as text and as a page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.comparing import Comparison, Side, compare
from pcc_narrator.comparing.html import to_html
from pcc_narrator.comparing.text import marked, to_text
from pcc_narrator.comparing.texts import texts_between, word_segments
from pcc_narrator.errors import InputError
from pcc_narrator.models.fact import Area, Derivation, Fact, FactSet, Measure, Source
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Calendar, Period, rolling_year

Q1, Q2, Q3 = (Calendar().quarter(2018, number) for number in (1, 2, 3))
MEASURES = (
    Measure("visits", "Visits", unit="count", polarity="lower_is_better"),
    Measure("seen", "Seen in time", unit="percent", polarity="higher_is_better"),
    Measure("staff", "Staff", unit="count"),
)
AREAS = (Area("leeds", "Leeds"), Area("york", "York"))


def fact(measure: str, period: Period, value: str, **more: object) -> Fact:
    """A supplied figure; its unit is that of its measure."""
    unit = next(one.unit for one in MEASURES if one.id == measure)
    ident = f"{measure}.{more.get('statistic', 'value')}.{period.start}.{period.months}.{more.get('area', 'leeds')}"
    fields = {"statistic": "value", "area": "leeds", "unit": unit, "sources": (Source("observations", 4),), **more}
    return Fact(ident, measure, period=period, value=Decimal(value), **fields)  # type: ignore[arg-type]


def side(period: Period, *facts: Fact, flags: tuple[Flag, ...] = (), text: str = "", name: str = "out") -> Side:
    """A report of a period."""
    return Side(name, FactSet(MEASURES, AREAS, facts, period=period), flags, text)


def flag(kind: str, measure: str, **more: str) -> Flag:
    """An exception."""
    return Flag(f"{kind}.{measure}", kind, measure, "leeds", "r", "worse", Decimal(1), "It rose.", **more)  # type: ignore[arg-type]


OLD = side(Q2, fact("visits", Q2, "1204"), fact("seen", Q2, "91.5"), fact("staff", Q2, "40"), name="old")
NEW = side(
    Q3, fact("visits", Q2, "1204"), fact("visits", Q3, "1100"), fact("seen", Q3, "88.0"), fact("staff", Q3, "41"),
    name="new",
)  # fmt: skip


def test_figures_move_from_period_to_period() -> None:
    found = compare(OLD, NEW)
    assert [(move.new.measure, str(move.difference), move.judgement, move.main) for move in found.moves] == [
        ("visits", "-104", "better", True),
        ("seen", "-3.5", "worse", True),
        ("staff", "1", "neutral", True),
    ]
    assert "Visits: 1,204 (quarter two 2018-19) → 1,100 (quarter three 2018-19): −104, better" in to_text(found)
    assert "Seen in time: 91.5% (quarter two 2018-19) → 88% (quarter three 2018-19): −3.5 pp, worse" in to_text(found)
    assert "Staff: 40 (quarter two 2018-19) → 41 (quarter three 2018-19): +1\n" in to_text(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (fact("visits", Q2, "5"), fact("visits", rolling_year(2018, 12), "9")),  # another length of period
        (fact("visits", Q2, "5"), fact("visits", Q3, "9", category="Evening")),
        (fact("visits", Q2, "5"), fact("visits", Q3, "9", area="york")),
        (fact("visits", Q2, "5"), fact("visits", Q3, "9", unit="hours")),
        (fact("visits", Q2, "5", statistic="change", base=Q1),
         fact("visits", Q3, "9", statistic="change", base=Q3.shifted(-12))),  # another base
        (fact("visits", Q2, "5", statistic="expected"), fact("visits", Q3, "9", statistic="expected")),
    ],
)  # fmt: skip
def test_what_is_another_figure_is_not_compared(old: Fact, new: Fact) -> None:
    assert compare(side(Q2, old), side(Q3, new)).moves == ()


def test_figures_after_the_report_are_not_its_figures() -> None:
    old = side(Q2, fact("visits", Q2, "5"), fact("visits", Q3, "7"))
    assert [str(move.difference) for move in compare(old, side(Q3, fact("visits", Q3, "9"))).moves] == ["4"]


def test_breakdowns_and_other_areas_come_second() -> None:
    parts = [fact("visits", quarter, number, category="Evening") for quarter, number in ((Q2, "5"), (Q3, "9"))]
    found = compare(side(Q2, parts[0]), side(Q3, parts[1]))
    assert [move.main for move in found.moves] == [False]
    assert "1 in all; --all shows it." in to_text(found)
    assert "Visits, Evening: 5 (quarter two 2018-19) → 9" in to_text(found, show_all=True)


def test_what_did_not_change_is_counted() -> None:
    found = compare(side(Q2, fact("visits", Q2, "5")), side(Q3, fact("visits", Q3, "5")))
    assert (found.moves, found.unchanged) == ((), 1)
    assert "1 figure has not changed." in to_text(found)


def test_revisions_are_told_apart_from_moves() -> None:
    total = fact("visits", rolling_year(2018, 9), "4600", derivation=Derivation("sum of quarters", ("a",)), sources=())
    old = side(Q2, total, fact("visits", Q2, "1204"), fact("staff", Q2, "40"))
    new = side(Q2, replace(total, value=Decimal(4601)), fact("visits", Q2, "1205"))
    found = compare(old, new)
    assert found.moves == ()
    assert [(one.new.id, one.supplied) for one in found.revisions] == [
        ("visits.value.2018-07-01.3.leeds", True),
        ("visits.value.2017-10-01.12.leeds", False),
    ]
    assert [one.measure for one in found.withdrawn] == ["staff"]
    assert found.measures_removed == ("staff",)
    text = to_text(found)
    assert "Visits, quarter two 2018-19: 1,204 → 1,205 [observations row 4]" in text
    assert "Computed figures that differ for the same period (1)\n  … 1 in all" in text
    assert "Visits, 12 months to September 2018: 4,600 → 4,601" in to_text(found, show_all=True)


def test_a_revision_that_rounding_hides_is_printed_in_full() -> None:
    old, new = (side(Q2, fact("seen", Q2, number, decimals=0)) for number in ("91.5", "91.6"))
    assert "91.5 → 91.6" in to_text(compare(old, new))


def test_exceptions_come_and_go() -> None:
    old = side(Q2, flags=(flag("concern", "visits"), flag("concern", "staff")))
    new = side(Q3, flags=(flag("excellence", "visits"), replace(flag("concern", "staff"), rule="other")))
    found = compare(old, new)
    assert [(move.kind, move.flag.id) for move in found.flags] == [
        ("came", "excellence.visits"),
        ("stayed", "concern.staff"),
        ("went", "concern.visits"),
    ]
    assert "Exceptions that went (1)\n  Visits: concern. It rose." in to_text(found)


TEXT = """# Report

## Introduction

I was glad.

It is true.

## Visits

<!-- headline: visits -->

| Period | Visits |
| --- | --- |
| Q1 | 4 |

**Figure 1: Visits**

![Line chart of visits.](charts/visits.svg)

[Data for figure 1 (CSV)](charts/visits.csv)

- **Concern.** Visits fell ([paragraphs 1 and 2](#visits)). <!-- summary.visits -->

1. There were 12 visits. <!-- visits.level -->

2. A note. <!-- note.a -->
"""


def test_paragraphs_are_matched_by_id() -> None:
    new = (
        TEXT.replace("There were 12 visits.", "There were 14 visits.").replace("1. There", "2. There")
        .replace("2. A note. <!-- note.a -->", "1. New. <!-- visits.new -->")
        .replace("I was glad.", "I was glad.\n\nMore.").replace("paragraphs 1 and 2", "paragraphs 2 and 3")
    )  # fmt: skip
    changes, same = texts_between(TEXT, new)
    assert [(one.kind, one.id, one.old_number, one.new_number, marked(one.segments)) for one in changes] == [
        ("added", "", None, None, "{+More.+}"),
        ("changed", "visits.level", 1, 2, "There were [-12-] {+14+} visits."),
        ("added", "visits.new", None, 1, "{+New.+}"),
        ("removed", "note.a", 2, None, "[-A note.-]"),
    ]
    assert same == 3


def test_the_same_text_has_no_changes() -> None:
    assert texts_between(TEXT, TEXT) == ((), 5)


def test_texts_with_little_in_common_are_told_one_after_the_other() -> None:
    assert marked(word_segments("Visits fell in May.", "Nobody knows why it did.")) == (
        "[-Visits fell in May.-] {+Nobody knows why it did.+}"
    )


words = st.lists(st.sampled_from(["a", "b", "c", "1,204", "per"]), max_size=12).map(" ".join)


@given(words, words)
def test_segments_give_either_text(old: str, new: str) -> None:
    segments = word_segments(old, new)
    for kept, text in (("removed", old), ("added", new)):
        joined = " ".join(segment.text for segment in segments if segment.kind in ("same", kept))
        assert joined.split() == text.split()


@given(st.text(alphabet="#1.- <!->a\n|*", max_size=60), st.text(alphabet="#1.- <!->a\n|*", max_size=60))
def test_any_texts_can_be_compared(old: str, new: str) -> None:
    changes, same = texts_between(old, new)
    assert same >= 0 and all(change.segments for change in changes)
    assert texts_between(new, new)[0] == ()


def test_reports_on_two_areas_are_refused() -> None:
    york = replace(NEW, facts=replace(NEW.facts, areas=AREAS[::-1]))
    with pytest.raises(InputError, match="new: is about another area than old: leeds and york"):
        compare(OLD, york)


def test_nothing_to_tell() -> None:
    text = to_text(compare(OLD, OLD))
    assert text.count("  none") == 7
    assert "quarter two" not in text.replace("Quarter two 2018-19 (old) → Quarter two 2018-19 (old)", "")


@pytest.fixture
def found() -> Comparison:
    """A comparison with something in every part."""
    old = replace(OLD, flags=(flag("concern", "visits"),), text=TEXT)
    new = replace(NEW, flags=(flag("concern", "staff"),), text=TEXT.replace("12 visits", "14 <b>visits</b>"))
    return compare(old, replace(new, facts=new.facts.with_facts([])))


def test_the_page_tells_the_same(found: Comparison) -> None:
    page = to_html(found)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert '<del><span class="said">removed: </span>12 visits.<span' in page
    assert "<b>" not in page and "&lt;b&gt;visits&lt;/b&gt;." in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert page.count('<td class="number">−104</td><td>better</td>') == 1
    assert page == to_html(found)
