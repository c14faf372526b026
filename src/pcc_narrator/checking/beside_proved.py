"""A change told in apposition to a figure that is proved is one of the same subject, place and time: "13,925 of these
visits, a rise of 5.5 per cent", "349 more than a year before, an increase of four fifths"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pcc_narrator.checking.candidates import candidates
from pcc_narrator.checking.index import CHANGE
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words

_LINKS = frozenset({"a", "an", "the", "of", "by", "or", "which", "is", "was", "that", "up", "down", ",", "(", "–", "—"})
_LEVELS = frozenset({"value", "total"})
_OPEN = frozenset({"no_fact", "subject"})
_NEAR = 16  # items


def of_the_same(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The changes of a sentence that nothing decided, by the proved figure that they stand in apposition to."""
    if resolver.in_table or resolver.in_sources:
        return {}
    found = ((at, _judge(resolver, at, judged, bounds)) for at, one in judged.items() if _is_open(resolver, at, one))
    return {at: one for at, one in found if one is not None}


def _is_open(resolver: Resolver, at: int, one: Judged) -> bool:
    role = resolver.roles[at]
    told = role.word is not None and resolver.items[role.word].has("change_noun")
    return one.verdict == "not_enough_information" and one.rule in _OPEN and role.role == "change" and told


def _judge(resolver: Resolver, at: int, judged: Mapping[int, Judged], bounds: Bounds) -> Judged | None:
    first = max((step for step in judged if step < at), default=None)
    own, figure = judged[at].reading, resolver.items[at].figure
    proved = judged[first] if first is not None else None
    if first is None or proved is None or own is None or figure is None or figure.high is not None:
        return None
    one = proved.candidate
    if proved.verdict != "supported" or one is None or not _in_apposition(resolver.items, first, at):
        return None
    if one.statistic not in _LEVELS and one.statistic not in CHANGE:
        return None
    base = Times((one.base,), "said") if one.base is not None else own.bases
    again = Reading(own.role, Subjects((one.subject,), "said"), Places((one.area,), "said"),
                    Times((one.period,), "said"), base)  # fmt: skip
    tried = tuple(c for c in candidates(resolver, at, again) if c.statistic in CHANGE and c.period == one.period)
    for change in tried:
        if fit(figure, change.value, change.unit, bounds, slack=change.slack) in GOOD:
            shown = f"{place_words(resolver.index, change)}: {value_words(change.value, change.unit, change.decimals)}."
            return Judged("supported", "value", shown, change, reading=again, tried=tried)
    comparable = [change for change in tried if scale(figure, change.unit) is not None]
    if not comparable or (figure.hedge is not None and base.source != "said"):
        return None
    right = comparable[0]
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return replace(Judged("refuted", "value", message, right, expected, again), tried=tried)


def _in_apposition(items: tuple[Item, ...], first: int, at: int) -> bool:
    """Whether ", a rise of", "(an increase of" leads from one figure to the next, after what it counts and when."""
    comma = next((step for step in range(at - 1, first, -1) if items[step].key in (",", "(", "–", "—")), None)
    if comma is None or at - first > _NEAR or items[comma].clause != items[at].clause:
        return False
    lead = items[comma + 1 : at]
    return all(item.key in _LINKS or item.has("change_noun") or item.key.startswith("~") for item in lead)
