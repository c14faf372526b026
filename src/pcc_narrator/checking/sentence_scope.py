"""A sentence with its items and their roles, and what its own words and heads say of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pcc_narrator.checking.cell_heads import EACH, NO_HEADS, read_cell_heads
from pcc_narrator.checking.index import PLAIN, Index
from pcc_narrator.checking.items import Item, Sentence, key_of
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.names import Names
from pcc_narrator.checking.pairing import ends_of_range, respectively
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import Carried, is_area, is_subject
from pcc_narrator.checking.tokens import Token, root, stem
from pcc_narrator.models.lazy import lazy


class Scope:
    """A sentence with its items and their roles, and what was carried into it."""

    def __init__(
        self, index: Index, names: Names, carried: Carried, sentence: Sentence, roles: dict[int, RoleRead]
    ) -> None:
        self.index = index
        self.names = names
        self.carried = carried
        self.sentence = sentence
        self.items = sentence.items
        self.roles = roles
        self.in_sources = _among_sources(sentence.block.headings)
        cell = sentence.block.cell
        self._heads = heads = read_cell_heads(cell.column_head, cell.row_head) if cell is not None else NO_HEADS
        self.target_head, self.points_head, self.percent_head = heads.target, heads.points, heads.percent
        self.relative_head = heads.relative
        self.strangers: tuple[tuple[int, int, str], ...] = ()  # names that nothing knows, as subjects: start, end, text
        self.in_table = sentence.block.kind in ("cell", "head")
        self._ends_told: dict[int, tuple[bool, bool, bool, bool]] = {}  # by clause, as it is asked for

    def rest(self) -> None:
        """Let go of what is seldom asked for once a sentence is judged, and worked out again where it is: a long text
        has many sentences."""
        for name in _PASSING:
            self.__dict__.pop(name, None)

    @lazy
    def keys(self) -> frozenset[str]:
        """The keys of the items: a cheap test before a walk over them."""
        return frozenset(map(key_of, self.items))

    @lazy
    def tokens_at(self) -> dict[int, Token]:
        """The tokens of the sentence by where they start."""
        return {token.start: token for token in self.sentence.tokens}

    @lazy
    def groups(self) -> frozenset[str]:
        """The groups of the known words of the sentence."""
        return frozenset(word.group for item in self.items for word in item.words)

    @lazy
    def change_head(self) -> bool:
        """Whether the heads of a cell, or its own words, say that changes stand in it."""
        return self._heads.change or (len(self.items) > _LONE and any(map(_tells_change, self.items)))

    @lazy
    def gap_head(self) -> bool:
        """Whether the heads of a cell, or its own words, say that distances stand in it."""
        told = self._heads is not NO_HEADS and len(self.items) > _LONE
        return self._heads.gap or (told and not self.keys.isdisjoint(("than", "below", "above")))

    @lazy
    def measures_here(self) -> tuple[str, ...]:
        """The measures that the sentence names."""
        names = (item.name for item in self.items if item.name is not None)
        return tuple(meaning.id for name in names for meaning in name.meanings if meaning.kind == "measure")

    @lazy
    def pairs(self) -> dict[int, int]:
        """Which name or period goes with which figure, where a sentence says so."""
        return respectively(self.items, self.roles)

    @lazy
    def ends(self) -> dict[int, str]:
        """The ends of a range that is told as two periods."""
        return ends_of_range(self.items)

    @lazy
    def subject_steps(self) -> tuple[int, ...]:
        """The items that name a subject."""
        return tuple(step for step, item in enumerate(self.items) if is_subject(item))

    @lazy
    def area_steps(self) -> tuple[int, ...]:
        """The items that name an area."""
        return tuple(step for step, item in enumerate(self.items) if is_area(item))

    @lazy
    def period_steps(self) -> tuple[int, ...]:
        """The items that name a time."""
        return tuple(step for step, item in enumerate(self.items) if item.kind == "period")

    @lazy
    def clauses_of_means(self) -> frozenset[int]:
        """The clauses that speak of a mean."""
        return frozenset(item.clause for item in self.items if item.has("statistic", "mean"))

    @lazy
    def stems(self) -> frozenset[str]:
        """The stems of the sentence's own words."""
        return frozenset(map(stem, map(key_of, self.sentence.tokens)))

    @lazy
    def divided(self) -> tuple[int, int] | None:
        """The figures of a part and of its whole: "20% (1 of 5)"."""
        pairs = ((role.pair, step) for step, role in self.roles.items() if role.role == "out_of")
        return next(((part, whole) for part, whole in pairs if part is not None), None)

    def ends_told(self, clause: int) -> tuple[bool, bool, bool, bool]:
        """Whether a clause speaks of the highest, the lowest, the last and the first of the periods inside another."""
        if clause not in self._ends_told:
            self._ends_told[clause] = _ends_told([item for item in self.items if item.clause == clause])
        return self._ends_told[clause]

    def says_statistic(self, statistic: str) -> bool:
        """Whether a figure may be of a statistic here: a plain one, or one that the words or heads name."""
        if statistic in PLAIN:
            return True
        words = [stem(word) for word in statistic.split("_") if word not in frame_words()]
        return not words or (words[0] in self._stems and len(self._stems.intersection(words)) * 2 >= len(words))

    def says_usual(self, statistic: str) -> bool:
        """Whether a figure may be of this statistic here: the lines of a control chart are meant by their names."""
        if statistic in ("centre_line", "expected"):
            return bool(self._stems & _CENTRES)
        return statistic not in _LIMITS or bool(self._stems & _BOUNDS)

    @lazy
    def says_average(self) -> bool:
        """Whether the words or heads speak of an average."""
        return bool(self._stems & _AVERAGES) or any(item.has("statistic", "mean", "median") for item in self.items)

    @lazy
    def says_number(self) -> bool:
        """Whether the words or heads speak of a number, or a noun stands behind a figure that it counts."""
        counted = (self.items[at + 1] for at in self.roles if at + 1 < len(self.items))
        told = any(
            item.kind == "name" or (item.kind == "word" and not item.words and item.key.isalpha()) for item in counted
        )
        return told or bool(self._stems & {stem("number"), stem("total"), stem("count")})

    @lazy
    def says_rate(self) -> bool:
        """Whether the words or heads speak of a rate."""
        rated = any(item.figure is not None and item.figure.kind == "rate" for item in self.items)
        return rated or stem("rate") in self._stems or any(_is_base(self.items, at) for at in range(len(self.items)))

    @lazy
    def guess(self) -> tuple[str, ...]:
        """Measures whose names the sentence has most words of."""
        return self.names.guess(self.sentence.tokens)

    @lazy
    def roots(self) -> frozenset[str]:
        """The roots of the sentence's words."""
        return frozenset(map(root, map(key_of, self.sentence.tokens)))

    def roots_up_to_next(self, at: int) -> frozenset[str]:
        """The roots of the words before the figure that comes next after an item."""
        end = next((item.start for item in self.items[at + 1 :] if item.figure is not None), self.sentence.end)
        return frozenset(root(token.key) for token in self.sentence.tokens if token.start < end)

    @lazy
    def counted_stems(self) -> frozenset[str]:
        """The stems of the words right after the figures of the sentence that are no part of a name."""
        steps = {step for at in self.roles for step in (at + 1, at + 2) if step < len(self.items)}
        near = (self.items[step] for step in steps)
        return frozenset(stem(item.key) for item in near if item.kind == "word" and not item.words)

    @lazy
    def tells_percent(self) -> bool:
        """Whether the words say that bare numbers in brackets are percentages: "percentage change in brackets"."""
        return "bracket" in self._stems and bool({"percentage", "percent", "%"} & self._stems)

    @lazy
    def says_share(self) -> bool:
        """Whether the words or heads speak of a part of a whole."""
        return bool(_SHARES & self._stems) or any(item.has("statistic", "share") for item in self.items)

    @lazy
    def _stems(self) -> frozenset[str]:
        cell = self.sentence.block.cell
        heads = (cell.row_head, cell.column_head, cell.corner) if cell is not None else ()
        said = [token.key for token in self.sentence.tokens]
        said += [word for head in (*heads, *self.sentence.block.headings) for word in head.lower().split()]
        return frozenset(stem(word.strip(".,:()")) for word in said)


_PASSING = ("keys", "groups", "roots", "stems", "_stems", "tokens_at", "clauses_of_means", "counted_stems")
_LONE = 3  # items of a cell that has no words of its own


@lru_cache(256)
def _among_sources(headings: tuple[str, ...]) -> bool:
    return any(heading.lower().split()[:1] in _SOURCES for heading in headings)


_SOURCES = (["sources"], ["references"], ["bibliography"], ["footnotes"], ["endnotes"])


def _ends_told(items: Sequence[Item]) -> tuple[bool, bool, bool, bool]:
    return (
        any(item.has("statistic", "peak") or item.has("extreme", "highest") for item in items),
        any(item.has("statistic", "trough") or item.has("extreme", "lowest") for item in items),
        any(
            item.key in ("by", "end", "until", "to", "finished", "ended", "closed")
            or (item.period is not None and item.period.preposition in ("by", "until", "to", "at the end of"))
            for item in items
        ),
        any(
            item.key in ("started", "began", "opened", "start", "beginning")
            or (item.has("level") and item.key.startswith(("start", "began")))
            for item in items
        ),
    )


_SHARES = frozenset(stem(word) for word in ("share", "proportion", "part", "percentage", "makes", "made", "accounts"))
_AVERAGES = frozenset({stem("average"), stem("mean"), stem("typical"), stem("monthly"), stem("usual")})


def _tells_change(item: Item) -> bool:
    """Whether a cell's own word makes its figures changes or distances: "▲ up 72 (96.0%)", "12 more than in May"."""
    return item.has("direction") or item.has("change_noun") or item.has("more") or item.has("comparison")


def _is_base(items: Sequence[Item], at: int) -> bool:
    """Whether "per 1,000 population" or "per head" stands here."""
    following = [item.key for item in items[at + 1 : at + 5]]
    return items[at].key == "per" and bool(following) and (following[0] in EACH or bool(_THOUSANDS & set(following)))


_CENTRES = frozenset(stem(word) for word in ("mean", "average", "centre", "central", "expected", "usual", "typical"))
_LIMITS = frozenset({"upper_limit", "lower_limit", "expected_high", "expected_low"})
_BOUNDS = frozenset(stem(word) for word in ("limit", "limits", "range", "expected", "usual", "between", "bound"))
_THOUSANDS = frozenset({"100", "000", "1000", "10000", "100000", "thousand", "hundred", "million"})
