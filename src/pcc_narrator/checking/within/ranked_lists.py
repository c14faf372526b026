"""Ranks and superlatives beside a list of names with their figures: "East saw most patients: East 940, West 815, North
790", "Holt 58%, Marsh 52%, Penn 47%. Penn is third highest", "came top with 91, ahead of Corley (87)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.within.phrases import nouns
from pcc_narrator.models.record import record

Finding = tuple[int, Judged]
_MOST = frozenset(
    {"most", "top", "largest", "biggest", "greatest", "highest", "first", "busiest", "dearest", "longest"}
)
_LEAST = frozenset(
    {"fewest", "least", "smallest", "lowest", "quietest", "cheapest", "shortest", "bottom"}
    | {"coolest", "coldest", "driest", "lightest", "youngest", "shallowest", "narrowest"}
)  # fmt: skip
_SEPARATES = frozenset({",", ";", ":", "–", "—", "and", "with", "(", ")", ".", "then", "but", "while"})
_KINDS = frozenset({"number", "percent", "money", "rate", "duration"})
_LONG = 3  # words of a name
_LEAST_LISTED = 3
_SKIPPED = frozenset({"at", "with", "on", "asked", "was", "is", "had", "has", "has a", "of", "saw", "="})
_OTHER_TIME = frozenset({"last", "previous", "usually", "normally", "once", "before", "earlier", "year", "since"})
_AHEAD = frozenset({"ahead of", "beating"})
_FIRST = frozenset({"top", "first", "won", "winner", "led", "leader", "highest"})
_LOW_WINS = frozenset({"under", "par", "strokes", "golf", "shots", "time", "lap", "minutes", "seconds", "penalty"})


@record(frozen=True, slots=True)
class _Entry:
    """One name of a list with its figure."""

    at: int
    name: tuple[str, ...]
    value: Decimal


def find_wrong_ranks(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each rank or superlative of a sentence that the figures listed in it contradict."""
    yield from _came_first(items)
    yield from _of_so_many(items)
    colon = next((at for at, item in enumerate(items) if item.key in (":", "–", "—") and item.depth == 0), None)
    if colon is not None:
        entries = _listed(items[colon + 1 :])
        if not _of_other_things(items, colon, entries):
            yield from _ranked(items[:colon], entries, own=True)


def find_ranks_of_list(before: tuple[Item, ...], items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each rank or superlative that the list of the sentence before contradicts: "Penn is third of the four"."""
    colon = next((at for at, item in enumerate(before) if item.key == ":"), -1)
    entries = _listed(before[colon + 1 :])
    told = {root(word) for item in before for word in item.key.split()}
    if entries and _keeps_to(items, told):
        for at, judged in _ranked(items, entries, own=False):
            yield at, replace(judged, inputs=())


def _of_other_things(items: tuple[Item, ...], colon: int, entries: tuple[_Entry, ...]) -> bool:
    """ "Had the lowest rents: Holt 58 beds": whether the list counts what the words before it do not tell."""
    told = {root(word) for item in items[:colon] for word in item.key.split()}
    return any(noun not in told for entry in entries for noun in nouns(items, colon + 1 + entry.at)[:1])


def _listed(items: tuple[Item, ...]) -> tuple[_Entry, ...]:
    """The names with a figure each, where all figures are of one kind and each name stands right before its own."""
    found: list[_Entry] = []
    kinds = set()
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None:
            continue
        if not plain(figure) or figure.kind not in _KINDS:
            return ()
        name = _name_before(items, at)
        if name is None:
            return ()
        kinds.add((figure.kind, figure.unit))
        found.append(_Entry(at, name, figure.value))
    names = {entry.name for entry in found}
    return tuple(found) if len(kinds) == 1 and len(found) >= _LEAST_LISTED and len(names) == len(found) else ()


def _name_before(items: tuple[Item, ...], at: int) -> tuple[str, ...] | None:
    step = at - 1
    if step >= 0 and items[step].key in _SKIPPED | {"(", ":", "–", "—"}:
        step -= 1
    words: list[str] = []
    while step >= 0 and items[step].key not in _SEPARATES:
        item = items[step]
        if item.kind not in ("word", "name") or item.has("direction") or item.has("comparison"):
            return None
        words[:0] = item.key.split()
        step -= 1
    while words and words[0] in ("the", "a", "in", "at"):
        words = words[1:]
    return tuple(root(word) for word in words) if 0 < len(words) <= _LONG else None


def _keeps_to(items: tuple[Item, ...], told: set[str]) -> bool:
    """Whether a sentence ranks what was listed: no other figures or times, no noun that the list does not tell."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is not None and not (figure.kind == "rank" or (figure.kind == "number" and figure.in_words)):
            return False
        if item.kind == "period" or item.key in _OTHER_TIME or item.has("negation") or item.key in ("rise", "fall"):
            return False
        if item.key in _MOST | _LEAST:
            noun = items[at + 1] if at + 1 < len(items) else None
            ends = noun is None or noun.kind == "mark" or noun.key in ("of", "among", "in")
            if not ends and noun is not None and root(noun.key.split()[-1]) not in told:
                return False
    return True


def _ranked(items: tuple[Item, ...], entries: tuple[_Entry, ...], *, own: bool) -> Iterator[Finding]:
    words = [at for at, item in enumerate(items) if item.key in _MOST | _LEAST]
    if not entries or len(words) != 1 or any(item.has("negation") or item.has("direction") for item in items):
        return
    at = words[0]
    if own and any((one := item.figure) and not one.in_words for item in items):
        return
    if items[at].key in ("most", "least") and not _counts(items, at):
        return
    said = [root(word) for item in items[:at] for word in item.key.split()]
    named = [entry for entry in entries if _holds(said, entry.name)]
    if len(named) != 1 or any(item.key in ("and", "than", "after", "behind", "while", "but") for item in items[:at]):
        return
    rank = _rank_told(items, at)
    if rank is None:
        return
    mine = named[0]
    most = items[at].key in _MOST
    beyond = sum((entry.value > mine.value) if most else (entry.value < mine.value) for entry in entries)
    level = sum(entry.value == mine.value for entry in entries)
    if beyond < rank <= beyond + level:
        return
    message = f"By the figures listed it is number {beyond + 1} from the {'top' if most else 'bottom'}."
    yield at, refuted(message, None, "rank")


def _counts(items: tuple[Item, ...], at: int) -> bool:
    """ "Saw most patients", "had the most": of things counted, not "the most deprived"."""
    behind = items[at + 1] if at + 1 < len(items) else None
    return behind is None or behind.kind == "mark" or behind.key.endswith("s")


def _holds(said: list[str], name: tuple[str, ...]) -> bool:
    return any(tuple(said[at : at + len(name)]) == name for at in range(len(said)))


def _rank_told(items: tuple[Item, ...], at: int) -> int | None:
    """The rank told before the superlative, or the first; None where more than one stands there."""
    ranks = [one for item in items if (one := item.figure) is not None and one.kind == "rank"]
    if not ranks:
        return 1
    before = items[at - 1].figure if at else None
    return int(ranks[0].value) if len(ranks) == 1 and before is ranks[0] else None


def _came_first(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "Came top with 91 points, ahead of Corley (87) and Denham (80)"."""
    ahead = [at for at, item in enumerate(items) if item.key in _AHEAD]
    if len(ahead) != 1 or any(item.key in _LOW_WINS for item in items):
        return
    found = [at for at, item in enumerate(items) if item.figure is not None]
    leading = [at for at in found if at < ahead[0]]
    behind = [at for at in found if at > ahead[0]]
    if len(leading) != 1 or not any(item.key in _FIRST for item in items[: leading[0]]):
        return
    lead = items[leading[0]].figure
    if lead is None or not plain(lead) or lead.kind not in ("number", "points", "percent"):
        return
    if items[leading[0] - 1].key not in ("with", "on", "at", "("):
        return
    for at in behind:
        if any(item.kind == "period" or item.key in _OTHER_TIME for item in items[ahead[0] : at]):
            return
        figure = items[at].figure
        alike = figure is not None and figure.kind in (lead.kind, "number") and plain(figure)
        told = items[at - 1].key == "(" or items[at - 1].key in ("on", "with", "at")
        if figure is not None and alike and told and figure.value > lead.value:
            yield at, refuted(f"{lead.text} is not ahead of {figure.text}.", None, "order")


def _of_so_many(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "The lowest of the three bids was Kerr's at £1.1m; Lomax asked £1.3m and Nunn £1.4m": as many as there are."""
    for at, item in enumerate(items[:-4]):
        if item.key not in _MOST | _LEAST or items[at + 1].key != "of":
            continue
        many = next((step for step in range(at + 2, at + 4) if items[step].figure is not None), None)
        number = items[many].figure if many is not None else None
        if many is None or number is None or not number.in_words or number.kind != "number":
            return
        found = [step for step in range(many + 1, len(items)) if items[step].figure is not None]
        figures = [one for step in found if (one := items[step].figure) is not None]
        kinds = {(one.kind, one.unit) for one in figures}
        if len(figures) != number.value or len(figures) < _LEAST_LISTED or len(kinds) != 1:
            return
        if not all(plain(one) for one in figures) or figures[0].kind not in _KINDS:
            return
        if any(one.has("direction") or one.has("negation") or one.has("more") for one in items[many:]):
            return
        if any(one.key in ("which", "who", "that") for one in items[many:]) or item.key in ("busiest", "quietest"):
            return
        if not any(one.has("level") for one in items[many : found[0]]) or any(one.figure for one in items[:at]):
            return
        values = [one.value for one in figures]
        edge = max(values) if item.key in _MOST else min(values)
        if values[0] != edge:
            name = "highest" if item.key in _MOST else "lowest"
            yield at, refuted(f"{figures[0].text} is not the {name} of the {len(values)}.", None, "rank")
        return
