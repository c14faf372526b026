"""The points under a part's title: what is flagged in it, what is not, what has no figure, and where to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pcc_narrator.drafting.template.roles import Candidate
from pcc_narrator.drafting.template.summary import LEADS, pointer
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.outline import Message, Outline, Part, Section
from pcc_narrator.wording import Wording, periods
from pcc_narrator.wording.nouns import inside, listed, sentence


def overview(w: Wording, outline: Outline, message: Message, numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    """The point that the message names; none where it lists nothing. `numbers` are printed numbers by measure."""
    for part in outline.parts:
        for kind, name in part.overviews.items():
            if name == message.id:
                flags = [flag for flag in outline.flags if flag.id in message.flags]
                text = _points(w, part, flags, numbers).get(kind)
                return [Candidate("overview", text)] if text else []
    return []


def _points(w: Wording, part: Part, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """The points of a part by what they list. Each section's paragraphs are told at its first mention."""
    pointers = _Pointers(part, numbers)
    silent = [section for section in part.sections if section.messages[0].kind == "no_data"]
    flagged = {pointers.home(flag.measure) for flag in flags}
    calm = [section for section in part.sections if section.id not in flagged and section not in silent]
    listed_by_kind: dict[str, list[tuple[str, str]]] = {
        **{kind: _things(w, [flag for flag in flags if flag.kind == kind]) for kind in FLAG_KINDS},
        "not_flagged": [(section.measure, _short(w, section.title)) for section in calm],
        "no_figure": [(section.measure, _short(w, section.title)) for section in silent],
    }
    period = f" for {periods.name(w, w.facts.period)}" if w.facts.period is not None else ""
    leads: dict[str, str] = {**LEADS, "not_flagged": "not flagged", "no_figure": f"no figure{period}"}
    return {
        kind: f"**{sentence(leads[kind]).rstrip('.')}:** {pointers.listed(things)}."
        for kind, things in listed_by_kind.items()
        if things
    }


class _Pointers:
    """Lists things, each section's paragraphs behind the last of its things, and only once a part."""

    def __init__(self, part: Part, numbers: Mapping[str, tuple[int, ...]]) -> None:
        self._homes: dict[str, Section] = {section.measure: section for section in part.sections}
        for section in part.sections:
            for message in section.messages:
                self._homes.setdefault(message.measure, section)
        self._numbers = numbers
        self._told: set[str] = set()

    def home(self, measure: str) -> str:
        """The id of the section that speaks of a measure."""
        section = self._homes.get(measure)
        return section.id if section is not None else measure

    def listed(self, things: Iterable[tuple[str, str]]) -> str:
        """ "loans and visits (paragraphs 2 to 7); and members (paragraph 9)"."""
        groups: dict[str, list[str]] = {}
        for measure, name in things:
            groups.setdefault(self.home(measure), []).append(name)
        shown = [listed(names) + self._pointer(section) for section, names in groups.items()]
        if any(len(names) > 1 for names in groups.values()) and len(shown) > 1:
            return f"{'; '.join(shown[:-1])}; and {shown[-1]}"
        return listed(shown)

    def _pointer(self, section: str) -> str:
        if section in self._told:
            return ""
        self._told.add(section)
        measures = [measure for measure, home in self._homes.items() if home.id == section]
        return pointer(sorted({number for measure in measures for number in self._numbers.get(measure, ())}))


def _things(w: Wording, flags: Iterable[Flag]) -> list[tuple[str, str]]:
    """(measure, name) of each thing that is flagged, once, in the order of the flags."""
    named = {
        (flag.measure, flag.category): inside(flag.category, w.names)
        if flag.category is not None
        else _short(w, w.measure(flag.measure).title)
        for flag in flags
    }
    return list(dict.fromkeys((measure, name) for (measure, _), name in named.items()))


def _short(w: Wording, title: str) -> str:
    """The title inside a sentence, without what stands in brackets behind it."""
    return inside(re.sub(r"\s*\([^)]*\)$", "", title), w.names)
