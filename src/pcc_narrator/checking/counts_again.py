"""Counts of areas that the next sentence goes on with: "39 of the 43 branches saw an increase. In the year to March
this had fallen to 35"."""

from __future__ import annotations

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, read
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_area, is_subject
from pcc_narrator.checking.wording import in_style_of, place_words, value_words

_MOST_AREAS = 500
_TAKES_UP = frozenset({"this", "that", "it", "the number", "the figure", "the count", "these", "this number"})


def judge_count_again(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on a number that a pronoun gives of the areas counted before; None where it is of something else."""
    told, figure, role = resolver.carried.counted, resolver.items[at].figure, resolver.roles[at]
    if told is None or figure is None or figure.kind != "number" or role.role not in ("level", "to", "from"):
        return None
    before = resolver.items[:at]
    taken_up = [step for step, item in enumerate(before) if item.key in _TAKES_UP]
    if not taken_up or any(is_subject(item) or is_area(item) for item in before):
        return None
    if figure.unit not in (None, "count") or figure.value > _MOST_AREAS:
        return None
    reading = read(resolver, at, role)
    periods = reading.times.choices if reading.times.source == "said" else None
    found = [
        fact
        for fact in resolver.index.statistic(told.subject, told.area, told.statistic)
        if periods is not None and fact.period in periods
    ]
    if not found:
        return open_verdict("areas", "No fact counts these areas for the time told.", reading)
    right = arithmetic.of_fact(found[0], told.subject)
    shown = value_words(right.value, right.unit, right.decimals)
    if right.value == figure.value:
        return Judged("supported", "areas", f"{shown}: {place_words(resolver.index, right)}.", right, reading=reading)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    return Judged("refuted", "areas", message, right, in_style_of(figure, right.value, right.unit), reading)
