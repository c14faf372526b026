"""Whether what a figure counts, by the noun behind it, is what its subject counts."""

from __future__ import annotations

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, is_subject
from pcc_narrator.checking.tokens import stem


def is_noun_known(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether what the figure counts, by the noun after it, is what the subject counts."""
    item = resolver.items[at]
    figure = item.figure
    assert figure is not None
    if figure.kind not in ("number", "rate", "fraction"):
        return True
    words: set[str] = set()
    for subject in subjects.choices:
        words |= resolver.names.words_of(subject)
    frame = frame_words()
    if figure.kind == "rate":  # what is counted stands before "per"; what follows are those among whom it is
        counted = figure.text.lower().partition("per ")[0].split()[1:]
        return not counted or any(stem(word) in words or word in frame for word in counted)
    seen = 0
    for step in range(at + 1, min(len(resolver.items), at + 6)):
        other = resolver.items[step]
        if other.kind in ("mark", "period", "figure") or other.clause != item.clause:
            return True
        if other.kind == "name" or stem(other.key) in words:
            return True
        if other.key in _ADJECTIVES:
            continue
        if step + 1 < len(resolver.items) and resolver.items[step + 1].key in ("who", "whose"):
            return False  # "people who took their own lives": what is counted is told in words of its own
        if other.words or other.key in frame:
            return True
        if stem(other.key) in resolver.names.kinds and _last_word(resolver.items, step + 1, frame):
            return True  # "209 visits" of evening visits, beside other visits
        if stem(other.key) in resolver.names.counted and _of_subject(resolver, step, subjects):
            return True  # "6,331 cases of measles"
        if stem(other.key) in resolver.names.nouns and _counts_told(resolver, at, subjects):
            return True  # "theft from a cabin: 2,139 cases", where another measure counts cases
        seen += 1
        if seen >= 2 or _last_word(resolver.items, step + 1, frame):
            return False
    return True


def _counts_told(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether a figure stands behind its subject and a colon, or behind "by", and nothing says what is counted."""
    measures = resolver.index.measures
    unsaid = all(measures[one.measure].counted is None for one in subjects.choices if one.measure in measures)
    return unsaid and at > 0 and resolver.items[at - 1].key in (":", "by")


def _of_subject(resolver: Resolver, step: int, subjects: Subjects) -> bool:
    """Whether "of" and the subject's own name follow a noun."""
    following = resolver.items[step + 1 : step + 3]
    if len(following) < 2 or following[0].key != "of" or not is_subject(following[1]):
        return False
    return bool(set(resolver.meant(following[1])) & set(subjects.choices))


_ADJECTIVES = frozenset(
    [
        "new",
        "recorded",
        "reported",
        "further",
        "such",
        "extra",
        "additional",
        "separate",
        "completed",
        "other",
        "more",
        "different",
        "times",
    ]
)


def _last_word(items: tuple[Item, ...], at: int, frame: frozenset[str]) -> bool:
    """Whether the noun phrase ends before item `at`."""
    if at >= len(items):
        return True
    following = items[at]
    return following.kind in ("mark", "period", "figure") or bool(following.words) or following.key in frame
