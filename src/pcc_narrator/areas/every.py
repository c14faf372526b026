"""Reports on every area, made side by side on all cores, with an index page."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pcc_narrator.areas.league import Entry, League, entry, league
from pcc_narrator.areas.one import draft_area
from pcc_narrator.areas.page import index_text, league_csv
from pcc_narrator.atomic import write_text
from pcc_narrator.checking import Checker
from pcc_narrator.contract import claims_to_json, facts_to_json
from pcc_narrator.drafting import make_writer
from pcc_narrator.errors import FindingsError
from pcc_narrator.memory import rest_collector
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.pipeline import CLAIMS, FACTS, Progress
from pcc_narrator.rendering import render
from pcc_narrator.workspace.importers.open_data import area_names

INDEX = "index"


@dataclass(frozen=True)
class AllMade:
    """What a run over every area made. `refuted` names the areas whose report holds a refuted claim."""

    folder: Path
    league: League
    report: CheckReport  # of the index page
    refuted: tuple[str, ...]

    @property
    def claims(self) -> tuple[int, int, int]:
        """Supported, refuted, not enough information: over all the reports."""
        columns = zip(*(one.claims for one in self.league.entries), strict=True)
        supported, refuted, undecided = (sum(column) for column in columns)
        return supported, refuted, undecided


def draft_all(
    period: str,
    out: Path,
    *,
    writer: str = "template",
    base_url: str | None = None,
    to: tuple[str, ...] = ("html",),
    allow_findings: bool = False,
    jobs: int | None = None,
    progress: Progress = lambda _: None,
) -> AllMade:
    """A report for every area of the shipped data, each in its own folder, and an index page.

    The index is written last, when all reports are there. Raises InputError, PeriodError; nothing of a report that
    fails is left half-written.
    """
    areas = area_names()
    make = partial(_make, period=period, out=out, writer=writer, base_url=base_url, to=to, allow=allow_findings)
    jobs = min(jobs or os.cpu_count() or 1, len(areas))
    entries: dict[str, Entry] = {}
    if jobs == 1:
        for number, (identifier, title) in enumerate(areas, 1):
            entries[identifier] = make(identifier)
            progress(f"{number} of {len(areas)}: {title}")
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=rest_collector) as pool:
            waiting: dict[Future[Entry], tuple[str, str]] = {pool.submit(make, pair[0]): pair for pair in areas}
            try:
                for number, done in enumerate(as_completed(waiting), 1):
                    identifier, title = waiting[done]
                    entries[identifier] = done.result()
                    progress(f"{number} of {len(areas)}: {title}")
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    table = league([entries[identifier] for identifier, _ in areas])
    report = _write_index(table, out)
    bad = tuple(one.area.title for one in table.entries if one.claims[1])
    return AllMade(out, table, report, bad)


def _make(
    name: str, *, period: str, out: Path, writer: str, base_url: str | None, to: tuple[str, ...], allow: bool
) -> Entry:
    """One report, in a process of its own."""
    made = draft_area(
        name, period, out / name, writer=make_writer(writer, base_url=base_url), to=to, allow_findings=allow
    )
    found = entry(made)
    assert found is not None, "the shipped data rank every area"
    return found


def _write_index(table: League, out: Path) -> CheckReport:
    text = index_text(table)
    report = Checker(table.facts).check(text)
    write_text(out / f"{INDEX}.md", text)
    write_text(out / "league.csv", league_csv(table))
    write_text(out / FACTS, facts_to_json(table.facts))
    write_text(out / CLAIMS, claims_to_json(report))
    if report.refuted:
        raise FindingsError(f"the index is not rendered: {len(report.refuted)} refuted; see {out / CLAIMS}.")
    (page,) = render(text, table.facts, report, out, to=("html",))
    page.replace(out / f"{INDEX}.html")
    return report
