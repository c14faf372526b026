"""The opening summary: one point a flagged measure, each pointing to its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
MOST = 3  # sentences on one measure


@dataclass(frozen=True)
class Told:
    """A sentence in its parts: period, statement, base."""

    when: str
    what: str
    against: str = ""

    def __str__(self) -> str:
        return f"{self.when}{self.what}{self.against}"


def summary(r: Roles, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    """The point on one measure, or on all those that have none of their own. `numbers` are printed numbers."""
    if not flags:
        return []
    if not r.message.measure:
        return _others(r, flags, numbers)
    kinds = [kind for kind in FLAG_KINDS if any(flag.kind == kind for flag in flags)]
    title = r.w.measure(r.message.measure).title
    if flags[0].category is not None:
        title = f"{title}, {inside(flags[0].category, r.w.names)}"
    lead = sentence(f"{title}: {listed([LEADS[kind] for kind in kinds])}")
    found = _one_a_kind(r, kinds, flags)
    pointer = _pointer(flags[0].measure, numbers)
    texts = [str(told) for told in found] or [_title(r.w, flags[0])]
    for place in range(1, len(found)):  # period and base that have been said are not said again
        before, told = found[place - 1], found[place]
        if told.against and (before.when, before.against) == (told.when, told.against):
            texts[place] = told.what
    texts[-1] += pointer
    body = " ".join(sentence(text) for text in texts)
    return [Candidate("summary", f"**{lead}** {body}", r.message.facts)]


def _one_a_kind(r: Roles, kinds: Sequence[str], flags: Sequence[Flag]) -> list[Told]:
    """The strongest statement of each kind, significant changes first: what is called so must be said first.

    A target missed comes before what was only declared.
    """
    found: dict[Told, None] = {}
    for kind in kinds:
        for flag in sorted((flag for flag in flags if flag.kind == kind), key=lambda flag: "target" not in flag.rule):
            told = _sentence(r, flag)
            if told is not None:
                found.setdefault(told)
                break
    return list(found)[:MOST]


def _others(r: Roles, flags: Sequence[Flag], numbers: Mapping[str, tuple[int, ...]]) -> list[Candidate]:
    titles = dict.fromkeys((_title(r.w, flag), flag.measure) for flag in flags)
    names = [f"{title}{_pointer(measure, numbers)}" for title, measure in titles]
    return [Candidate("summary", f"**Also flagged.** {sentence(listed(names))}", ())]


def _title(w: Wording, flag: Flag) -> str:
    title = inside(w.measure(flag.measure).title, w.names)
    return f"{title}, {inside(flag.category, w.names)}" if flag.category is not None else title


def _pointer(measure: str, numbers: Mapping[str, tuple[int, ...]]) -> str:
    return pointer(numbers.get(measure, ()))


def pointer(numbers: Sequence[int]) -> str:
    """ " (paragraphs 7 and 8)"; nothing where there are none."""
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f" (paragraph {first})"
    return f" (paragraphs {first} {'and' if last == first + 1 else 'to'} {last})"


def _sentence(r: Roles, flag: Flag) -> Told | None:
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
        against = f", compared with {periods.base(w, change)}"
        return Told(f"{when(w, change)} ", f"{_subject(w, flag)} {changes.verb(w, change)}{to}", against)
    if level is not None:
        if flag.category is not None:
            was = "stood at"  # of one or many: "visits stood at", "demand stood at"
        else:
            was = "was" if levels.many(w, flag.measure) else levels.was(w, flag.measure)
        said = comparisons.signal(w, level) or _beside(w, level, facts)
        return Told("", f"{_subject(w, flag)} {was} {w.figure(level)} {when(w, level)}{', ' if said else ''}{said}")
    return None


def _beside(w: Wording, level: Fact, facts: Sequence[Fact]) -> str:
    """Where a level stands beside the mean of a group: "below the average of its peers (4.1 per cent)"; or nothing."""
    group = next((fact for fact in facts if fact.statistic == "mean" and fact.area != level.area), None)
    if group is None:
        return ""
    return f"{comparisons.standing(level, group)} {comparisons.of_group(w, group)} ({w.figure(group)})"


def _subject(w: Wording, flag: Flag) -> str:
    if flag.category is not None:
        return inside(flag.category, w.names)
    many = levels.many(w, flag.measure)
    title = w.measure(flag.measure).title
    if many and sum(levels.many(w, other.id) == many for other in w.facts.measures) > 1:
        return inside(title, w.names)  # another measure counts the same things
    return f"the number of {many}" if many else w.phrase(flag.measure).subject


def _target(w: Wording, flag: Flag, goal: Fact, gap: Fact, level: Fact | None) -> Told:
    name = w.phrase(flag.measure).target_name
    was = levels.was(w, flag.measure)
    away = w.figure(gap, size=True)
    short = f"{away} {comparisons.relation(gap)} the {name} of {w.figure(goal)}"
    return Told("", f"{_subject(w, flag)} {was} {short} {when(w, level or gap)}")
