"""Sentences for the level of a measure, and for one that has no figure."""

from __future__ import annotations

from pcc_narrator.drafting.template.roles import Candidate, Roles, unchanged, verdict, when
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import listed

PAIR = 2  # measures told in one sentence


def level(r: Roles) -> list[Candidate]:
    """The figure of the period, of the 12 months, and the change that a report leads with."""
    values = r.values
    if not values:
        return together(r) if r.facts else []
    if len({fact.measure for fact in r.facts}) > 1:
        return together(r)
    now = values[0]
    year = next((fact for fact in values[1:] if fact.period.kind == "year"), None)
    earlier = [fact for fact in values[1:] if fact is not year]
    change = r.changes[0] if r.changes else None
    if year is not None:
        return _with_year(r, now, year, change)
    if change is not None and earlier:
        return _with_quarters(r, now, change, earlier)
    if change is not None:
        return _with_change(r, now, change)
    return _alone(r, now)


def _with_year(r: Roles, now: Fact, year: Fact, change: Fact | None) -> list[Candidate]:
    """ "There were 10,792 visits in quarter three, and 42,685 in the 12 months to …: 1,383 fewer than …"."""
    w = r.w
    if change is None:
        return _pairs(r, now, year, "")
    of_year = change.period == year.period
    than = changes.than(w, change)
    found = [
        _add(r, pair, f"that is {than}" if of_year else f"{_the_quarter(w, now)} was {than}", change, number)
        for number, pair in enumerate(_pairs(r, now, year, ""))
    ]
    if of_year:
        pairs = _pairs(r, now, year, than, comparisons.verdict_tail(w, change))
        found = [_add(r, pair, "", change, number) for number, pair in enumerate(pairs)] + found[:1]
    return found


def _pairs(r: Roles, now: Fact, year: Fact, than: str, tail: str = "") -> list[Candidate]:
    """Period and 12 months in one breath, with the comparison of the 12 months where there is one."""
    w = r.w
    n, y = levels.level(w, now), w.figure(year)
    p, q = when(w, now), when(w, year)
    which = f", which is {than}{tail}" if than else ""
    colon = f": {than}" if than else ""
    if r.lead:
        found = [
            r.candidate("there", f"there were {n} {p}, and {y} {q}{colon}"),
            r.candidate("period_first", f"{q} there were {levels.level(w, year)}{which}",
                        f"of these, {w.figure(now)} came {p}" if _inside(now, year) else f"{p} there were {n}"),
            r.candidate("number_of", f"the number of {r.many} {p} was {w.figure(now)}",
                        f"{q} it was {y}{which}"),
        ]  # fmt: skip
        if r.done:
            total = f"a total of {n} were {r.done} {p}"
            found.insert(1, r.candidate("total_of", total, f"{q} there were {y}{which}"))
        if now.number == 1:
            found = [candidate for candidate in found if candidate.skeleton.endswith(("number_of", "period_first"))]
        return found
    was = "came to" if r.as_guest else r.was
    return [
        r.candidate("subject", f"{r.subject} {was} {n} {p}, and {y} {q}{colon}"),
        r.candidate("subject_two", f"{r.subject} {was} {n} {p}", f"{q} {r.it} {was} {y}{which}"),
        r.candidate("period_first", f"{p} {r.subject} {was} {n}", f"{q} {r.it} {was} {y}{which}"),
    ]


def _inside(now: Fact, year: Fact) -> bool:
    return year.period.contains(now.period) and now.unit == "count"


def _the_quarter(w: object, now: Fact) -> str:
    return f"the {now.period.kind}'s figure" if now.period.kind in ("quarter", "month") else "the figure"


def _add(r: Roles, pair: Candidate, sentence: str, change: Fact, turn: int) -> Candidate:
    """The pair with a sentence and the test's verdict after it."""
    tail = comparisons.verdict_tail(r.w, change)
    extra = r.candidate("", sentence, "" if tail and tail in pair.text else verdict(r.w, change, turn))
    return Candidate(pair.skeleton, f"{pair.text} {extra.text}".strip(), pair.facts)


def _with_quarters(r: Roles, now: Fact, change: Fact, earlier: list[Fact]) -> list[Candidate]:
    """ "33 per cent in quarter three. In quarter two it was 48 per cent, and in quarter one 93 per cent."."""
    w = r.w
    n, p = levels.level(w, now), when(w, now)
    numbers = [fact.number for fact in (now, *earlier)]
    shown = listed([f"{w.figure(fact)} {when(w, fact)}" for fact in earlier])
    if len(set(numbers)) == 1:
        same = listed([periods.name(w, fact.period) for fact in earlier])
        return [
            _s(r, "same_as", now, f", the same as in {same}"),
            r.candidate("same_first", f"{p} {r.subject} {r.was} {n}, the same as in {same}"),
        ]
    steady = numbers == sorted(numbers) or numbers == sorted(numbers, reverse=True)
    way = "down" if changes.direction(change) < 0 else "up"
    test = verdict(w, change, 0)
    was = "there were" if r.lead else f"{r.it} {r.was}"
    clash = any(len(w.figure(fact).split()[0]) > 2 and not w.figure(fact)[0].isdigit() for fact in earlier[1:])
    joint = f" {was}" if clash else ""  # "in quarter one it was one second", not "in quarter one one second"
    after = f"{when(w, earlier[0])} {was} {w.figure(earlier[0])}"
    if len(earlier) > 1:
        after += ", and " + listed([f"{when(w, fact)}{joint} {w.figure(fact)}" for fact in earlier[1:]])
    than = changes.than(w, change)
    first, rest = earlier[0], earlier[1:]
    found = [_s(r, "series", now, "", after, test)]
    if steady and not unchanged(change):
        found.append(_s(r, "from", now, f", {way} from {shown}", test))
        found.append(r.candidate("from_first", _lead(r, now, n, p) + f", {way} from {shown}", test))
    elif not unchanged(change):
        found.append(_s(r, "than", now, f", {than}", _before(w, rest), test))
        found.append(r.candidate("than_first", _lead(r, now, n, p),
                                 f"that is {than}, when {r.it if not r.lead else 'there'} {_was(r)} {w.figure(first)}",
                                 test))  # fmt: skip
    return found


def _before(w: object, rest: list[Fact]) -> str:
    from pcc_narrator.wording import Wording

    assert isinstance(w, Wording)
    return "the figure " + listed([f"{when(w, fact)} was {w.figure(fact)}" for fact in rest]) if rest else ""


def _was(r: Roles) -> str:
    return "were" if r.lead else r.was


def _lead(r: Roles, now: Fact, n: str, p: str) -> str:
    if r.lead:
        return f"{p} there {'was' if now.number == 1 else 'were'} {n}"
    return f"{p} {r.subject} {r.was} {n}"


def _s(r: Roles, skeleton: str, now: Fact, tail: str, *more: str) -> Candidate:
    """The plain lead: "There were 37 visits in quarter three" or "The rate was 4.8 per cent in quarter three"."""
    n, p = levels.level(r.w, now), when(r.w, now)
    margin = levels.interval(r.w, now)
    n = f"{n} ({margin})" if margin else n
    if r.lead:
        done = f" {r.done}" if r.done and not tail and not r.as_guest else ""
        return r.candidate(skeleton, f"there {'was' if now.number == 1 else 'were'} {n}{done} {p}{tail}", *more)
    return r.candidate(skeleton, f"{r.subject} {r.was} {n} {p}{tail}", *more)


def _with_change(r: Roles, now: Fact, change: Fact) -> list[Candidate]:
    w = r.w
    n, p = levels.level(w, now), when(w, now)
    margin = levels.interval(w, now)
    n = f"{n} ({margin})" if margin else n
    than = changes.than(w, change)
    test, tail = verdict(w, change, 0), comparisons.verdict_tail(w, change)
    base = w.level_of(change, base=True)
    found = [
        _s(r, "than", now, f", {than}" if not margin else "", f"that is {than}" if margin else "", test),
        r.candidate("period_first", _lead(r, now, n, p), f"that is {than}{tail}", "" if tail else test),
    ]
    if base is not None and not unchanged(change):
        verb = changes.verb(w, change, 0, bare=True)
        subject, wide = r.number, f" ({margin})" if margin else ""
        found.append(r.candidate(
            "moved", f"{subject} {verb} from {w.figure(base)} {periods.basis(w, change)} to {w.figure(now)}{wide} {p}",
            test or (f"that is {changes.noun(w, change, 1)}" if changes.share(w, change) else ""),
        ))  # fmt: skip
    return found


def _alone(r: Roles, now: Fact) -> list[Candidate]:
    n, p = levels.level(r.w, now), when(r.w, now)
    found = [_s(r, "alone", now, "")]
    if p:
        found.append(r.candidate("alone_first", _lead(r, now, n, p)))
    return found


def together(r: Roles) -> list[Candidate]:
    """Several measures of one kind in one paragraph: counts side by side, percentages that fell and that rose."""
    w = r.w
    values = [fact for fact in r.some("value") if fact.category is None]
    moved = {change.measure: change for change in r.changes}
    period = when(w, values[0])
    if not moved:
        shown = listed([levels.level(w, fact) for fact in values])
        was = "was" if values[0].number == 1 else "were"
        return [
            r.candidate("counts", f"{period} there {was} {shown}"),
            r.candidate("counts_last", f"there {was} {shown} {period}"),
        ]
    base = periods.base(w, next(iter(moved.values())))
    sentences: list[str] = []
    for way in (-1, 1, 0):
        group = [fact for fact in values if changes.direction(moved[fact.measure]) == way]
        if not group:
            continue
        if way:
            verb = changes.VERBS[way][0]
            told = [
                f"{w.phrase(fact.measure).subject} {verb if not number % PAIR else ''}"
                f" from {w.figure(before)} to {w.figure(fact)}".replace("  ", " ")
                for number, fact in enumerate(group)
                if (before := w.level_of(moved[fact.measure], base=True)) is not None
            ]
            sentences.extend(listed(told[start : start + PAIR]) for start in range(0, len(told), PAIR))
        else:
            told = [f"{w.phrase(fact.measure).subject} ({w.figure(fact)})" for fact in group]
            was = "was" if len(told) == 1 and not w.phrase(group[0].measure).plural else "were"
            sentences.append(f"{listed(told)} {was} unchanged")
    first = f"{period}, compared with {base}, {sentences[0]}"
    return [
        r.candidate("moved", first, *sentences[1:]),
        r.candidate("moved_base", f"{sentences[0]} {period}, compared with {base}", *sentences[1:]),
    ]


def no_data(r: Roles) -> list[Candidate]:
    """Nothing for the report's period: said, with the latest figure there is."""
    w = r.w
    own = w.facts.period
    now = periods.name(w, own) if own is not None else "the period"
    if not r.values:
        subject = r.subject
        return [r.candidate("none", f"there are no data on {subject} for {now}")]
    latest = r.values[0]
    if latest.unit == "rank":
        return _alone(r, latest)
    subject = r.subject
    n, p = levels.level(w, latest), periods.name(w, latest.period)
    margin = levels.interval(w, latest)
    n = f"{n} ({margin})" if margin else n
    change = r.changes[0] if r.changes else None
    than = f"that is {changes.than(w, change)}" if change is not None else ""
    test = verdict(w, change, 1)
    tail = comparisons.verdict_tail(w, change) if change is not None else ""
    was = "there were" if r.many else f"{r.it} {r.was}"
    told = (f"in {p} {was} {n}", f"{than}{tail}", "" if tail else test)
    return [
        r.candidate("none_for", f"there are no data on {subject} for {now}", *told),
        r.candidate("not_yet", f"no figure for {subject} is available for {now}", *told),
    ]


def caution(r: Roles) -> list[Candidate]:
    """Provisional figures are called so."""
    subject = r.many or r.subject
    return [r.candidate("provisional", f"these figures for {subject} are provisional and may be revised")]
