"""Every word that the renderer itself prints, in one place, so that a language can be added beside English."""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.languages import ENGLISH as LANGUAGE
from pcc_narrator.languages import Language
from pcc_narrator.models.flag import Direction, FlagKind
from pcc_narrator.models.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Words:
    """Headings, labels and short phrases of one language. `lang` is its BCP 47 tag."""

    lang: str
    summary: str
    introduction: str
    dashboard: str
    exceptions: str
    delivery: str
    sources: str
    contents: str
    skip: str
    measure: str
    figure: str
    change: str
    context: str
    trend: str
    period: str
    objective: str
    action: str
    status: str
    lead: str
    done: str
    kind: str
    table: str
    chart: str
    data: str  # {number}
    no_data: str
    none_this: str  # with {period}
    yes: str
    no: str
    up: str
    down: str
    unchanged: str
    better: str
    worse: str
    on_base: str  # with {base}
    in_period: str  # with {period}
    on_day: str  # with {period}
    out_of: str  # {rank}, {number}
    counts: str  # {part}, {whole}
    points: str
    plus_minus: str
    spark_alt: str  # {measure}, {first}, {last}
    target: str
    mean: str
    all_together: str  # the bar of the total
    upper: str
    not_from_zero: str
    control_note: str
    control_marks: str
    lower: str
    provisional_note: str
    break_note: str
    expected: str
    funnel_note: str  # {across}
    off_scale: str  # {areas}
    panel_note: str
    variation: str
    icons: tuple[tuple[str, str], ...]
    flag_kinds: tuple[tuple[FlagKind, str], ...]
    directions: tuple[tuple[Direction, str], ...]
    period_kinds: tuple[tuple[PeriodKind, str], ...]
    findings_title: str  # {count}
    findings_text: str
    removed: str
    how_to_read: str
    made_from: str
    source_label: str
    published: str  # {day}
    claim_label: str
    rolling: str
    months: tuple[str, ...]
    language: Language = LANGUAGE  # numbers, dates and periods

    def within(self, period: Period, text: str) -> str:
        """A period, as `text`, with its preposition: " in quarter three", " on 31 March 2018"; nothing without one."""
        return (self.on_day if period.kind == "day" else self.in_period).format(period=text) if text else ""

    def icon(self, name: str) -> str:
        """What an icon of variation or assurance says."""
        return dict(self.icons)[name]

    def flag_kind(self, kind: FlagKind) -> str:
        """The heading of a kind of exception."""
        return dict(self.flag_kinds)[kind]

    def direction(self, direction: Direction) -> str:
        """What a flag's direction means for the public."""
        return dict(self.directions)[direction]

    def period_kind(self, kind: PeriodKind) -> str:
        """What the report's period is called: a quarter, a month."""
        return dict(self.period_kinds).get(kind, "period")


ENGLISH = Words(
    lang="en-GB",
    summary="Summary",
    introduction="Introduction",
    dashboard="Performance dashboard",
    exceptions="Exceptions",
    delivery="Delivery plan",
    sources="Sources and method",
    contents="Contents",
    skip="Skip to the report",
    measure="Measure",
    figure="Figure",
    change="Change",
    context="Context",
    trend="Trend",
    period="Period",
    objective="Objective",
    action="Action",
    status="Status",
    lead="Lead",
    done="What was done",
    kind="Kind",
    table="Table",
    chart="Figure",
    data="Data for figure {number} (CSV)",
    no_data="no data",
    none_this="None this {period}.",
    yes="yes",
    no="no",
    up="▲ up",
    down="▼ down",
    unchanged="■ no change",
    better="better",
    worse="worse",
    on_base=" on {base}",
    in_period=" in {period}",
    on_day=" on {period}",
    out_of="{rank} of {number}",
    counts=" ({part} of {whole})",
    points="percentage points",
    plus_minus="{figure} (± {half})",
    spark_alt="Trend of {measure}",
    target="target",
    mean="mean",
    all_together="All",
    upper="upper limit",
    control_note="Shaded: the range of usual variation.",
    control_marks="◆: outside it.",
    not_from_zero="the axis does not start at zero",
    lower="lower limit",
    provisional_note="Hollow: provisional.",
    break_note="Upright line: a break, figures on either side cannot be compared.",
    expected="Bar: where the last point is expected to lie, from what is usual and from the season.",
    funnel_note="Dashed: the limits outside which an area stands out from the others. Across: {across}.",
    off_scale="Off the scale: {areas}.",
    panel_note="Each panel has a scale of its own.",
    variation="Variation",
    icons=(
        ("common_cause", "Usual variation"),
        ("concern_high", "Unusually high, which is worse"),
        ("concern_low", "Unusually low, which is worse"),
        ("improvement_high", "Unusually high, which is better"),
        ("improvement_low", "Unusually low, which is better"),
        ("neutral_high", "Unusually high"),
        ("neutral_low", "Unusually low"),
        ("pass", "Usual variation keeps to the right side of the target"),
        ("fail", "Usual variation keeps to the wrong side of the target"),
        ("inconsistent", "Usual variation crosses the target"),
    ),
    flag_kinds=(
        ("significant_change", "Significant change"),
        ("concern", "Concern"),
        ("excellence", "Excellence"),
        ("media_interest", "Media interest"),
    ),
    directions=(("better", "better"), ("worse", "worse"), ("neutral", "neither better nor worse")),
    period_kinds=(("quarter", "quarter"), ("month", "month"), ("year", "year"), ("half_year", "half year")),
    findings_title="This text may not be published: the facts refute {count}",
    findings_text="It was rendered only because findings were allowed. Each finding names the line, what the text "
    "says and what the facts say.",
    removed="Removed from the text before it was rendered",
    how_to_read="Point at, tap or tab to an underlined figure to see where it comes from.",
    made_from="Computed as",
    source_label="Source",
    published="published {day}",
    claim_label="Checked",
    rolling="Rolling 12 months",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)
