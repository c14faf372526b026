"""A workspace for any force from the shipped public data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pcc_narrator.areas import draft_area
from pcc_narrator.errors import InputError, PeriodError
from pcc_narrator.pipeline import Analysis, analyse
from pcc_narrator.workspace.importers import codes, open_plan
from pcc_narrator.workspace.importers.open_data import write_open_workspace
from pcc_narrator.workspace.revisions import revisions

Made = Callable[..., Analysis]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What the data say of an area: its workspace written, read and computed once for all tests."""

    @cache
    def found(name: str, period: str = "2018-19-Q3") -> Analysis:
        return analyse(write_open_workspace(name, tmp_path_factory.mktemp("open") / "w", period=period), period)

    return found


def test_wiltshire_as_the_real_report_printed_it(made: Made) -> None:
    workspace, facts = made("Wiltshire").workspace, made("Wiltshire").facts.by_id
    assert facts["recorded_crime.value.wiltshire.R12-2018-12"].value == 42483
    assert facts["recorded_crime/burglary.value.wiltshire.R12-2018-12"].value == 3222
    assert facts["group_burglary.value.wiltshire.2018-19-Q3"].value == 767
    assert facts["recorded_crime.value.england_wales.R12-2018-12"].value == 5088371
    assert facts["recorded_crime.areas_with_increase.england_wales.R12-2018-12"].value == 35
    assert not any(note.id == "vintages" for note in workspace.notes)


@pytest.mark.parametrize("name", ["London, City of", "Metropolitan Police Service", "Dyfed-Powys", "Lancashire"])
def test_other_forces(name: str, made: Made) -> None:
    workspace = made(name).workspace
    own = codes.find_area(name)
    assert workspace.areas[0].id == own.id
    facts = made(name).facts.by_id
    total = facts[f"recorded_crime.value.{own.id}.R12-2018-12"].number
    parts = [fact for key, fact in facts.items() if fact.statistic == "value" and fact.category
             and fact.measure == "recorded_crime" and key.endswith(f".value.{own.id}.R12-2018-12")]  # fmt: skip
    assert len(parts) == 14
    assert sum(fact.number for fact in parts) == total
    quarters = [facts[f"recorded_crime.value.{own.id}.{key}"].number
                for key in ("2017-18-Q4", "2018-19-Q1", "2018-19-Q2", "2018-19-Q3")]  # fmt: skip
    assert sum(quarters) == total


@pytest.mark.parametrize("name", ["Leicestershire", "Sussex", "Derbyshire", "Cheshire", "North Wales"])
def test_forces_whose_vintages_disagree_have_no_recovered_total(name: str, made: Made) -> None:
    workspace = made(name).workspace
    table = workspace.observations
    own = table[(table["area"] == workspace.areas[0].id) & (table["measure"] == "recorded_crime")]
    whole = own[own["category"] == ""]
    short = [(end - start).days < 100 for start, end in zip(whole["start"], whole["end"], strict=True)]
    quarters = whole[short]
    assert set(quarters["basis"]) == {"published"} and len(quarters) == 4
    assert any(note.id == "vintages" for note in workspace.notes)
    known = {plan.id for plan in workspace.plan.measures if plan.over_dispersion is not None}
    assert "recorded_crime" in known  # so that no change is tested as if crimes came by chance alone
    found = made(name).exceptions.facts
    tests = {fact.measure: fact.method or "" for fact in found if fact.statistic == "significant"}
    assert "measured from the year-on-year changes" in tests["recorded_crime"]
    assert not any("too few periods" in tests.get(measure, "") for measure in known)


def test_an_earlier_period(made: Made) -> None:
    workspace = made("Kent", "2012-13-Q2").workspace
    ends = set(workspace.observations["end"])
    assert max(ends).isoformat() == "2012-09-30"


def test_a_series_that_breaks(made: Made) -> None:
    workspace = made("Norfolk").workspace
    group = "group_miscellaneous_crimes_against_society"
    assert {(item.measure, str(item.start)) for item in workspace.breaks} == {
        (group, "2016-04-01"), ("recorded_crime", "2016-04-01"),
    }  # fmt: skip
    assert {str(item.period.start) for item in workspace.not_shown} == {"2016-01-01"}  # worked out as -204
    assert not any(value is not None and value < 0 for value in workspace.observations["value"])
    facts = made("Norfolk").facts
    assert f"{group}.change.norfolk.R12-2018-12" in facts.by_id  # both years lie after the break
    since = facts.by_id[f"{group}.extreme.norfolk.2018-19-Q3.highest"].since
    assert since is not None and str(since.start) >= "2016-04-01"
    assert facts.by_id[f"{group}.extreme.norfolk.2018-19-Q3.highest"].method == "highest of the comparable series"
    assert any("cannot be compared" in note.text for note in facts.notes if group in note.measures)
    early = made("Norfolk", "2016-17-Q3").facts
    assert f"{group}.value.norfolk.R12-2016-12" in early.by_id
    assert f"{group}.change.norfolk.R12-2016-12" not in early.by_id


def test_an_area_with_few_residents_is_not_ranked_by_them(made: Made) -> None:
    workspace = made("City of London").workspace
    assert workspace.areas[0].title == "the City of London"
    assert [plan.id for plan in workspace.plan.measures if plan.rate_per_1000] == ["recorded_crime"]
    assert any(note.id == "residents" for note in workspace.notes)
    flags = made("City of London").exceptions.flags
    assert flags and not any(flag.rule.startswith("peers") for flag in flags)  # 795.5 crimes a thousand residents


def test_knife_crime_is_of_one_edition_and_has_its_break(made: Made) -> None:
    facts = made("Wiltshire").facts.by_id
    assert facts["knife_crime.value.wiltshire.R12-2018-12"].value == 280
    assert facts["knife_crime.change.wiltshire.R12-2018-12"].value == 2
    manchester, facts = made("Greater Manchester").workspace, made("Greater Manchester").facts.by_id
    assert facts["knife_crime.value.greater_manchester.R12-2018-12"].value == 3614
    assert "knife_crime.change.greater_manchester.R12-2018-12" not in facts
    assert any("too few of these offences" in note.text for note in manchester.notes)


def test_burglary_of_dwellings_is_over_households(made: Made) -> None:
    facts = made("Wiltshire").facts.by_id
    rate = facts["residential_burglary.rate.wiltshire.R12-2018-12"]
    assert rate.value == round(Decimal(2071) * 1000 / 299600, 10) and rate.derivation is not None
    assert "households.value.wiltshire.2017-06-30" in rate.derivation.of
    assert facts["residential_burglary.rank.wiltshire.R12-2018-12.than-england_wales.by_rate.lowest_first"].out_of == 43
    assert not [fact for fact in facts.values() if fact.measure == "residential_burglary" and fact.base]
    city = made("City of London").workspace
    assert [plan.rate_per_1000 for plan in city.plan.measures if plan.id == "residential_burglary"] == [None]
    early = made("Wiltshire", "2016-17-Q4").workspace
    assert "residential_burglary" not in [plan.id for plan in early.plan.measures]


def test_anti_social_behaviour_of_the_latest_financial_year(made: Made) -> None:
    facts = made("Wiltshire").facts.by_id
    assert facts["asb_incidents.value.wiltshire.R12-2018-03"].value == 14032
    assert facts["asb_incidents.value.england_wales.R12-2018-03"].value == 1634360
    assert facts["asb_incidents.rank.wiltshire.R12-2018-03.than-england_wales.by_rate.lowest_first"].out_of == 43


def test_court_outcomes_where_every_month_of_the_quarter_is_there(made: Made) -> None:
    def courts(name: str, period: str) -> list[str]:
        facts = made(name, period).facts
        return [str(fact.value)[:5] for fact in facts.facts if fact.statistic == "value" and fact.area == name
                and fact.measure == "conviction_rate" and fact.period == facts.period]  # fmt: skip

    assert courts("wiltshire", "2017-18-Q4") == ["90.75"]  # 1,031 of 1,136
    assert courts("wiltshire", "2017-18-Q1") == courts("city_of_london", "2017-18-Q4") == []


def test_first_published_figures_are_vintages(made: Made) -> None:
    workspace = made("Wiltshire", "2017-18-Q4").workspace
    found = revisions(workspace, since=date(2018, 7, 19))
    own = [one for one in found if (one.measure, one.area, one.category) == ("recorded_crime", "wiltshire", "")]
    assert [(one.before, one.after) for one in own] == [(43603, 43563)]


def test_every_crime_group_has_one_measure() -> None:
    groups = [group for _, _, members in open_plan.PRIORITIES for group in members]
    known = {offence.group for offence in codes.offences().values()} - {""}
    assert sorted(groups) == sorted(known) == sorted(open_plan.COUNTED)


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    def hashes(folder: Path) -> list[str]:
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]

    first, second = (write_open_workspace("Kent", tmp_path / name) for name in ("a", "b"))
    assert hashes(first) == hashes(second)


@pytest.mark.parametrize(
    ("name", "period", "message"),
    [
        ("Kant", "2018-19-Q3", "nearest known name is 'Kent'"),
        ("South East", "2018-19-Q3", "no police force"),
        ("Kent", "2019-20-Q3", "the data hold 12-month totals"),
        ("Kent", "2006-07-Q1", "the data hold 12-month totals"),
    ],
)
def test_what_cannot_be_made(name: str, period: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        write_open_workspace(name, tmp_path / "w", period=period)
    assert not (tmp_path / "w").exists()


def test_a_period_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(PeriodError):
        write_open_workspace("Kent", tmp_path / "w", period="last year")


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="not empty"):
        write_open_workspace("Kent", tmp_path)


@pytest.mark.slow
def test_what_a_control_chart_flags_is_said_of_the_level_and_not_of_a_change(tmp_path: Path) -> None:
    """Sexual offences in Norfolk: no significant change, but a quarter beyond the usual range."""
    finished = draft_area("Norfolk", "2018-19-Q3", tmp_path / "n", to=())
    text = (tmp_path / "n" / "report.md").read_text(encoding="utf-8")
    assert not finished.report.refuted and not finished.report.missing
    (summary,) = [line for line in text.splitlines() if line.startswith("- **Sexual offences")]
    assert "was 642 in quarter three, above the range in which its usual variation lies" in summary
    (paragraph,) = [line for line in text.splitlines() if "<!-- group_sexual_offences.trend -->" in line]
    assert "The quarter's number is above the range in which its usual variation lies." in paragraph
    assert "The rise is not statistically significant." in paragraph
