"""Bad input: each fault is told with its place, in words that say what to do, and all faults at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workspace_files import SOUND

from pcc_narrator.errors import Problem
from pcc_narrator.workspace import validate_workspace
from pcc_narrator.workspace.parts import LARGEST_FILE


def _only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


# file, change, then file, row, column of the one problem, and words that must be in its text
CASES: dict[str, tuple[str, list[tuple[str, str]], int | None, str, tuple[str, ...]]] = {
    "not a number": ("observations.csv", [('"1,234"', "12 approx")], 2, "value", ("'12 approx'", "not a number")),
    "decimal comma": ("observations.csv", [('"1,234"', '"1,23"')], 2, "value", ("thousands",)),
    "percentage of a count": ("observations.csv", [('"1,234"', "12%")], 2, "value", ("percentage", "'count'")),
    "pounds of a count": ("observations.csv", [('"1,234"', "£12")], 2, "value", ("money",)),
    "negative count": ("observations.csv", [('"1,234"', "-4")], 2, "value", ("negative",)),
    "half a visit": ("observations.csv", [('"1,234"', "1.234")], 2, "value", ("no decimals", "1,234")),
    "a level of chance above one": (
        "plan.yaml",
        [("area: north", "area: north\nthresholds: {alpha: 5}")],
        4,
        "thresholds.alpha",
        ("less than 1",),
    ),
    "a target without a better side": (
        "plan.yaml",
        [("higher_is_better\n        target", "neutral\n        target")],
        23,
        "priorities.0.measures.1.target",
        ("neither met nor missed",),
    ),
    "unknown measure": (
        "observations.csv",
        [("visits,south,,2018-19-Q3", "vists,south,,2018-19-Q3")],
        4,
        "measure",
        ("'vists'", "Did you mean 'visits'?"),
    ),
    "no measure": ("observations.csv", [("income,north", ",north")], 8, "measure", ("missing",)),
    "unknown area": ("observations.csv", [("income,north", "income,nroth")], 8, "area", ("Did you mean 'north'?",)),
    "an area by its name": (
        "observations.csv",
        [("income,north", "income,North Library")],
        8,
        "area",
        ("Write its id: north",),
    ),
    "no area": ("observations.csv", [("income,north", "income,")], 8, "area", ("missing",)),
    "no such quarter": (
        "observations.csv",
        [("2018-19-Q3", "2018-19-Q7")],
        2,
        "period",
        ("no such period", "2018-19-Q3"),
    ),
    "no period": ("observations.csv", [(",2018-12,", ",,")], 8, "period", ("missing",)),
    "unknown basis": ("observations.csv", [("derived", "dervied")], 8, "basis", ("Did you mean 'derived'?",)),
    "a day in the wrong order": (
        "observations.csv",
        [("2019-01-10", "10/01/2019")],
        2,
        "published_on",
        ("not a date", "2019-03-28"),
    ),
    "two values for one key": (
        "observations.csv",
        [("visits,north,children,2018-19-Q3,400", "visits,north,,2018-19-Q3,1240")],
        3,
        "value",
        ("row 2", "another value (1234)", "'1240'"),
    ),
    "one value twice": (
        "observations.csv",
        [("visits,north,children,2018-19-Q3,400", "visits,north,,2018-19-Q3,1234.0")],
        3,
        "measure",
        ("row 2 says the same", "Remove"),
    ),
    "one period in two spellings": (
        "observations.csv",
        [('income,north,,2018-12,"£1,200.50"', "satisfied,south,,2018-01-01--2018-12-31,80")],
        8,
        "value",
        ("row 7", "another value (81.30)"),
    ),
    "a category in two spellings": (
        "observations.csv",
        [("visits,south,,2018-19-Q3", "visits,south,Children,2018-19-Q3")],
        4,
        "category",
        ("row 3", "'children'"),
    ),
    "a category without a letter": ("observations.csv", [("children", "***")], 3, "category", ("letter",)),
    "numerator above denominator": ("observations.csv", [("90,100", "110,100")], 6, "numerator", ("greater", "100")),
    "numerator without denominator": ("observations.csv", [("90,100", "90,")], 6, "denominator", ("without",)),
    "division by nought": ("observations.csv", [("90,100", "90,0")], 6, "denominator", ("nought",)),
    "a percentage that its parts do not make": ("observations.csv", [(",,90,100", ",93,90,100")], 6, "value", ("90",)),
    "an interval with one end": ("observations.csv", [("76.6,86.0", "76.6,")], 7, "high", ("two ends",)),
    "a value outside its interval": ("observations.csv", [("76.6,86.0", "82.6,86.0")], 7, "low", ("between",)),
    "half an answer": ("observations.csv", [(",600,", ",600.5,")], 7, "sample_size", ("whole number",)),
    "too many cells": ("observations.csv", [('"1,234"', "1,234")], 2, "", ("quotes",)),
    "misspelt column": ("observations.csv", [("basis", "bassis")], 1, "bassis", ("Did you mean 'basis'?",)),
    "unknown column": ("observations.csv", [("source", "weather")], 1, "weather", ("Begin a heading with #",)),
    "missing column": ("observations.csv", [("measure,area", "measure,#area")], 1, "area", ("missing",)),
    "column twice": ("observations.csv", [("basis,source", "source,source")], 1, "source", ("twice",)),
    "column without a heading": ("observations.csv", [("source", "")], 1, "", ("column 12 has no heading",)),
    "first row empty": ("observations.csv", [("measure", "\nmeasure")], None, "", ("row 1 must be the header",)),
    "open quote": ("observations.csv", [('"1,234"', '"1,234')], None, "", ("quote",)),
    "a control character": ("observations.csv", [("children", "chil\x07dren")], 3, "", ("control character",)),
    "plan key misspelt": (
        "plan.yaml",
        [("polarity", "polarty")],
        13,
        "priorities.0.measures.0.polarty",
        ("'polarty'", "Did you mean 'polarity'?"),
    ),
    "plan key nothing like any": ("plan.yaml", [("polarity", "zzz")], 13, "priorities.0.measures.0.zzz", ("Known:",)),
    "plan key missing": (
        "plan.yaml",
        [("organisation: The Library Service\n", "")],
        1,
        "organisation",
        ("'organisation' is missing",),
    ),
    "plan choice misspelt": (
        "plan.yaml",
        [("unit: count", "unit: counts")],
        11,
        "priorities.0.measures.0.unit",
        ("Did you mean 'count'?", "'counts'"),
    ),
    "plan number in words": (
        "plan.yaml",
        [("{value: 95}", "{value: high}")],
        23,
        "priorities.0.measures.1.target.value",
        ("must be a number", "'high'"),
    ),
    "plan number beyond bounds": (
        "plan.yaml",
        [("area: north", "area: north\nyear_start_month: 13")],
        4,
        "year_start_month",
        ("less than or equal to 12",),
    ),
    "plan list that is none": ("plan.yaml", [("[similar]", "similar")], 15, "priorities.0.measures.0.peers", ("list",)),
    "plan mapping that is none": (
        "plan.yaml",
        [("{one: visit, many: visits}", "visits")],
        12,
        "priorities.0.measures.0.counted",
        ("named keys", "one, many"),
    ),
    "plan id with a blank": ("plan.yaml", [("id: reach", "id: Reach out")], 6, "priorities.0.id", ("lower-case",)),
    "plan key twice": ("plan.yaml", [("area: north", "area: north\ntitle: Again")], 4, "", ("given twice", "row 1")),
    "plan is no yaml": ("plan.yaml", [("title: Performance", "title: a: Performance")], 1, "", ("not YAML",)),
    "plan with a tag": (
        "plan.yaml",
        [("title: Performance report", "title: !!python/object:os.system x")],
        1,
        "",
        ("tags are not taken",),
    ),
    "measure twice": (
        "plan.yaml",
        [("      - id: income", "      - {id: visits, title: Again, unit: none}\n      - id: income")],
        24,
        "priorities.0.measures.2.id",
        ("another measure",),
    ),
    "within nothing": (
        "plan.yaml",
        [("within: visits", "within: vists")],
        21,
        "priorities.0.measures.1.within",
        ("Did you mean 'visits'?",),
    ),
    "within itself": (
        "plan.yaml",
        [("within: visits", "within: satisfied")],
        21,
        "priorities.0.measures.1.within",
        ("circle",),
    ),
    "percentages that add up": (
        "plan.yaml",
        [("adds: ratio", "adds: sum")],
        20,
        "priorities.0.measures.1.adds",
        ("do not add up", "adds: ratio"),
    ),
    "rate of nothing": (
        "plan.yaml",
        [("rate_per_1000: population", "rate_per_1000: popluation")],
        14,
        "priorities.0.measures.0.rate_per_1000",
        ("Did you mean 'population'?",),
    ),
    "order of nothing": (
        "plan.yaml",
        [("within: visits", "order: [level, pears]")],
        21,
        "priorities.0.measures.1.order.1",
        ("Did you mean 'peers'?",),
    ),
    "plan area unknown": ("plan.yaml", [("area: north", "area: nroth")], 3, "area", ("Did you mean 'north'?",)),
    "peers unknown": (
        "plan.yaml",
        [("peers: [similar]", "peers: [simlar]")],
        15,
        "priorities.0.measures.0.peers.0",
        ("Did you mean 'similar'?",),
    ),
    "neutral category unknown": (
        "plan.yaml",
        [("rank_among: similar", "neutral_categories: [childen]")],
        16,
        "priorities.0.measures.0.neutral_categories.0",
        ("no such category", "Did you mean 'children'?"),
    ),
    "ranked among nobody": (
        "plan.yaml",
        [("rank_among: similar", "rank_among: south")],
        16,
        "priorities.0.measures.0.rank_among",
        ("no members",),
    ),
    "area id": (
        "areas.csv",
        [("north,North,North Library; the library,library,", "north,North,North Library,library,\nA b,X,,library,")],
        4,
        "area",
        ("lower-case",),
    ),
    "area twice": (
        "areas.csv",
        [("south,South,,library,", "south,South,,library,\nsouth,Deep South,,library,")],
        5,
        "area",
        ("twice", "row 4"),
    ),
    "area without a title": ("areas.csv", [("north,North,", "north,,")], 3, "title", ("no title",)),
    "two areas of one name": (
        "areas.csv",
        [("south,South,,", "south,South,North,")],
        4,
        "names",
        ("row 3", "tell the two apart"),
    ),
    "kind misspelt": ("areas.csv", [("libraries,group,", "libraries,gruop,")], 2, "kind", ("Did you mean 'group'?",)),
    "member unknown": (
        "areas.csv",
        [("north; south", "north; suoth; south")],
        2,
        "members",
        ("Did you mean 'south'?",),
    ),
    "member of itself": ("areas.csv", [("north; south", "north; south; similar")], 2, "members", ("itself",)),
    "no population for a rate": (
        "populations.csv",
        [("south,2017-06-30,1000\n", "")],
        None,
        "population",
        ("'visits'", "'south'"),
    ),
    "population of an unknown area": (
        "populations.csv",
        [("1000\n", "1000\neast,2017-06-30,5\n")],
        4,
        "area",
        ("'east'",),
    ),
    "population of nought": (
        "populations.csv",
        [("1000\n", "1000\nsouth,2018-06-30,0\n")],
        4,
        "population",
        ("above nought",),
    ),
    "population twice": (
        "populations.csv",
        [("1000\n", "1000\nsouth,2017-06-30,1001\n")],
        4,
        "period",
        ("twice", "row 3"),
    ),
    "note without approval": ("notes.yaml", [("  approved_by: The Librarian\n", "")], 1, "approved_by", ("missing",)),
    "note without a day of approval": (
        "notes.yaml",
        [("  approved_on: 2019-01-11\n", "")],
        1,
        "approved_on",
        ("missing",),
    ),
    "note of an unknown kind": ("notes.yaml", [("kind: cause", "kind: casue")], 1, "kind", ("Did you mean 'cause'?",)),
    "note with an address that is none": (
        "notes.yaml",
        [("- id: n1", "- web: javascript:alert(1)\n  id: n1")],
        1,
        "web",
        ("no web address",),
    ),
    "note on an unknown measure": ("notes.yaml", [("[visits]", "[visits, vists]")], 1, "measures", ("'vists'",)),
    "note in an unknown period": ("notes.yaml", [("2018-19-Q3", "2018-19-Q9")], 1, "period", ("no such period",)),
    "note with an unknown field": (
        "notes.yaml",
        [("approved_by:", "author: x\n  approved_by:")],
        1,
        "author",
        ("Known:",),
    ),
    "note id twice": (
        "notes.yaml",
        [("- id: n1", "- {id: n1, kind: cause, text: x, approved_by: A, approved_on: 2019-01-01}\n- id: n1")],
        2,
        "id",
        ("row 1",),
    ),
    "media on an unknown measure": ("media.csv", [("visits", "vists")], 2, "measure", ("Did you mean 'visits'?",)),
    "media on no day": ("media.csv", [("2018-11-05", "5 November")], 2, "date", ("not a date",)),
    "a significant change is never declared": (
        "concerns.yaml",
        [("kind: concern", "kind: significant_change")],
        1,
        "kind",
        ("none of concern, excellence, media_interest",),
    ),
    "a concern without a reason": ("concerns.yaml", [("The survey is small.", '""')], 1, "reason", ("missing",)),
    "delivery without a status": ("delivery.csv", [("on track", "")], 2, "status", ("missing",)),
}


@pytest.mark.parametrize("name", CASES)
def test_one_fault_one_problem_at_its_place(make_workspace, name: str) -> None:
    file, changes, row, column, words = CASES[name]
    problem = _only(validate_workspace(make_workspace({file: changes})))
    assert (problem.file, problem.column) == (file, column)
    if row is not None:
        assert problem.row == row
    for word in words:
        assert word in str(problem)
    assert problem.message[0].islower() and problem.message.endswith((".", "?"))


def test_a_report_without_a_figure_of_its_own(make_workspace) -> None:
    text = "measure,area,period,value\nvisits,south,2018-12,5\n"
    problem = _only(validate_workspace(make_workspace({"observations.csv": text})))
    assert "no figure for 'north'" in problem.message


@pytest.mark.parametrize("file", ["plan.yaml", "observations.csv", "areas.csv"])
def test_a_missing_file(make_workspace, file: str) -> None:
    problems = validate_workspace(make_workspace({file: None}))
    assert [problem.file for problem in problems if "missing" in problem.message] == [file]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not even a header"),
        (b"measure,area,period,value\n", "no figure"),
        (b"\n\n\n", "not even a header"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"PK\x03\x04\x00\x00", "another name"),
        (b"\x00\x01\x02", "not a text file"),
        (b"measure,area,period,value\nvisits,north,2018-12,\x81\n", "not a text file"),
    ],
)
def test_a_file_that_is_no_table(make_workspace, content: bytes, words: str) -> None:
    problem = _only(validate_workspace(make_workspace({"observations.csv": content})))
    assert problem.file == "observations.csv" and words in str(problem)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(make_workspace, monkeypatch) -> None:
    folder = make_workspace()
    with (folder / "observations.csv").open("r+b") as file:
        file.truncate(200_000_000)  # sparse: takes no room on the disk
    monkeypatch.setattr(Path, "read_bytes", _refuse_large(Path.read_bytes))
    problem = _only(validate_workspace(folder))
    assert "200 MB" in problem.message and "50 MB" in problem.message


def _refuse_large(read):
    def guarded(path: Path) -> bytes:
        assert path.stat().st_size <= LARGEST_FILE, "a file above the limit was read"
        return read(path)

    return guarded


def test_an_empty_folder_and_none_at_all(tmp_path: Path) -> None:
    assert "no such folder" in str(_only(validate_workspace(tmp_path / "none")))
    problems = validate_workspace(tmp_path)
    assert any("the workspace is empty" in problem.message for problem in problems)
    (tmp_path / "x.csv").write_text("a")
    assert "no workspace" in str(_only(validate_workspace(tmp_path / "x.csv")))


def test_a_misspelt_file_is_pointed_out(make_workspace) -> None:
    folder = make_workspace({"notes.yaml": None})
    (folder / "note.yaml").write_text("[]")
    problem = _only(validate_workspace(folder))
    assert problem.file == "note.yaml" and "notes.yaml" in problem.advice


def test_all_problems_of_all_files_in_order(make_workspace) -> None:
    problems = validate_workspace(
        make_workspace(
            {
                "plan.yaml": [("polarity", "polarty"), ("unit: gbp", "unit: pounds")],
                "observations.csv": [('"1,234"', "many"), ("income,north", "incom,nroth"), ("2018-19-Q2", "Q2")],
                "areas.csv": [("north; south", "north; suoth")],
                "notes.yaml": "- {id: a}\n",
            }
        )
    )
    assert {problem.file for problem in problems} == {"plan.yaml", "observations.csv", "areas.csv", "notes.yaml"}
    assert len([problem for problem in problems if problem.file == "observations.csv"]) == 4
    places = [(problem.file, problem.sheet, problem.row or 0) for problem in problems]
    assert places == sorted(places)


def test_thousands_of_problems_stay_readable(make_workspace) -> None:
    rows = "".join(f"visits,north,2018-12,x{number}\n" for number in range(3000))
    problems = validate_workspace(make_workspace({"observations.csv": "measure,area,period,value\n" + rows}))
    assert len(problems) == 501
    assert problems[-1].message == "and 2500 more problems"


def test_yaml_that_unfolds_without_end(make_workspace) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    problems = validate_workspace(make_workspace({"plan.yaml": "\n".join(lines)}))
    assert any("unfolds" in problem.message for problem in problems)


def test_yaml_that_is_too_deep(make_workspace) -> None:
    problems = validate_workspace(make_workspace({"plan.yaml": "[" * 5000 + "]" * 5000}))
    assert problems and all(problem.file == "plan.yaml" for problem in problems if "YAML" in problem.message)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), count=st.integers(1, 8))
def test_any_damage_ends_in_problems_or_a_workspace(make_workspace, tmp_path_factory, seed: int, count: int) -> None:
    """Bytes of any file changed at random: never an exception that is not ours."""
    chooser = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged")
    for name, text in SOUND.items():
        data = bytearray(text.encode())
        if chooser.random() < 0.5:
            for _ in range(count):
                data[chooser.randrange(len(data))] = chooser.randrange(256)
        (folder / name).write_bytes(bytes(data))
    for problem in validate_workspace(folder):
        assert str(problem)
