"""The opening summary: one point a flagged measure, each pointing to its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pcc_narrator.drafting.template.roles import Candidate, Roles, when
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside, listed, sentence

LEADS = {
    "significant_change": "significant change",
    "concern": "of concern",
    "excellence": "excellence",
    "media_interest": "in the media",
}
AGAINST = re.compile(r" in (?:the|quarter) [^,]*, compared with .*$")


def summary(r: Roles, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    """The point on one measure, or on all those that have none of their own. `numbers` are printed numbers."""
    if not flags:
        return []
    if not r.message.measure:
        return _others(r, flags, numbers)
    kinds = [kind for kind in FLAG_KINDS if any(flag.kind == kind for flag in flags)]
    lead = sentence(listed([LEADS[kind] for kind in kinds]))
    told = dict.fromkeys(text for flag in flags if (text := _sentence(r, flag)))
    pointer = _pointer(flags[0].measure, numbers)
    texts = list(told)[:2] or [_title(r.w, flags[0])]
    first, second = (AGAINST.search(text) for text in (texts[0], texts[-1]))
    if len(texts) > 1 and first is not None and second is not None and first[0] == second[0]:
        texts[1] = texts[1].removesuffix(second[0])
    texts[-1] += pointer
    body = " ".join(sentence(text) for text in texts)
    return [Candidate("summary", f"**{lead}** {body}", r.message.facts)]


def _others(r: Roles, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    measures = dict.fromkeys(flag.measure for flag in flags)
    names = [f"{inside(r.w.measure(one).title, r.w.names)}{_pointer(one, numbers)}" for one in measures]
    return [Candidate("summary", f"**Also flagged.** {sentence(listed(names))}", ())]


def _title(w: Wording, flag: Flag) -> str:
    title = inside(w.measure(flag.measure).title, w.names)
    return f"{title}, {inside(flag.category, w.names)}" if flag.category is not None else title


def _pointer(measure: str, numbers: Mapping[str, tuple[int, ...]]) -> str:
    """ " (paragraphs 7 and 8)"."""
    found = numbers.get(measure, ())
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
    goal = next((fact for fact in facts if fact.statistic == "target"), None)
    gap = next((fact for fact in facts if fact.statistic == "difference" and fact.against == "target"), None)
    level = next((fact for fact in facts if fact.statistic == "value"), None)
    if goal is not None and gap is not None and "target" in flag.rule and changes.direction(gap):
        return _target(w, flag, goal, gap, level)
    change = next((fact for fact in facts if fact.statistic in ("change", "change_points")), None)
    if change is not None and changes.direction(change):
        reached = w.level_of(change)
        to = f" to {w.figure(reached)}" if reached is not None else ""
        against = f"{when(w, change)}, compared with {periods.base(w, change)}"
        return f"{_subject(w, flag)} {changes.verb(w, change)}{to} {against}"
    if level is not None:
        was = "was" if levels.many(w, flag.measure) else levels.was(w, flag.measure)
        return f"{_subject(w, flag)} {was} {w.figure(level)} {when(w, level)}"
    return ""


def _subject(w: Wording, flag: Flag) -> str:
    if flag.category is not None:
        return inside(flag.category, w.names)
    many = levels.many(w, flag.measure)
    title = w.measure(flag.measure).title
    if many and "(" in title and sum(levels.many(w, other.id) == many for other in w.facts.measures) > 1:
        return inside(title, w.names)  # "visits (published series)": another measure counts the same things
    return f"the number of {many}" if many else w.phrase(flag.measure).subject


def _target(w: Wording, flag: Flag, goal: Fact, gap: Fact, level: Fact | None) -> str:
    name = w.phrase(flag.measure).target_name
    was = levels.was(w, flag.measure)
    away = w.figure(gap, size=True)
    return (
        f"{_subject(w, flag)} {was} {away} {comparisons.relation(gap)} the {name} of {w.figure(goal)} "
        f"{when(w, level or gap)}"
    )
