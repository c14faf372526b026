"""Runs a checker on a case, and says what it made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from baselines import Found, Judge, exact, nearest
from cases import Case

from pcc_narrator.checking import Checker
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet

_KEPT = 4000
_READY: dict[int, Checker] = {}
_REPORTS: dict[tuple[str, int], CheckReport] = {}


@dataclass(frozen=True, slots=True)
class Finding(Found):
    """A claim of our checker."""

    text: str = ""
    kind: str = ""
    rule: str = ""
    message: str = ""
    expected: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a checker made of a case: "refuted", "supported", "undecided", or "unseen" where it found no claim.

    `findings` decided it; `claims` are all those of the text.
    """

    case: Case
    verdict: str
    findings: Sequence[Found] = ()
    claims: Sequence[Found] = field(default=(), repr=False)

    @property
    def right(self) -> bool:
        """Whether this is what the case wants: a cause that no note gives may be undecided, but not supported."""
        if self.case.expect == "true":
            return self.verdict != "refuted"
        if self.case.expect == "unsupported":
            return self.verdict in ("refuted", "undecided")
        return self.verdict == "refuted"


def ours(text: str, facts: FactSet) -> Sequence[Found]:
    """The claims that pcc-narrator finds."""
    return [
        Finding(one.start, one.end, one.verdict, one.text, one.kind, one.rule, one.message, one.expected, one.facts)
        for one in _report(text, facts).claims
    ]


def _report(text: str, facts: FactSet) -> CheckReport:
    key = (text, id(facts))
    if key not in _REPORTS:
        if len(_REPORTS) >= _KEPT:
            _REPORTS.clear()
        if id(facts) not in _READY:
            _READY[id(facts)] = Checker(facts)
        _REPORTS[key] = _READY[id(facts)].check(text)
    return _REPORTS[key]


CHECKERS: dict[str, Judge] = {"ours": ours, "exact": exact, "nearest": nearest}


def judge(name: str, case: Case) -> Outcome:
    """Run one checker on one case."""
    checker = CHECKERS[name]
    found = checker(case.text, case.facts)
    if case.expect == "missing":
        assert case.base is not None
        lost = name == "ours" and len(_report(case.text, case.facts).missing) > len(
            _report(case.base, case.facts).missing
        )
        return Outcome(case, "refuted" if lost else "supported")
    inside = list(found)
    if case.base is not None:  # a mutation: only what the true text has not
        before = Counter((case.base[one.start : one.end], one.verdict) for one in checker(case.base, case.facts))
        inside = [one for one in found if (case.text[one.start : one.end], one.verdict) not in before]
    elif case.start is not None and case.end is not None:
        inside = [one for one in found if one.start < case.end and one.end > case.start]
    for verdict, said in (("refuted", "refuted"), ("not_enough_information", "undecided")):
        decisive = [one for one in inside if one.verdict == verdict]
        if decisive:
            return Outcome(case, said, decisive, found)
    if not inside and case.base is None:
        return Outcome(case, "unseen", (), found)
    return Outcome(case, "supported", inside, found)
