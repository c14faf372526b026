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
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words


def hold_together(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """Figures beside one that is proved to be a change or difference, and that are no other form of it."""
    found: dict[int, Judged] = {}
    for at, role in resolver.roles.items():
        figure = resolver.items[at].figure
        first = judged.get(role.pair) if role.apposed and role.pair is not None else None
        between = resolver.items[(role.pair or 0) + 1 : at]
        if any(areas_named(item) or item.period is not None for item in between):
            continue  # "11.0 points lower in Leeds (69.3 per cent)"
        if figure is None or first is None or first.verdict != "supported" or figure.high is not None:
            continue
        if first.candidate is None or first.candidate.statistic not in RELATIVE or at not in judged:
            continue
        same = fit(figure, first.candidate.value, first.candidate.unit, bounds)
        if same in GOOD and (resolver.items[role.pair or 0].key[0].isalpha() or _hedged(resolver, role.pair or 0)):
            continue  # "about a quarter (25.4 per cent)", "just over 180 more (182)": the same form again, exactly
        forms = [
            one for one in _forms(resolver.index, first.candidate)
            if one.statistic != first.candidate.statistic and scale(figure, one.unit) is not None
        ]  # fmt: skip
        forms = [one for one in forms if not one.how] or forms
        fits = {fit(figure, one.value, one.unit, bounds, slack=one.slack) for one in forms}
        if not forms or fits & (GOOD | {"slack", "sign"}) or judged[at].verdict == "refuted":
            continue
        right = forms[0]
        shown = value_words(right.value, right.unit, right.decimals)
        message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
        expected = in_style_of(figure, right.value, right.unit)
        found[at] = Judged("refuted", "value", message, right, expected, judged[at].reading, judged[at].tried)
    return found


def _hedged(resolver: Resolver, at: int) -> bool:
    figure = resolver.items[at].figure
    return figure is not None and figure.hedge not in (None, "exactly")


def _forms(index: Index, one: Candidate) -> Iterator[Candidate]:
    """A change or difference as an amount, a percentage and points."""
    if one.base is not None:
        yield from arithmetic.changes(index, one.subject, one.area, (one.period,), (one.base,))
    elif one.against is not None and one.against in index.areas:
        yield from arithmetic.differences(index, one.subject, one.area, (one.against,), (one.period,))
