"""The verdicts on a figure in words: what bears it out, what it should have been, what leaves it open."""

from __future__ import annotations

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.figure import Figure


def best_of(good: list[Candidate], reading: Reading) -> Candidate:
    """The match that the words fit best: right sign, a stated fact rather than a computed one."""
    return min(good, key=lambda candidate: order_of_match(candidate, reading))


def order_of_match(candidate: Candidate, reading: Reading) -> tuple[bool, bool, int]:
    """How well a match fits the words, the best first: of the right sign, stated, of few facts."""
    wrong = reading.role.sign != 0 and candidate.statistic != "value" and candidate.value * reading.role.sign < 0
    return wrong, bool(candidate.how), len(candidate.facts)


def agreement(index: Index, candidate: Candidate) -> str:
    """What bears a figure out: where and when it is of, its value, and how it was worked out."""
    how = f" ({candidate.how})" if candidate.how else ""
    return f"{place_words(index, candidate)}: {value_words(candidate.value, candidate.unit, candidate.decimals)}{how}."


def contradiction(figure: Figure, words: str) -> str:
    """What the text says, and what is wrong with that."""
    return f'The text says "{figure.text}"; {words}.'


def refute(
    resolver: Resolver,
    at: int,
    reading: Reading,
    candidate: Candidate,
    rule: str,
    words: str,
    tried: tuple[Candidate, ...],
) -> Judged:
    """A figure that is false by a rule: it is `candidate`, told wrongly in the way that `words` say."""
    figure = resolver.items[at].figure
    assert figure is not None
    index = resolver.index
    shown = value_words(candidate.value, candidate.unit, candidate.decimals)
    message = f'The text says "{figure.text}"; {words}: {place_words(index, candidate)} is {shown}.'
    expected = (
        in_style_of(figure, candidate.value, candidate.unit) if scale(figure, candidate.unit) is not None else shown
    )
    if rule == "points":
        expected = value_words(candidate.value, "percentage_points").replace(" pp", " percentage points")
    return Judged("refuted", rule, message, candidate, expected, reading, tried)


def refute_by_nearest(
    resolver: Resolver,
    at: int,
    reading: Reading,
    comparable: list[Candidate],
    elsewhere: tuple[Candidate, str, str] | None,
    tried: tuple[Candidate, ...],
) -> Judged:
    """A figure that none of those it can be compared with bears out: the text should have had the nearest of them."""
    figure = resolver.items[at].figure
    assert figure is not None
    right = _closest(figure, comparable, reading)
    shown = value_words(right.value, right.unit, right.decimals)
    rule, extra = "value", ""
    if elsewhere is not None:
        _, rule, words = elsewhere
        extra = f" ({words})"
    message = f'The text says "{figure.text}"{extra}; the facts say {shown}: {place_words(resolver.index, right)}.'
    return Judged("refuted", rule, message, right, in_style_of(figure, right.value, right.unit), reading, tried)


def _closest(figure: Figure, comparable: list[Candidate], reading: Reading) -> Candidate:
    """What the text should have said: the first stated candidate, of the right sign where a direction is given."""
    stated = [candidate for candidate in comparable if not candidate.how] or comparable
    sign = reading.role.sign
    signed = [candidate for candidate in stated if not sign or candidate.value * sign > 0] or stated
    firsts = [
        candidate
        for candidate in signed
        if candidate.subject == signed[0].subject and candidate.period == signed[0].period
    ]
    pool = signed if reading.times.choices is None or len(firsts) == len(signed) else firsts
    if reading.times.source in ("said", "default") and pool is firsts:
        return pool[0]
    return min(pool[:50], key=lambda candidate: abs(abs(candidate.value) - abs(figure.value)))


def leave_open(
    reading: Reading, rule: str, message: str, candidate: Candidate | None = None, tried: tuple[Candidate, ...] = ()
) -> Judged:
    """A figure that the facts neither bear out nor refute, and why."""
    return Judged("not_enough_information", rule, message, candidate, None, reading, tried)
