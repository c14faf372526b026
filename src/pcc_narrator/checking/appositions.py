"""The same change told twice: "611 (3.6 per cent) fewer", "182, or 35.7 per cent"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import RELATIVE, Index
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.told_loosely import of_what_was_told
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words


def hold_together(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """Figures beside one that is proved to be a change or difference, and that are no other form of it."""
    found: dict[int, Judged] = {}
    for first, at in _told_twice(resolver):
        if at not in judged or first not in judged:
            continue
        if any(areas_named(item) or item.period is not None for item in resolver.items[first + 1 : at]):
            continue  # "11.0 points lower in Leeds (69.3 per cent)"
        if any(of_what_was_told(resolver.items, one) for one in (first, at)):
            continue  # "a third of that, 10.6 per cent"
        for proved, other in ((first, at), (at, first)):
            wrong = _other_form(resolver, judged, proved, other, bounds)
            if wrong is not None and (other == at or judged[other].verdict == "not_enough_information"):
                found[other] = wrong
    return found


def _told_twice(resolver: Resolver) -> Iterator[tuple[int, int]]:
    """The figures that tell one change in two forms: in apposition, or in brackets before one word ("80 (32.7 per cent)
    more")."""
    for at, role in resolver.roles.items():
        if role.apposed and role.pair is not None:
            yield role.pair, at
        elif at > 1 and resolver.items[at - 1].key == "(" and role.word is not None:
            before = resolver.roles.get(at - 2)
            if before is not None and (before.role, before.word) == (role.role, role.word):
                yield at - 2, at


def _other_form(
    resolver: Resolver, judged: Mapping[int, Judged], proved: int, at: int, bounds: Bounds
) -> Judged | None:
    """The verdict on a figure beside a proved change, where it should be another form of that and is not."""
    figure, first = resolver.items[at].figure, judged[proved]
    if figure is None or first.verdict != "supported" or figure.high is not None:
        return None
    if first.candidate is None or first.candidate.statistic not in RELATIVE:
        return None
    same = fit(figure, first.candidate.value, first.candidate.unit, bounds)
    if same in GOOD and (resolver.items[proved].key[0].isalpha() or _hedged(resolver, proved)):
        return None  # "about a quarter (25.4 per cent)", "just over 180 more (182)": the same form again, exactly
    forms = [
        one for one in _forms(resolver.index, first.candidate)
        if one.statistic != first.candidate.statistic and scale(figure, one.unit) is not None
    ]  # fmt: skip
    forms = [one for one in forms if not one.how] or forms
    fits = {fit(figure, one.value, one.unit, bounds, slack=one.slack) for one in forms}
    if not forms or fits & (GOOD | {"slack", "sign"}) or judged[at].verdict == "refuted":
        return None
    right = forms[0]
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "value", message, right, expected, judged[at].reading, judged[at].tried)


def _hedged(resolver: Resolver, at: int) -> bool:
    figure = resolver.items[at].figure
    return figure is not None and figure.hedge not in (None, "exactly")


def _forms(index: Index, one: Candidate) -> Iterator[Candidate]:
    """A change or difference as an amount, a percentage and points."""
    if one.base is not None:
        yield from arithmetic.changes(index, one.subject, one.area, (one.period,), (one.base,))
    elif one.against is not None and one.against in index.areas:
        yield from arithmetic.differences(index, one.subject, one.area, (one.against,), (one.period,))
