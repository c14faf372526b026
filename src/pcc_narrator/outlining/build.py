"""The plan of one report, from the workspace's plan and the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import FactSet, Requirement
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import DashboardRow, Outline, Part, Section
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import beside, charts, dashboard, messages, notes
from pcc_narrator.outlining import picks as p
from pcc_narrator.outlining.guests import guest_messages
from pcc_narrator.outlining.phrases import phrase
from pcc_narrator.outlining.summary import summary
from pcc_narrator.periods.write import write_period
from pcc_narrator.wording import Wording
from pcc_narrator.workspace.plan import MeasurePlan, Plan, Priority

if TYPE_CHECKING:
    from pcc_narrator.flags import Exceptions
    from pcc_narrator.workspace.types import Workspace


def outline(workspace: Workspace, facts: FactSet, exceptions: Exceptions) -> Outline:
    """What the report must say, in order, with its boxes, tables, charts, dashboard and summary.

    `facts` are those of the workspace for one period, the exceptions' own facts among them. The same inputs give
    the same outline; the ids of messages do not depend on any figure. Raises InputError if `facts` name no period.
    """
    if facts.period is None:
        raise InputError([Problem("facts", "the facts name no period of the report, so nothing can be planned.")])
    plan = workspace.plan
    names = tuple(area.title for area in facts.areas)
    phrases = tuple(phrase(measure, names) for measure in plan.measures)
    words = _words(plan)
    w = Wording(facts, {item.measure: item for item in phrases}, dict(words))
    used: set[str] = set()  # notes that have their place
    parts = tuple(_part(w, priority, plan, exceptions.flags, used)
                  for priority in plan.priorities)  # fmt: skip
    sections = tuple(section for part in parts for section in part.sections)
    found = {measure.id: p.pick(w, measure, facts.period) for measure in plan.measures}
    return Outline(
        title=plan.title,
        subtitle=_subtitle(w, workspace.plan, facts.period),
        area=facts.areas[0].id,
        period=facts.period,
        introduction=workspace.introduction,
        parts=parts,
        dashboard=_dashboard(w, plan, parts, exceptions.flags, facts.period),
        flags=tuple(sorted(exceptions.flags, key=lambda flag: (-flag.strength, flag.id))),
        delivery=workspace.delivery,
        requirements=tuple(_requirements(sections)),
        sources=_sources(facts),
        summary=summary(w, parts, exceptions.flags, found),
        words=words,
        phrases=phrases,
    )


def _part(w: Wording, priority: Priority, plan: Plan, flags: tuple[Flag, ...], used: set[str]) -> Part:
    sections = []
    for host in priority.measures:
        if host.within is None and host.commentary:
            guests = [measure for measure in plan.measures if measure.within == host.id]
            sections.append(_section(w, host, guests, flags, used))
    return Part(priority.id, priority.title, tuple(section for section in sections if section.messages))


def _section(
    w: Wording, host: MeasurePlan, guests: list[MeasurePlan], flags: tuple[Flag, ...], used: set[str]
) -> Section:
    period = w.facts.period or Period()
    spoken = [guest for guest in guests if guest.commentary]
    said = [*messages.figures(w, host, period, flags), *guest_messages(w, host, spoken, period, flags)]
    ids = [host.id, *(guest.id for guest in spoken)]
    everything = (host, *guests)
    return Section(
        id=host.id,
        measure=host.id,
        title=host.title,
        messages=notes.place(said, notes.for_period(w.facts.notes, ids, period), used),
        box=beside.box(w, host, period),
        tables=tuple(table for measure in everything for table in beside.tables(w, measure, period)),
        charts=tuple(chart for measure in everything for chart in charts.charts(w, measure, period)),
    )


def _dashboard(
    w: Wording, plan: Plan, parts: tuple[Part, ...], flags: tuple[Flag, ...], period: Period
) -> tuple[DashboardRow, ...]:
    homes = {section.measure for part in parts for section in part.sections}
    rows = []
    for priority in plan.priorities:
        for measure in priority.measures:
            section = measure.within or measure.id
            if measure.dashboard and measure.commentary and section in homes:
                rows.append(dashboard.row(w, priority.id, section, measure, period, flags))
    return tuple(rows)


def _requirements(sections: tuple[Section, ...]) -> list[Requirement]:
    return [
        Requirement(message.id, message.key, f"{section.title}: {message.kind.replace('_', ' ')} is not said")
        for section in sections
        for message in section.messages
        if message.required and message.key
    ]


def _words(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in plan.words.model_dump().items() if isinstance(value, str) and value)


def _subtitle(w: Wording, plan: Plan, period: Period) -> str:
    """Whose report it is, of which period with its first and last day, and whom it is for."""
    name = write_period(period, w.facts.calendar, form="long")
    parts = [plan.organisation, name[:1].upper() + name[1:]]
    if period.start is not None and period.end is not None and period.kind != "day":
        days = [write_period(Period(day, day), w.facts.calendar, form="long") for day in (period.start, period.end)]
        parts[-1] += f" ({days[0]} to {days[1]})"
    if plan.prepared_for:
        parts.append(f"For: {plan.prepared_for}")
    return ". ".join(parts)


def _sources(facts: FactSet) -> tuple[str, ...]:
    """Each publication once, in order of first use.

    A source is named "publication: place in it"; the places are for the figures' own provenance, not for this list.
    """
    named: dict[str, None] = {}
    for fact in facts.facts:
        for source in fact.sources:
            publication = (source.title or source.file).split(": ")[0]
            published = ""
            if source.published_on is not None:
                day = Period(source.published_on, source.published_on)
                published = f", published {write_period(day, facts.calendar, form='long')}"
            publisher = f" ({source.publisher}{published})" if source.publisher else published
            named.setdefault(f"{publication}{publisher}")
    return tuple(named)
