"""report.md: what stands where, numbering, ids, aligned tables, anchors."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
import rendering_sample as sample

from pcc_narrator.models.fact import Derivation
from pcc_narrator.models.outline import Draft, Paragraph
from pcc_narrator.rendering import write_markdown
from pcc_narrator.rendering.anchors import AnchorCounter, heading_anchor
from pcc_narrator.rendering.figure_text import counts_text
from pcc_narrator.rendering.pipes import pipe_table


@pytest.fixture(scope="module")
def text() -> str:
    return write_markdown(sample.outline(), sample.draft(), sample.facts())


def test_headings_in_order(text: str) -> None:
    assert re.findall(r"^(##? .*)$", text, re.MULTILINE) == [
        "# Performance report: quarter three 2018-19",
        "## Summary",
        "## Introduction",
        "## Performance dashboard",
        "## Exceptions",
        "## 1. Better access",
        "## 2. Safe & good care",
        "## Delivery plan",
        "## Sources and method",
    ]


def test_paragraph_numbers_run_through_the_report_and_ids_follow(text: str) -> None:
    assert re.findall(r"^(\d+)\. .* <!-- (\S+) -->$", text, re.MULTILINE) == [
        ("1", "visits.level"),
        ("2", "visits.composition"),
        ("3", "visits.peers"),
        ("4", "wait.level"),
        ("5", "wait.note"),
    ]


def test_numbers_agree_with_the_draft(text: str) -> None:
    printed = {key: int(number) for number, key in re.findall(r"^(\d+)\. .* <!-- (\S+) -->$", text, re.MULTILINE)}
    assert printed == sample.draft().numbers


def test_a_paragraph_is_one_line(text: str) -> None:
    assert "1. There were 1,240 visits in quarter three and 4,390 in the 12 months" in text


def test_summary_points_carry_ids_and_link_to_their_sections(text: str) -> None:
    assert "- Visits rose by 450 (11.4 per cent). ([Visits](#visits)) <!-- summary.significant_change -->" in text


@pytest.mark.parametrize(
    "line",
    [
        "| Q1     |  1,020 | 4,070 in the 12 months to June 2018      |",
        "| Q3     |  1,240 | 4,390 in the 12 months to December 2018  |",
        "| Period | Time to be seen |",
    ],
)
def test_headline_boxes(text: str, line: str) -> None:
    assert line in text


def test_dashboard_rows_name_figure_period_change_and_its_meaning(text: str) -> None:
    rows = {
        cells[0]: cells
        for line in text.splitlines()
        if line.startswith("| [") and (cells := [cell.strip() for cell in line.strip("|").split("|")])
    }
    visits = rows["[Visits](#visits)"]
    assert visits[1] == "1,240 in quarter three 2018-19"
    assert visits[2] == "▲ up 11.4% in the 12 months to December 2018 on the 12 months to December 2017"
    assert visits[3] == "**Significant change**; Highest on record"
    assert visits[4] == "![Trend of Visits](charts/spark-visits.svg)"
    seen = rows["[Seen on the day](#time-to-be-seen)"]
    assert seen[1] == "74% (± 2.7) in quarter three 2018-19"
    assert seen[2] == "▼ down 3 percentage points on quarter three 2017-18: worse"
    assert rows["[Falls](#time-to-be-seen)"][1] == "no data"


def test_all_four_kinds_of_exception_are_listed(text: str) -> None:
    part = text.split("## Exceptions")[1].split("\n## ")[0]
    assert re.findall(r"^### (.*)$", part, re.MULTILINE) == [
        "Significant change", "Concern", "Excellence", "Media interest",
    ]  # fmt: skip
    assert part.count("None this quarter.") == 3
    assert "- **[Visits](#visits)**: Quarter three lies above the upper limit of 1,085." in part


def test_two_rules_on_one_measure_make_one_exception_with_both_as_evidence() -> None:
    outline = sample.outline()
    (fired,) = outline.flags
    declared = replace(fired, id="f2", rule="declared", evidence="Doors were shut in May.", declared_by="The Board")
    other = replace(fired, id="f3", kind="concern")
    text = write_markdown(replace(outline, flags=(declared, fired, other)), sample.draft(), sample.facts())
    part = text.split("## Exceptions")[1].split("\n## ")[0]
    both = "- **[Visits](#visits)**: Quarter three lies above the upper limit of 1,085. Doors were shut in May."
    assert [line for line in part.splitlines() if line.startswith("- ")] == [
        both,
        both.removesuffix(" Doors were shut in May."),
    ]


def test_charts_and_tables_follow_the_paragraph_that_speaks_of_them(text: str) -> None:
    body = text.split("## 1. Better access")[1].split("\n## ")[0]
    order = re.findall(r"<!-- (visits\.\S+) -->|\*\*((?:Figure|Table) \d+)", body)
    assert [first or second for first, second in order] == [
        "visits.level", "Figure 1", "visits.composition", "Figure 2", "Table 1", "visits.peers", "Figure 3",
    ]  # fmt: skip


def test_delivery_plan_is_grouped_by_objective_and_its_pipes_are_escaped(text: str) -> None:
    assert "### Shorter waits" in text
    assert r"| Open on Saturdays \| and Sundays | Done      | Opened in November. |" in text


def test_same_bytes_again(text: str) -> None:
    assert write_markdown(sample.outline(), sample.draft(), sample.facts()) == text


def test_every_section_anchor_exists_in_the_text(text: str) -> None:
    counter = AnchorCounter()
    anchors = {counter.next(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_a_section_that_shares_its_title_is_linked_by_its_own_anchor() -> None:
    outline = sample.outline()
    first, second = outline.parts
    (visits,) = first.sections
    outline = replace(outline, parts=(replace(first, sections=(replace(visits, title="Exceptions"),)), second))
    text = write_markdown(outline, sample.draft(), sample.facts())
    assert "[Visits](#exceptions-1)" in text


def test_a_missing_fact_is_no_data_not_an_error() -> None:
    facts = sample.facts()
    facts = replace(facts, facts=tuple(fact for fact in facts.facts if fact.measure != "wait"))
    assert re.search(r"\| Q3 +\| +no data +\|", write_markdown(sample.outline(), sample.draft(), facts))


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Crime volume", "crime-volume"),
        ("1. Safe & good care", "1-safe--good-care"),
        ("**Bold** and [link](http://x.org)", "bold-and-link"),
        ("Gofal iechyd â'r Gymraeg", "gofal-iechyd-âr-gymraeg"),
    ],
)
def test_anchors_as_markdown_viewers_make_them(title: str, anchor: str) -> None:
    assert heading_anchor(title) == anchor


def test_numeric_columns_are_flush_right_and_all_lines_are_equally_long() -> None:
    lines = pipe_table(["Area", "2018", "Change"], [["North", "10,792", "−3.1%"], ["East", "9", ""]])
    assert lines[1] == "| ----- | -----: | -----: |"
    assert len({len(line) for line in lines}) == 1


def test_too_many_cells_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 cells, but there are 2 columns"):
        pipe_table(["a", "b"], [["1", "2", "3"]])


def test_a_long_draft_is_numbered_without_end() -> None:
    outline = sample.outline()
    draft = Draft(tuple(Paragraph(f"visits.{n}", "visits", f"Text {n}.", "template") for n in range(1200)))
    numbers = re.findall(r"^(\d+)\. Text", write_markdown(outline, draft, sample.facts()), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 1201))


def test_a_month_report_says_month() -> None:
    december = sample.Period(sample.date(2018, 12, 1), sample.date(2018, 12, 31))
    text = write_markdown(replace(sample.outline(), period=december), sample.draft(), sample.facts())
    assert "None this month." in text


def test_an_unchanged_figure_is_neither_better_nor_worse() -> None:
    facts = sample.facts()
    key = sample.value_id("seen", sample.Q3, "change_points", base=sample.Q3.shifted(-12))
    flat = tuple(replace(fact, value=Decimal(0)) if fact.id == key else fact for fact in facts.facts)
    text = write_markdown(sample.outline(), sample.draft(), replace(facts, facts=flat))
    assert "■ no change on quarter three 2017-18 |" in text


def test_a_publication_is_named_once() -> None:
    from pcc_narrator.rendering.sources import condensed

    assert condensed(
        [
            "Annual report: table 1 (The Board, published 1 May 2019)",
            "Census (Office, published 2 May 2019)",
            "Annual report: table 2, worked out from the total (The Board, published 1 May 2019)",
            "Annual report: table 1 (The Board, published 1 May 2018)",
            "Census (Office, published 2 May 2019)",
            "Own count",
        ]
    ) == (
        "Annual report (The Board, published 1 May 2019)",
        "Census (Office, published 2 May 2019)",
        "Annual report: table 1 (The Board, published 1 May 2018)",
        "Own count",
    )


@pytest.mark.parametrize(
    ("operation", "of", "said"),
    [
        ("numerator over denominator", ("part", "whole"), " (2 of 173)"),
        ("share", ("part", "other"), ""),
        ("numerator over denominator", ("part",), ""),
        ("numerator over denominator", ("part", "gone"), ""),
    ],
)
def test_a_percentage_stands_with_the_counts_that_it_was_made_of(
    operation: str, of: tuple[str, ...], said: str
) -> None:
    share = sample.made(
        "files", "value", sample.Q3, "1.156", "percent", decimals=1, derivation=Derivation(operation, of)
    )
    part = replace(sample.made("files", "numerator", sample.Q3, "2", decimals=0), id="part")
    whole = replace(sample.made("files", "denominator", sample.Q3, "173", decimals=0), id="whole")
    other = replace(sample.made("files", "value", sample.Q2, "9"), id="other")
    facts = replace(sample.facts(), facts=(share, part, whole, other))
    assert counts_text(share, facts) == said
    assert counts_text(replace(share, unit="ratio"), facts) == ""
