"""The only place where the stages meet: from a workspace to an output folder."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcc_narrator import earlier
from pcc_narrator.atomic import replaced_folder, write_text
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import FLAG_KINDS
from pcc_narrator.models.period import Period
from pcc_narrator.periods import write_period

if TYPE_CHECKING:
    from pcc_narrator.drafting import Writer
    from pcc_narrator.drafting.house import House
    from pcc_narrator.flags import Exceptions
    from pcc_narrator.models.outline import Draft, Outline
    from pcc_narrator.workspace.types import Workspace

REPORT = "report.md"
FACTS = "facts.json"
CLAIMS = "claims.json"
EXCEPTIONS = "exceptions.json"
RUN = earlier.RUN
CHARTS = "charts"
_PACKAGES = ("pandas", "pydantic", "matplotlib", "markdown", "langchain", "langchain-openai", "openai")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Analysis:
    """What the data say: the workspace, its facts (those of the tests included) and the exceptions."""

    workspace: Workspace
    facts: FactSet
    exceptions: Exceptions


@dataclass(frozen=True)
class Finished:
    """What a draft run made, for the last lines on the screen."""

    folder: Path
    outline: Outline
    draft: Draft
    report: CheckReport
    rendered: tuple[Path, ...]
    analysis: Analysis
    kept_edits: tuple[Path, ...] = ()
    pictures: CheckReport = field(default_factory=CheckReport)  # on what stands in the charts

    @property
    def flags_by_kind(self) -> dict[str, int]:
        """How many exceptions there are of each kind, all kinds named."""
        found = Counter(flag.kind for flag in self.outline.flags)
        return {kind: found[kind] for kind in FLAG_KINDS}

    @property
    def paragraphs_by_writer(self) -> dict[str, int]:
        """How many paragraphs each writer wrote."""
        return dict(sorted(Counter(paragraph.writer for paragraph in self.draft.paragraphs).items()))


def analyse(workspace_path: Path, period: str, *, as_published_on: date | None = None) -> Analysis:
    """Load a workspace, compute its facts for a period (2018-19-Q3) and find the exceptions.

    `as_published_on`: on the figures as they stood on that day.

    Raises InputError with every problem of the inputs, PeriodError for a period that the calendar lacks.
    """
    from pcc_narrator.facts import compute_facts
    from pcc_narrator.flags import find_exceptions
    from pcc_narrator.workspace import load_workspace

    workspace = load_workspace(workspace_path, as_published_on=as_published_on)
    facts = compute_facts(workspace, period)
    _must_have_figures(workspace_path, facts)
    exceptions = find_exceptions(workspace, facts)
    return Analysis(workspace, facts.with_facts(exceptions.facts), exceptions)


def _must_have_figures(path: Path, facts: FactSet) -> None:
    """Raise InputError where no measure has a figure up to the end of the report's period: a mistyped quarter."""
    report = facts.period
    levels = [fact.period for fact in facts.facts if fact.statistic == "value" and fact.period.end is not None]
    if report is None or report.end is None or any(period.end == report.end for period in levels):
        return
    said = f"no measure has a figure for {write_period(report, facts.calendar)}, nor for a longer time up to its end."
    known = max((period for period in levels if period.months == report.months), key=_last, default=None)
    advice = f"The latest are for {write_period(known, facts.calendar)}." if known is not None else "Add its figures."
    raise InputError([Problem(str(path), said, advice)])


def _last(period: Period) -> date:
    assert period.end is not None
    return period.end


def draft_report(
    workspace_path: Path,
    period: str,
    out: Path,
    *,
    writer: Writer | str = "template",
    to: tuple[str, ...] = ("html",),
    allow_findings: bool = False,
    as_published_on: date | None = None,
    voice: House | None = None,
    progress: Progress = lambda _: None,
) -> Finished:
    """The whole way: facts, exceptions, outline, draft, check, render, into the output folder `out`.

    `voice` is the house's manner: a model is shown it, and the program's sentences take its terms.

    The folder is replaced only when everything is written. A report.md that somebody edited since the last run
    is kept beside the new one. If the checker refutes anything (a figure in the introduction, say), the
    Markdown and the findings are written and nothing is rendered.
    """
    from pcc_narrator.checking import Checker
    from pcc_narrator.contract import claims_to_json, exceptions_to_json, facts_to_json
    from pcc_narrator.drafting import draft
    from pcc_narrator.drafting.house import House
    from pcc_narrator.outlining import outline
    from pcc_narrator.rendering import draw_charts, pictures_text, read_theme, render, write_markdown, write_theme

    clock = _Clock(progress)
    with clock.stage("reading the workspace and computing the facts"):
        found = analyse(workspace_path, period, as_published_on=as_published_on)
    with clock.stage(f"planning the report over {len(found.facts.facts):,} facts"):
        plan = outline(found.workspace, found.facts, found.exceptions)
        facts = replace(found.facts, requirements=plan.requirements)
    theme = read_theme(found.workspace.plan.theme, found.workspace.path, found.workspace.plan.contact)
    with clock.stage("writing the commentary"):
        checker = Checker(facts)
        written = draft(
            plan,
            facts,
            writer=writer,
            check=lambda text, _: checker.check(text),
            progress=progress,
            voice=voice or House(),
        )
        text = write_markdown(plan, written, facts)
    with clock.stage("checking every claim"):
        report = checker.check(text)
        pictures = replace(checker.check(pictures_text(plan, facts)), missing=())  # the text says what it must
    kept = earlier.keep_edits(out)
    with replaced_folder(out, stale=earlier.stale_in(out)) as folder:
        with clock.stage("drawing the charts"):
            charts = draw_charts(plan, facts, folder / CHARTS)
        write_theme(theme, folder)
        write_text(folder / REPORT, text)
        write_text(folder / FACTS, facts_to_json(facts))
        write_text(folder / CLAIMS, claims_to_json(report))
        write_text(folder / EXCEPTIONS, exceptions_to_json(plan.flags))
        rendered: tuple[Path, ...] = ()
        if not (report.refuted or pictures.refuted) or allow_findings:
            with clock.stage(f"rendering {', '.join(to)}"):
                rendered = render(
                    text, facts, report, folder, charts=folder / CHARTS, to=to, allow_findings=allow_findings
                )
        run = _run_record(found, plan, written, report, text, clock, charts)
        run["pictures"] = _counts(pictures)
        run["made"] = earlier.made_of(folder, (folder / REPORT, *rendered))
        if as_published_on is not None:
            run["as_published_on"] = str(as_published_on)
        write_text(folder / RUN, json.dumps(run, ensure_ascii=False, indent=1) + "\n")
    paths = tuple(out / path.name for path in rendered)
    return Finished(out, plan, written, report, paths, replace(found, facts=facts), kept, pictures)


def render_again(out: Path, *, to: tuple[str, ...] = ("html",), allow_findings: bool = False) -> tuple[Path, ...]:
    """Check the report.md of an output folder as it stands now, and publish it. Raises FindingsError if refuted."""
    from pcc_narrator.checking import check
    from pcc_narrator.contract import claims_to_json, read_facts
    from pcc_narrator.rendering import render

    text, facts = (out / REPORT).read_text(encoding="utf-8"), read_facts(out / FACTS)
    report = check(text, facts)
    written = render(text, facts, report, out, charts=out / CHARTS, to=to, allow_findings=allow_findings)
    write_text(out / CLAIMS, claims_to_json(report))
    earlier.note_made(out, [path for path in written if path.suffix == ".docx"])
    return written


def _run_record(
    found: Analysis,
    plan: Outline,
    written: Draft,
    report: CheckReport,
    text: str,
    clock: _Clock,
    charts: tuple[Path, ...],
) -> dict[str, Any]:
    """run.json: what went in, which versions, who wrote what, what fell back, how long it took."""
    from pcc_narrator.drafting import totals

    return {
        "schema_version": 1,
        "period": {"start": str(plan.period.start), "end": str(plan.period.end)},
        "inputs": [{"name": item.name, "sha256": item.sha256} for item in found.workspace.inputs],
        "versions": _versions(),
        "report_sha256": _hash(text),
        "facts": len(found.facts.facts),
        "charts": len(charts),
        "paragraphs": [
            {
                "id": paragraph.id,
                "writer": paragraph.writer,
                "facts": list(paragraph.facts),
                "notes": list(paragraph.notes),
            }
            for paragraph in written.paragraphs
        ],
        "sections": [asdict(run) for run in written.runs],
        "writing": totals(written.runs),
        "claims": {**_counts(report), "missing": len(report.missing)},
        "seconds": clock.seconds,
    }


def _counts(report: CheckReport) -> dict[str, int]:
    return {verdict: report.count(verdict) for verdict in ("supported", "refuted", "not_enough_information")}


class _Clock:
    """Times the stages and tells of each as it starts."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.progress(name)
        began = time.perf_counter()
        yield
        self.seconds[name.split(" over ")[0]] = round(time.perf_counter() - began, 2)


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in ("pcc-narrator", *_PACKAGES):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
