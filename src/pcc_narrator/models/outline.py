"""What must be said, in what order, and what stands beside it: the plan of one report.

Everything is by fact id; no figure is copied. Writers turn `Message`s into paragraphs; the renderer turns
boxes, tables and charts into Markdown, pictures and HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pcc_narrator.models.fact import Requirement
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.period import Period

SUMMARY = "summary"  # the id of the opening summary's section

MessageKind = Literal[
    "level",  # the figure of the period, and of the rolling 12 months
    "change",  # against the base periods; with the test's verdict
    "composition",  # what moved the total, and what moved the other way
    "trend",  # runs, extremes, quarters side by side
    "peers",  # ranks, group means, how many areas rose
    "target",  # met or missed, since when
    "breakdown",  # groups of a measure
    "no_data",  # nothing for the period: said, not skipped
    "caution",  # quality, basis, revision
    "note",  # approved context
    "summary",  # of the report: a flagged measure or category
    "overview",  # of a priority: what is flagged in it as what, what is not, what has no figure
]
OVERVIEW = (*FLAG_KINDS, "not_flagged", "no_figure")  # what the points of an overview list, in order
OWN_WORDS: frozenset[MessageKind] = frozenset({"note", "summary", "overview"})  # never a model's: people's words, or
# sentences that name paragraph numbers


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: one paragraph of commentary unless a writer has reason to join two.

    `id` stays the same when figures change ("attendances.level"). `facts` are the ids it may use, the first
    ones being those that it is about; `required` says that the text must carry it.
    """

    id: str
    kind: MessageKind
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    required: bool = True
    measure: str = ""  # what it speaks of, where that is not its section's measure
    key: tuple[str, ...] = ()  # the facts that the text must carry; the rest of `facts` may be used
    points_to: tuple[str, ...] = ()  # ids of the sections that a summary message speaks of


@dataclass(frozen=True, slots=True)
class MeasurePhrase:
    """How sentences speak of a measure: what the figures alone do not tell a writer.

    `subject` is a noun phrase for the middle of a sentence ("the average time to answer calls"), `plural` its
    number, `participle` what happens to what is counted ("recorded"; empty if nothing is known). `flow` is true
    where periods add up (so many in a quarter), false for levels and stocks. `per` is what a rate is per 1,000 of.
    """

    measure: str
    subject: str
    plural: bool = False
    participle: str = ""
    flow: bool = False
    breakdown: str = ""
    per: str = "population"
    target_name: str = "target"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: fixed text, or the figure of a fact (`field` other than value: low, high)."""

    text: str = ""
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first `header_columns` cells of each row are row headers."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_columns: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a set of bars: value facts in order, with the name printed beside them."""

    label: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of facts. `message` and `alt` are prose that the checker reads like any other."""

    id: str
    kind: Literal["series", "control", "years", "peers", "funnel", "contribution", "multiples"]
    title: str
    alt: str
    series: tuple[Series, ...]
    unit_label: str = ""
    target: str | None = None  # id of the target's fact
    centre: str | None = None  # mean line and limits of a control chart, by fact id
    lower: str | None = None
    upper: str | None = None
    highlighted: tuple[str, ...] = ()  # fact ids drawn as exceptions
    breaks: tuple[date, ...] = ()  # days on which the series breaks
    icons: tuple[str, ...] = ()  # variation and assurance, as in DashboardRow


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A line of a headline box: "Q3" and its figures ("10,792", "42,685 in the 12 months to December 2018")."""

    label: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of one measure."""

    id: str
    measure: str
    title: str
    messages: tuple[Message, ...]
    box: tuple[BoxLine, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A priority of the plan and its sections."""

    id: str
    title: str
    sections: tuple[Section, ...]

    @property
    def overviews(self) -> dict[str, str]:
        """The ids of the points under its title, by what they list. (No measure's id holds a full stop.)"""
        return {kind: f"{SUMMARY}.part.{self.id}.{kind}" for kind in OVERVIEW}


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """A line of the dashboard: the measure, its figure, what changed, and the flags on it."""

    part: str
    section: str
    measure: str
    title: str
    value: str | None  # fact id; None: no data for the period
    change: str | None = None  # fact id of the headline change
    context: str = ""
    flags: tuple[str, ...] = ()
    spark: tuple[str, ...] = ()  # value facts of the sparkline
    variation: str = ""  # the control chart's verdict on the last point (statistics.control_chart.Variation)
    assurance: str = ""  # whether the target will be met as things are (statistics.control_chart.Assurance)


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """A line of the delivery plan."""

    objective: str
    action: str
    status: str
    lead: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of one report."""

    title: str
    subtitle: str
    area: str
    period: Period
    introduction: str
    parts: tuple[Part, ...]
    dashboard: tuple[DashboardRow, ...] = ()
    flags: tuple[Flag, ...] = ()
    delivery: tuple[DeliveryItem, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    sources: tuple[str, ...] = ()
    summary: Section | None = None  # messages of the opening summary, and an overview of each part
    words: tuple[tuple[str, str], ...] = ()  # the plan's own words for generic ones ("area": "force")
    phrases: tuple[MeasurePhrase, ...] = ()  # how sentences speak of each measure

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of all parts in order, without the summary."""
        return tuple(section for part in self.parts for section in part.sections)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A written paragraph. `id` is the message's; `writer` says who wrote it ("template", "openai:…", "staff")."""

    id: str
    section: str
    text: str
    writer: str
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRun:
    """How one section came to be written: for run.json.

    `tries` counts questions, `calls` those that a model answered; `cached` says that kept replies answered them all.
    `accepted` messages are said in the model's own paragraphs, `first` of them at the first try.
    `cost` is in the money of the price that was given; None where none was.
    """

    section: str
    writer: str
    tries: int = 0
    fell_back: tuple[tuple[str, str], ...] = ()  # (paragraph id, reason)
    findings: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    prompt_hash: str = ""
    model: str = ""
    calls: int = 0
    cached: bool = False
    first: int = 0
    accepted: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The paragraphs of a report in order, and how each section was written."""

    paragraphs: tuple[Paragraph, ...] = ()
    runs: tuple[SectionRun, ...] = ()

    @property
    def numbers(self) -> dict[str, int]:
        """Paragraph id to printed number: 1 on through the whole report, the opening summary's without a number."""
        body = [paragraph.id for paragraph in self.paragraphs if paragraph.section != SUMMARY]
        return {paragraph: number for number, paragraph in enumerate(body, start=1)}

    def of(self, section: str) -> tuple[Paragraph, ...]:
        """The paragraphs of one section, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.section == section)
