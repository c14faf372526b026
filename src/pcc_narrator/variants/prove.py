"""Sentences are taken only if the checker supports every claim in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pcc_narrator.checking import Checker
from pcc_narrator.errors import FindingsError
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet


@dataclass(frozen=True)
class Prover:
    """A checker and the head of the text in which sentences will stand."""

    facts: FactSet
    head: str
    _checker: list[Checker] = field(default_factory=list, compare=False)

    @property
    def checker(self) -> Checker:
        """The checker, made once."""
        if not self._checker:
            self._checker.append(Checker(replace(self.facts, requirements=())))
        return self._checker[0]

    def first(self, ways: Iterable[str], *, under: str = "") -> str:
        """The first way of saying it that is wholly supported, standing under a heading; nothing if there is none.

        A way without any claim is no proof of anything and is not taken.
        """
        above = f"{self.head}{under}\n\n" if under else self.head
        for said in ways:
            claims = [claim for claim in self.checker.check(f"{above}{said}\n").claims if claim.start >= len(above)]
            if claims and all(claim.verdict == "supported" for claim in claims):
                return said
        return ""

    def whole(self, text: str, name: str) -> CheckReport:
        """The verdicts on a finished text. Raises FindingsError if anything in it is refuted."""
        report = self.checker.check(text)
        if report.refuted:
            shown = "\n".join(f"  {claim.line}:{claim.column}: {claim.message}" for claim in report.refuted)
            raise FindingsError(f"the {name} was not written; the facts refute it:\n{shown}")
        return report
