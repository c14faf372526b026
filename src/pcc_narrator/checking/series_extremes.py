"""Verdicts on the highest and lowest of a series: since a time, inside a period, or of all that is known."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Index, Series, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times
from pcc_narrator.checking.wording import period_words, place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period
from pcc_narrator.periods.numerals import cardinals


def _season(items: tuple[Item, ...], at: int) -> tuple[int, ...]:
    """The months of the season that something is put in order in: "the worst month of the winter"."""
    step = at + 1 + (at + 1 < len(items) and items[at + 1].key in ("month", "week"))
    ahead = [item.key for item in items[step : step + 3]]
    told = ahead[:1] in (["of"], ["in"]) and ahead[1:2] in (["the"], ["this"], ["that"])
    return _SEASONS.get(ahead[-1], ()) if told else ()


_SEASONS = {
    "winter": (10, 11, 12, 1, 2, 3),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8, 9),
    "autumn": (9, 10, 11),
}


def in_series(
    resolver: Resolver, at: int, reading: Reading, high: bool, judged: dict[int, Judged], of: int | None = None
) -> Judged:
    """Highest or lowest of a series: since a time, inside a period, or of all that is known."""
    index, items = resolver.index, resolver.items
    began = any(one.key in ("began", "begun") for one in items[at + 1 : at + 9])
    since = None if began else _since(resolver, at)
    value = judged[of] if of is not None else linked_value(resolver, at, judged)
    times = value.reading.times if value is not None and value.reading is not None else reading.times
    if began and value is None:
        named = next((step for step in range(at) if items[step].period is not None), None)
        # "since the series began, in 2007": that period is the series' start
        times = resolver.default_times() if named is None else resolver.read_period(named)
    tried: list[tuple[Fact, Fact, Series]] = []
    subjects, areas = reading.subjects.choices, reading.places.choices
    if value is not None and value.candidate is not None and value.verdict == "supported":
        subjects, areas = (value.candidate.subject,), (value.candidate.area,)
    for subject in subjects:
        for area in areas:
            for series in _series_meant(index, subject, area, value):
                for key in _grains_meant(series, times, value, _length_said(items, at)):
                    facts = series.of_grain(key)
                    if len(facts) < 3:
                        continue
                    here = _claimed(facts, times, value, since)
                    if here is None:
                        continue
                    window = _window(facts, here, since, times, items, at)
                    if (season := _season(items, at)) and key == 1:
                        window = _in_season(facts, here, season)
                    if (whole := _of_the_months(resolver, at)) is not None:
                        window = arithmetic.within(tuple(facts), whole)
                        if here not in window:
                            continue
                    if len(window) < 2:
                        continue
                    best = max(window, key=lambda f: f.number) if high else min(window, key=lambda f: f.number)
                    tried.append((here, best, series))
    if (
        not tried
        and since is not None
        and (counter := _against(resolver, at, subjects, areas, times, high)) is not None
    ):
        return counter
    if not tried:
        if value is not None and value.verdict == "refuted":
            return Judged("refuted", "extreme", value.message, value.candidate, value.expected, reading)
        return open_verdict("no_fact", "No series decides this.", reading)
    word = "highest" if high else "lowest"
    if (counter := _told_since(resolver, at, [here for here, _, _ in tried], high, judged)) is not None:
        return counter
    for here, best, series in tried:
        if here.number == best.number:
            candidate = arithmetic.of_fact(here, series.subject)
            return Judged(
                "supported",
                "extreme",
                f"{place_words(index, candidate)} is the {word}: {value_words(here.number, here.unit)}.",
                candidate,
                reading=reading,
            )
    here, best, series = tried[0]
    candidate = arithmetic.of_fact(best, series.subject)
    return Judged(
        "refuted",
        "extreme",
        f"The {word} is {value_words(best.number, best.unit)}, for {period_words(best.period, index.set.calendar)}; "
        f"{period_words(here.period, index.set.calendar)} has {value_words(here.number, here.unit)}.",
        candidate,
        None,
        reading,
    )


def _series_meant(index: Index, subject: Subject, area: str, value: Judged | None) -> Sequence[Series]:
    """The series that a superlative is of: that of the figure beside it, else the levels, where there are any."""
    known = index.series(subject, area)
    own = value.candidate if value is not None and value.verdict == "supported" else None
    statistic = own.statistic if own is not None and not own.how else "value"
    return [series for series in known if series.statistic == statistic] or known


def _length_said(items: Sequence[Item], at: int) -> int | None:
    """The months of "the highest of any quarter", "the lowest of all months"."""
    keys = [item.key for item in items[at + 1 : at + 5]]
    if not keys or keys[0] not in ("of", "of any", "in", "in any", "any") or not _EACH & set(" ".join(keys).split()):
        return None
    return next((_LENGTHS[key] for key in keys if key in _LENGTHS), None)


_EACH = frozenset({"any", "all"})
_LENGTHS = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}


def _grains_meant(series: Series, times: Times, value: Judged | None, said: int | None) -> Sequence[object]:
    """The lengths of period that a superlative ranks: as it says, else that of the figure beside it or of the period
    named."""
    if said is not None:
        return (said,) if said in series.grains else ()
    own = value.candidate if value is not None and value.verdict == "supported" else None
    told = (own.period,) if own is not None and not own.how else times.choices if times.source == "said" else None
    same = [key for key in series.grains if any(fact.period in (told or ()) for fact in series.of_grain(key))]
    return same or series.grains


def _told_since(
    resolver: Resolver, at: int, claimed: Sequence[Fact], high: bool, judged: dict[int, Judged]
) -> Judged | None:
    """ "The highest since 2007, when there were 36" of 42: the text's own figure says that it was lower then."""
    items = resolver.items
    when = next((step for step in range(at + 1, min(len(items), at + 8)) if items[step].key == "when"), None)
    if when is None or not claimed or not any(items[step].period is not None for step in range(at + 1, when)):
        return None
    told = next((step for step in range(when + 1, min(len(items), when + 6)) if step in judged), None)
    figure, here = items[told].figure if told is not None else None, claimed[0]
    if told is None or figure is None or judged[told].verdict != "supported" or figure.high is not None:
        return None
    if here.unit == "percent" and figure.kind != "percent":
        return None
    if not (figure.value < here.number if high else figure.value > here.number):
        return None
    word = "highest" if high else "lowest"
    way = "less" if high else "more"
    message = f"{figure.text} is {way} than {value_words(here.number, here.unit)}: not the {word} since."
    return Judged("refuted", "extreme", message, arithmetic.of_fact(here, Subject(here.measure, here.category)))


def _against(
    resolver: Resolver, at: int, subjects: Sequence[Subject], areas: Sequence[str], times: Times, high: bool
) -> Judged | None:
    """A change that rules out "the highest since": the figure before it, within the time named, was higher."""
    index = resolver.index
    since = _since(resolver, at)
    start = min((p.start for p in (since.choices if since else None) or () if p.start is not None), default=None)
    if since is not None and times.choices == since.choices:
        times = resolver.default_times()
    if start is None or times.choices is None:
        return None
    for subject in subjects:
        for area in areas:
            for change in arithmetic.changes(index, subject, area, times.choices, None):
                if change.statistic == "ratio" or change.base is None or change.base.start is None:
                    continue
                if change.base.start > start and (change.value < 0 if high else change.value > 0):
                    way = "fell" if change.value < 0 else "rose"
                    message = (
                        f"It {way} from {period_words(change.base, index.set.calendar)}: {place_words(index, change)}."
                    )
                    return Judged("refuted", "extreme", message, change)
    return None


def linked_value(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Judged | None:
    """The verdict on the figure that the extreme word speaks of: "peaked at 4.2", "4.2, the highest since"."""
    items, clause = resolver.items, resolver.items[at].clause
    before, after = range(at - 1, -1, -1), range(at + 1, min(len(items), at + 10))
    beside = at >= 3 and items[at - 1].key in ("its", "the", "their") and items[at - 2].key == ","
    beside = beside or predicated(items, at)  # "May, with 12, was the quietest and June, with 20, busiest"
    for step in [*before, *after] if beside else [*after, *before]:  # "525, its highest of the year, and 408"
        if items[step].clause != clause:
            continue
        found = judged.get(step)
        if any(one.key in ("when", "where") for one in items[at + 1 : step]):
            continue  # "the most since 2004, when there were 44"
        if step > at and _of_since(items, at, step):
            continue  # "our best month since October 2017 (90.5 per cent)"
        figure = items[step].figure
        if figure is not None and figure.unit == "months" and items[step - 1].key in ("for", "in", "over"):
            continue  # "the lowest for five years" is no figure of what is lowest
        if found is not None and resolver.roles[step].role in ("level", "to", "open", "mean"):
            return found
    return None


def _of_since(items: tuple[Item, ...], at: int, step: int) -> bool:
    """Whether a figure in brackets is that of the time since which a superlative holds."""
    if items[step - 1].key != "(" or items[step - 2].period is None:
        return False
    between = items[at + 1 : step]
    return any(one.key == "since" or (one.period is not None and one.period.preposition == "since") for one in between)


def predicated(items: tuple[Item, ...], at: int) -> bool:
    """Whether a superlative is said of what stands before it: "was the busiest", and not "was the busiest, with 12"."""
    if (
        at < 2
        or items[at - 1].key not in ("the", "our", "its", "their", "my")
        or items[at - 2].key not in ("was", "is", "were", "are")
    ):
        return False
    ahead = items[at + 1 : at + 4]
    return not any(item.figure is not None and item.figure.kind != "duration" for item in ahead)


_OWN = frozenset({"the", "our", "its", "their", "my"})


def _since(resolver: Resolver, at: int) -> Times | None:
    items = resolver.items
    for step in range(at + 1, min(len(items), at + 10)):
        mention = items[step].period
        if mention is None:
            continue
        between = items[at + 1 : step]
        event = any(one.key == "since" for one in between) and not any(one.figure is not None for one in between)
        if mention.preposition == "since" or event:  # "since the series began in 2003"
            told = resolver.read_period(step)
            ends = [one.end for one in told.choices or () if one.end is not None]
            if ends and (mention.text.lower().startswith("end ") or any(one.key == "end" for one in between)):
                return told._replace(choices=tuple(Period(end, end) for end in ends))  # "since the end of 2015"
            return told
        if mention.kind in ("relative", "length") and mention.count:
            return Times((), "said")
    return None


def _of_the_months(resolver: Resolver, at: int) -> Period | None:
    """The stretch that "the busiest of the three months" means: the one at hand that is so long."""
    items = resolver.items
    following = items[at + 1 : at + 4]
    if [item.key for item in following[:2]] != ["of", "the"] or len(following) < 3:
        return None
    figure = following[2].figure
    words = following[2].key.split()
    if figure is None or figure.kind != "duration" or words[-1] not in ("months", "quarters", "years"):
        return None
    count = cardinals().get(words[0]) or (int(words[0]) if words[0].isdigit() else 0)
    months = count * {"months": 1, "quarters": 3, "years": 12}[words[-1]]
    choices = (*resolver.carried.times, *resolver.carried.heading_time, *resolver.report_periods())
    return next((period for period in choices if period.months == months), None)


def _in_season(facts: Sequence[Fact], here: Fact, season: tuple[int, ...]) -> Sequence[Fact]:
    """The figures of a season's months next to one, without a break."""
    place = next(number for number, fact in enumerate(facts) if fact is here)
    first = last = place
    while first and _month(facts[first - 1]) in season:
        first -= 1
    while last + 1 < len(facts) and _month(facts[last + 1]) in season:
        last += 1
    return facts[first : last + 1]


def _month(fact: Fact) -> int:
    return fact.period.end.month if fact.period.end is not None else 0


def _claimed(facts: Sequence[Fact], times: Times, value: Judged | None, since: Times | None) -> Fact | None:
    """The figure that is said to be extreme."""
    by_id = {fact.id: fact for fact in facts}
    if value is not None and value.candidate is not None and value.verdict == "supported":
        for identifier in value.candidate.facts:
            if identifier in by_id and len(value.candidate.facts) == 1:
                return by_id[identifier]
    if times.choices is None:
        return facts[-1] if value is None else None
    for period in times.choices:
        if since is not None and since.choices and period in since.choices:
            continue
        for fact in facts:
            if fact.period == period:
                return fact
    if times.month is not None:
        same = [f for f in facts if f.period.end is not None and f.period.end.month == times.month]
        return max(same, key=lambda f: f.number) if same else None
    for period in times.choices:
        inside = arithmetic.within(tuple(facts), period)
        if inside and value is None:
            return max(inside, key=lambda f: f.number)
    return facts[-1] if times.source != "said" and value is None else None


def lasting(items: tuple[Item, ...], at: int) -> int | None:
    """The months of "the fewest for two years", "the highest in ten years"."""
    for step in range(at + 1, min(len(items) - 1, at + 9)):
        figure = items[step + 1].figure
        if items[step].key in ("for", "in", "over") and figure is not None and figure.kind == "duration":
            return int(figure.value) if figure.unit == "months" and figure.value >= _QUARTER else None
        if items[step].kind in ("figure", "period", "mark"):
            return None
    return None


_QUARTER = 3  # months


def _window(
    facts: Sequence[Fact], here: Fact, since: Times | None, times: Times, items: tuple[Item, ...], at: int
) -> Sequence[Fact]:
    place = next(number for number, fact in enumerate(facts) if fact is here)
    if (months := lasting(items, at)) is not None and here.period.start is not None:
        first = here.period.shifted(-months).start
        return [
            f for f in facts[: place + 1] if f.period.start is None or (first is not None and f.period.start > first)
        ]
    if since is not None:
        starts = [p.start for p in since.choices or () if p.start is not None]
        mention = next(
            (item.period for item in items[at + 1 : at + 10] if item.period is not None and item.period.count), None
        )
        if starts:
            first = min(starts)
            found = [
                fact
                for fact in facts[: place + 1]
                if fact.period.start is not None
                and fact.period.start > first
                and fact.period not in (since.choices or ())
            ]
            return [*found] if here in found else [*found, here]
        if mention is not None and mention.count and here.period.start is not None:
            months = {"year": 12, "quarter": 3, "month": 1}.get(mention.unit or "", 12) * mention.count
            begin = here.period.shifted(-months).start
            return [f for f in facts[: place + 1] if begin is None or f.period.start is None or f.period.start >= begin]
    if times.choices is not None and times.source == "said":
        for period in times.choices:
            inside = arithmetic.within(tuple(facts), period)
            if len(inside) > 1 and here in inside:
                return inside
    return facts
