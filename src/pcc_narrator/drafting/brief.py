"""What a writer is given for one section, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pcc_narrator.drafting.house import AS_IT_IS, NOTHING_LEARNT, House, Swaps
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import Message, Outline, Paragraph, Section, SectionRun
from pcc_narrator.wording import Wording

Check = Callable[[str, FactSet], CheckReport]
Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Brief:
    """One section to be written.

    `before` are the paragraphs already written, nearest last: a writer varies its openings against them.
    `numbers` are the printed numbers of paragraphs by section, known once the body is written (for the summary).
    `house` is the house's manner, `swaps` its words for the program's, `tell` takes what happens, in words.
    """

    outline: Outline
    section: Section
    part: str
    wording: Wording
    check: Check | None = None
    before: tuple[Paragraph, ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    house: House = NOTHING_LEARNT
    swaps: Swaps = AS_IT_IS
    tell: Progress = _silent

    @property
    def facts(self) -> FactSet:
        """All facts of the report."""
        return self.wording.facts

    @property
    def voice(self) -> str:
        """The house's manner as a block of a prompt; empty where none was learnt."""
        return self.house.prompt

    @property
    def flags(self) -> Mapping[str, Flag]:
        """The report's flags by id."""
        return {flag.id: flag for flag in self.outline.flags}

    def message(self, message_id: str) -> Message:
        """The message of this id. Raises KeyError."""
        return next(message for message in self.section.messages if message.id == message_id)


@dataclass(frozen=True)
class Written:
    """What a writer made of a section."""

    paragraphs: tuple[Paragraph, ...]
    run: SectionRun


class Writer(Protocol):
    """Turns one section of an outline into paragraphs, one a message."""

    @property
    def name(self) -> str:
        """What stands in run.json: "template", "openai:gpt-4o"."""
        ...

    @property
    def in_flight(self) -> int:
        """How many sections it may be asked for at a time."""
        ...

    def write(self, brief: Brief) -> Written:
        """The paragraphs of one section. Never raises for what a model replies."""
        ...

    def stop(self, reason: str) -> bool:
        """Ask nobody any more: what is not written yet is the template's. False where there is nobody to ask."""
        ...
