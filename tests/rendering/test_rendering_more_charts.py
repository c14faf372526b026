"""Funnels, years side by side, breaks, icons; charts kept, drawn beside the program, and read by the checker."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rendering_sample as sample
from matplotlib.image import imread

from pcc_narrator.checking import check
from pcc_narrator.models.fact import Area, Derivation, FactSet
from pcc_narrator.models.outline import Chart, Outline, Series
from pcc_narrator.models.period import Period
from pcc_narrator.rendering import draw_charts, pictures_text, write_markdown
from pcc_narrator.rendering.charts.data import chart_data
from pcc_narrator.rendering.charts.icons import ICONS, icon_of, icon_png, icon_shapes, icon_svg
from pcc_narrator.rendering.charts.kinds import chart_svg
from pcc_narrator.rendering.charts.paint import to_svg
from pcc_narrator.rendering.charts.shapes import Picture
from pcc_narrator.rendering.charts.specification import read_specifications
from pcc_narrator.rendering.dashboard import icon_file
from pcc_narrator.rendering.words import ENGLISH
from pcc_narrator.statistics.funnels import Z998, funnel_limits, spread

SVG = "{http://www.w3.org/2000/svg}"


def words_of(content: bytes) -> list[str]:
    return ["".join(node.itertext()).strip() for node in ET.fromstring(content).iter(f"{SVG}text")]


def funnel(rates: dict[str, tuple[int, int]]) -> tuple[Chart, FactSet]:
    """A funnel chart of areas' counts and populations; the first is the report's own."""
    found = []
    for area, (count, people) in rates.items():
        value = sample.made("visits", "value", sample.YEAR, str(count), area=area)
        size = sample.made("population", "value", Period(), str(people), area=area)
        rate = Decimal(count) / people * 1000
        found += [value, size, sample.made("visits", "rate", sample.YEAR, str(rate), "per_1000", area=area, decimals=1,
                                           derivation=Derivation("rate", (value.id, size.id)))]  # fmt: skip
    facts = replace(sample.facts(), facts=tuple(found), areas=tuple(Area(area, area.title()) for area in rates))
    ids = tuple(fact.id for fact in found if fact.statistic == "rate")
    return Chart("f", "funnel", "t", "a", (Series("all", ids),), "visits per 1,000 residents"), facts


AREAS = {f"area{number}": (5_000 + 37 * number, 100_000 + 20_000 * number) for number in range(12)}


def test_a_funnel_names_the_own_area_and_those_outside_the_limits_only() -> None:
    chart, facts = funnel({"own": (6_000, 110_000), **AREAS, "outlier": (18_000, 210_000)})
    said = " ".join(words_of(chart_svg(chart_data(chart, facts), ENGLISH)))
    assert "Own 54.5" in said and "Outlier 85.7" in said
    assert "Area3" not in said
    assert "Across: residents." in said


def test_a_point_that_would_flatten_all_others_is_named_below_the_picture() -> None:
    chart, facts = funnel({"own": (6_000, 110_000), **AREAS, "tiny": (9_000, 9_000)})
    said = words_of(chart_svg(chart_data(chart, facts), ENGLISH))
    assert "Off the scale: Tiny 1,000.0." in said


def test_the_curves_are_those_by_which_areas_are_judged() -> None:
    """A point on a curve has the z score of that curve, by the function that the exceptions use."""
    counts, people = zip(*AREAS.values(), strict=True)
    places = spread(counts, people)
    limits = funnel_limits(counts, people, people, z=abs(places[4].z_adjusted))
    rate = counts[4] / people[4]
    assert min(abs(rate - end) for end in limits[4]) < 1e-12
    assert all(low < high for low, high in funnel_limits(counts, people, people, z=Z998))


def test_a_funnel_of_areas_whose_population_is_not_known_is_not_drawn() -> None:
    chart, facts = funnel(AREAS)
    assert chart_data(chart, replace(facts, facts=tuple(f for f in facts.facts if f.measure != "population"))).empty


def test_the_year_before_lies_under_the_same_months() -> None:
    months = [Period(date(year, month, 1), date(year, month, 28)) for year in (2017, 2018) for month in range(1, 13)]
    found = [sample.made("visits", "value", period, str(100 + at)) for at, period in enumerate(months)]
    ids = [fact.id for fact in found]
    named = ("12 months to December 2018", tuple(ids[12:])), ("12 months to December 2017", tuple(ids[:12]))
    chart = Chart("y", "years", "t", "a", tuple(Series(name, part) for name, part in named))
    said = words_of(chart_svg(chart_data(chart, replace(sample.facts(), facts=tuple(found))), ENGLISH))
    assert [word for word in said if word in ("Jan", "Jun", "Dec")] == ["Jan", "Jun", "Dec"]
    assert {"123", "111"} <= set(said)  # the last figure of each line, at its end


def test_a_break_is_drawn_and_explained() -> None:
    plain = next(chart for section in sample.outline().sections for chart in section.charts)
    broken = replace(plain, breaks=(date(2017, 4, 1),))
    facts = sample.facts()
    assert ENGLISH.break_note not in " ".join(words_of(chart_svg(chart_data(plain, facts), ENGLISH)))
    assert ENGLISH.break_note in " ".join(words_of(chart_svg(chart_data(broken, facts), ENGLISH)))


def test_provisional_points_are_explained() -> None:
    wait = sample.outline().sections[1].charts[0]
    assert ENGLISH.provisional_note in " ".join(words_of(chart_svg(chart_data(wait, sample.facts()), ENGLISH)))


@pytest.mark.parametrize("name", sorted(ICONS))
def test_each_icon_is_told_by_its_lines_and_its_words(name: str) -> None:
    drawn = ET.fromstring(icon_svg(name))
    assert len(list(drawn.iter(f"{SVG}polyline"))) == len(ICONS[name].strokes)
    same = [other for other in ICONS if ICONS[other].strokes == ICONS[name].strokes]
    meanings = {tuple(other.split("_")[1:]) or other for other in same}
    assert len(meanings) == 1  # the same lines never stand for high and for low, or for pass and fail
    assert icon_of(Path(icon_file(name)).stem) == name
    assert icon_png(name).startswith(b"\x89PNG")
    assert ENGLISH.icon(name)


def test_the_dot_of_a_question_mark_is_a_dot() -> None:
    pixels = imread(io.BytesIO(icon_png("inconsistent")), format="png")
    assert (pixels[112, 78:83, :3] < 0.5).all()  # four pixels to the point
    assert b"stroke-linecap: round" in to_svg(_with_icon("inconsistent"))


def _with_icon(name: str) -> Picture:
    picture = Picture(40, 40)
    picture.add(icon_shapes(name, (20, 20), 40), 0)
    return picture


def with_icons() -> Outline:
    outline = sample.outline()
    first, *rest = outline.dashboard
    return replace(outline, dashboard=(replace(first, variation="concern_high", assurance="inconsistent"), *rest))


def test_icons_stand_in_the_dashboard_with_their_meaning(tmp_path: Path) -> None:
    text = write_markdown(with_icons(), sample.draft(), sample.facts())
    row = next(line for line in text.splitlines() if line.startswith("| [Visits]"))
    assert "![Unusually high, which is worse](charts/icon-concern-high.svg)" in row
    assert "| Variation" in text
    draw_charts(with_icons(), sample.facts(), tmp_path)
    assert {path.name for path in tmp_path.glob("icon-*")} == {"icon-concern-high.svg", "icon-inconsistent.svg"}


def test_breaks_and_icons_survive_charts_json(tmp_path: Path) -> None:
    outline = sample.outline()
    part = outline.parts[0]
    first, *rest = part.sections[0].charts
    marked = replace(first, breaks=(date(2017, 4, 1),), icons=("common_cause",))
    section = replace(part.sections[0], charts=(marked, *rest))
    outline = replace(outline, parts=(replace(part, sections=(section,)), *outline.parts[1:]))
    draw_charts(outline, sample.facts(), tmp_path)
    assert read_specifications(tmp_path).charts["visits.series"] == marked


def test_what_stands_in_the_pictures_is_read_by_the_checker() -> None:
    outline, facts = sample.outline(), sample.facts()
    text = pictures_text(outline, facts)
    assert "| Riverside" in text and "59.3" in text  # a bar and its figure
    assert not check(text, facts).refuted
    part = outline.parts[0]
    charts = tuple(replace(one, title="Visits fell to 1,240 in quarter three") for one in part.sections[0].charts)
    wrong = replace(part, sections=(replace(part.sections[0], charts=charts),))
    refuted = check(pictures_text(replace(outline, parts=(wrong,)), facts), facts).refuted
    assert {claim.text for claim in refuted} == {"fell"}


def test_parts_that_add_up_stand_one_upon_the_other_with_the_total_last() -> None:
    facts = sample.facts()
    parts = [fact for fact in facts.facts if fact.statistic == "change" and fact.category and fact.area == "own"]
    added = sum(fact.number for fact in parts)
    total = replace(parts[0], id="total", category=None, value=added)
    others = tuple(fact for fact in facts.facts if fact.category or fact.statistic != "change")
    chart = Chart("c", "contribution", "t", "a", (Series("Change", tuple(fact.id for fact in parts)),), "visits")
    data = chart_data(chart, replace(facts, facts=(*others, total)))
    assert data.total is total
    said = words_of(chart_svg(data, ENGLISH))
    assert {"All", f"+{added}"} <= set(said)
    assert said.index("All") > said.index(parts[0].category or "")
    off = chart_data(chart, replace(facts, facts=(*others, replace(total, value=added + 1))))
    assert off.total is None and "All" not in words_of(chart_svg(off, ENGLISH))


def test_limits_of_a_control_chart_are_read_by_the_checker() -> None:
    outline, facts = sample.outline(), sample.facts()
    text = pictures_text(outline, facts)
    for name, figure in (("upper limit", "1,085.3"), ("mean", "975"), ("lower limit", "864.7")):
        assert re.search(rf"{name} \|.*\n.*\n.*\| +{figure} \|", text), text
    assert "Shaded: the range of usual variation." in text
    assert "Visits (visits per 1,000 residents)" in text
    wrong = check(text.replace("1,085.3", "1,185.3"), facts)
    assert "1,185.3" in {claim.text for claim in wrong.claims if claim.verdict != "supported"}


@pytest.mark.parametrize(
    ("area", "rate", "wrong"),
    [("Outlier", (18_000, 210_000), ("85.7", "85.9")), ("Tiny", (9_000, 9_000), ("1,000.0", "1,010.0"))],
)
def test_areas_that_a_funnel_names_are_read_by_the_checker(
    area: str, rate: tuple[int, int], wrong: tuple[str, str]
) -> None:
    chart, facts = funnel({"own": (6_000, 110_000), **AREAS, area.lower(): rate})
    outline = sample.outline()
    part = outline.parts[0]
    outline = replace(outline, parts=(replace(part, sections=(replace(part.sections[0], charts=(chart,)),)),))
    text = pictures_text(outline, facts)
    assert area in text and "Across: residents." in text and "Area3" not in text
    assert not check(text, facts).refuted
    assert f"{wrong[1]} per 1,000" in {claim.text for claim in check(text.replace(*wrong), facts).refuted}
