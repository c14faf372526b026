"""How figures stand in a sentence: as another way of saying one told before, and with what nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking.between_two import plain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.tokens import root
from pcc_narrator.models.figure import Figure

OPENING = frozenset({",", "(", "[", "–", "—", "-", ";", ":"})
CLOSING = frozenset({",", ")", "]", "–", "—", "-", ";", ":", ".", "!", "?"})
DETERMINERS = frozenset(
    {"the", "its", "their", "all", "all of", "all the", "these", "those", "our", "only", "just", "his", "her"}
    | {"a", "total", "of"}
)  # fmt: skip
_LINKS = frozenset(
    {"or", "that", "that is", "is", "was", "are", "were", "which", "being", "making", "giving", "gives"}
    | {"gave", "makes", "made", "representing", "represents", "namely", "meaning", "means", "exactly"}
    | {"precisely", "only", "just", "i", "e", "ie", "it", "this", "equalling", "equals", "in other words"}
    | {"equal to"}
)  # fmt: skip
_EQUAL = frozenset({"equal", "equivalent", "amounting", "amounts", "comes", "works", "working", "out"})
_TO = frozenset({"to", "at", "out", "out at"})
_NO_SHARE = frozenset(
    {"gap", "margin", "error", "confidence", "weight", "discount", "swing", "sample", "difference", "majority"}
    | {"lead", "range", "increase", "average", "mean", "median", "target", "maximum", "minimum", "fine", "levy"}
    | {"tax", "stake", "grant", "limit", "threshold", "distance", "further", "another", "fee", "interest"}
    | {"premium", "surcharge"}
)  # fmt: skip
_NOUN_WORDS = 5  # before "of": "a provisional turnout of"
_BARE_GROUPS = frozenset({"statistic", "level", "frame", "areas"})


def counts(items: tuple[Item, ...], at: int) -> bool:
    """Whether an item is a plain whole number of things."""
    figure = items[at].figure if 0 <= at < len(items) else None
    return is_count(figure) and plain(figure)


def is_count(figure: Figure | None) -> bool:
    """Whether a figure is a whole number without a unit, hedged or not."""
    whole = figure is not None and figure.kind == "number" and figure.unit in (None, "count") and figure.high is None
    return whole and figure is not None and figure.value > 0 and figure.step is not None and figure.step >= 1


def says_again(items: tuple[Item, ...], at: int) -> int | None:
    """The mark (or "or") that opens an apposition in which a figure is the first that counts: ", 7.5 per cent", "(18",
    "or 55.2 per cent", ", which is a third", ", a turnout of 57.6 per cent"; None where other words stand before it."""
    step = _before_hedge(items, at - 1)
    if step > 0 and items[step].key == "of":
        noun = _before_noun(items, step)
        if noun is None:
            return None
        step = noun
    after_to = step > 0 and items[step].key in _TO and items[step - 1].key in _EQUAL
    step -= after_to
    while step >= 0 and (items[step].key in _LINKS or (after_to and items[step].key in _EQUAL)):
        if items[step].key == "or" and (step == 0 or items[step - 1].key not in OPENING):
            return step
        step -= 1
    if step >= 0 and items[step].kind == "mark" and items[step].key in OPENING:
        return step
    return None


def _before_hedge(items: tuple[Item, ...], step: int) -> int:
    while step > 0 and items[step].key.startswith("~"):
        step -= 1
    return step


def _before_noun(items: tuple[Item, ...], of: int) -> int | None:
    """What stands before "a return rate of"; None where the noun is no share's: "a fall of", "an average of"."""
    for step in range(of - 1, max(-1, of - 1 - _NOUN_WORDS), -1):
        item = items[step]
        if item.key in ("a", "an", "the"):
            return step - 1 if step < of - 1 else None
        groups = {word.group for word in item.words}
        if item.kind != "word" or item.key in _NO_SHARE or groups - _BARE_GROUPS or item.has("statistic", "mean"):
            return None
    return None


def stops(items: tuple[Item, ...], at: int) -> bool:
    """Whether nothing that limits a figure follows it: a mark, "of them", "in all", one noun and a mark."""
    step = at + 1
    if step < len(items) and items[step].key == "of" and step + 1 < len(items) and items[step + 1].key in _THEM:
        step += 2
    elif step < len(items) and items[step].key in ("in", "in all", "in total", "altogether", "overall"):
        step += 2 if items[step].key == "in" and step + 1 < len(items) and items[step + 1].key in _ALL else 1
        if items[step - 1].key == "in":
            return False
    return step >= len(items) or (items[step].kind == "mark" and items[step].key in CLOSING)


_NOUNS = 3  # "of 940 trees planted 420"
_THEM = frozenset({"them", "these", "those", "which", "whom"})
_ALL = frozenset({"all", "total"})


def stops_after_noun(items: tuple[Item, ...], at: int) -> bool:
    """The same, where a noun may stand between: "137 households,"."""
    follows = items[at + 1] if at + 1 < len(items) else None
    noun = follows is not None and follows.kind in ("word", "name") and not follows.words
    if noun and follows is not None and follows.key in _FUNCTION:
        noun = False
    return stops(items, at) or (noun and stops(items, at + 1))


_FUNCTION = frozenset(
    {"in", "of", "on", "at", "to", "by", "for", "with", "from", "and", "or", "but", "who", "whose", "where"}
    | {"when", "did", "said", "do", "a", "an", "the", "within", "under", "each", "per", "during", "until"}
    | {"before", "into", "as", "among", "between", "without", "via", "so", "because", "if", "inclusive", "had"}
    | {"were", "was"}
)  # fmt: skip


def nouns(items: tuple[Item, ...], at: int) -> tuple[str, ...]:
    """The roots of the words behind a figure, up to the first that is no noun or adjective: what it counts."""
    found: list[str] = []
    for item in items[at + 1 : at + 5]:
        known = item.words and not item.has("frame") and not item.has("areas")
        if item.kind not in ("word", "name") or item.key in _FUNCTION or known:
            break
        found.extend(root(word) for word in item.key.split())
    return tuple(found)


def figures_in(items: Sequence[Item]) -> bool:
    """Whether any figure stands there."""
    return any(item.figure is not None for item in items)


def moves_or_compares(items: Sequence[Item]) -> bool:
    """Whether words of change, distance or comparison stand there: what follows may be of something else."""
    groups = ("direction", "change_noun", "more", "compare", "comparison", "negation")
    return any(item.has(group) for item in items for group in groups if item.key not in ("on", "from", "over"))


def told_pairs(items: tuple[Item, ...]) -> Iterator[tuple[int, int]]:
    """(part, whole) of every two counts that the words set so: "9 of the 40", "of the 40 buses, 9", "40, 9 of them"."""
    found = [at for at in range(len(items)) if is_count(items[at].figure)]
    for place, at in enumerate(found):
        last = found[place - 1] if place else None
        of = _of(items, at)
        if of is not None:
            whole = _determined(items, of + 1)
            if whole is not None and (items[of].key != "from" or "total" in (one.key for one in items[of + 1 : whole])):
                yield at, whole
        elif last is not None and at + 1 < len(items) and items[at + 1].has("level"):
            joined = any(item.key == "and" for item in items[last + 1 : at])
            if joined and not any(item.kind in ("name", "period") for item in items[last + 1 : at]):
                yield at, last  # "260 bins were emptied and 65 were overfull"
        if last is not None and _points_back(items, at):
            yield at, last
    opening = 1 + (len(items) > 1 and items[0].key == "out" and items[1].key == "of")
    if items and (items[0].key in ("of", "out of") or opening == 2) and len(found) >= 2:
        whole, part = found[:2]
        between = items[whole + 1 : part]
        bare = all(item.kind in ("word", "name") and not item.words and item.key not in _FUNCTION for item in between)
        parted = any(item.key == "," for item in between) or (bare and len(between) <= _NOUNS)
        if _determined(items, opening) == whole and (parted or part == whole + 2):
            yield part, whole


_WHICH = (["of", "which"], ["of", "whom"])
_POINTED = (["of which"], ["of whom"], ["of them"], ["of these"], ["of those"])


def _points_back(items: tuple[Item, ...], at: int) -> bool:
    """Whether a count is "of them" or stands behind "of which"."""
    behind = [item.key for item in items[at + 1 : at + 3]]
    ahead = [item.key for item in items[max(0, at - 2) : at]]
    pointed = behind[:1] == ["of"] and behind[1:] and behind[1] in _THEM
    return bool(pointed) or behind[:1] in _POINTED or ahead[-1:] in _POINTED[:2] or ahead in _WHICH


def _of(items: tuple[Item, ...], at: int) -> int | None:
    """The last word of "of", "out of", also with one or two nouns before it: "65 bins out of 260"."""
    for step in range(at + 1, min(len(items), at + 4)):
        key = items[step].key
        if key == "out" and step + 1 < len(items) and items[step + 1].key == "of":
            return step + 1
        if key == "out of" or (key in ("of", "from") and step == at + 1):
            return step
        if items[step].kind not in ("word", "name") or items[step].words or key in _FUNCTION:
            return None
    return None


def _determined(items: tuple[Item, ...], first: int) -> int | None:
    """The count that follows there, with only articles and the like before it."""
    for step in range(first, min(len(items), first + 4)):
        if items[step].figure is not None:
            return step if is_count(items[step].figure) else None
        if items[step].key not in DETERMINERS:
            return None
    return None
