"""Whether a figure is of fewer, of more or of something else than the subject read: then no fact contradicts it."""

from __future__ import annotations

import itertools

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words, lexicon
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_area, is_subject
from pcc_narrator.checking.tokens import stem


def is_narrowed(resolver: Resolver, reading: Reading) -> bool:
    """Whether the subject is narrowed by words that nothing knows: "visits among pensioners", "men aged 60 to 64",
    "takeovers in Leeds by foreign firms"."""
    whole = all(one.category is None for one in reading.subjects.choices)
    for step, item in enumerate(resolver.items[:-2]):
        if not is_subject(item) or not set(resolver.meant(item)) & set(reading.subjects.choices):
            continue
        link, what = resolver.items[step + 1], resolver.items[step + 2]
        if link.key == "aged" or _has_narrower(resolver, step, reading):
            return True
        if whole and link.key in ("among", "amongst", "involving") and what.kind == "word" and not what.words:
            return what.key not in frame_words()
        if link.key in ("of", "against", "on") and what.key.endswith("s") and what.kind == "word":
            known = any(stem(what.key) in resolver.names.words_of(one) for one in reading.subjects.choices)
            if not what.words and not known and what.key not in frame_words():
                return True  # "repairs of homes", "visits to patients"
        if whole and _by_whom(resolver.items, step + 1):
            return True
    return False


def _has_narrower(resolver: Resolver, step: int, reading: Reading) -> bool:
    """Whether a word that nothing knows opens the name's phrase, and the facts have something narrower of that name:
    "domestic boilers" beside boilers and boilers of homes."""
    before = resolver.items[step - 1] if step else None
    opening = resolver.items[step - 2] if step > 1 else None
    if before is None or before.kind != "word" or before.words or not before.key.isalpha():
        return False
    if before.key in frame_words() or before.key in lexicon().firsts:
        return False
    if opening is not None and opening.kind != "mark" and opening.key not in _OPENING:
        return False
    mine = {one.measure for one in reading.subjects.choices}
    names = [words for measure, words in resolver.names.rooted if measure in mine and words]
    return any(
        words > own for measure, words in resolver.names.rooted if measure not in mine for own in names if len(own) == 1
    )


_OPENING = frozenset({"the", "of", "in", "and", "for", "with", "but", "while", "a", "an", "that"})


def _by_whom(items: tuple[Item, ...], step: int) -> bool:
    """Whether "by" and a plain plural that nothing knows follow, at once or after a place."""
    if items[step].key in ("in", "across") and any(is_area(one) for one in items[step + 1 : step + 3]):
        step = next(at for at in (step + 1, step + 2) if is_area(items[at])) + 1
    if step + 1 >= len(items) or items[step].key != "by":
        return False
    ahead = items[step + 1 : step + 3]
    plain = all(one.kind == "word" and not one.words and one.key not in frame_words() for one in ahead)
    return len(ahead) == 2 and plain and ahead[1].key.endswith("s")


def is_of_kinds(resolver: Resolver, reading: Reading) -> bool:
    """Whether the kind that was read is one of several that are counted together: "72 domestic and overseas deals"."""
    for step, item in enumerate(resolver.items[:-2]):
        if not is_subject(item) or not set(resolver.meant(item)) & set(reading.subjects.choices):
            continue
        link, what = resolver.items[step + 1], resolver.items[step + 2]
        kind = item.name is not None and any(one.kind == "category" for one in item.name.meanings)
        plain = what.kind == "word" and not what.words and what.key not in frame_words()
        if kind and link.key in ("and", "or") and plain:
            return any(is_subject(one) for one in resolver.items[step + 3 : step + 6])
    return False


def is_of_those(resolver: Resolver, at: int) -> bool:
    """Whether a group told by "those who …" or "people without …" stands before a figure in its clause."""
    items, clause = resolver.items, resolver.items[at].clause
    before = [item for item in items[:at] if item.clause == clause]
    for step in range(len(before) - 1):
        if before[step].key in ("those", "people") and before[step + 1].key in (
            "who",
            "that",
            "with",
            "without",
            "not",
        ):
            return not any(is_subject(item) for item in before[step + 2 :])
    return False


def is_of_another_thing(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a part is told of by words of its own, in a sentence that names no measure: "one in ten of them had two
    or more cars" after one on bicycles."""
    figure = resolver.items[at].figure
    if figure is None or figure.kind not in ("percent", "fraction") or resolver.measures_here or resolver.in_table:
        return False
    if resolver.roles[at].role not in ("open", "share", "level", "from", "to"):
        return False
    known = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
    clause = resolver.items[at].clause
    after = list(
        itertools.takewhile(
            lambda item: item.figure is None and item.clause == clause and item.key not in ("(", ")"),
            resolver.items[at + 1 :],
        )
    )
    if after and is_subject(after[-1]):
        return False  # "49 per cent of the children were boys"
    own = [
        item
        for item in after
        if item.kind == "word"
        and not item.words
        and item.key[0].isalpha()
        and not item.key.startswith("~")
        and item.key not in frame_words()
        and stem(item.key) not in known
    ]
    return len(own) >= _OWN


_OWN = 2
