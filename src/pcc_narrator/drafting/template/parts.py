"""Sentences for what a total is made of, and for the groups of a measure."""

from __future__ import annotations

from pcc_narrator.drafting.template.roles import Candidate, Roles, when
from pcc_narrator.figures.write import fraction_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import is_plural, listed


def composition(r: Roles) -> list[Candidate]:
    """What moved a total, or what moved against it."""
    total = next((change for change in r.changes if change.category is None), None)
    moved = [change for change in r.changes if change.category is not None]
    if total is None or not moved:
        return []
    if r.message.id.endswith("_against") or changes.direction(moved[0]) * changes.direction(total) < 0:
        return _against(r, total, moved)
    return _along(r, total, moved)


def _along(r: Roles, total: Fact, moved: list[Fact]) -> list[Candidate]:
    w = r.w
    word = changes.move(total)
    names = [levels.subject(w, change) for change in moved]
    base, period = periods.base(w, total), when(w, total)
    by = listed([
        f"{name} {changes.verb(w, change, 0) if number == 0 else 'by ' + changes.sized(w, change)}"
        for number, (name, change) in enumerate(zip(names, moved, strict=True))
    ])  # fmt: skip
    found = [
        r.candidate("along", f"{period} {by}, compared with {base}"),
        r.candidate("largest", f"the largest {changes.move(moved[0])} {period} was in {names[0]}, which "
                    f"{changes.verb(w, moved[0], 1)} compared with {base}",
                    f"{names[1]} {changes.verb(w, moved[1], 0)}" if len(moved) > 1 else ""),
    ]  # fmt: skip
    weight = _weight(moved, total)
    if weight and changes.direction(total):
        plural = len(moved) > 1 or is_plural(names[0])
        account = "account" if plural else "accounts"
        lead = f"{listed(names)} {account} for {weight} of the {word} {period}"
        found.insert(0, r.candidate("account", lead, f"compared with {base}, {by}"))
    return found


def _weight(moved: list[Fact], total: Fact) -> str:
    """ "more than the whole", "most": how much of the total's change these make up; nothing below half."""
    if not total.number:
        return ""
    part = sum(change.number for change in moved) / total.number
    if part > 1:
        return "more than the whole"
    if part == 1:
        return "the whole"
    return "most" if part > 0.5 else ""


def _against(r: Roles, total: Fact, moved: list[Fact]) -> list[Candidate]:
    w = r.w
    first = moved[0]
    name = levels.subject(w, first)
    share = next((fact for fact in r.some("share") if fact.category == first.category), None)
    of_all = ""
    if share is not None:
        words = fraction_words(share.number / 100) or w.figure(share)
        be = "are" if is_plural(name) else "is"
        of_all = f", and {be} now {words} of all {r.many}" if r.many else ""
    period = when(w, total)
    full = _ends(r, first, dated=True) or f", compared with {periods.base(w, total)}"
    others = [f"{levels.subject(w, change)} {changes.verb(w, change, 1)}{_ends(r, change)}" for change in moved[1:]]
    test = ""
    if len(moved) == 1:
        test = comparisons.verdict(w, first)
    elif (found := w.test_of(moved[1])) is not None and found.value and w.test_of(first) is None:
        test = comparisons.verdict(w, moved[1], 1)
    it = "they" if is_plural(name) else "it"
    lead = f"{name} moved the other way{of_all}"
    contrast = f"by contrast, {name} {changes.verb(w, first)} {period}{full}"
    share_said = f"{it} {of_all.removeprefix(', and ')}" if of_all else ""
    return [
        r.candidate("other_way", lead, f"{period} {it} {changes.verb(w, first)}{full}", *others, test),
        r.candidate("by_contrast", contrast, share_said, *others, test),
        r.candidate("against", f"against this, {name} {changes.verb(w, first, 1)} {period}{full}", share_said, *others,
                    test),
    ]  # fmt: skip


def _ends(r: Roles, change: Fact, *, dated: bool = False) -> str:
    """ ", from 13,200 to 13,925"; `dated` names the base; nothing where either level is not known."""
    now, before = r.w.level_of(change), r.w.level_of(change, base=True)
    if now is None or before is None:
        return ""
    base = f" {periods.basis(r.w, change)}" if dated else ""
    return f", from {r.w.figure(before)}{base} to {r.w.figure(now)}"


def breakdown(r: Roles) -> list[Candidate]:
    """The highest and the lowest group, or the two largest of a count."""
    groups = [fact for fact in r.some("value") if fact.category is not None]
    if len(groups) < 2:
        return []
    w = r.w
    first, last = groups[0], groups[1]
    names = [levels.subject(w, fact) for fact in (first, last)]
    n = [w.figure(fact) for fact in (first, last)]
    period = when(w, first)
    if first.unit == "count":
        kind = f"by {r.phrase.breakdown}, " if r.phrase.breakdown else ""
        ends = f"{names[0]} ({n[0]}), followed by {names[1]} ({n[1]})"
        return [
            r.candidate("largest", f"{kind}the largest group {period} was {ends}"),
            r.candidate("largest_first", f"{period} the largest group {kind.rstrip(', ')} was {ends}"),
        ]
    if first.number == last.number:
        return [r.candidate("level", f"{r.subject} {r.was} {n[0]} {period} in every {r.phrase.breakdown or 'group'}")]
    moved = {change.category: change for change in r.changes}
    tail = ""
    if (change := moved.get(last.category)) is not None and changes.direction(change):
        tail = f"for {names[1]} that is {changes.than(w, change)}"
    return [
        r.candidate("highest", f"{period} {r.subject} {r.was} highest for {names[0]}, at {n[0]}, and lowest for "
                    f"{names[1]}, at {n[1]}", tail),
        r.candidate("ranged", f"by {r.phrase.breakdown or 'group'}, {r.subject} ranged {period} from {n[1]} for "
                    f"{names[1]} to {n[0]} for {names[0]}", tail),
    ]  # fmt: skip
