"""The index of many reports: the league table, how far it can be trusted, and the way to each report."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from importlib.resources import files

from pcc_narrator.areas.league import BEST, WORST, Entry, League
from pcc_narrator.figures.write import write
from pcc_narrator.periods.write import write_period
from pcc_narrator.rendering.pipes import pipe_table

REPORT = "report.html"


def index_text(league: League) -> str:
    """The index as Markdown. Its table is in the order of the rates, the highest first."""
    first = league.entries[0]
    words, calendar = first.words, league.facts.calendar
    title = first.measure.title
    long = write_period(first.rank.period, calendar, form="long")
    return files("pcc_narrator.areas").joinpath("index.md").read_text(encoding="utf-8").format(
        title=title,
        lower=title[0].lower() + title[1:],
        count=len(league.entries),
        area=words.area,
        areas=words.areas,
        areas_title=words.areas[0].upper() + words.areas[1:],
        group=first.group.title,
        period=write_period(first.rank.period, calendar, form="in_sentence"),
        period_long=long,
        period_title=long[0].upper() + long[1:],
        sure=_sure(league),
        borrowed=_borrowed(league),
        table="\n".join(pipe_table(_heads(league), [_row(one, league) for one in league.entries])),
    )  # fmt: skip


def league_csv(league: League) -> str:
    """The league as a table for other programs: exact figures, one row an area."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow((
        "area", "title", "period_end", "value", "change_percent", "significant", "rate_per_1000", "rank", "rank_from",
        "rank_to", "rank_holds", "over_dispersion", "exceptions", "supported", "refuted", "not_enough_information",
    ))  # fmt: skip
    for one in league.entries:
        ranks = [None if rank is None else rank.number for rank in (one.rank, one.best, one.worst)]
        change = None if one.change_percent is None else one.change_percent.number
        tested = None if one.significant is None else str(one.significant.value).lower()
        spread = None if one.dispersion is None else round(one.dispersion, 2)
        table.writerow((
            one.area.id, one.area.title, one.rank.period.end, one.value.number, change, tested, one.rate.number, *ranks,
            None if one.holds is None else f"{one.holds:.2f}", spread, one.exceptions, *one.claims,
        ))  # fmt: skip
    return stream.getvalue()


def _heads(league: League) -> list[str]:
    first = league.entries[0]
    period = write_period(first.rank.period, league.facts.calendar, form="long")
    area = first.words.area[0].upper() + first.words.area[1:]
    return [area, "Rank", BEST.title, WORST.title, "Per 1,000 population", period, "Change (%)", "Significant"]


def _row(one: Entry, league: League) -> list[str]:
    change = one.change_percent
    return [
        f"[{one.area.title[0].upper()}{one.area.title[1:]}]({one.area.id}/{REPORT})",
        *(
            "" if rank is None else write(rank.number, "rank", style="table")
            for rank in (one.rank, one.best, one.worst)
        ),
        write(one.rate.number, "count", decimals=one.rate.decimals, style="table"),
        write(one.value.number, one.value.unit, style="table"),
        ""
        if change is None
        else write(change.number, change.unit, decimals=change.decimals, style="table", signed=True),
        _tested(one),
    ]


def _tested(one: Entry) -> str:
    if one.change is None or one.significant is None:
        return "not tested"
    return "yes" if one.significant.value else "no"


def _sure(league: League) -> str:
    words = league.entries[0].words
    if not league.sure:
        return f"No {words.area} holds its rank beyond doubt."
    number = write(Decimal(league.sure), "count")
    verb, thing = ("holds its rank", words.area) if league.sure == 1 else ("hold their ranks", words.areas)
    return f"Only {number} {thing} {verb} beyond doubt."


def _borrowed(league: League) -> str:
    if not league.borrowed:
        return ""
    *others, last = league.borrowed
    names = f"{', '.join(others)} and {last}" if others else last
    verbs = ("have", "are") if others else ("has", "is")
    return f" {names} {verbs[0]} too short a series for that, and {verbs[1]} given the median of the others."
