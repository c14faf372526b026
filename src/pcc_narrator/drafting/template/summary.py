"""The opening summary: one sentence an exception, each pointing to its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcc_narrator.drafting.template.roles import Candidate, Roles, when
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside, listed, sentence

LEADS = {
    "significant_change": "Significant change",
    "concern": "Of concern",
    "excellence": "Excellence",
    "media_interest": "In the media",
}
MOST = 6


def summary(r: Roles, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    """A paragraph for one kind of exception. `numbers` are printed paragraph numbers by measure."""
    if not flags:
        return []
    told = [(flag, _sentence(r, flag)) for flag in flags[:MOST]]
    rest = [flag for flag, text in told if not text] + list(flags[MOST:])
    sentences = [sentence(f"{text}{_pointer(flag, numbers)}") for flag, text in told if text]
    if rest:
        names = [f"{_title(r.w, flag)}{_pointer(flag, numbers)}" for flag in rest]
        sentences.append(sentence(f"{'also flagged: ' if sentences else ''}{listed(names)}"))
    lead = LEADS[flags[0].kind]
    return [Candidate(f"summary.{flags[0].kind}", f"**{lead}.** {' '.join(sentences)}", r.message.facts)]


def _title(w: Wording, flag: Flag) -> str:
    title = inside(w.measure(flag.measure).title, w.names)
    return f"{title}, {inside(flag.category, w.names)}" if flag.category is not None else title


def _pointer(flag: Flag, numbers: Mapping[str, tuple[int, ...]]) -> str:
    """ " (paragraphs 7 and 8)"."""
    found = numbers.get(flag.measure, ())
    if not found:
        return ""
    first, last = found[0], found[-1]
    if first == last:
        return f" (paragraph {first})"
    return f" (paragraphs {first} {'and' if last == first + 1 else 'to'} {last})"


def _sentence(r: Roles, flag: Flag) -> str:
    """What was found, from the facts of the flag; nothing where the facts do not carry a sentence."""
    w = r.w
    facts = [fact for fact in r.facts if fact.measure == flag.measure and fact.category == flag.category]
    if flag.kind == "media_interest":
        return ""
    change = next((fact for fact in facts if fact.statistic in ("change", "change_points")), None)
    goal = next((fact for fact in facts if fact.statistic == "target"), None)
    gap = next((fact for fact in facts if fact.statistic == "difference" and fact.against == "target"), None)
    level = next((fact for fact in facts if fact.statistic == "value"), None)
    if goal is not None and gap is not None and "target" in flag.rule and changes.direction(gap):
        return _target(w, flag, goal, gap, level)
    if change is not None and changes.direction(change):
        reached = w.level_of(change)
        to = f" to {w.figure(reached)}" if reached is not None else ""
        return f"{_subject(w, flag)} {changes.verb(w, change)}{to} {when(w, change)}, compared with {periods.base(w, change)}"
    if level is not None:
        was = levels.was(w, flag.measure) if flag.category is None and not levels.many(w, flag.measure) else "was"
        return f"{_subject(w, flag)} {was} {w.figure(level)} {when(w, level)}"
    return ""


def _subject(w: Wording, flag: Flag) -> str:
    if flag.category is not None:
        many = levels.many(w, flag.measure)
        return f"the number of {many} of {inside(flag.category, w.names)}" if many else _title(w, flag)
    many = levels.many(w, flag.measure)
    return f"the number of {many}" if many else w.phrase(flag.measure).subject


def _target(w: Wording, flag: Flag, goal: Fact, gap: Fact, level: Fact | None) -> str:
    name = w.phrase(flag.measure).target_name
    was = levels.was(w, flag.measure)
    period = when(w, level or gap)
    away = w.figure(gap, size=True)
    return f"{_subject(w, flag)} {was} {away} {comparisons.relation(gap)} the {name} of {w.figure(goal)} {period}"
