"""A page in plain words: short sentences, one thing each, what got better first; its reading age is measured."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.main_points.rank import Subject
from pcc_narrator.main_points.sentence import counted, headline_change, named, things
from pcc_narrator.models.fact import Fact
from pcc_narrator.variants.months import in_months, in_years
from pcc_narrator.variants.prove import Prover
from pcc_narrator.variants.reading_age import told_age
from pcc_narrator.variants.types import Source, Variant
from pcc_narrator.wording import Wording, changes, periods
from pcc_narrator.wording.nouns import sentence

NAME = "plain"
MOST = 8  # of one group
GROUPS = ("What got better", "What got worse", "What else changed", "What stayed the same")


def plain(source: Source) -> Variant:
    """The page. Every measure of the report's own area with a change up to the end of the report's period."""
    w = source.w
    prover = Prover(source.facts, f"# {source.about}\n\n")
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for subject in _subjects(source):
        said, change = told_plainly(w, subject, prover)
        if change is None:
            continue
        group = GROUPS[_group(w, change)]
        if len(groups[group]) < MOST:
            groups[group].append(said)
    blocks = [f"# {source.area}: the figures in plain words", sentence(source.about)]
    for name, items in groups.items():
        if items:
            blocks += [f"## {name}", "\n".join(f"- {said}" for said in items)]
    if not any(groups.values()):
        blocks.append("There is nothing to compare in this period.")
    blocks.append("The full report has all figures. It says where each comes from.")
    text = "\n\n".join(blocks) + "\n"
    text, told = told_age(text)
    return Variant(NAME, text, prover.whole(text, "plain page"), (told,))


def told_plainly(w: Wording, subject: Subject, prover: Prover) -> tuple[str, Fact | None]:
    """A subject's change in plain sentences, with the change; nothing and None where none can be told and proved."""
    change = headline_change(w, subject) or _unchanged(w, subject)
    if change is None or not _current(w, change):
        return "", None
    said = prover.first(_ways(w, subject, change))
    return said, change if said else None


def _subjects(source: Source) -> Iterator[Subject]:
    """What is flagged first, the strongest first, then all other measures in the order of the facts."""
    flagged = source.subjects()
    yield from flagged
    done = {subject.measure for subject in flagged}
    for measure in source.facts.measures:
        if measure.id not in done:
            yield Subject(measure.id, None, ())


def _unchanged(w: Wording, subject: Subject) -> Fact | None:
    found = [fact for statistic in ("change", "change_points")
             for fact in w.find(subject.measure, statistic, category=subject.category)
             if _current(w, fact) and fact.base is not None and not changes.direction(fact)]  # fmt: skip
    return max(found, key=lambda fact: (fact.period.months or 0, fact.id), default=None)


def _current(w: Wording, change: Fact) -> bool:
    """Whether a change ends with the report's period: older news is left to the full report."""
    return w.facts.period is None or change.period.end == w.facts.period.end


def _group(w: Wording, change: Fact) -> int:
    way, polarity = changes.direction(change), w.measure(change.measure).polarity
    if not way:
        return 3
    if polarity == "neutral":
        return 2
    return 0 if (way < 0) == (polarity == "lower_is_better") else 1


def _ways(w: Wording, subject: Subject, change: Fact) -> Iterator[str]:
    level, before = w.level_of(change), w.level_of(change, base=True)
    name = named(w, subject)
    went = {1: "went up", -1: "went down", 0: "did not change"}[changes.direction(change)]
    test = w.test_of(change)
    chance = [""]
    if test is not None and changes.direction(change):
        chance = [" This is unlikely to be chance.", ""] if test.value else [" This may be chance.", ""]
    for said in _told(w, subject, change, level, before):
        for end in chance:
            yield _easy(w, f"{sentence(f'{name} {went}')} {said}{end}")


def _told(w: Wording, subject: Subject, change: Fact, level: Fact | None, before: Fact | None) -> Iterator[str]:
    if level is None:
        return
    when, base = periods.within(w, level.period), periods.base(w, change)
    if change.unit == "count" and counted(w, subject) and changes.direction(change):
        were = "was" if level.number == 1 else "were"
        more = f"{changes.size(w, change)} {changes.comparer(w, change)}"
        yield f"There {were} {w.figure(level)} {things(w, subject, level)} {when}. That is {more} than in {base}."
    it = "They were" if w.phrase(subject.measure).plural else "It was"
    if before is not None and changes.direction(change):
        yield f"{it} {w.figure(level)} {when}. {it} {w.figure(before)} {periods.within(w, before.period)}."
    yield f"{it} {w.figure(level)} {when}."


def _easy(w: Wording, text: str) -> str:
    return in_years(in_months(w, text))
