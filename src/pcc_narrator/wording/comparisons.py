"""Ranks, peers, targets, extremes, runs and tests in words."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.figures.write import ordinal, write
from pcc_narrator.models.fact import Fact
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.wording import changes, periods
from pcc_narrator.wording.context import CHANGES, Wording


def rank(w: Wording, fact: Fact) -> str:
    """ "sixth lowest of the 43 trusts"; "lowest" for the first."""
    place = int(fact.number)
    end = "lowest" if fact.order == "lowest_first" else "highest"
    shown = end if place == 1 else f"{ordinal(place)} {end}"
    return f"{shown} of the {write(Decimal(fact.out_of), 'count')} {areas(w)}" if fact.out_of else shown


def areas(w: Wording) -> str:
    """The organisation's word for areas of its own kind: "trusts", "trusts"."""
    return w.words.get("areas") or "areas"


def of_group(w: Wording, fact: Fact) -> str:
    """A group's figure as a noun: an average only where it is one, since a group's rate is no mean of its members'."""
    return f"the {'average of' if fact.statistic == 'mean' else 'figure for'} {w.area(fact.area)}"


def relation(difference: Fact) -> str:
    """ "above", "below" or "the same as", from the signed difference."""
    way = changes.direction(difference)
    return {1: "above", -1: "below", 0: "the same as"}[way]


def standing(own: Fact, other: Fact) -> str:
    """The same of two levels, by what is printed: two figures that print alike are the same to a reader."""
    mine, theirs = changes.printed(own), changes.printed(other)
    return "above" if mine > theirs else "below" if mine < theirs else "the same as"


def target(w: Wording, difference: Fact) -> str:
    """How far from the target: "8.3 percentage points below the target"."""
    name = w.phrase(difference.measure).target_name
    if not changes.direction(difference):
        return f"exactly at the {name}"
    return f"{w.figure(difference, size=True)} {relation(difference)} the {name}"


def extreme(w: Wording, fact: Fact) -> str:
    """ "the highest of any quarter since quarter two 2015-16"."""
    end = fact.extreme or "highest"
    any_of = f" of any {fact.period.kind}" if fact.period.kind in ("quarter", "month") else ""
    if fact.since is None:
        return f"the {end}{any_of} in the series"
    if (fact.method or "").endswith(" series"):
        what = "comparable figures" if "comparable" in (fact.method or "") else "the series"
        return f"the {end}{any_of} since {what} began, {periods.within(w, fact.since)}"
    return f"the {end}{any_of} since {periods.name(w, fact.since)}"


def signal(w: Wording, level: Fact) -> str:
    """What a control chart says of a level: "above the range in which its usual variation lies"; else nothing."""
    tests = [
        fact
        for fact in w.find(level.measure, "significant", category=level.category)
        if fact.value is True and level.id in fact.of_what and (fact.method or "").startswith("control chart")
    ]
    centres = [
        fact
        for name in ("centre_line", "expected")
        for fact in w.find(level.measure, name, category=level.category)
        if level.id in fact.of_what
    ]
    if not tests or not centres:
        return ""
    side = "above" if level.number > centres[0].number else "below"
    method = (tests[0].method or "").split(";")[0]
    said = {
        "outside the limits": f"{side} the range in which its usual variation lies",
        "a run of rises or falls": "the latest of a run of changes in one direction",
        "two of three points near a limit": f"again well {side} its usual level",
        "a run of points on one side of the mean": f"the latest of a run {side} the usual level",
    }
    return next((text for ending, text in said.items() if method.endswith(ending)), "")


def run(fact: Fact, *, plural: bool = False) -> str:
    """ "has now fallen for four quarters in a row"."""
    length = int(abs(fact.number))
    kind = fact.period.kind if fact.period.kind in ("quarter", "month", "year") else "period"
    verb = "risen" if fact.number > 0 else "fallen"
    return f"{'have' if plural else 'has'} now {verb} for {number_words(length)} {kind}s in a row"


def verdict(w: Wording, change: Fact, turn: int = 0) -> str:
    """What the test of a change says, as a sentence; empty where it was not tested."""
    test = w.test_of(change)
    if test is None or not changes.direction(change):
        return ""
    word = changes.move(change)
    if _disputed(w, change, test):
        negation = "" if test.value else "not "
        return f"The {word} from {periods.base(w, change)} is {negation}statistically significant."
    if test.value:
        return (f"The {word} is statistically significant.", f"That {word} is unlikely to be chance.")[turn % 2]
    return (
        f"The {word} is not statistically significant.",
        f"That {word} is not statistically significant.",
    )[turn % 2]


def verdict_tail(w: Wording, change: Fact) -> str:
    """What the test says behind the change and its base: ", a fall that is not statistically significant"."""
    test = w.test_of(change)
    if test is None or not changes.direction(change):
        return ""
    word = changes.move(change)
    return (
        f", a statistically significant {word}" if test.value else f", a {word} that is not statistically significant"
    )


def told_of_another(w: Wording, change: Fact) -> bool:
    """Whether nothing is significant and another change of the same thing, the headline one, says so already."""
    test = w.test_of(change)
    if test is None or test.value or _disputed(w, change, test):
        return False
    return any(found.id != test.id for found in _tests(w, change))


def _disputed(w: Wording, change: Fact, test: Fact) -> bool:
    """Whether another change of the same thing was tested with another outcome, so that the base must be named."""
    return any(found.value != test.value for found in _tests(w, change))


def _tests(w: Wording, change: Fact) -> list[Fact]:
    """The tests of all changes of what this one is a change of."""
    others = (
        other
        for statistic in CHANGES
        for other in w.find(change.measure, statistic, area=change.area, category=change.category)
    )
    return [w.tests[other.id] for other in others if other.id in w.tests]
