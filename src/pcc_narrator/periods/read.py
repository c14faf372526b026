"""Periods read from prose: every stretch of a text that names a time, with its dates where they are certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.cursor import DASHES
from pcc_narrator.periods.days import SUFFIXES
from pcc_narrator.periods.mention import MentionKind, PeriodMention
from pcc_narrator.periods.numerals import cardinals
from pcc_narrator.periods.phrases import Phrases, share_year
from pcc_narrator.periods.relatives import COUNTED_WHOLE
from pcc_narrator.periods.resolve import Reading, in_context, resolve_spec
from pcc_narrator.periods.spec import Spec
from pcc_narrator.periods.tokens import BREAK, Token, tokenise
from pcc_narrator.periods.words import words

_JOINTS = frozenset((",", "and", "or", "&", "/", "to", "with", "than", "compared"))
_LOOK_AROUND = 10
_SENTENCE_ENDS = frozenset((".", ";", "!", "?"))
_HEADS = frozenset(
    (
        "q",
        "qtr",
        "quarters",
        "r",
        "h",
        "fy",
        "half",
        "latter",
        "first",
        "second",
        "third",
        "fourth",
        "rolling",
        "end",
        "start",
        "beginning",
        "final",
        "opening",
        "closing",
        "mid",
        "early",
        "late",
        "a",
        "an",
        "yoy",
        "qoq",
        "mom",
    )
)
_OWNING = ("", "'s", "’s")
_KINDS: dict[str, MentionKind] = {"relative": "relative", "length": "length", "day": "date", "edge": "date"}


def read_periods(
    text: str, calendar: Calendar, anchor: Period | None, *, tokens: Sequence[Token] | None = None
) -> tuple[PeriodMention, ...]:
    """The periods that a text names, in order, without overlap.

    `anchor` is the period that the text is about: it supplies years that are not printed ("quarter two", "the 12
    months to December") and is what "the previous quarter" is told from. The spans do not depend on calendar and
    anchor. `tokens` may be given by a caller who has them already.
    """
    if tokens is None:
        tokens = tokenise(text)
    specs = find_specs(tokens)
    mentions = []
    context: Spec | None = None  # the last month or year that was named with its year
    context_sentence = -1
    sentence = 0
    place = 0
    for spec in specs:
        while place < spec.begin:
            sentence += tokens[place].text in _SENTENCE_ENDS or tokens[place].gap == BREAK
            place += 1
        start, end = tokens[spec.begin].start, tokens[spec.stop - 1].end
        preposition = _preposition(tokens, spec.begin)
        if context is not None and (anchor is None or context_sentence == sentence):
            between = tokens[context.stop : spec.begin]
            spec = in_context(spec, context, forward=any(token.low in ("to", "until", "till") for token in between))
        future = anchor is not None and _leaves_year_open(spec) and _looks_ahead(tokens, spec)
        reading = resolve_spec(spec, calendar, anchor, future=future)
        mentions.append(_mention(spec, reading, start, end, text[start:end], preposition))
        if spec.form in ("month", "day", "year") and spec.year is not None:
            context, context_sentence = spec, sentence
    return tuple(mentions)


def find_specs(tokens: Sequence[Token]) -> list[Spec]:
    """What each mention says, before calendar and anchor."""
    grammar = Phrases(tokens)
    triggers, behind_a_number = _triggers(), _behind_a_number()
    specs: list[Spec] = []
    stop = 0
    for index, token in enumerate(tokens):
        if index < stop:
            continue
        if token.plain_integer is not None:
            digits = len(token.text)
            starts = digits == 4 or (digits < 4 and grammar.at(index + 1).low in behind_a_number)
        else:
            starts = token.low in triggers or (token.kind == "number" and token.value is None)
        spec = grammar.read(index) if starts else None
        if spec is not None and not _names_a_plan(tokens, spec):
            specs.append(spec)
            stop = spec.stop
    return _share_years(tokens, specs)


@cache
def _behind_a_number() -> frozenset[str]:
    """What stands behind a number that is no year, where a time starts with it: 12 months, 3-year, 5 May, 5/5/18."""
    vocabulary = words()
    months = (f"{month}{ending}" for month in (*vocabulary.months, *vocabulary.abbreviations) for ending in _OWNING)
    return COUNTED_WHOLE.union(
        DASHES, SUFFIXES, ("/", "of", "to", "and"), vocabulary.units, vocabulary["consecutive"], months
    )


@cache
def _triggers() -> frozenset[str]:
    vocabulary = words()
    groups = ("weekdays", "seasons", "organisation_year", "other_year", "this", "previous", "last", "next", "same")
    return _HEADS.union(
        (f"{month}{ending}" for month in vocabulary.months for ending in _OWNING),
        vocabulary.abbreviations,
        vocabulary.units,
        (f"{unit}{ending}" for unit in ("quarter", "month") for ending in _OWNING),
        ("decade",),
        (word for word in cardinals()),
        *(vocabulary[group] for group in groups),
    )


def _names_a_plan(tokens: Sequence[Token], spec: Spec) -> bool:
    """Whether the years belong to a name: "Plan 2017-21", "Act 2007", "the 2017-21 Housing Strategy"."""
    if spec.form not in ("year", "pair", "years") or tokens[spec.begin].kind != "number":
        return False
    plan_names = words()["plan_names"]
    before = spec.begin - 1
    if before > 0 and tokens[before].text == "(":
        before -= 1
    if before >= 0 and tokens[spec.begin].gap <= 2 and tokens[before].capitalised and tokens[before].low in plan_names:
        return True
    if spec.form != "years":
        return False
    following = tokens[spec.stop : spec.stop + 6]
    for token in following:
        if token.gap > 2 or not (token.capitalised or token.low in ("and", "of", "for")):
            return False
        if token.low in plan_names and token.capitalised:
            return True
    return False


def _share_years(tokens: Sequence[Token], specs: list[Spec]) -> list[Spec]:
    """ "April, May and June 2018": a month or quarter without a year takes that of the next one it is joined to."""
    for place in range(len(specs) - 2, -1, -1):
        spec, following = specs[place], specs[place + 1]
        if spec.form not in ("month", "day", "quarter") or spec.dated or not following.dated:
            continue
        between = tokens[spec.stop : following.begin]
        if len(between) > 2 or any(token.low not in _JOINTS or token.gap > 2 for token in between):
            continue
        if spec.form == following.form and tokens[following.begin].gap <= 2:
            specs[place] = share_year(spec, following)
    for place in range(1, len(specs)):
        spec, previous = specs[place], specs[place - 1]
        if spec.form != "month" or previous.form != "month" or spec.dated or previous.year is None:
            continue
        between = tokens[previous.stop : spec.begin]
        if len(between) == 1 and between[0].low in ("and", "or") and (spec.month or 0) > (previous.month or 0):
            specs[place] = replace(spec, year=previous.year)
    return specs


def _leaves_year_open(spec: Spec) -> bool:
    """Whether the anchor has to supply a year."""
    told = [one for one in (spec.of, spec.until) if one is not None] or [spec]
    return any(one.year is None for one in told)


def _looks_ahead(tokens: Sequence[Token], spec: Spec) -> bool:
    """Whether words beside the mention, in its sentence, speak of what is to come."""
    future = words()["future"]
    for direction in (-1, 1):
        place = spec.begin - 1 if direction < 0 else spec.stop
        for _ in range(_LOOK_AROUND):
            if not 0 <= place < len(tokens) or tokens[place].text in _SENTENCE_ENDS:
                break
            if tokens[place + (direction < 0)].gap == BREAK:
                break
            if tokens[place].low in future:
                return True
            place += direction
    return False


def _preposition(tokens: Sequence[Token], begin: int) -> str:
    place = begin - 1
    for _ in range(2):
        if place < 0 or tokens[place + 1].gap > 2:
            return ""
        low = tokens[place].low
        if low in words()["prepositions"]:
            return low
        if low not in ("the", "a", "an", "end", "of", "about"):
            return ""
        place -= 1
    return ""


def _mention(spec: Spec, reading: Reading, start: int, end: int, text: str, preposition: str) -> PeriodMention:
    inner = spec.of if spec.form in ("ending", "edge", "part") and spec.of is not None else spec
    return PeriodMention(
        start,
        end,
        text,
        _KINDS.get(spec.form, "period"),
        reading.period,
        reading.alternatives,
        spec.relation,
        spec.count,
        spec.unit,
        inner.month,
        inner.quarter,
        preposition,
        spec.by_calendar,
        spec.subject_unit,
        spec.of.year if spec.form == "relative" and spec.of is not None else spec.year,
        reading.first,
        reading.last,
    )
