"""The renderings of each fact: what `{{id:name}}` may put into a sentence, with its grammar.

A model that writes "Demand {{f3:verb}}" chooses neither the direction nor the size nor the base. `clause` is a whole
statement with its period and base; the others are parts of one. `DEFAULT` is what `{{f3}}` stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from pcc_narrator.figures.write import fraction_words, write
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside

DEFAULT = "figure"
Renderings = Mapping[str, str]


def renderings(w: Wording, fact: Fact, *, host: str = "") -> dict[str, str]:
    """The renderings of a fact by name; empty ones are left out.

    `host` is the measure whose section they stand in: another measure that counts the same things is named by its
    title there, so that two figures of one kind are told apart.
    """
    guest = bool(host) and host != fact.measure and levels.many(w, fact.measure) == levels.many(w, host) != ""
    make = _MAKERS.get(fact.statistic, _plain)
    found = make(w, fact, guest)
    return {name: text for name, text in found.items() if text}


def _plain(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    return {"figure": w.figure(fact), "period": periods.within(w, fact.period)}


def _value(w: Wording, fact: Fact, named: bool) -> dict[str, str]:
    many, period = "" if named else levels.many(w, fact.measure), periods.within(w, fact.period)
    level = levels.level(w, fact)
    margin = levels.interval(w, fact)
    shown = f"{level} ({margin})" if margin else level
    where = "" if fact.area == w.own.id else f" in {w.area(fact.area)}"
    if fact.category is not None:
        clause = f"the figure for {levels.subject(w, fact)}{where} {period} was {shown}"
    elif many:
        clause = f"{period} there {'was' if fact.number == 1 else 'were'} {shown}{where}".strip()
    elif named:
        clause = f"{_title(w, fact)}{where} came to {w.figure(fact)} {period}".strip()
    else:
        clause = f"{w.phrase(fact.measure).subject}{where} {levels.was(w, fact.measure)} {shown} {period}".strip()
    return {"figure": w.figure(fact), "level": shown, "period": period, "clause": clause}


def _rate(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    phrase, period, area = w.phrase(fact.measure), periods.within(w, fact.period), w.area(fact.area)
    bare = w.figure(fact).removesuffix(" per 1,000")
    what = levels.many(w, fact.measure) or "cases"
    clause = f"{period} there were {bare} {what} per 1,000 {phrase.per} in {area}"
    return {"figure": f"{bare} per 1,000 {phrase.per}", "period": period, "clause": clause}


def _mean(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    period = periods.within(w, fact.period)
    per = f" {w.phrase(fact.measure).per}" if fact.unit == "per_1000" else ""
    figure = f"{w.figure(fact)}{per}"
    return {
        "figure": figure,
        "period": period,
        "clause": f"the average of {w.area(fact.area)} {period} was {figure}",
    }


def _change(w: Wording, fact: Fact, named: bool) -> dict[str, str]:
    way = changes.direction(fact)
    base, period = periods.base(w, fact), periods.within(w, fact.period)
    many = levels.many(w, fact.measure)
    subject = levels.subject(w, fact) if fact.category is not None or not many else f"the number of {many}"
    subject = _title(w, fact) if named and fact.category is None else subject
    where = "" if fact.area == w.own.id else f" across {w.area(fact.area)}"
    now, before = w.level_of(fact), w.level_of(fact, base=True)
    ends = f"from {w.figure(before)} to {w.figure(now)}" if now is not None and before is not None and way else ""
    return {
        "figure": changes.sized(w, fact),
        "size": changes.size(w, fact),
        "share": changes.share(w, fact),
        "verb": changes.verb(w, fact),
        "noun": changes.noun(w, fact),
        "than": changes.than(w, fact),
        "from_to": ends,
        "base": base,
        "period": period,
        "clause": f"{subject} {changes.verb(w, fact)}{where} {period}, compared with {base}",
    }


def _share(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    words = fraction_words(fact.number / 100) or w.figure(fact)
    many = levels.many(w, fact.measure)
    of = f"of all {many}" if many else "of the total"
    return {"figure": w.figure(fact), "fraction": f"{words} {of}", "period": periods.within(w, fact.period)}


def _rank(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    phrase = f"the {comparisons.rank(w, fact)}"
    return {"figure": phrase, "clause": f"{w.own.title} was {phrase} {periods.within(w, fact.period)}".strip()}


def _areas(w: Wording, fact: Fact, named: bool) -> dict[str, str]:
    verb = "rose" if fact.statistic == "areas_with_increase" else "fell"
    many = levels.many(w, fact.measure)
    subject = f"the number of {many}" if many else w.phrase(fact.measure).subject
    subject = _title(w, fact) if named else subject
    of = f" of the {write(Decimal(fact.out_of), 'count')}" if fact.out_of else ""
    figure = f"{w.figure(fact)}{of} {comparisons.areas(w)}"
    period = periods.within(w, fact.period)
    base = f", compared with {periods.base(w, fact)}" if fact.base is not None else ""
    return {"figure": figure, "clause": f"{subject} {verb} in {figure} {period}{base}"}


def _target(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    name = w.phrase(fact.measure).target_name
    return {
        "figure": w.figure(fact),
        "noun": f"the {name} of {w.figure(fact)}",
        "clause": f"the {name} is {w.figure(fact)}",
    }


def _difference(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    if fact.against != "target":
        return {"figure": w.figure(fact, size=True)}
    subject, was = w.phrase(fact.measure).subject, levels.was(w, fact.measure)
    than = comparisons.target(w, fact)
    return {
        "figure": w.figure(fact, size=True),
        "than": than,
        "clause": f"{periods.within(w, fact.period)} {subject} {was} {than}",
    }


def _significant(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    for tested in fact.of_what:
        change = w.facts.by_id.get(tested)
        if change is not None and (text := comparisons.verdict(w, change)):
            clause = text[0].lower() + text[1:].rstrip(".")
            return {"figure": clause.removeprefix(f"the {changes.move(change)} "), "clause": clause}
    return {}


def _extreme(w: Wording, fact: Fact, _: bool) -> dict[str, str]:
    return {"figure": comparisons.extreme(w, fact), "clause": f"that is {comparisons.extreme(w, fact)}"}


def _run(w: Wording, fact: Fact, named: bool) -> dict[str, str]:
    if "target" in (fact.method or ""):
        return {}
    many = levels.many(w, fact.measure)
    subject = f"the number of {many}" if many else w.phrase(fact.measure).subject
    subject = _title(w, fact) if named else subject
    plural = w.phrase(fact.measure).plural and not many
    verb = comparisons.run(fact, plural=plural)
    return {"figure": verb, "clause": f"{subject} {verb}"}


def _title(w: Wording, fact: Fact) -> str:
    """The measure by its own name."""
    return inside(w.measure(fact.measure).title, w.names)


_MAKERS: Mapping[str, Callable[[Wording, Fact, bool], dict[str, str]]] = {
    "value": _value,
    "rate": _rate,
    "mean": _mean,
    "change": _change,
    "change_points": _change,
    "change_percent": _change,
    "share": _share,
    "rank": _rank,
    "areas_with_increase": _areas,
    "areas_with_decrease": _areas,
    "target": _target,
    "difference": _difference,
    "significant": _significant,
    "extreme": _extreme,
    "run": _run,
}
