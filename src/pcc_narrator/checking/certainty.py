"""Whether a reading is firm enough to call a figure false."""

from __future__ import annotations

from pcc_narrator.checking.counted_nouns import is_noun_known
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.narrowing import is_narrowed, is_of_another_thing, is_of_kinds, is_of_those
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_subject
from pcc_narrator.checking.some_of_those import is_after_part, is_of_these, is_part, names_part_and_whole
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.told_loosely import is_told_loosely
from pcc_narrator.models.figure import Figure


def is_distinctive(figure: Figure) -> bool:
    """Whether a figure is unlikely to be met by chance."""
    digits = abs(figure.value).normalize().as_tuple().digits
    if figure.step is not None and len(digits) >= 2 and abs(figure.value) >= 10_000:
        return True
    return figure.step is not None and (len(digits) >= 3 or (figure.step < 1 and len(digits) >= 2))


def is_sure(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the reading is firm enough to call a figure false."""
    figure = resolver.items[at].figure
    assert figure is not None
    if reading.subjects.source == "open" or reading.places.unknown or resolver.in_sources:
        return False
    if reading.subjects.source in ("carried", "guessed") and resolver.carried.doubted:
        return False
    if figure.hedge in ("at_least", "at_most") and reading.role.role == "open":
        return False
    if any(item.key in ("except", "excepting", "excluding") for item in resolver.items[at:]):
        return False
    if (reading.role.role == "multiple" or figure.kind == "multiple") and reading.bases.source != "said":
        ahead = resolver.items[at + 1 : at + 4]
        if any(item.key == "than" or item.has("more") or item.has("comparison") or areas_named(item) for item in ahead):
            return False  # "three times higher (6.91 against 2.53)": what it is compared with is told apart
    if not resolver.in_table and resolver.names.kind_hinted(reading.subjects.choices, resolver.counted_stems):
        return False  # "eight swim loans", beside swims
    if (
        is_part(resolver, at)
        and not resolver.in_table
        and not (figure.kind == "fraction" and names_part_and_whole(resolver, at))
    ):
        return False
    if is_told_loosely(resolver, at, reading) or is_of_these(resolver, at, reading):
        return False
    before = resolver.items[at - 1].key if at else ""
    if resolver.in_that_time(at) or is_narrowed(resolver, reading):
        return False
    if is_of_kinds(resolver, reading) or is_of_those(resolver, at) or is_of_another_thing(resolver, at, reading):
        return False
    if before == "or" and figure.kind == "percent" and is_after_part(resolver, at):
        return False
    following = resolver.items[at + 1] if at + 1 < len(resolver.items) else None
    if following is not None and is_subject(following) and not resolver.in_table:
        return True
    if any(
        item.key in _SOMETIMES and abs(step - at) <= _AROUND and not _superlative(resolver.items, step)
        for step, item in enumerate(resolver.items)
    ):
        return False
    if figure.in_words and before in ("but",):
        return False  # "any other quarter but one"
    if figure.in_words and before in ("last", "past", "previous", "next", "first", "latest", "final"):
        return False  # "any of the last five counts"
    pointing = figure.in_words and before in ("the", "these", "those", "both", "all")
    if pointing and (following is None or following.kind != "name"):
        return False
    if any(item.key in _OTHERS for item in resolver.items[at + 1 : at + 4]) or before in _OTHERS:
        return False
    if not is_noun_known(resolver, at, reading.subjects) and not _states(resolver, at, reading):
        return False
    if reading.role.role == "open" and figure.in_words and figure.unit is None and reading.subjects.source != "said":
        words = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
        return following is not None and stem(following.key) in words
    if reading.role.role == "share" and not reading.subjects.choices[0].category and figure.kind == "fraction":
        return names_part_and_whole(resolver, at)
    return True


def _superlative(items: tuple[Item, ...], step: int) -> bool:
    """Whether "often" is part of "most often"."""
    return bool(step) and items[step - 1].key in ("most", "least", "more", "less")


_AROUND = 10  # items
_SOMETIMES = frozenset({"never", "rarely", "seldom", "usually", "typically", "typical", "often"})


def _states(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the subject stands before the figure with a plain verb: "rainfall was 133 mm"."""
    items, clause = resolver.items, resolver.items[at].clause
    if reading.subjects.source != "said" or not at or items[at - 1].key not in _PLAIN_VERBS:
        return False
    before = [item for item in items[:at] if item.clause == clause]
    return any(is_subject(item) for item in before) and not any(item.figure is not None for item in before)


_PLAIN_VERBS = frozenset({"was", "were", "is", "stood at", "stands at", "reached", "totalled", "fell to", "rose to"})


_OTHERS = frozenset({"other", "others", "another", "remaining", "rest", "remainder"})
