"""Shares told around their noun: "one patient in seven waited", "two of every five"."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.models.figure import Figure

_NOUNS = 3  # items between the two numbers
_MOST = 10
_VERBS = frozenset({"was", "is", "has", "does", "gives", "waits", "ends"})


def shares_around_nouns(sentence: Sentence) -> Sentence:
    """The sentence, each "one patient in seven" in it as one fraction, and behind it the names that stood inside it."""
    items, changed = list(sentence.items), False
    for number in range(len(items) - 1, -1, -1):
        last = _last(items, number)
        if last is None:
            continue
        changed = True
        one, many = items[number].figure, items[last].figure
        assert one is not None and many is not None
        text = " ".join(token.text for token in sentence.tokens if one.start <= token.start < many.end)
        figure = replace(one, end=many.end, text=text, kind="fraction", value=one.value / many.value, step=None)
        inside = [replace(item, figure=None) for item in items[number + 1 : last] if item.kind == "name"]
        whole = replace(items[number], end=items[last].end, key=text.lower(), figure=figure)
        items[number : last + 1] = [whole, *inside]
    return replace(sentence, items=tuple(items)) if changed else sentence


def _last(items: list[Item], number: int) -> int | None:
    """The item with the second number of a share whose first is item `number`."""
    one = items[number].figure
    if one is None or not _counts(one) or not one.in_words or one.value >= _MOST:
        return None
    for step in range(number + 1, min(len(items) - 1, number + 2 + _NOUNS)):
        item = items[step]
        if item.key in ("of", "out of") and step == number + 1:
            many = items[step + 2].figure if step + 2 < len(items) else None
            every = items[step + 1].key in ("every", "each") and many is not None and _counts(many)
            return step + 2 if every and many is not None and many.hedge is None and many.value > one.value else None
        if item.key in ("in", "out of", "in every"):
            many = items[step + 1].figure
            fits = many is not None and _counts(many) and many.hedge is None and many.value > one.value
            return step + 1 if fits and step > number + 1 and _ends(items, step + 1) else None
        if item.kind not in ("word", "name") or item.words:
            return None
    return None


def _counts(figure: Figure) -> bool:
    return figure.kind == "number" and figure.unit in (None, "count") and figure.high is None


def _ends(items: list[Item], number: int) -> bool:
    """Whether no noun follows that the second number counts: not "one branch in seven towns"."""
    if number + 1 >= len(items):
        return True
    following = items[number + 1]
    if following.kind == "name":
        return following.key.split()[0].endswith("ed")  # "one patient in seven waited for more than an hour"
    if following.kind != "word":
        return following.kind == "mark" and following.key not in ("-", "/")
    return bool(following.words) or not following.key.endswith("s") or following.key in _VERBS
