"""The parts of a prompt: outline items, facts as short typed lines, notes as data. No raw rows, no figures.

Figures are masked ("fell by # (# per cent)"): the model needs their grammar, not their values. So it cannot copy
one, nothing of the data leaves but names, and a change of value alone leaves the request as it was.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcc_narrator.assets import asset
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.renderings import renderings
from pcc_narrator.errors import WriterError
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import OWN_WORDS, Message
from pcc_narrator.wording import Wording, changes

SHOWN = {  # the renderings that a prompt offers, by statistic: few, so that a small model need not choose among many
    "value": ("clause", "level", "figure", "period"),
    "change": ("clause", "than", "verb", "noun"),
    "change_points": ("clause", "than", "verb", "noun"),
    "change_percent": ("verb", "clause"),
}
KINDS = {
    "level": "say the level, and how it changed",
    "trend": "set the changes side by side",
    "composition": "say which categories moved, and which way",
    "breakdown": "say how the groups differ",
    "peers": "compare with the other areas",
    "target": "compare with the target",
}
TEMPLATES_OWN = frozenset(
    {"no_data", "caution"}
)  # what no reference says: that there is no figure, that one may change
Known = Mapping[str, Mapping[str, str]]  # a fact's short name to its renderings by name
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d[\d,]*(?:\.\d+)?")  # not the 3 of "f3"
_QUARTER = re.compile(r"\bquarter (?:one|two|three|four)\b(?: #-#)?")
_SMALL = re.compile(
    r"\b(?<!quarter )(zero|one|two|three|four|five|six|seven|eight|nine|ten)(?= (?:seconds?|minutes?|hours?|days?|per|"
    r"percentage|\())"
)


@dataclass(frozen=True)
class Names:
    """The short names of one section: p1 for a message, f1 for a fact, n1 for the message of a note."""

    points: Mapping[str, str]
    facts: Mapping[str, str]
    notes: Mapping[str, str]

    @classmethod
    def of(cls, brief: Brief) -> Names:
        """The names, the same in every question about the section."""
        asked = to_ask(brief)
        noted = [message.id for message in brief.section.messages if message.kind == "note"]
        facts = dict.fromkeys(fact for message in asked for fact in message.facts if fact in brief.facts.by_id)
        return cls(
            {message.id: f"p{number}" for number, message in enumerate(asked, start=1)},
            {fact: f"f{number}" for number, fact in enumerate(facts, start=1)},
            {note: f"n{number}" for number, note in enumerate(noted, start=1)},
        )


class PromptFile:
    """A prompt file: text with $names. A name that is not given, and one that is not used, is an error."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = asset(f"prompts/{name}").read_text(encoding="utf-8").strip()

    def fill(self, **values: str) -> str:
        """The text with its names filled in. Raises WriterError naming what is missing or unused."""
        template = string.Template(self.text)
        named = set(template.get_identifiers())
        if missing := sorted(named - values.keys()):
            raise WriterError(f"prompts/{self.name} names ${missing[0]}, for which there is no value.")
        if unused := sorted(values.keys() - named):
            raise WriterError(f"prompts/{self.name} does not use ${unused[0]}.")
        return re.sub(r"\n{3,}", "\n\n", template.substitute(values)).strip()


def to_ask(brief: Brief) -> list[Message]:
    """The messages that a model may write: all but notes, which are somebody's words, and the summaries."""
    return [message for message in brief.section.messages if message.kind not in OWN_WORDS]


def masked(text: str) -> str:
    """The text with its figures hidden."""
    return _QUARTER.sub("quarter #", _SMALL.sub("#", _NUMBER.sub("#", text)))


def data(text: str) -> str:
    """Somebody's words as data: no invisible characters, no braces, no angle brackets, on one line.

    Braces could become references, angle brackets could end the block that the words stand in.
    """
    kept = "".join(
        character
        for character in " ".join(text.split())
        if unicodedata.category(character) not in ("Cf", "Cc", "Co", "Cs")
    )
    kept = " ".join(kept.split())
    return kept.translate(str.maketrans("{}<>`", "()‹›'"))


def offered(brief: Brief, names: Names, messages: Sequence[Message]) -> dict[str, dict[str, str]]:
    """The renderings that may be referred to, by the fact's short name: those of the facts of these messages."""
    w = brief.wording
    wanted = {fact for message in messages for fact in message.facts}
    found: dict[str, dict[str, str]] = {}
    for fact_id, alias in names.facts.items():
        fact = w.facts.by_id[fact_id]
        if fact_id not in wanted or _said_by_another(w, fact, names):
            continue
        shown = SHOWN.get(fact.statistic, ("clause", "figure", "fraction", "noun", "than"))
        rendered = renderings(w, fact, host=brief.section.measure)
        if chosen := {name: brief.swaps(rendered[name]) for name in shown if name in rendered}:
            found[alias] = chosen
    return found


def notes_of(brief: Brief, names: Names) -> dict[str, str]:
    """The words of the section's notes by their short names."""
    found = {}
    for message in brief.section.messages:
        if message.id in names.notes:
            texts = [brief.facts.note_by_id[note].text for note in message.notes if note in brief.facts.note_by_id]
            found[names.notes[message.id]] = " ".join(" ".join(texts).split())
    return found


def fact_lines(brief: Brief, names: Names, known: Known) -> str:
    """A line a fact: what it is, and its renderings, masked."""
    lines = []
    for fact_id, alias in names.facts.items():
        if alias in known:
            shown = " | ".join(f"{{{{{alias}:{name}}}}} = {data(masked(text))}" for name, text in known[alias].items())
            lines.append(f"{alias} ({_what(brief.wording, brief.facts.by_id[fact_id])}): {shown}")
    return "\n".join(lines)


def note_lines(brief: Brief, names: Names) -> str:
    """A line a note, masked, as data."""
    return "\n".join(f"{name}: {masked(data(text))}" for name, text in notes_of(brief, names).items()) or "none"


def points(brief: Brief, names: Names, messages: Sequence[Message], known: Known) -> str:
    """A paragraph a point: what to say, with which facts, and a plain version made of references."""
    return "\n".join(_point(brief, message, names, known) for message in messages)


def mend(names: Names, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]) -> str:
    """What was wrong with the last try, by point; nothing at the first."""
    lines = [
        f"- {names.points[message.id]}: {masked(_plain_words(finding))}"
        for message in messages
        for finding in findings.get(message.id, ())
    ]
    return "Your last try was refused. Mend this:\n" + "\n".join(lines) if lines else ""


def _plain_words(text: str) -> str:
    """A finding as data, its references kept: they are the program's own words."""
    parts = re.split(r"(\{\{[\w:]+\}\})", text)
    return "".join(part if part.startswith("{{") else data(part) for part in parts)


def _said_by_another(w: Wording, fact: Fact, names: Names) -> bool:
    """A percentage whose change is offered too: that rendering holds both."""
    if fact.statistic != "change_percent":
        return False
    change = w.beside(fact, "change")
    return change is not None and change.id in names.facts and bool(changes.share(w, change))


def _what(w: Wording, fact: Fact) -> str:
    """What the fact is, with its period as seen from the report's own: periods are masked in the renderings."""
    if fact.statistic in ("change", "change_points", "change_percent"):
        return {1: "a rise", -1: "a fall", 0: "no change"}[changes.direction(fact)]
    name = {"value": "a level", "mean": "a group's average", "areas_with_increase": "a count of areas"}.get(
        fact.statistic, fact.statistic.replace("_", " ")
    )
    return f"{name}, {when}" if (when := _when(w, fact)) else name


def _when(w: Wording, fact: Fact) -> str:
    own, period = w.facts.period, fact.period
    if fact.statistic not in ("value", "rate", "mean") or own is None or not period.kind:
        return ""
    kind = "12 months" if period.kind == "year" else str(period.kind)
    if period == own:
        return f"this {kind}"
    if period.kind != own.kind:
        late = period.end is not None and own.end is not None and period.end >= own.end
        return masked(f"{kind}, the latest" if late else f"{kind}, earlier")
    if period == own.shifted(-12):
        return f"the same {kind} a year earlier"
    months = {"quarter": 3, "month": 1}.get(period.kind)
    if months and period == own.shifted(-months):
        return f"the {kind} before"
    return f"an earlier {kind}"


def _point(brief: Brief, message: Message, names: Names, known: Known) -> str:
    may = [names.facts[fact] for fact in message.facts if names.facts.get(fact) in known]
    must = [names.facts[fact] for fact in message.key if names.facts.get(fact) in known]
    name = names.points[message.id]
    text = f"{name}: {KINDS.get(message.kind, message.kind)}. Must use {', '.join(must) or 'one of them'}"
    other = [alias for alias in may if alias not in must]
    more = f"; may use {', '.join(other)}." if other else "."
    facts = [brief.facts.by_id[fact] for fact in message.key or message.facts[:1] if names.facts.get(fact) in known]
    plain = _plain_version(facts, names, known)
    return f"{text}{more}\n  plain: {plain}" if plain else f"{text}{more}"


def _plain_version(facts: Sequence[Fact], names: Names, known: Known) -> str:
    """The facts as sentences made of references; a change behind the level that it led to is told as a comparison."""
    sentences: list[str] = []
    before: Fact | None = None
    for fact in facts:
        alias = names.facts[fact.id]
        led_to = before is not None and before.statistic == "value" and before.period == fact.period
        if led_to and "than" in known[alias]:
            sentences[-1] += f", which is {{{{{alias}:than}}}}"
        elif "clause" in known[alias]:
            sentences.append(f"{{{{{alias}:clause}}}}")
        before = fact if sentences else None
    return " ".join(f"{sentence}." for sentence in sentences)
