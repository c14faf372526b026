"""Charts: the same bytes, the right data, nothing crowded or cut."""

from __future__ import annotations

import csv
import io
import itertools
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import rendering_sample as sample
from matplotlib import font_manager
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator

from pcc_narrator.models.outline import Chart, Series
from pcc_narrator.rendering import draw_charts
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import Line, Point, chart_data, data_csv
from pcc_narrator.rendering.charts.draw import draw_png
from pcc_narrator.rendering.charts.frame import Frame
from pcc_narrator.rendering.charts.letters import width_of
from pcc_narrator.rendering.charts.lines import drawn_frame
from pcc_narrator.rendering.charts.paint import to_png, to_svg
from pcc_narrator.rendering.charts.scale import limits, round_values, spread
from pcc_narrator.rendering.charts.shapes import Box, Disc, Label, text
from pcc_narrator.rendering.charts.shapes import Path as Stroke
from pcc_narrator.rendering.charts.spark import spark_svg
from pcc_narrator.rendering.charts.specification import charts_of, read_specifications
from pcc_narrator.rendering.charts.time_axis import runs

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("charts")
    draw_charts(sample.outline(), sample.facts(), out)
    return out


def texts(path: Path) -> list[str]:
    return ["".join(node.itertext()).strip() for node in ET.parse(path).getroot().iter(f"{SVG}text")]


def test_files(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "charts.json", "spark-visits.svg",
        "visits.contribution.csv", "visits.contribution.svg",
        "visits.peers.csv", "visits.peers.svg",
        "visits.series.csv", "visits.series.svg",
        "wait.series.csv", "wait.series.svg",
    ]  # fmt: skip


def test_same_bytes_in_another_process_with_another_locale_zone_and_hash_seed(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import rendering_sample as s;"
        "from pcc_narrator.rendering import draw_charts; draw_charts(s.outline(), s.facts(), pathlib.Path(sys.argv[2]))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path)], env=env, check=True)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_control_chart_names_mean_limits_and_the_last_point(folder: Path) -> None:
    shown = texts(folder / "visits.series.svg")
    assert {"mean 975", "upper limit 1,085.3", "lower limit 864.7", "1,240"} <= set(shown)
    assert "visits (the axis does not start at zero)" in shown


def test_peers_are_ordered_and_the_mean_is_named(folder: Path) -> None:
    shown = texts(folder / "visits.peers.svg")
    assert [name for name in shown if name in ("West", "East", "North", "Riverside")] == [
        "West", "East", "North", "Riverside",
    ]  # fmt: skip
    assert "mean 68.4" in shown and "59.3" in shown and "visits per 1,000 residents" in shown


def test_contributions_carry_their_sign(folder: Path) -> None:
    assert {"+120", "+85", "−30", "−5"} <= set(texts(folder / "visits.contribution.svg"))


def test_nothing_lies_outside_the_picture(folder: Path) -> None:
    for path in folder.glob("*.series.svg"):
        root = ET.parse(path).getroot()
        width = float(root.attrib["viewBox"].split()[2])
        for node in root.iter(f"{SVG}text"):
            across = re.search(r"translate\(([\d.-]+)", node.attrib.get("transform", ""))
            place = float(across[1]) if across else float(node.attrib.get("x", 0))
            assert -2 <= place <= width, (path.name, "".join(node.itertext()))


def test_fonts_are_the_readers_own(folder: Path) -> None:
    content = (folder / "visits.series.svg").read_text(encoding="utf-8")
    assert "DejaVu" not in content and "system-ui" in content
    assert "<dc:date>" not in content


def test_csv_holds_every_point_and_its_fact(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "visits.series.csv").read_text(encoding="utf-8"))))
    assert [row["value"] for row in rows][:15] == [str(value) for value in sample.VISITS]
    assert {row["series"] for row in rows[15:]} == {"control_mean", "control_lower", "control_upper"}
    facts = sample.facts().by_id
    assert all(facts[row["fact"]].number == Decimal(row["value"]) for row in rows)


def test_csv_texts_are_no_formulas() -> None:
    chart = next(charts_of(sample.outline()))
    evil = replace(
        chart, series=(Series("=HYPERLINK(1)", chart.series[0].facts[:1]),), centre=None, lower=None, upper=None
    )
    content = data_csv(chart_data(evil, sample.facts()), sample.facts()).decode()
    assert "\n'=HYPERLINK(1)," in content


def test_a_chart_without_facts_is_not_drawn(tmp_path: Path) -> None:
    assert draw_charts(sample.outline(), replace(sample.facts(), facts=()), tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_multiples_have_a_panel_for_each_series(tmp_path: Path) -> None:
    ids = tuple(sample.value_id("visits", period) for period in sample.QUARTERS)
    chart = Chart("m", "multiples", "t", "a", tuple(Series(f"Kind {n}", ids[n:]) for n in range(4)))
    outline = sample.outline()
    part = outline.parts[0]
    outline = replace(
        outline, parts=(replace(part, sections=(replace(part.sections[0], charts=(chart,)),)),), dashboard=()
    )
    (path,) = draw_charts(outline, sample.facts(), tmp_path)
    assert sum(text.startswith("Kind ") for text in texts(path)) == 4


def test_png_for_documents_that_hold_no_svg() -> None:
    assert draw_png(next(charts_of(sample.outline())), sample.facts()).startswith(b"\x89PNG")


def _point(at: int) -> Point:
    fact = sample.made("visits", "value", sample.Q3, "1")
    return Point(fact, at, Decimal(1), "1", "", "", "", False)


@pytest.mark.parametrize(
    ("places", "parts"),
    [([1, 4, 7, 10], 1), ([1, 4, 10, 13], 2), ([13, 1, 4, 22], 3), ([1, 30], 1), ([], 0), ([5], 1)],
)
def test_lines_break_where_a_period_is_missing(places: list[int], parts: int) -> None:
    assert len(runs(Line("x", tuple(_point(at) for at in places)).points)) == parts


@pytest.mark.parametrize(
    ("levels", "from_zero"),
    [([10.0, 100.0], True), ([90.0, 100.0], False), ([0.0, 0.0], True), ([5.0, 5.0], False), ([-4.0, 9.0], False)],
)
def test_axes_start_at_zero_unless_that_flattens_the_data(levels: list[float], from_zero: bool) -> None:
    low, high = limits(levels)
    assert (low == 0.0) == from_zero
    assert low <= min(levels) <= max(levels) < high


def test_labels_are_moved_apart_and_stay_in_order() -> None:
    places = spread([10, 10.2, 10.1, 50], [4, 4, 4, 4], 0, 100)
    ordered = [places[0], places[2], places[1], places[3]]
    assert ordered == sorted(ordered)
    assert all(later - earlier >= 4 - 1e-9 for earlier, later in itertools.pairwise(ordered))


@pytest.mark.parametrize("values", [["1", "2", "3"], ["5", "5", "5"], ["-1.5", "0", "99999999"]])
def test_sparklines_stay_inside_their_box(values: list[str]) -> None:
    root = ET.fromstring(spark_svg([Decimal(value) for value in values], colour="#000000"))
    line = root.find(f"{SVG}polyline")
    assert line is not None
    for pair in line.attrib["points"].split():
        across, down = map(float, pair.split(","))
        assert 0 <= across <= 120 and 0 <= down <= 28


def test_charts_can_be_drawn_again_from_what_lies_beside_them(folder: Path) -> None:
    known = read_specifications(folder)
    assert tuple(known.charts.values()) == tuple(charts_of(sample.outline()))
    assert known.sparks == {"spark-visits": sample.outline().dashboard[0].spark}


@pytest.mark.parametrize("content", ["", "[]", '{"charts": {"x": {}}}', '{"charts": 4}'])
def test_a_broken_specification_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "charts.json").write_text(content, encoding="utf-8")
    assert not read_specifications(tmp_path).charts


def test_no_label_of_an_axis_is_cut_off() -> None:
    picture = style.new_picture()
    box = Box(0.1 * picture.width, 20, 0.78 * picture.width, 200)
    fact = sample.made("stay", "value", sample.Q1, "20072", "hours")
    frame = drawn_frame(picture, Frame(box, (0, 1), (16_000, 20_500)), (), fact)
    labels = [shape for shape in picture.shapes if isinstance(shape, Label)]
    assert any(label.text == "20,000 hours" for label in labels)
    assert all(label.at[0] - width_of(label.text, label.size) >= 0 for label in labels)
    assert frame.box.right == box.right and frame.box.left > box.left


@pytest.mark.parametrize("whole", [True, False])
def test_ticks_are_those_of_matplotlib(whole: bool) -> None:
    locator = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=whole)
    chance = random.Random(4)
    for _ in range(3000):
        low = chance.choice((0.0, chance.uniform(-5, 5) * 10 ** chance.randint(-2, 6)))
        high = low + chance.uniform(0.5, 9) * 10 ** chance.randint(-2 if not whole else 0, 6)
        wanted = [value for value in locator.tick_values(low, high) if low <= value <= high]
        assert round_values(low, high, whole=whole) == pytest.approx(wanted), (low, high)


@pytest.mark.parametrize("bold", [False, True])
def test_texts_are_as_wide_as_in_the_font_that_ships_with_matplotlib(bold: bool) -> None:
    font = font_manager.FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal", size=100)
    for words in ("40,000 hours", "£1,200 per head", "Devon and Cornwall 71.2%", "1m 20s", "−30", "Q3 2018-19"):
        real = TextPath((0, 0), words, prop=font).get_extents().width
        assert real * 0.97 <= width_of(words, 100, bold=bold) <= real * 1.1 + 25, words


def test_marks_of_a_text_are_written_as_text() -> None:
    picture = style.new_picture(1, 1)
    picture.add(text((0, 10), "a < b & c", 10, style.INK), 0)
    picture.add(
        [Stroke(((0, 0), (9, 9)), style.INK, within=Box(1, 2, 3, 4)), Disc((5, 5), -0.0, "#fff", "#000", 1)], -1
    )
    root = ET.fromstring(to_svg(picture))
    assert [node.text for node in root.iter(f"{SVG}text")] == ["a < b & c"]
    assert "system-ui" in next(root.iter(f"{SVG}text")).get("style", "")
    assert len(list(root.iter(f"{SVG}clipPath"))) == 1
    assert to_png(picture).startswith(b"\x89PNG")
