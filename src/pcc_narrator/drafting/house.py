"""The house's manner as a draft needs it: what a model is told, and the words that the program itself takes over.

Of a learnt manner the program's sentences take the terms alone: where there are several ways of saying one thing, the
house's. Each is as true as the one it stands for, and the sentence is checked with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Ways of saying one thing, each in its forms: a change as a noun with its article, in the plural, bare; as a past and
# as a participle.
_FAMILIES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("compared with",), ("compared to",), ("in comparison with",)),
    (("a fall", "falls", "fall"), ("a reduction", "reductions", "reduction"), ("a decrease", "decreases", "decrease"),
     ("a drop", "drops", "drop")),
    (("a rise", "rises", "rise"), ("an increase", "increases", "increase")),
    (("fell", "fallen"), ("decreased", "decreased"), ("dropped", "dropped"), ("reduced", "reduced"),
     ("went down", "gone down")),
    (("rose", "risen"), ("increased", "increased"), ("grew", "grown"), ("went up", "gone up")),
    ((" per cent",), (" percent",), ("%",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """What earlier reports taught: `prompt`, a block that a model is shown, and `terms`, the house's own words."""

    prompt: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swaps:
    """Words of the program's sentences and those of the house that stand for them."""

    words: tuple[tuple[str, str], ...] = ()

    def __call__(self, text: str) -> str:
        """The text in the house's words; a capital stays a capital.

        >>> swaps_of(["compared to", "reduction"], [])("Compared with May it was a fall of 3.")
        'Compared to May it was a reduction of 3.'
        """
        if not self.words:
            return text
        known = dict(self.words)
        pattern = "|".join(_bounded(word) for word in sorted(known, key=len, reverse=True))

        def said(match: re.Match[str]) -> str:
            other = known[match[0].lower()]
            return other[0].upper() + other[1:] if match[0][:1].isupper() else other

        return re.sub(pattern, said, text, flags=re.IGNORECASE)


NOTHING_LEARNT, AS_IT_IS = House(), Swaps()


def swaps_of(terms: Sequence[str], names: Iterable[str]) -> Swaps:
    """What to say for what, by the house's terms. `names` are left alone: words of theirs ("falls at home") stay.

    A term that is none of the ways known here changes nothing.
    """
    named = " ".join(names).lower()
    found: dict[str, str] = {}
    for family in _FAMILIES:
        chosen = next((way for term in terms for way in family if term.lower() in (form.strip() for form in way)), None)
        others = [way for way in family if way is not chosen]
        if chosen is None or any(re.search(_bounded(form), named) for way in others for form in way):
            continue
        found.update((form, new) for way in others for form, new in zip(way, chosen, strict=True))
    return Swaps(tuple(found.items()))


def _bounded(form: str) -> str:
    """A pattern for the form as a word of its own."""
    left = r"\b" if form[0].isalnum() else ""
    right = r"\b" if form[-1].isalnum() else ""
    return f"{left}{re.escape(form)}{right}"
