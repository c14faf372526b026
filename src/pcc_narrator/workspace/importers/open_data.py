"""A workspace for any of the 43 forces, from the public data that ship with the program.

Recorded crime in total and by its 14 crime groups: quarter counts since 2006 (recovered from the rolling totals, where
they and the true quarters of 2017/18 are of one vintage), the 12-month totals of all forces, the region and the nation,
populations, and what open_more adds. It is an ordinary folder, to be added to.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from pcc_narrator.assets import asset
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, Period, rolling_year
from pcc_narrator.periods.keys import parse_key, period_key
from pcc_narrator.statistics.counts import Dispersion, dispersion
from pcc_narrator.workspace.importers import codes, open_more, open_plan, quarters
from pcc_narrator.workspace.importers.quarters import Quarter, Series, previous_quarter_end
from pcc_narrator.workspace.types import AREA_COLUMNS, BREAK_COLUMNS, OBSERVATION_COLUMNS, POPULATION_COLUMNS

CALENDAR = Calendar()
NATION = "england_wales"
ROLLING = "Recorded crime at police force area level, rolling 12-month totals to December 2018"
TRUE = "Police recorded crime open data tables, police force areas, 2017/18"
Row = dict[str, Any]
OfArea = dict[Series, dict[date, int]]
_KEYS = ("area", "end", "group", "value")


def write_open_workspace(name: str, folder: Path | str, *, period: str = "2018-19-Q3") -> Path:
    """Write the workspace of the force that `name` means, for a report of `period`; returns its folder.

    Raises InputError where the name is no force, the period is not in the data, or the folder is not empty.
    """
    folder = Path(folder)
    area = _force(name)
    end = _last_day(period)
    if folder.exists() and any(folder.iterdir()):
        raise InputError([Problem(str(folder), "the folder is not empty.", "Name a new one.")])
    rows, apart, spreads = _observations(area, end)
    extra = open_more.more(area, _last_quarter(end), rates=area.id not in open_plan.FEW_RESIDENTS)
    rows += [row for one in extra for row in one.rows]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "observations.csv", OBSERVATION_COLUMNS, rows)
    areas = _areas(area)
    _write(folder / "areas.csv", AREA_COLUMNS, areas)
    _write(folder / "populations.csv", POPULATION_COLUMNS, _populations({row["area"] for row in areas}))
    if breaks := [*open_plan.breaks(area.id), *(row for one in extra for row in one.breaks)]:
        _write(folder / "breaks.csv", BREAK_COLUMNS, breaks)
    region = codes.find_area(area.region)
    plan = open_plan.plan(area.id, area.title, region.id, extra, spreads)
    (folder / "plan.yaml").write_text(_yaml(plan), encoding="utf-8")
    notes = [*open_plan.notes(area.id, apart), *(note for one in extra for note in one.notes)]
    (folder / "notes.yaml").write_text(_yaml(notes), encoding="utf-8")
    return folder


def area_of(name: str) -> tuple[str, str]:
    """The id and the title of the force that a name means. Raises InputError with the nearest name."""
    area = _force(name)
    return area.id, area.title


def area_names() -> tuple[tuple[str, str], ...]:
    """The id and the title of every force, by title."""
    return tuple(sorted(((force.id, force.title) for force in codes.forces()), key=lambda pair: pair[1]))


def _last_quarter(end: date) -> Period:
    return CALENDAR.quarter(*((end.year - 1, 4) if end.month == 3 else (end.year, end.month // 3 - 1)))


def _force(name: str) -> codes.KnownArea:
    try:
        area = codes.find_area(name)
    except codes.UnknownNameError as error:
        raise InputError([Problem("area", str(error), value=name)]) from None
    if area.kind != "force":
        raise InputError(
            [Problem("area", f"{area.title} is no police force.", "Name one of the 43 forces.", value=name)]
        )
    return area


def _last_day(period: str) -> date:
    last = parse_key(period, CALENDAR).end
    ends = _ends()
    if last is None or last not in ends or previous_quarter_end(last, 4) not in ends:
        raise InputError(
            [Problem("period", f"the data hold 12-month totals of quarter ends to {ends[-1]}, and a year before each.",
                     "Name a quarter such as 2018-19-Q3.", value=period)]
        )  # fmt: skip
    return last


@cache
def _ends() -> tuple[date, ...]:
    return tuple(sorted(_rolling()["end"].unique()))


@cache
def _rolling() -> pd.DataFrame:
    """12-month totals by area, group and end; the nation as the sum of the 43 forces, regions of theirs."""
    table = pd.read_csv(asset("data/open/recorded_crime_rolling_years.csv.gz"))
    table["end"] = table["end"].map({text: date.fromisoformat(text) for text in table["end"].unique()})
    return table.groupby(["area", "group", "end"])["value"].sum().reset_index()


@cache
def _anchors() -> pd.DataFrame:
    table = pd.read_csv(asset("data/open/recorded_crime_quarters_2017_18.csv.gz"))
    table["end"] = table["end"].map({text: date.fromisoformat(text) for text in table["end"].unique()})
    return table


def _observations(area: codes.KnownArea, end: date) -> tuple[list[Row], tuple[str, ...], dict[str, Dispersion]]:
    """The rows of observations.csv, the crime groups whose quarters cannot be recovered, and how these vary."""
    rolling, anchors = _series()
    own, misfits = quarters.recover_all(rolling[area.id], anchors[area.id])
    apart = tuple(sorted(group for _, group in misfits))
    rows = list(_quarters(area, [one for one in own if one.end <= end], apart))
    whole = _of_all(end, area.region)
    for place, day, group, value in whole:
        derived = place in (NATION, area.region)
        rows += _yearly(place, day, group, value, derived=derived, as_category=derived or place == area.id)
    rows += _first_published(area, end, {(p, g): v for p, d, g, v in whole if d == end})
    return rows, apart, _spreads([one for one in own if one.end <= previous_quarter_end(end, 4)], apart)


@cache
def _series() -> tuple[dict[str, OfArea], dict[str, OfArea]]:
    """The 12-month totals and the true quarters of every force."""
    return _by_area(quarters.by_series(_rolling())), _by_area(quarters.by_series(_anchors()))


def _by_area(series: OfArea) -> dict[str, OfArea]:
    found: dict[str, OfArea] = {}
    for key, values in series.items():
        found.setdefault(key[0], {})[key] = values
    return found


@cache
def _yearly(place: str, day: date, group: str, value: int, *, derived: bool, as_category: bool) -> tuple[Row, ...]:
    """The rows of a 12-month total, the same in every workspace. `derived`: a sum of the forces."""
    source = f"{ROLLING}: sum of the forces" if derived else ROLLING
    yearly = period_key(rolling_year(day.year, day.month), CALENDAR)
    basis = "derived" if derived else "published"
    return tuple(_rows(place, group, yearly, value, basis, source, as_category=as_category))


@cache
def _of_forces(end: date) -> tuple[tuple[str, date, str, int], ...]:
    """(area, end, group, value) of every force: the 12 months to `end` and a year before."""
    rolling = _rolling()
    recent = rolling[rolling["end"].isin([end, previous_quarter_end(end, 4)])]
    return tuple((area, day, group, value) for area, day, group, value in _records(recent, list(_KEYS)))


@cache
def _of_all(end: date, region: str) -> tuple[tuple[str, date, str, int], ...]:
    """(area, end, group, value) of each force, the region and the nation, the group "" being the total, by group."""
    near = {force.id for force in codes.forces() if force.region == region}
    sums: dict[tuple[str, date, str], int] = {}
    for area, day, group, value in _of_forces(end):
        for place in (area, NATION, *((region,) if area in near else ())):
            for key in ((place, day, group), (place, day, "")):
                sums[key] = sums.get(key, 0) + value
    ordered = sorted(sums.items(), key=lambda one: (one[0][2], one[0][0], one[0][1]))
    return tuple((*key, value) for key, value in ordered)


def _spreads(own: Sequence[Quarter], apart: tuple[str, ...]) -> dict[str, Dispersion]:
    """The over-dispersion of the series whose quarters are not shown, "" being the total, before the report's year.

    Two vintages leave the same error in the same quarter of every year. The estimate rests on differences of
    year-on-year changes, in which it cancels.
    """
    found: dict[str, Dispersion] = {}
    for group in ("", *apart) if apart else ():
        sums: dict[date, int] = {}
        for one in own:
            if group in ("", one.group):
                sums[one.end] = sums.get(one.end, 0) + one.value
        series = [float(value) for _, value in sorted(sums.items())]
        spread = dispersion(series, 4) if len(series) > 24 and min(series) > 0 else None
        if spread is not None:
            found[group] = spread
    return found


def _first_published(area: codes.KnownArea, end: date, revised: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    """The 12-month totals of the report's end as they were first published, where they were revised since."""
    yearly = period_key(rolling_year(end.year, end.month), CALENDAR)
    for place, group, value, day in open_more.first_published(end):
        if (place, group) in revised and revised[place, group] != value:
            source = f"Police force area data tables, year ending {end:%B %Y}, Table P1"
            wanted = place in (NATION, area.region, area.id)
            for row in _rows(place, group, yearly, value, "published", source, as_category=wanted):
                yield row | {"publisher": "Office for National Statistics", "published_on": day}


def _quarters(area: codes.KnownArea, own: Sequence[Quarter], apart: tuple[str, ...]) -> Iterable[Row]:
    """Own quarter counts, the total first, without those that two vintages would mix."""
    whole: dict[tuple[date, bool], int] = {}
    for one in own:
        whole[one.end, one.anchor] = whole.get((one.end, one.anchor), 0) + one.value
    totals = [Quarter(area.id, "", end, value, anchor) for (end, anchor), value in sorted(whole.items())]
    shown = [one for one in totals if one.anchor or not apart]
    shown += [one for one in own if one.anchor or one.group not in apart]
    for one in shown:
        key = period_key(_last_quarter(one.end), CALENDAR)
        basis, source = ("published", TRUE) if one.anchor else ("derived", f"{ROLLING}: differences")
        yield from _rows(area.id, one.group, key, one.value, basis, source, as_category=True)


def _records(table: pd.DataFrame, columns: list[str]) -> list[list[Any]]:
    return list(table[columns].to_numpy(dtype=object).tolist())


def _rows(area: str, group: str, period: str, value: int, basis: str, source: str, *, as_category: bool) -> list[Row]:
    """One figure: of the total; or of a group as its own measure, and as a category of the total where wanted.

    A count below nought, where the publisher moved crimes between years, is not shown.
    """
    shared = {
        "area": area, "period": period, "value": str(value) if value >= 0 else "..", "basis": basis, "source": source,
        "publisher": "Home Office", "published_on": "" if source == TRUE else "2019-04-25",
    }  # fmt: skip
    total = {**shared, "measure": open_plan.TOTAL, "category": group}
    if not group:
        return [total]
    own = {**shared, "measure": open_plan.measure_id(group)}
    return [total, own] if as_category else [own]


def _areas(own: codes.KnownArea) -> list[Row]:
    forces = sorted(codes.forces(), key=lambda force: (force.id != own.id, force.title))
    rows = [
        {"area": a.id, "title": open_plan.TITLES.get(a.id, a.title), "kind": "force",
         "names": "; ".join((*([a.title] if a.id in open_plan.TITLES else []), *a.names))}
        for a in forces
    ]  # fmt: skip
    rows[0]["names"] += "; the force"
    region = codes.find_area(own.region)
    near = [force.id for force in codes.forces() if force.region == own.region]
    title = region.title if region.id in ("london", "wales") else f"the {region.title.removesuffix(' (region)')} region"
    rows.append({"area": region.id, "title": title, "names": "", "kind": "region", "members": "; ".join(near)})
    everyone = "; ".join(force.id for force in codes.forces())
    rows.append({"area": NATION, "title": "England and Wales", "names": "England & Wales; nationally", "kind": "nation",
                 "members": everyone})  # fmt: skip
    return rows


def _populations(areas: set[str]) -> list[Row]:
    with asset("data/open/populations.csv").open(encoding="utf-8", newline="") as stream:
        found = [row for row in csv.DictReader(stream) if row["area"] in areas]
    return [{**row, "source": "ONS mid-year estimates"} for row in found]


def _yaml(data: object) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, sooner, where libyaml is there
    return str(yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110))


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(row.get, columns) for row in rows)  # what a row lacks is an empty cell
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
