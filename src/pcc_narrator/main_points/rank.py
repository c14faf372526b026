"""Which exceptions become main points, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pcc_narrator.models.flag import FLAG_KINDS, Flag, FlagKind

MOST = 6  # ONS style guide: up to six main points
_FIRST: tuple[FlagKind, ...] = ("concern", "significant_change", "excellence", "media_interest")  # where strengths tie


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure, or a category of one, and all the exceptions on it, the strongest first."""

    measure: str
    category: str | None
    flags: tuple[Flag, ...]

    @property
    def kinds(self) -> frozenset[FlagKind]:
        """The kinds of exception on it."""
        return frozenset(flag.kind for flag in self.flags)

    @property
    def strength(self) -> Decimal:
        """The strength of its strongest exception."""
        return max(flag.strength for flag in self.flags)


def ranked(flags: Sequence[Flag]) -> tuple[Subject, ...]:
    """One subject a measure, the strongest first; ties go to concerns, then to the order of kinds, then by id.

    A measure is told once. Where it is flagged itself, its categories are left to the report; where only categories
    are, the strongest of them stands for it.
    """
    grouped: dict[tuple[str, str | None], list[Flag]] = {}
    for flag in sorted(flags, key=lambda flag: (-flag.strength, flag.id)):
        grouped.setdefault((flag.measure, flag.category), []).append(flag)
    subjects = sorted((Subject(*key, tuple(mine)) for key, mine in grouped.items()), key=_order)
    told: dict[str, Subject] = {}
    for subject in subjects:
        known = told.get(subject.measure)
        if known is None or (known.category is not None and subject.category is None):
            told[subject.measure] = subject
    return tuple(sorted(told.values(), key=_order))


def chosen(subjects: Sequence[Subject], most: int = MOST) -> tuple[Subject, ...]:
    """The first `most` subjects, in order. A kind of exception that would go unmentioned takes the place of the last
    one that can be spared."""
    picked = list(subjects[:most])
    for kind in _FIRST:
        if any(kind in subject.kinds for subject in picked):
            continue
        best = next((subject for subject in subjects[most:] if kind in subject.kinds), None)
        spared = next(_spared(picked), None)
        if best is not None and spared is not None:
            picked.remove(spared)
            picked.append(best)
    return tuple(sorted(picked, key=_order))


def _spared(picked: Sequence[Subject]) -> Iterator[Subject]:
    """Subjects without which every kind is still mentioned, the weakest first."""
    for subject in reversed(picked):
        others = {kind for other in picked if other is not subject for kind in other.kinds}
        if subject.kinds <= others:
            yield subject


def _order(subject: Subject) -> tuple[Decimal, int, int, str, str]:
    kind = min(_FIRST.index(kind) for kind in subject.kinds)
    first = min(FLAG_KINDS.index(flag.kind) for flag in subject.flags)
    return -subject.strength, kind, first, subject.measure, subject.category or ""
