"""What the outline chooses to say, and in what order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from narrated_workspace import NOTES, PERIOD, planned, workspace

from pcc_narrator.errors import InputError
from pcc_narrator.facts import compute_facts
from pcc_narrator.flags import Exceptions, find_exceptions
from pcc_narrator.models.fact import FactSet, Note
from pcc_narrator.models.outline import Message, Outline, Section
from pcc_narrator.models.period import Calendar
from pcc_narrator.outlining import outline
from pcc_narrator.periods import parse_key


@pytest.fixture(scope="module")
def made() -> Outline:
    return planned().outline


def section(made: Outline, measure: str) -> Section:
    return next(section for section in made.sections if section.measure == measure)


def kinds(section: Section) -> list[str]:
    return [message.kind for message in section.messages]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("visits", ["level", "trend", "note"]),
        ("loans", ["level", "composition", "composition", "peers", "peers", "note"]),
        ("catalogued", ["level", "target"]),
        ("requests", ["level", "trend"]),
        ("accidents", ["no_data"]),
        ("content", ["level", "breakdown"]),
        ("renewals", ["level"]),
        ("answered_in_time", ["level", "note"]),
        ("unknown", ["no_data"]),
    ],
)
def test_messages_of_a_measure(made: Outline, measure: str, expected: list[str]) -> None:
    assert kinds(section(made, measure)) == expected


def test_sections_follow_the_plan(made: Outline) -> None:
    assert [part.id for part in made.parts] == ["open", "well"]
    assert [item.id for item in made.parts[0].sections] == [
        "visits", "loans", "catalogued", "requests", "accidents", "helpers",
    ]  # fmt: skip


def test_every_fact_named_is_in_the_set() -> None:
    everything = planned()
    known = everything.facts.by_id
    for item in everything.outline.sections:
        named = [fact for message in item.messages for fact in (*message.facts, *message.key)]
        named += [fact for line in item.box for fact in line.facts]
        named += [cell.fact for table in item.tables for row in table.rows for cell in row if cell.fact]
        named += [fact for chart in item.charts for series in chart.series for fact in series.facts]
        assert [fact for fact in named if fact not in known] == []
        assert all(set(message.key) <= set(message.facts) for message in item.messages)


def test_ids_do_not_depend_on_figures(made: Outline) -> None:
    other = planned(values={("visits", PERIOD): "9000", ("catalogued", PERIOD): "86.9"}).outline
    assert ids(other) == ids(made)


def ids(made: Outline) -> list[str]:
    return [message.id for item in made.sections for message in item.messages]


def test_ids_are_unique(made: Outline) -> None:
    assert len(ids(made)) == len(set(ids(made)))


def test_same_inputs_same_outline(made: Outline) -> None:
    assert planned().outline == made


def test_a_note_is_said_once_and_a_cause_after_its_change(made: Outline) -> None:
    placed = [note for item in made.sections for message in item.messages for note in message.notes]
    assert sorted(placed) == ["counting", "posts", "spring"]
    answered = section(made, "answered_in_time")
    assert [message.id for message in answered.messages] == ["answered_in_time.level", "note.posts"]


def test_a_note_of_another_period_is_left_out(made: Outline) -> None:
    assert all("old" not in message.notes for item in made.sections for message in item.messages)


def test_composition_names_the_largest_on_each_side(made: Outline) -> None:
    along, against = (message for message in section(made, "loans").messages if message.kind == "composition")
    assert along.id == "loans.composition"
    assert against.id == "loans.composition_against"
    assert along.key == ("loans/fiction.change.northtown.R12-2018-12",)
    assert against.key == ("loans/children_s_books.change.northtown.R12-2018-12",)


def test_what_is_required_is_the_level_and_its_change(made: Outline) -> None:
    required = {item.outline_id: item.facts for item in made.requirements}
    assert required["visits.level"] == (
        "visits.value.northtown.2018-19-Q3",
        "visits.value.northtown.R12-2018-12",
        "visits.change.northtown.R12-2018-12",
    )
    assert "note.posts" not in required


def test_no_data_is_said_with_the_latest_figure(made: Outline) -> None:
    (message,) = section(made, "accidents").messages
    assert message.facts == ("accidents.value.northtown.R12-2018-06",)
    row = next(row for row in made.dashboard if row.measure == "accidents")
    assert row.value is None
    assert row.context == "No data for quarter three; latest is the 12 months to June 2018"


def test_a_figure_that_goes_missing_becomes_no_data() -> None:
    without = {("renewals", period): "" for period in ("2018-19-Q1", "2018-19-Q2", PERIOD)}
    assert kinds(section(planned(values=without).outline, "renewals")) == ["no_data"]


def test_boxes_hold_the_quarters_of_the_year(made: Outline) -> None:
    box = section(made, "visits").box
    assert [line.label for line in box] == ["Q1", "Q2", "Q3"]
    assert box[2].facts == ("visits.value.northtown.2018-19-Q3", "visits.value.northtown.R12-2018-12")


def test_tables_of_areas_and_categories(made: Outline) -> None:
    areas, groups = section(made, "loans").tables
    assert [row[0].text for row in areas.rows] == [
        "the Region",
        "Northtown",
        "Easton",
        "Weston",
        "Southam",
        "similar services",
    ]
    assert [row[0].text for row in groups.rows] == ["All", "Fiction", "Local history", "Children's books", "Maps"]
    assert groups.columns == ("", "12 months to December 2017", "12 months to December 2018", "Change", "Change (%)")


def test_charts_say_in_words_what_they_show(made: Outline) -> None:
    charts = {chart.id: chart for chart in section(made, "loans").charts}
    assert set(charts) == {"loans.peers", "loans.contribution"}
    assert "Northtown (59.3)" in charts["loans.peers"].alt
    assert "The largest fall is in fiction, which fell by 1,099 (25.4 per cent)" in charts["loans.contribution"].alt


def test_the_summary_tells_each_flagged_measure_once() -> None:
    everything = planned()
    summary = everything.outline.summary
    assert summary is not None
    points = [message for message in summary.messages if message.kind == "summary"]
    told = [message.id for message in points]
    assert len(told) == len(set(told))
    assert {flag.measure for flag in everything.exceptions.flags} == {message.measure for message in points}
    assert "summary.catalogued" in told
    assert "summary.loans/fiction" in told


def test_without_flags_the_summary_is_empty() -> None:
    made = workspace()
    summary = outline(made, compute_facts(made, PERIOD), Exceptions((), ())).summary
    assert summary is not None
    assert {message.kind for message in summary.messages} == {"overview"}
    assert not any(message.flags for message in summary.messages)


def test_each_part_has_an_overview_with_its_own_flags() -> None:
    everything = planned()
    summary = everything.outline.summary
    assert summary is not None
    found = {message.id: message.flags for message in summary.messages if message.kind == "overview"}
    assert list(found) == [name for part in everything.outline.parts for name in part.overviews.values()]
    of_parts = [found[part.overviews["concern"]] for part in everything.outline.parts]
    assert sorted(flag for flags in of_parts for flag in flags) == sorted(f.id for f in everything.exceptions.flags)


def test_facts_of_no_period_are_refused() -> None:
    made = workspace()
    facts: FactSet = replace(compute_facts(made, PERIOD), period=None)
    with pytest.raises(InputError, match="name no period"):
        outline(made, facts, Exceptions((), ()))


def test_order_of_the_plan_is_followed() -> None:
    made = workspace()
    plan = made.plan.model_dump()
    plan["priorities"][0]["measures"][1]["order"] = ("peers", "level")
    made = replace(made, plan=type(made.plan).model_validate(plan))
    found = outline(made, compute_facts(made, PERIOD), Exceptions((), ()))
    assert kinds(section(found, "loans"))[:3] == ["peers", "peers", "level"]


def test_provisional_figures_are_called_so() -> None:
    made = workspace()
    frame = made.observations.copy()
    frame.loc[(frame["measure"] == "waiting") & (frame["period"] == PERIOD), "basis"] = "provisional"
    made = replace(made, observations=frame)
    found = outline(made, compute_facts(made, PERIOD), Exceptions((), ()))
    assert "caution" in kinds(section(found, "waiting"))


def test_a_note_on_two_measures_of_two_sections_stands_in_the_first() -> None:
    extra = Note("both", "context", "Both are open late.", ("requests", "waiting"))
    made = planned(notes=(*NOTES, extra)).outline
    homes = [item.id for item in made.sections for message in item.messages if "both" in message.notes]
    assert homes == ["requests"]


def test_messages_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Message("a", "level").id = "b"  # type: ignore[misc]


def test_without_commentary_figures_are_known_and_nothing_is_said_or_flagged() -> None:
    made = workspace(values={("requests", PERIOD): "900"})
    plan = made.plan.model_dump()
    silenced = next(one for one in plan["priorities"][0]["measures"] if one["id"] == "requests")
    flagged = {flag.measure for flag in find_exceptions(made, compute_facts(made, PERIOD)).flags}
    assert "requests" in flagged
    silenced["commentary"] = False
    made = replace(made, plan=type(made.plan).model_validate(plan))
    facts = compute_facts(made, PERIOD)
    found = find_exceptions(made, facts)
    written = outline(made, facts.with_facts(found.facts), found)
    assert f"requests.value.northtown.{PERIOD}" in facts.by_id
    assert "requests" not in {flag.measure for flag in found.flags}
    assert "requests" not in {item.id for item in written.sections}
    assert "requests" not in {row.measure for row in written.dashboard}


def test_a_guest_without_commentary_shows_its_places_in_a_table() -> None:
    made = workspace()
    frame = made.observations
    rows = frame[(frame["measure"] == "loans") & (frame["period"] == "R12-2018-12") & (frame["category"] == "")]
    kinds_of = pd.concat(
        [rows.assign(measure="places", category="Fiction"), rows.assign(measure="places", category="Maps")]
    )
    kinds_of = kinds_of[kinds_of["area"] != "region"]
    plan = made.plan.model_dump()
    plan["priorities"][0]["measures"] = [
        *plan["priorities"][0]["measures"],
        {"id": "places", "title": "Places", "unit": "count", "headline": "rolling", "compare": (), "within": "loans",
         "rank_among": "similar", "rate_per_1000": "population", "breakdown": "kind", "commentary": False},
    ]  # fmt: skip
    made = replace(
        made, plan=type(made.plan).model_validate(plan), observations=pd.concat([frame, kinds_of], ignore_index=True)
    )
    facts = compute_facts(made, PERIOD)
    loans = section(outline(made, facts, Exceptions((), ())), "loans")
    assert not any(message.measure == "places" for message in loans.messages)
    table = next(table for table in loans.tables if table.id == "places.standing")
    assert table.columns[-1] == "Place from the lowest, of all services"
    assert [row[0].text for row in table.rows] == ["Fiction", "Maps"]
    assert all(facts.by_id[row[-1].fact or ""].statistic == "rank" for row in table.rows)


def test_peers_of_unlike_size_are_not_titled_by_their_place() -> None:
    made = workspace()
    plan = made.plan.model_dump()
    loans = next(one for one in plan["priorities"][0]["measures"] if one["id"] == "loans")
    loans["rate_per_1000"], loans["rank_among"] = None, "similar"
    frame = made.observations.copy()  # of the three, Northtown lies between the others
    frame.loc[(frame["area"] == "weston") & (frame["measure"] == "loans"), "value"] = Decimal(40_000)
    made = replace(made, plan=type(made.plan).model_validate(plan), observations=frame)
    found = outline(made, compute_facts(made, PERIOD), Exceptions((), ()))
    (peers,) = (chart for chart in section(found, "loans").charts if chart.kind == "peers")
    assert peers.title == "Loans (national return) in Northtown in the 12 months to December 2018: the similar services"


def test_panels_without_a_total_are_titled_by_the_largest() -> None:
    made = workspace()
    rows = made.observations[(made.observations["measure"] == "loans") & (made.observations["category"] == "Maps")]
    names = {"Fiction": 400, "Maps": 30, "Guides": 90}
    quarters = [f"{year}-{(year + 1) % 100}-Q{number}" for year in (2017, 2018) for number in (1, 2, 3, 4)]
    extra = []
    for name, size in names.items():
        for step, quarter in enumerate(quarters[:-1] if len(quarters) > 8 else ["2016-17-Q4", *quarters[:-1]]):
            found = parse_key(quarter, Calendar())
            extra.append(rows.iloc[-1].to_dict() | {
                "category": name, "period": quarter, "start": found.start, "end": found.end,
                "value": Decimal(size + step), "measure": "shelves",
            })  # fmt: skip
    plan = made.plan.model_dump()
    plan["priorities"][0]["measures"] = [
        *plan["priorities"][0]["measures"],
        {"id": "shelves", "title": "Shelves", "unit": "count", "breakdown": "kind of shelf"},
    ]
    made = replace(
        made, plan=type(made.plan).model_validate(plan),
        observations=pd.concat([made.observations, pd.DataFrame(extra)], ignore_index=True),
    )  # fmt: skip
    found = outline(made, compute_facts(made, PERIOD), Exceptions((), ()))
    (panels,) = (chart for chart in section(found, "shelves").charts if chart.kind == "multiples")
    assert panels.title == "By kind of shelf, the largest group in quarter three was fiction (407)"
