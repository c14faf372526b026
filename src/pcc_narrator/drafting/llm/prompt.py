"""The prompt of one section: outline items, facts as short typed lines, notes as data. No raw rows, no figures.

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
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.llm.replies import schema
from pcc_narrator.drafting.renderings import renderings
from pcc_narrator.drafting.template import candidates
from pcc_narrator.errors import WriterError
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import Message
from pcc_narrator.wording import changes

SHOWN = {  # the renderings that a prompt offers, by statistic: few, so that a small model need not choose among many
    "value": ("clause", "figure", "period"),
    "change": ("clause", "than", "verb"),
    "change_points": ("clause", "than", "verb"),
    "change_percent": ("verb", "clause"),
}
KINDS = {
    "level": "say the level, and how it changed",
    "no_data": "say that there is no figure for the period, and give the latest",
    "trend": "set the changes side by side",
    "composition": "say which categories moved, and which way",
    "breakdown": "say how the groups differ",
    "peers": "compare with the other areas",
    "target": "compare with the target",
    "caution": "say that the figures are provisional",
}
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d[\d,]*(?:\.\d+)?")  # not the 3 of "f3"
_QUARTER = re.compile(r"\bquarter (?:one|two|three|four)\b(?: #-#)?")
_SMALL = re.compile(
    r"\b(?<!quarter )(zero|one|two|three|four|five|six|seven|eight|nine|ten)(?= (?:seconds?|minutes?|hours?|days?|per|"
    r"percentage|\())"
)


@dataclass(frozen=True)
class Question:
    """A request, and what its short names stand for."""

    request: Request
    messages: Mapping[str, Message]  # p1, p2, … to the outline's messages
    known: Mapping[str, Mapping[str, str]]  # f1, f2, … to renderings, with their figures
    ids: Mapping[str, str]  # f1, f2, … to fact ids
    options: Mapping[str, Mapping[str, str]]  # p1 to letter to sentence, for a choice


class PromptFile:
    """A prompt file: text with $names. A name that is not given, and one that is not used, is an error."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = asset(f"prompts/{name}").read_text(encoding="utf-8")

    def fill(self, **values: str) -> str:
        """The text with its names filled in. Raises WriterError naming what is missing or unused."""
        template = string.Template(self.text)
        named = set(template.get_identifiers())
        if missing := sorted(named - values.keys()):
            raise WriterError(f"prompts/{self.name} names ${missing[0]}, for which there is no value.")
        if unused := sorted(values.keys() - named):
            raise WriterError(f"prompts/{self.name} does not use ${unused[0]}.")
        return template.substitute(values)


def paragraphs_question(
    brief: Brief, model: str, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]
) -> Question:
    """Ask for paragraphs with references. `findings` say what was wrong with an earlier try, by message id."""
    w = brief.wording
    names = {message.id: f"p{number}" for number, message in enumerate(_asked(brief), start=1)}
    aliases = {fact: f"f{number}" for number, fact in enumerate(_facts(brief), start=1)}
    wanted = {fact for message in messages for fact in message.facts}
    known: dict[str, Mapping[str, str]] = {}
    lines = []
    for fact_id, alias in aliases.items():
        fact = w.facts.by_id.get(fact_id)
        if fact is None or fact_id not in wanted:
            continue
        offered = _offered(fact, renderings(w, fact))
        if offered:
            known[alias] = offered
            lines.append(_fact_line(alias, fact, offered))
    user = PromptFile("section.txt").fill(
        title=data(brief.section.title),
        area=data(w.own.title),
        facts="\n".join(lines),
        points="\n".join(_point(message, names, aliases, known) for message in messages),
        notes=_notes(brief),
        findings=_findings(messages, names, findings),
    )
    return Question(
        Request(model, PromptFile("system.txt").fill(), user, "paragraphs", schema("paragraphs")),
        {names[message.id]: message for message in messages},
        known,
        {alias: fact for fact, alias in aliases.items()},
        {},
    )


def choices_question(brief: Brief, model: str, messages: Sequence[Message]) -> Question:
    """Ask which of the template's phrasings suits each point."""
    names = {message.id: f"p{number}" for number, message in enumerate(_asked(brief), start=1)}
    options: dict[str, Mapping[str, str]] = {}
    blocks = []
    for message in messages:
        found = {letter: one.text for letter, one in zip("abcdef", candidates(brief, message), strict=False)}
        if len(found) < 2:
            continue
        options[names[message.id]] = found
        shown = "\n".join(f"  {letter}) {masked(text)}" for letter, text in found.items())
        blocks.append(f"{names[message.id]}\n{shown}")
    user = PromptFile("choose.txt").fill(title=data(brief.section.title), points="\n".join(blocks))
    return Question(
        Request(model, PromptFile("choose-system.txt").fill(), user, "choices", schema("choices")),
        {names[message.id]: message for message in messages if names[message.id] in options},
        {},
        {},
        options,
    )


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


def plain_words(text: str) -> str:
    """A finding as data, its references kept: they are the program's own words."""
    parts = re.split(r"(\{\{[\w:]+\}\})", text)
    return "".join(part if part.startswith("{{") else data(part) for part in parts)


def _asked(brief: Brief) -> list[Message]:
    return [message for message in brief.section.messages if message.kind not in ("note", "summary")]


def _facts(brief: Brief) -> list[str]:
    return list(dict.fromkeys(fact for message in _asked(brief) for fact in message.facts))


def _offered(fact: Fact, rendered: Mapping[str, str]) -> dict[str, str]:
    names = SHOWN.get(fact.statistic, ("clause", "figure", "fraction", "noun", "than"))
    return {name: rendered[name] for name in names if name in rendered}


def _fact_line(alias: str, fact: Fact, offered: Mapping[str, str]) -> str:
    shown = " | ".join(f"{{{{{alias}:{name}}}}} = {data(masked(text))}" for name, text in offered.items())
    return f"{alias} ({_what(fact)}): {shown}"


def _what(fact: Fact) -> str:
    if fact.statistic in ("change", "change_points", "change_percent"):
        return {1: "a rise", -1: "a fall", 0: "no change"}[changes.direction(fact)]
    return {"value": "a level", "mean": "a group's average", "areas_with_increase": "a count of areas"}.get(
        fact.statistic, fact.statistic.replace("_", " ")
    )


def _point(
    message: Message, names: Mapping[str, str], aliases: Mapping[str, str], known: Mapping[str, Mapping[str, str]]
) -> str:
    may = [aliases[fact] for fact in message.facts if aliases.get(fact) in known]
    must = [aliases[fact] for fact in message.key if aliases.get(fact) in known]
    text = f"{names[message.id]}: {KINDS.get(message.kind, message.kind)}. Must use {', '.join(must) or 'one of them'}"
    other = [alias for alias in may if alias not in must]
    more = f"; may use {', '.join(other)}." if other else "."
    plain = " ".join(f"{{{{{alias}:clause}}}}." for alias in must or may[:1] if "clause" in known[alias])
    return f"{text}{more}\n  plain: {plain}" if plain else f"{text}{more}"


def _notes(brief: Brief) -> str:
    notes = [
        brief.facts.note_by_id[note]
        for message in brief.section.messages
        for note in message.notes
        if note in brief.facts.note_by_id
    ]
    return "\n".join(f"- {masked(data(note.text))}" for note in notes) or "- none"


def _findings(messages: Sequence[Message], names: Mapping[str, str], findings: Mapping[str, Sequence[str]]) -> str:
    lines = [
        f"- {names[message.id]}: {masked(plain_words(finding))}"
        for message in messages
        for finding in findings.get(message.id, ())
    ]
    return "Your last try was refused. Mend this:\n" + "\n".join(lines) if lines else ""
