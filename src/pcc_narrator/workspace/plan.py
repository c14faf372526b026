"""plan.yaml: what the report is about, and how each measure is read. The strict form of the file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from pcc_narrator.colours import ENOUGH, HEX, contrast, readable
from pcc_narrator.models.fact import Polarity, Unit
from pcc_narrator.models.period import Calendar

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Comparison = Literal["previous_quarter", "same_quarter_last_year", "rolling_12_months"]
Adds = Literal["sum", "latest", "mean", "ratio"]
Test = Literal["auto", "control_chart", "counts", "proportions", "interval", "none"]


class Strict(BaseModel):
    """A part of the plan: a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CountedWords(Strict):
    """What a count counts: `one` visit, `many` visits."""

    one: str
    many: str


class Target(Strict):
    """A level to reach. Lower-is-better measures must not exceed it, higher-is-better ones not fall below it."""

    value: Decimal
    source: str = ""
    name: str = "target"  # the words for it: "the desired standard", "the national standard"


class OverDispersion(Strict):
    """How much the counts of a measure vary beyond chance, for a series too short to show it: measured elsewhere."""

    variance_over_mean: Decimal = Field(gt=0)
    freedom: int = Field(ge=1)  # degrees of freedom of that estimate
    source: str  # from what it was measured


class Thresholds(Strict):
    """Bounds of the exception rules. Defaults are those of the cited methods (docs/statistics.md)."""

    alpha: Decimal = Field(default=Decimal("0.05"), gt=0, lt=1)  # level of the two-period tests
    shift: int = Field(default=7, ge=5)  # points on one side of the mean
    trend: int = Field(default=7, ge=5)  # points rising or falling
    fewest_points: int = Field(default=13, ge=8)  # below this no control chart is drawn
    small_count: int = Field(default=10, ge=0)  # below this no percentage is given for a count


class MeasurePlan(Strict):
    """One measure.

    `adds` says how its periods add up: `sum` (counts), `latest` (stocks), `mean`, `ratio` (sum of numerators over
    sum of denominators). `headline` is the figure on the dashboard: of the quarter, or of the rolling 12 months.
    `within` puts the measure into another measure's section. `breakdown` names its categories ("kind of visit").
    `denominator` of a rate: which column of populations.csv. `order` overrides the order of its paragraphs, by
    message kind. Without `commentary` a measure has no paragraphs, no dashboard row and no exceptions; all figures
    supplied for it are facts, also those of a time after the report's period (a delivery plan speaks of today), so
    that the delivery plan, the introduction and an edited text may name them. `within` gives its tables a place.
    """

    id: Identifier
    title: str
    label: str = ""  # short, for dashboard and charts
    names: tuple[str, ...] = ()
    unit: Unit
    counted: CountedWords | None = None
    polarity: Polarity = "neutral"
    adds: Adds = "sum"
    decimals: int | None = None
    headline: Literal["period", "rolling"] = "period"
    target: Target | None = None
    compare: tuple[Comparison, ...] = ("previous_quarter", "same_quarter_last_year", "rolling_12_months")
    peers: tuple[str, ...] = ()  # ids of areas of kind group, region or nation
    rank_among: str | None = None  # the group whose members are ranked
    rate_per_1000: str | None = None  # a column of populations.csv: population, households
    group_mean: Literal["plain", "weighted"] = "plain"
    peer_flags: bool = True  # False where standing out from the peers says nothing
    breakdown: str = ""
    test: Test = "auto"
    over_dispersion: OverDispersion | None = None
    test_categories: bool = True  # False where each category is a measure of its own, and tested as such
    neutral_categories: tuple[str, ...] = ()  # whose rise or fall is plainly neither better nor worse
    within: Identifier | None = None
    order: tuple[str, ...] = ()
    thresholds: Thresholds | None = None
    chart: bool = True
    dashboard: bool = True
    commentary: bool = True  # False: known to the check, shown in tables and charts, but no sentence is written of it
    subject: str = ""  # how a sentence names it, where the title reads badly: "the average time to answer calls"
    plural: bool | None = None  # whether the subject takes "were"; None: told by its ending
    participle: str = ""  # what happens to what is counted: "recorded", "received"

    def polarity_of(self, category: str | None) -> Polarity:
        """The polarity of the measure, or of one of its categories."""
        return "neutral" if category in self.neutral_categories else self.polarity


class Priority(Strict):
    """A priority of the plan and its measures, in the order of the report."""

    id: Identifier
    title: str
    measures: tuple[MeasurePlan, ...]


class ThemePlan(Strict):
    """The office's own look. `logo` and `reference` (a .docx whose styles and letterhead Word output takes) are files
    of the workspace folder. A colour that is too pale to be read on white is an error, which names a darker one."""

    name: str = ""
    colour: str = ""
    logo: str = ""
    logo_alt: str = ""  # what the logo shows, for those who do not see it
    reference: str = ""

    @field_validator("colour")
    @classmethod
    def _readable(cls, colour: str) -> str:
        if not colour:
            return ""
        if not HEX.fullmatch(colour):
            raise ValueError('this is no colour: write it as "#0b5a8a", in quotation marks')
        found = contrast(colour, "#ffffff")
        if found < ENOUGH:
            better = readable(colour, "#ffffff", "#f1f5f8")
            raise ValueError(f'its contrast on white is {found:.1f} to 1, and {ENOUGH} is needed: try "{better}"')
        return colour

    @model_validator(mode="after")
    def _described(self) -> ThemePlan:
        if self.logo and not self.logo_alt:
            raise ValueError("a logo needs logo_alt: what it shows, for those who do not see it")
        return self


class Words(Strict):
    """The organisation's own words for what the program calls by general names."""

    area: str = "area"  # "force", "trust", "council"
    areas: str = "areas"
    group: str = "peer group"  # "comparable trusts"
    year_on_year: str = "the 12 months before"
    introduction_by: str = ""
    lead: str = ""  # "the Chair"


class Plan(Strict):
    """The whole plan."""

    title: str
    organisation: str
    plan_name: str = ""
    prepared_for: str = ""
    contact: str = ""  # whom the press may ask: "Press office, 01632 960001, press@example.org"
    area: str
    year_start_month: int = Field(default=4, ge=1, le=12)
    words: Words = Words()
    theme: ThemePlan = ThemePlan()
    thresholds: Thresholds = Thresholds()
    criteria: tuple[str, ...] = ()
    writer: str = Field(default="", description="Who writes the commentary, unless --writer says otherwise.")
    priorities: tuple[Priority, ...] = Field(min_length=1)

    @property
    def calendar(self) -> Calendar:
        """The organisation's year."""
        return Calendar(self.year_start_month)

    @property
    def measures(self) -> tuple[MeasurePlan, ...]:
        """All measures in the order of the report."""
        return tuple(measure for priority in self.priorities for measure in priority.measures)

    @property
    def spoken(self) -> tuple[MeasurePlan, ...]:
        """The measures that have commentary: those that are tested, flagged, and missed where they have no figure."""
        return tuple(measure for measure in self.measures if measure.commentary)
