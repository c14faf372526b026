"""Lengths that the dates beside them contradict: "each of the six months from March to July 2024", "12 days, from 3
June to 12 June", "became head in May 2011 and left in May 2024 after 15 years in the post"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import stops
from pcc_narrator.models.period import Period
from pcc_narrator.periods.words import words

Finding = tuple[int, Judged]
_SPAN = re.compile(r"(?P<first>[^,]+?)\s*(?:\bto\b|\band\b|\buntil\b|\btill\b|–|—|-)\s*(?P<last>[^,]+)$")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_POST = frozenset(
    {"post", "role", "job", "office", "charge", "position", "chair", "operation", "business", "it", "service"}
    | {"trading"}
)  # fmt: skip
_BREAK = frozenset({"break", "except", "excluding", "apart", "interrupted", "interruption", "paused", "suspended"})
_LED = frozenset(
    {"after", ",", "(", "–", "lasted", "for", "served", "marked", "marks", "celebrated", "completed", "spent"}
)  # fmt: skip
_APPOSED = frozenset(
    {",", "(", "a", "of", "total", "period", "–", "—", "or", "inclusive", "for", "in", "all", "run", "spell"}
    | {"stretch", "lasted", "that", "is", "which"}
)  # fmt: skip
_LEADING = frozenset(
    {",", "from", "between", "(", ":", "–", "—", "of", "running", "starting", "lasting", "the", "that", "in"}
    | {"all"}
)  # fmt: skip
_NEAR = 6  # items
_BARE = 2  # words
_UNITS = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}


def find_wrong_dates(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each number of days, months or years that the dates told with it contradict."""
    if any(item.key in _BREAK for item in items):
        return
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind != "duration" or not plain(figure) or figure.step is None or not figure.step:
            continue
        unit = figure.text.lower().replace("-", " ").split()[-1]
        number = figure.value / figure.step
        if unit in ("day", "days", "night", "nights", "week", "weeks"):
            yield from _days(items, at, int(figure.value) if figure.unit == "days" else 0, unit)
        elif unit in _UNITS and number == number.to_integral_value():
            yield from _whole_units(items, at, int(number), unit)
            yield from _elapsed(items, at, number, unit)
    for at, item in enumerate(items):
        later = item.period
        if later is not None and later.kind == "length" and later.count and later.unit in _UNITS:
            yield from _whole_units(items, at, later.count, later.unit)
        elif later is not None and later.kind == "length" and later.count and later.unit == "day":
            yield from _days(items, at, later.count, "days")
        if later is not None and later.kind == "length" and later.count and later.unit in ("month", "quarter", "year"):
            yield from _whole_units(items, at, later.count, later.unit + "s")
        if later is not None and later.kind == "relative" and later.count and item.key.endswith((" later", " on")):
            yield from _elapsed(items, at, Decimal(later.count), later.unit or "")


def _span_beside(items: tuple[Item, ...], at: int) -> int | None:
    """The span of dates that a length stands right beside: "12 days, from …", "from … to …, 12 days", "(12 days)"."""
    behind, before = range(at + 1, min(len(items), at + _NEAR)), range(at - 1, max(-1, at - _NEAR), -1)
    step: int
    for step in itertools.chain(behind, before):
        if items[step].period is None:
            continue
        low, high = sorted((at, step))
        between = items[low + 1 : high]
        named = items[at].figure is not None and "-" in items[at].key  # "the ten-day strike, from"
        if step > at and any(item.key not in _LEADING and not (named and n == 0) for n, item in enumerate(between)):
            return None
        if step > at and not any(item.key in ("from", "between", "(", ":", "–") for item in (*between, items[step])):
            return None if not items[step].key.startswith(("from", "between")) else step
        if step < at and not all(item.key in _APPOSED for item in between):
            return None
        return step
    return None


def _days(items: tuple[Item, ...], at: int, told: int, unit: str) -> Iterator[Finding]:
    step = _span_beside(items, at)
    if not told or step is None or (items[at].figure and len(items[at].key.replace("-", " ").split()) > _BARE):
        return  # "six working days"
    ends = _ends_of(items[step].key)
    if ends is None or any(item.key in ("school", "working", "non", "trading", "sitting") for item in items):
        return
    passed = (ends[1] - ends[0]).days
    inclusive = any(item.key in ("inclusive", "both") for item in items)
    right = {passed + 1} if inclusive else {passed, passed + 1}
    if unit in ("night", "nights"):
        right = {passed}
    slack = 3 if unit.startswith("week") else 0
    between = any(item.key == "between" for item in items[max(0, step - 2) : step]) or items[step].key.startswith(
        "between"
    )
    over = told > max(right) + slack
    if over or (not between and told < min(right) - slack):
        message = f"{items[step].key} is {max(right)} days, not {items[at].key}."
        yield at, refuted(message[0].upper() + message[1:], f"{max(right)} days", "dates")


def _ends_of(text: str) -> tuple[date, date] | None:
    """The first and last day of "3 June to 12 June 2023", "3 to 12 June"; a year that is not told is any."""
    found = _SPAN.search(text.removeprefix("from ").removeprefix("between "))
    if found is None:
        return None
    years = [int(year) for year in _YEAR.findall(text)]
    parts = [_YEAR.sub("", found[name]) for name in ("first", "last")]
    days = [match[1] for part in parts if (match := _DAY.search(part)) is not None]
    months = [next((m for word in part.split() if (m := words().month(word.strip(".")))), None) for part in parts]
    if len(days) != 2 or months[1] is None:
        return None
    last_year = years[-1] if years else 2001
    first_year = years[0] if len(years) == 2 else last_year
    try:
        first = date(first_year, months[0] or months[1], int(days[0]))
        last = date(last_year, months[1], int(days[1]))
    except ValueError:
        return None
    return (first, last) if first < last else None


def _whole_units(items: tuple[Item, ...], at: int, told: int, unit: str) -> Iterator[Finding]:
    """ "Each of the six months from March to July": counted with both ends, nothing gives more."""
    step = _span_beside(items, at)
    mention = items[step].period if step is not None else None
    span = _span_of(items, step) if step is not None else None
    if mention is None or span is None or step is None:
        return
    months, worth = span.months, _UNITS[unit]
    if months is None:
        return
    over = told * worth - months >= (1 if not months % worth else worth // 2)
    under = step < at and stops(items, at) and months - told * worth > worth * 3 // 2
    if not (over or under):
        return
    most = round(months / worth)
    yield at, refuted(f"{items[step].key[0].upper()}{items[step].key[1:]} is {most} {unit}, not {told}.", None, "dates")


def _span_of(items: tuple[Item, ...], step: int) -> Period | None:
    mention = items[step].period
    if mention is None or mention.kind not in ("period", "date"):
        return None
    if mention.period is not None and " " in items[step].key and _SPAN.search(items[step].key):
        return mention.period
    return _months_named(items[step].key)


def _months_named(text: str) -> Period | None:
    """ "March to July", with no year."""
    found = _SPAN.search(text.removeprefix("from ").removeprefix("between "))
    if found is None or any(character.isdigit() for character in text):
        return None
    months = [words().month(found[name].split()[-1]) for name in ("first", "last")]
    if months[0] is None or months[1] is None or months[0] >= months[1]:
        return None
    following = date(2001 + months[1] // 12, months[1] % 12 + 1, 1)
    return Period(date(2001, months[0], 1), date.fromordinal(following.toordinal() - 1))


def _elapsed(items: tuple[Item, ...], at: int, told: Decimal, unit: str) -> Iterator[Finding]:
    """ "Opened in May 2011 and closed in May 2024 after 15 years", with the two dates before it."""
    if any(item.key == "closed" and items[step + 1].key == "for" for step, item in enumerate(items[:at])):
        return
    later = items[at].period is not None
    if unit not in ("year", "years", "month", "months") or not (later or _since_start(items, at)):
        return
    dated = [
        step
        for step in range(len(items) if later else at)
        if (mention := items[step].period) is not None
        and mention.period is not None
        and mention.kind in ("period", "date")
    ]
    if len(dated) != 2 or dated[0] > at:
        return
    one, two = (items[step].period for step in dated)
    assert one is not None and two is not None and one.period is not None and two.period is not None
    first, second = one.period, two.period
    if (
        first.start is None
        or first.end is None
        or second.start is None
        or second.end is None
        or second.start <= first.end
    ):
        return
    least = (second.start - first.end).days
    most = (second.end - first.start).days
    worth = Decimal("365.25") if unit.startswith("year") else Decimal("30.44")
    low, high = least / worth, most / worth
    if told < low.to_integral_value(rounding="ROUND_FLOOR") or told > high.to_integral_value(rounding="ROUND_CEILING"):
        middle = ((low + high) / 2).to_integral_value()
        yield (
            at,
            refuted(
                f"From {items[dated[0]].key} to {items[dated[1]].key} is {middle} {unit}, not {told}.", None, "dates"
            ),
        )


def _since_start(items: tuple[Item, ...], at: int) -> bool:
    """Whether a length runs from the first date to the second: "after 15 years in the post", "(15 years)"."""
    behind = items[at + 1 : at + 5]
    rest = [item.key for item in behind]
    ended = not rest or behind[0].kind == "mark" or (rest[0] in ("in", "of") and any(key in _POST for key in rest[1:4]))
    ended = ended or (rest[:2] in (["at", "the"],) and "helm" in rest)
    ended = ended or rest[:1] in (["as"], ["later"], ["on"], ["apart"])
    before = items[at - 1].key if at else ""
    led = before in _LED or rest[:1] in (["later"], ["on"], ["apart"])
    return ended and led
