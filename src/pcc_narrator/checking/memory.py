"""What the check of a text before worked out, sentence by sentence, to be taken up where nothing that it rests on has
changed: of a saved text most sentences are as they were."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields

from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import Carried, Subjects
from pcc_narrator.checking.values import unplaced
from pcc_narrator.models.claim import ClaimKind
from pcc_narrator.models.record import record
from pcc_narrator.periods.mention import PeriodMention

_PLACED = frozenset({"paragraph"})  # where a text goes on, not what it says
_CARRIED = tuple(one.name for one in fields(Carried) if one.name not in _PLACED)


@record(frozen=True, slots=True)
class Kept:
    """A judged sentence, without its place in the text: verdicts by item number, and what it handed on."""

    roles: dict[int, RoleRead]
    figures: tuple[tuple[int, Judged], ...]
    words: tuple[tuple[int, ClaimKind, Judged], ...]
    subjects: Subjects
    stranger: bool
    names: bool
    after: tuple[object, ...]

    def hand_on(self, carried: Carried) -> None:
        """Leave what stands before the next sentence as it was left then."""
        for name, value in zip(_CARRIED, self.after, strict=True):
            setattr(carried, name, value)


def kept_of(result: ReadSentence, carried: Carried) -> Kept:
    """A sentence as it was judged, once it has handed on to `carried`."""
    resolver = result.resolver
    return Kept(
        dict(resolver.roles), tuple(result.figures.items()), tuple(result.words), resolver.carried.subjects,
        bool(resolver.strangers), bool(result.names), _values(carried),
    )  # fmt: skip


class Memory:
    """The sentences of the text checked last; those of the one before it are forgotten. For one thread."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Kept] = {}
        self._now: dict[Hashable, Kept] = {}

    def begin(self) -> None:
        """Begin with a text: what was met in the last one can be taken up."""
        self._last, self._now = self._now, {}

    def recall(self, key: Hashable) -> Kept | None:
        """The sentence of that key, if the last text had it, or this one above."""
        kept = self._now.get(key) or self._last.get(key)
        if kept is not None:
            self._now[key] = kept
        return kept

    def keep(self, key: Hashable, kept: Kept) -> None:
        """Hold a sentence for the next text."""
        self._now[key] = kept


def key_of(sentence: Sentence, carried: Carried, prose: str, *, cell: bool, last: bool) -> Hashable:
    """All that the verdicts of a sentence rest on, for one fact set: its words and how they were read, the heads above
    it, and what was told before."""
    block, start = sentence.block, sentence.start
    heads = (block.cell.row_head, block.cell.column_head, block.cell.corner) if block.cell is not None else None
    items = tuple(_item(item, start) for item in sentence.items)
    return prose[start : sentence.end], block.kind, block.headings, heads, cell, last, items, _values(carried)


def _values(carried: Carried) -> tuple[object, ...]:
    return tuple(getattr(carried, name) for name in _CARRIED)


def _item(item: Item, start: int) -> Hashable:
    name = item.name.meanings if item.name is not None else None
    figure = unplaced(item.figure) if item.figure is not None else None
    period = _period(item.period) if item.period is not None else None
    return item.kind, item.start - start, item.end - start, item.key, item.clause, item.depth, figure, period, name


def _period(mention: PeriodMention) -> Hashable:
    return tuple(getattr(mention, name) for name in _OF_PERIOD)


_OF_PERIOD = tuple(one.name for one in fields(PeriodMention) if one.name not in ("start", "end"))
