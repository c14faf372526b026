"""What every variant is made from, and what is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pcc_narrator.main_points.rank import Subject, ranked
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.wording import Wording
from pcc_narrator.wording.cells import measure_title, period_title
from pcc_narrator.wording.nouns import inside


@dataclass(frozen=True, slots=True)
class Variant:
    """A finished text. `told` are lines for whoever asked for it: what is missing, how long it is, how it reads."""

    name: str
    text: str
    report: CheckReport
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """The facts and exceptions of a report, with the words for them, and whose report it is."""

    facts: FactSet
    flags: Sequence[Flag]
    title: str = ""
    by: str = ""  # the report's subtitle: whose it is, of which period
    contact: str = ""  # whom the press may ask
    facts_of: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def w(self) -> Wording:
        """The wording of the facts."""
        return Wording(self.facts)

    @property
    def area(self) -> str:
        """The report's own area."""
        return self.facts.areas[0].title

    @property
    def about(self) -> str:
        """Whose report of which period: "Riverside, quarter three 2018-19"."""
        if self.facts.period is None:
            return self.area
        return f"{self.area}, {inside(period_title(self.facts.period, self.facts.calendar))}"

    def subjects(self) -> tuple[Subject, ...]:
        """What is flagged, one subject a measure, the strongest first."""
        return ranked(self.flags)

    def name_of(self, subject: Subject) -> str:
        """What a subject is called in a heading."""
        title = measure_title(self.facts, subject.measure)
        return title if subject.category is None else f"{title}, {subject.category}"


def source_of(facts: FactSet, flags: Sequence[Flag], markdown: str, contact: str = "") -> Source:
    """The source of variants, with the title and subtitle of report.md where it has them."""
    lines = [line.strip() for line in markdown.splitlines() if line.strip()][:2]
    title = lines[0].removeprefix("# ").strip() if lines and lines[0].startswith("# ") else ""
    by = lines[1] if title and len(lines) > 1 and not lines[1].startswith(("#", "<", "|", "-")) else ""
    return Source(facts, flags, title, by, contact)
