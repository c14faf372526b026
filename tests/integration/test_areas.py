"""Reports on areas of the shipped data: one by name, all with a league table that says how sure its ranks are."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.areas import every
from pcc_narrator.areas.league import BEST, WORST, Entry, entry, league
from pcc_narrator.areas.one import draft_area
from pcc_narrator.areas.page import index_text, league_csv
from pcc_narrator.checking import Checker
from pcc_narrator.cli.app import app
from pcc_narrator.contract import read_facts
from pcc_narrator.pipeline import Finished


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return draft_area("Kent Police", "2018-19-Q3", tmp_path_factory.mktemp("out") / "kent", allow_findings=True)


def _entries(made: Finished, *figures: tuple[str, str, str, float | None]) -> list[Entry]:
    """Entries as if of other areas: title, rate, count, over-dispersion."""
    first = entry(made)
    assert first is not None
    found = []
    for place, (title, rate, count, dispersion) in enumerate(figures, 1):
        area = replace(first.area, id=title.lower(), title=title, names=())
        facts = {
            name: replace(fact, id=fact.id.replace("kent", area.id), area=area.id)
            for name in ("rank", "value", "rate", "change", "change_percent", "significant")
            if (fact := getattr(first, name)) is not None
        }
        facts["rate"] = replace(facts["rate"], value=Decimal(rate))
        facts["value"] = replace(facts["value"], value=Decimal(count))
        facts["rank"] = replace(facts["rank"], value=Decimal(place))
        found.append(replace(first, area=area, dispersion=dispersion, **facts))
    return found


def test_one_area_by_any_of_its_names(made: Finished) -> None:
    folder = made.folder
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("# Crime and anti-social behaviour in Kent\n")
    assert (folder / "report.html").exists() and (folder / "workspace" / "plan.yaml").exists()
    inputs = json.loads((folder / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert "observations.csv" in {item["name"] for item in inputs}
    assert {item.title for item in made.analysis.facts.areas} >= {"Kent", "Surrey", "England and Wales"}


def test_what_a_report_gives_to_the_league(made: Finished) -> None:
    found = entry(made)
    assert found is not None
    assert (found.value.number, round(found.rate.number, 1), found.rank.number) == (197085, Decimal("106.7"), 7)
    assert found.change is not None and found.change.number == 197085 - 167340
    assert found.significant is not None and found.significant.value is True
    assert found.dispersion is not None and 5 < found.dispersion < 100


def test_ranks_that_chance_does_not_rule_out(made: Finished) -> None:
    found = league(_entries(
        made, ("High", "120", "200000", 10), ("Near", "100", "20000", 10), ("Close", "99.5", "20000", None),
        ("Low", "50", "90000", 30),
    ))  # fmt: skip
    ranges = [(one.best.number, one.worst.number) for one in found.entries if one.best and one.worst]
    assert ranges == [(1, 1), (2, 3), (2, 3), (4, 4)]
    assert (found.sure, found.borrowed) == (2, ("Close",))
    facts = found.facts
    assert facts.areas[0].id == "england_wales" and len(facts.measures) == 3
    assert facts.by_id[f"{BEST.id}.value.close.R12-2018-12"].number == 2
    assert facts.by_id[f"{WORST.id}.value.near.R12-2018-12"].number == 3


def test_the_index_says_nothing_that_its_facts_refute(made: Finished) -> None:
    found = league(_entries(
        made, ("Ashford", "120", "200000", 10), ("Borden", "100", "20000", 10), ("Charing", "99.5", "20000", None),
    ))  # fmt: skip
    text = index_text(found)
    report = Checker(found.facts).check(text)
    assert [claim.message for claim in report.refuted] == []
    assert report.count("supported") >= 15
    assert "[Ashford](ashford/report.html)" in text
    assert "Only one force holds its rank beyond doubt." in text
    assert "Charing has too short a series" in text
    wrong = text.replace("120.0", "121.0")
    assert wrong != text
    assert Checker(found.facts).check(wrong).refuted
    rows = list(csv.DictReader(league_csv(found).splitlines()))
    assert [row["rank_from"] for row in rows] == ["1", "2", "2"]


def test_every_area_and_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "area_names", lambda: (("city_of_london", "City of London"), ("kent", "Kent")))
    said: list[str] = []
    done = every.draft_all("2018-19-Q3", tmp_path, jobs=1, allow_findings=True, progress=said.append)
    assert said == ["1 of 2: City of London", "2 of 2: Kent"]
    assert sum(done.claims) > 1000
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="kent/report.html"' in page and "http" not in page.split("</style>")[1].split("<a ")[0]
    assert (tmp_path / "kent" / "report.html").exists() and (tmp_path / "city_of_london" / "workspace").is_dir()
    facts = read_facts(tmp_path / "facts.json")
    assert not Checker(facts).check((tmp_path / "index.md").read_text(encoding="utf-8")).refuted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "2018-19-Q3"], "Name a WORKSPACE"),
        (["--area", "Kent", "--all-areas", "--period", "2018-19-Q3"], "Name a WORKSPACE"),
        (["--area", "Kant", "--period", "2018-19-Q3"], "nearest known name is 'Kent'"),
        (["--area", "Kent", "--period", "2030-31-Q3"], "the data hold"),
        (["--area", "Kent", "--period", "soon"], "is no period"),
        (["--all-areas", "--period", "2030-31-Q3", "--jobs", "1"], "the data hold"),
        (["--area", "Kent", "--period", "2018-19-Q3", "--as-published-on", "2019-01-01"], "goes with a WORKSPACE"),
    ],
)
def test_what_cannot_be(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["draft", *arguments, "--out", str(tmp_path / "out")])
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert not (tmp_path / "out").exists()
