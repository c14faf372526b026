"""Sentences → rows of items: figures, periods, names, known words, and what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from operator import attrgetter
from typing import Literal

from pcc_narrator.checking.document import Block
from pcc_narrator.checking.lexicon import Word, lexicon
from pcc_narrator.checking.names import NameFound, Names
from pcc_narrator.checking.tokens import Token, read_sentences, read_tokens
from pcc_narrator.models.figure import Figure, Hedge
from pcc_narrator.models.record import record
from pcc_narrator.periods.mention import PeriodMention

ItemKind = Literal["figure", "period", "name", "word", "mark"]


@record(frozen=True, slots=True)
class Item:
    """One piece of a sentence. `words` is what a known phrase means; `clause` counts from 0 within the sentence."""

    kind: ItemKind
    start: int
    end: int
    key: str
    words: tuple[Word, ...] = ()
    figure: Figure | None = None
    period: PeriodMention | None = None
    name: NameFound | None = None
    clause: int = 0
    depth: int = 0

    def has(self, group: str, *senses: str) -> bool:
        """Whether the phrase has a meaning in a group (with one of the senses, if any are given)."""
        for word in self.words:  # noqa: SIM110 - asked of each item many times
            if word.group == group and (not senses or word.sense in senses):
                return True
        return False

    def placed(self, clause: int, depth: int) -> Item:
        """The item in a clause and within brackets."""
        return Item(
            self.kind, self.start, self.end, self.key, self.words, self.figure, self.period, self.name, clause, depth
        )

    def sense(self, *groups: str) -> str | None:
        """The sense of the phrase in the first of the groups that it belongs to."""
        for group in groups:
            for word in self.words:
                if word.group == group:
                    return word.sense
        return None


key_of = attrgetter("key")


@record(frozen=True, slots=True)
class Sentence:
    """A sentence of a block as a row of items."""

    start: int
    end: int
    block: Block
    items: tuple[Item, ...]
    tokens: tuple[Token, ...] = field(repr=False)
    paragraph: int = 0


Span = Figure | PeriodMention


def read_items(
    prose: str, block: Block, paragraph: int, spans: Sequence[Span], starts: Sequence[int], names: Names
) -> Iterator[Sentence]:
    """The sentences of a block. `spans` are the figures and periods of the whole text, `starts` their offsets."""
    for start, end in read_sentences(prose, block.start, block.end):
        tokens = read_tokens(prose, start, end)
        found = {name.start: name for name in names.find(tokens)}
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        items = _in_clauses(_hedges_marked(list(_items(tokens, found, inside))))
        yield Sentence(start, end, block, tuple(items), tokens, paragraph)


def _items(tokens: tuple[Token, ...], names: dict[int, NameFound], spans: Sequence[Span]) -> Iterator[Item]:
    """Names win over figures and periods that lie inside them; both win over known words."""
    keys = [token.key for token in tokens]
    phrases = lexicon()
    firsts = phrases.firsts
    waiting = iter(spans)
    span = next(waiting, None)
    position, many = 0, len(tokens)
    while position < many:
        token = tokens[position]
        while span is not None and span.end <= token.start:
            span = next(waiting, None)
        name = names.get(token.start)
        kind: ItemKind = "word" if token.text[0].isalnum() else "mark"
        if name is None and token.key not in firsts and (span is None or token.end <= span.start):
            yield Item(kind, token.start, token.end, token.key)  # most tokens
            position += 1
            continue
        if name is not None and all(meaning.weak for meaning in name.meanings):
            longer = phrases.at(keys, position)
            if longer is not None and tokens[position + longer[0] - 1].end > name.end:
                name = None  # "the national standard" is no figure of the nation
        if name is not None and (
            span is None or span.start >= name.end or (span.start >= name.start and span.end <= name.end)
        ):
            yield Item("name", name.start, name.end, " ".join(name.stems), name=name)
            position = _after(tokens, position, name.end)
            continue
        if span is not None and span.start < token.end and token.start < span.end:
            if isinstance(span, Figure):
                yield Item("figure", span.start, span.end, span.text.lower(), figure=span)
                yield from _counted_inside(tokens, position, span, names)
            else:
                yield Item("period", span.start, span.end, span.text.lower(), period=span)
            position = _after(tokens, position, span.end)
            span = next(waiting, None)
            continue
        hit = phrases.at(keys, position) if token.key in firsts else None
        if hit is not None:
            length, words = hit
            last = tokens[position + length - 1]
            blocked = span is not None and last.end > span.start
            named = any(tokens[position + step].start in names for step in range(1, length))
            if not blocked and not named:
                yield Item("word", token.start, last.end, " ".join(keys[position : position + length]), words)
                position += length
                continue
            single = phrases.at(keys[: position + 1], position)
            yield Item("word", token.start, token.end, token.key, single[1] if single and single[0] == 1 else ())
            position += 1
            continue
        yield Item(kind, token.start, token.end, token.key)
        position += 1


def _counted_inside(
    tokens: tuple[Token, ...], position: int, span: Figure, names: dict[int, NameFound]
) -> Iterator[Item]:
    """What a rate counts names its subject: the "visits" of "65.3 visits per 1,000 population"."""
    for token in tokens[position:]:
        if token.start >= span.end or token.key == "per":
            return
        name = names.get(token.start)
        if name is not None and name.end < span.end:
            yield Item("name", name.start, name.end, " ".join(name.stems), name=name)
            return


def _after(tokens: tuple[Token, ...], position: int, end: int) -> int:
    while position < len(tokens) and tokens[position].start < end:
        position += 1
    return position


_BREAKS = frozenset({";", "—", "–"})
_BREAK_WORDS = frozenset({"so", "while", "whereas", "but", "although", "though", "however", "whilst", "yet", "despite"})


SEQUENCE = frozenset({"before", "then", "followed", "subsequently", "afterwards"})


_PARTS = _BREAKS | _BREAK_WORDS | SEQUENCE | {"(", "[", ")", "]", ","}


def _in_clauses(items: list[Item]) -> list[Item]:
    """The items, each with the number of its clause and of the brackets around it."""
    clause = 0
    depth = 0
    for number, item in enumerate(items):
        key = item.key
        if key in _PARTS:
            if key in ("(", "["):
                depth += 1
            all_but = key == "but" and number and items[number - 1].key == "all"
            if (item.kind == "mark" and key in _BREAKS and depth == 0) or (
                item.kind == "word"
                and not all_but
                and (key in _BREAK_WORDS or (key in SEQUENCE and _told_next(items, number)))
            ):
                clause += 1
            if key == "," and depth == 0 and items[0].key in _OPENINGS and _told_anew(items, number):
                clause += 1  # "While sales rose in May, they were below the level of 2005"
            if (
                key == ","
                and depth == 0
                and items[0].key == "after"
                and clause == 0
                and not any(one.key == "," for one in items[:number])
            ):
                clause += 1  # "After peaking at 4.2, it fell"
        if clause or depth:
            items[number] = item.placed(clause, depth)
            if key in (")", "]") and depth:
                depth -= 1
    return items


_OPENINGS = frozenset({"while", "although", "though", "whilst", "whereas", "as", "because", "when"})


def _told_anew(items: list[Item], number: int) -> bool:
    """Whether a comma is followed by a pronoun and a verb, and nothing before it was told so."""
    following = [item.key for item in items[number + 1 : number + 2]]
    return following in (["they"], ["it"], ["there"], ["there were"], ["there was"], ["this"], ["these"]) and not any(
        item.key in ("they", "it") for item in items[:number]
    )


def _told_next(items: list[Item], number: int) -> bool:
    """Whether a new event is told after a word such as "before" or "then"."""
    for item in items[number + 1 : number + 5]:
        if item.kind in ("mark", "period"):
            return False
        if (
            item.has("direction")
            or item.has("change_noun")
            or item.has("level")
            or item.key in ("peaking", "reaching", "levelling", "recovering")
        ):
            return True
    return False


_HEDGES = frozenset(
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "some",
        "circa",
        "ca",
        "c",
        "nearly",
        "almost",
        "close",
        "to",
        "just",
        "under",
        "below",
        "approaching",
        "over",
        "a",
        "little",
        "slightly",
        "more",
        "than",
        "above",
        "in",
        "excess",
        "of",
        "upwards",
        "exceeding",
        "fewer",
        "less",
        "at",
        "least",
        "no",
        "not",
        "minimum",
        "up",
        "most",
        "as",
        "many",
        "much",
        "maximum",
        "exactly",
        "precisely",
        "the",
        "well",
        "only",
        "approx",
        "virtually",
        "barely",
        "shy",
    ]
)


LIMITS = frozenset({"exceed", "exceeded", "exceeds", "exceeding", "topped", "surpassed"})
_ROUND = frozenset({"passed", "passes", "passing", "crossed", "broke"})  # limits too, where a round number follows
_ROUND_NUMBER = 100


def _hedges_marked(items: list[Item]) -> list[Item]:
    """The words of a hedge belong to its figure: they get a key with a tilde, and no meaning of their own."""
    for number, item in enumerate(items):
        if item.kind == "name":
            if _denominator(items, number):
                items[number] = replace(item, kind="word", name=None)  # "per 1,000 population" names no subject
            continue
        if item.figure is not None and item.figure.hedge is None and number and items[number - 1].key in LIMITS:
            limit = items[number - 1]
            hedge: Hedge = "more_than" if limit.has("comparison", "above") else "less_than"
            items[number] = replace(item, figure=replace(item.figure, hedge=hedge))
            continue
        if item.figure is not None and number and items[number - 1].key in _ROUND and _is_round(item.figure):
            items[number] = replace(item, figure=replace(item.figure, hedge="more_than"))
            continue  # "passed 900 for the first time"
        if item.figure is None or item.figure.hedge is None:
            continue
        step = number - 1
        while (
            step >= 0
            and number - step <= 4
            and items[step].kind == "word"
            and all(w in _HEDGES for w in items[step].key.split())
        ):
            step -= 1
        step += 1
        while (
            step < number
            and items[step].key in ("to", "at", "in", "the", "a", "of", "as", "not", "no", "only")
            and not _opens_hedge(items, step)
        ):
            step += 1
        for place in range(step, number):
            items[place] = replace(items[place], key="~" + items[place].key, words=())
    return items


def _is_round(figure: Figure) -> bool:
    return figure.hedge is None and figure.value >= _ROUND_NUMBER and not figure.value % _ROUND_NUMBER


def _denominator(items: list[Item], number: int) -> bool:
    """Whether a name stands after "per 1,000" or a rate that ends so."""
    near = items[max(0, number - 5) : number]
    if near and near[-1].figure is not None and items[number].end <= near[-1].end:
        return False
    if len(near) > 1 and near[-2].figure is not None and near[-1].end <= near[-2].end:
        near = near[:-1]  # what a rate counts stands inside the rate
    for item in reversed(near):
        if item.key in ("per", "every", "each") or (
            item.figure is not None and item.figure.kind == "rate" and any(word in item.key for word in _EVERY)
        ):
            return True
        if item.kind not in ("mark", "figure") and not item.key.isdigit() and item.key not in ("head", "of", "the"):
            return False
    return False


_EVERY = ("per ", "every ", "each ")


def _opens_hedge(items: list[Item], step: int) -> bool:
    """ "at least", "no more than", "in excess of" start with a word that may also stand alone."""
    following = items[step + 1].key.split()[0] if step + 1 < len(items) else ""
    return (items[step].key, following) in {
        ("at", "least"),
        ("at", "most"),
        ("no", "more"),
        ("no", "fewer"),
        ("no", "less"),
        ("not", "more"),
        ("not", "less"),
        ("in", "excess"),
        ("a", "little"),
        ("as", "many"),
        ("as", "much"),
        ("a", "minimum"),
        ("a", "maximum"),
        ("the", "well"),
    }
