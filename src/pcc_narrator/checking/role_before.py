"""The role of a figure by what stands before it: "rose by", "a fall of", "from", "to", "against"."""

from __future__ import annotations

from pcc_narrator.checking.items import LIMITS, Item
from pcc_narrator.checking.role import ARROWS, RoleRead, sign_of
from pcc_narrator.models.figure import Figure

_LINKS = frozenset({"of", "by", "to", "from", "at", "than", "with", "against", "in"})
_MOVED = frozenset({"went", "goes", "going", "moved", "moving", "changed", "changing"})


def role_before(items: tuple[Item, ...], number: int, left: list[int], done: dict[int, RoleRead]) -> RoleRead | None:
    if not left:
        return None
    at = left[0]
    item = items[at]
    further = left[1:]
    if item.key in ARROWS:
        return RoleRead("change", ARROWS[item.key], word=at)
    if item.key in ("and", ",") and further and further[0] == at - 1 and (earlier := done.get(at - 1)) is not None:
        mine, theirs = items[number].figure, items[at - 1].figure
        respectively = any(one.key == "respectively" for one in items)
        if respectively and mine is not None and theirs is not None and mine.kind == theirs.kind:
            return earlier  # "fell by 12 and 15 respectively"
    if item.key == "and" and (joined := _joined(items, number, further, done)) is not None:
        return joined
    if item.key == "by" and at and items[at - 1].key == "followed":
        return RoleRead("level")
    if item.key == "by":
        return _by(items, further)
    if item.key == "on" and further and items[further[0]].key in ("up", "down") and further[0] == at - 1:
        return RoleRead("from", *sign_of(items[further[0]].key), word=further[0])  # "2,140, up on last year's 2,060"
    if item.key == "of":
        return _of_noun_apart(items, at) or (_of(items, number, further, done) if further else RoleRead("level"))
    if item.key == "to":
        return RoleRead("share") if _part_of_change(items, number) else _to(items, further)
    if item.key in ("from", "up from", "down from", "improved from", "improving from"):
        if item.key == "from" and further and items[further[0]].has("level") and not _directed(items, further):
            return RoleRead("level")
        if item.key == "from" and further and items[further[0]].key in _MOVED:
            return RoleRead("from")  # "detection went from 60 to 68%" tells its own change
        sense = {"up from": "up", "down from": "down"}.get(item.key)
        direction = _direction_left(items, [at, *further] if sense is None else [at])
        if sense is not None:
            return RoleRead("from", *sign_of(sense), word=at)
        if item.key.startswith("improv"):
            return RoleRead("from", 0, 1, word=at)
        if direction is not None:
            return RoleRead("from", *sign_of(items[direction].sense("direction", "change_noun")), word=direction)
        return RoleRead("from")
    hedge = next((one.key for one in reversed(items[max(0, number - 3) : number]) if one.key.startswith("~")), "")
    if item.has("direction", "up", "down") and hedge in ("~above", "~below", "~under"):
        return RoleRead("to", *sign_of(item.sense("direction")), word=at)
    if item.has("direction", "up", "down") or item.has("change_noun"):
        sense = item.sense("direction", "change_noun")
        if item.key in ("higher", "lower"):
            return None
        return RoleRead("change", *sign_of(sense), word=at)
    if item.has("direction", "better", "worse"):
        return RoleRead("change", *sign_of(item.sense("direction")), word=at)
    if item.key == "within" or _age(items, number, at):
        return RoleRead("bound")
    if item.key in ("lost", "shed", "losing", "gaining"):
        return RoleRead("change", 1 if item.key == "gaining" else -1)
    if item.has("target", "word"):
        return RoleRead("target")
    if item.has("target", "met", "missed") and not item.has("level"):
        return RoleRead("target")
    if item.key in LIMITS:
        return RoleRead("level")
    said, following = items[number].figure, items[number + 1].key if number + 1 < len(items) else ""
    stretch = following == "of" or items[number - 1].key in ("the", "these", "those", "full", "whole")
    timed = said is not None and said.kind == "duration" and (stretch or said.unit == "months")
    if item.key == "over" and (timed or (said is not None and items[number - 1].key in ("the", "these", "those"))):
        return RoleRead("bound")  # "over the four quarters of 2018", "measured over the 30 of the sample"
    if said is not None and said.in_words and said.value == 1 and item.key in ("behind", "under", "below", "above"):
        return RoleRead("open")  # "one part behind one small wall"
    if item.has("comparison", "above", "below") and item.key not in ("higher", "lower"):
        return RoleRead("from", *sign_of(item.sense("comparison")), word=at)
    if item.has("comparison", "equal", "near"):
        return RoleRead("from")
    between = at == number - 1 and at and items[at - 1].figure is not None
    if item.has("compare") and (item.key not in ("on", "over", "since", "after", "following") or between):
        return RoleRead("from")  # "with 132 after 113"
    if item.has("statistic", "mean", "median"):
        return RoleRead("mean")
    if item.has("statistic", "share"):
        return RoleRead("share")
    if item.has("statistic", "peak", "trough", "total"):
        if further and items[further[0]].key == "to":
            return _to(items, further[1:])  # "had fallen to a low of 516"
        return RoleRead("level")
    if item.key == ":" and number + 1 < len(items) and items[number + 1].key in ("were", "was", "are", "is", "had"):
        return RoleRead("level")  # "the steepest fall was in May: 84 visits were made"
    if item.has("level") or item.key in (":", "=") or item.has("level", "word"):
        if _target_subject(items, further):
            return RoleRead("target")
        if any(items[one].has("statistic", "mean", "median") for one in further[:8]):
            return RoleRead("mean")
        if (told := _change_subject(items, further)) is not None:
            return RoleRead("change", *sign_of(items[told].sense("change_noun")), word=told)
        return RoleRead("level")
    return None


def _age(items: tuple[Item, ...], number: int, at: int) -> bool:
    """Whether a figure is a limit that people or things are told by: "only one was under 18", "swimmers over 18"."""
    figure = items[number].figure
    if items[at].key in ("over", "under") and at and figure is not None and _bare(figure):
        before, following = items[at - 1], items[number + 1] if number + 1 < len(items) else None
        told = before.kind == "word" and not before.words and before.key.endswith("s") and before.key not in _LINKS
        if told and (following is None or following.kind == "mark" or following.key in ("and", "or", "who", "in")):
            return True
    last = number + 1 >= len(items) or items[number + 1].kind == "mark"
    verb = at - 1 if items[at].key in ("under", "over") else at
    if figure is None or figure.kind != "number" or verb < 1 or items[verb].key not in ("was", "were", "is", "are"):
        return False
    hedged = verb < at or figure.hedge in ("less_than", "more_than")
    return hedged and last and any(one.figure is not None for one in items[max(0, verb - 2) : verb])


def _bare(figure: Figure) -> bool:
    return figure.kind == "number" and figure.unit is None and figure.step == 1 and figure.value <= 120


def _joined(items: tuple[Item, ...], number: int, further: list[int], done: dict[int, RoleRead]) -> RoleRead | None:
    """ "Fell by 280,000 in headcount (4.9%) and 249,000 in FTE": a second change of the same verb."""
    for at in further[:6]:
        one = items[at]
        if one.kind == "period" or one.has("level") or one.has("direction") or one.has("compare"):
            return None
        if one.figure is not None:
            earlier, mine = done.get(at), items[number].figure
            same = mine is not None and mine.kind == one.figure.kind
            return earlier if same and earlier is not None and earlier.role == "change" else None
    return None


def _change_subject(items: tuple[Item, ...], further: list[int]) -> int | None:
    """ "The percentage increase was 15.3", "in 2018 the rise was 12": a change is the subject of the clause."""
    told = _after_adverbial(items, sorted(further))
    first = min(told, default=0)
    for at in told:
        if at - first > 4 or items[at].kind in ("figure", "period") or _is_thing(items[at]):
            return None
        if items[at].has("change_noun"):
            between = items[at + 1 : max(further)]
            return None if any(item.kind == "figure" for item in between) else at
    return None


def _after_adverbial(items: tuple[Item, ...], told: list[int]) -> list[int]:
    """The items after the when or where that a clause opens with: "in the 12 months to June", "across the region"."""
    opening = [at for at in told[:2] if items[at].key in _WHEN_OR_WHERE]
    if not opening:
        return told
    for place, at in enumerate(told[:6]):
        item = items[at]
        if item.has("change_noun") or _is_thing(item):
            return told
        if item.kind in ("period", "name"):
            return told[place + 1 :]
    return told


_WHEN_OR_WHERE = frozenset({"in", "over", "during", "across", "for", "throughout", "within", "at"})


def _part_of_change(items: tuple[Item, ...], number: int) -> bool:
    """Whether a figure is a part of a change: "amounts to 96 per cent of the net rise"."""
    figure, ahead = items[number].figure, items[number + 1 : number + 6]
    if figure is None or figure.kind not in ("percent", "fraction") or not ahead or ahead[0].key != "of":
        return False
    return any(item.has("change_noun") for item in ahead)


def _is_thing(item: Item) -> bool:
    """Whether an item names a subject, and not only a place."""
    return item.name is not None and item.name.is_subject


def _target_subject(items: tuple[Item, ...], further: list[int]) -> bool:
    """ "the target was 95": the word stands as subject, with no comparison before it."""
    for at in further[:4]:
        if items[at].has("target", "word"):
            before = [items[one] for one in further if one < at][:2]
            return not any(
                item.has("comparison") or item.has("target", "met", "missed") or item.has("compare") for item in before
            )
        if items[at].kind in ("figure",):
            return False
    return False


def _directed(items: tuple[Item, ...], further: list[int]) -> bool:
    return _direction_left(items, further) is not None


def _direction_left(items: tuple[Item, ...], left: list[int], limit: int = 14) -> int | None:
    """The nearest direction word on the left, before any other change is told."""
    for steps, at in enumerate(left):
        if steps > limit or items[at].key in _MOVED:
            return None
        item = items[at]
        if (item.has("direction", "up", "down", "better", "worse") and item.key not in ("higher", "lower")) or item.has(
            "change_noun", "up", "down", "better", "worse", "any"
        ):
            return at
    return None


def _by(items: tuple[Item, ...], further: list[int]) -> RoleRead | None:
    for steps, at in enumerate(further):
        if steps > 16:
            break
        item = items[at]
        if item.has("target", "missed") or item.has("target", "met"):
            return RoleRead("difference", word=None)
        if item.has("direction", "up", "down", "better", "worse") or item.has("change_noun"):
            return RoleRead("change", *sign_of(item.sense("direction", "change_noun")), word=at)
        if item.has("comparison", "above", "below", "better", "worse"):
            return RoleRead("difference", *sign_of(item.sense("comparison")), word=at)
    return RoleRead("change")


def _of_noun_apart(items: tuple[Item, ...], at: int) -> RoleRead | None:
    """ "The largest increase since May, of 14.7 per cent": what a comma parts from its noun."""
    if at and items[at - 1].key == ",":
        for item, step in ((items[step], step) for step in range(at - 2, max(-1, at - 11), -1)):
            if item.kind in ("figure", "mark") or item.clause != items[at].clause or item.has("direction"):
                break
            if item.has("change_noun", "up", "down"):
                return RoleRead("change", *sign_of(item.sense("change_noun")), word=step)
    return None


def _of(items: tuple[Item, ...], number: int, further: list[int], done: dict[int, RoleRead]) -> RoleRead | None:
    first = items[further[0]]
    if first.key == "and" and (again := _change_again(items, number, done)) is not None:
        return again
    if first.kind == "figure" or (first.key in ("out",) and len(further) > 1 and items[further[1]].kind == "figure"):
        whole = further[0] if first.kind == "figure" else further[1]
        return RoleRead("out_of", pair=whole)
    if first.key in ("level", "levels", "figure", "value", "low", "high", "average", "rate") and not first.has(
        "statistic", "mean"
    ):
        if len(further) > 1 and items[further[1]].key == "to":
            return _to(items, further[2:]) or RoleRead("level")
        if (base := _from_noun(items, further[1:])) is not None:
            return base  # "a fall from the previous figure of 93"
        return RoleRead("level")
    if first.has("statistic", "peak", "trough", "total") and len(further) > 1 and items[further[1]].key == "to":
        return _to(items, further[2:]) or RoleRead("level")  # "rose from 12 to a peak of 15"
    if first.has("statistic", "peak", "trough") and len(further) > 1 and items[further[1]].key == "from":
        told = _direction_left(items, further[2:], 4)
        if told is not None:
            return RoleRead("from", *sign_of(items[told].sense("direction", "change_noun")), word=told)
    for steps, at in enumerate(further):
        item = items[at]
        if steps > 9 or item.kind == "figure":
            break
        if item.has("change_noun", "up", "down", "better", "worse", "flat"):
            return RoleRead("change", *sign_of(item.sense("change_noun")), word=at)
        if item.key in ("difference", "gap", "distance", "shortfall", "lead", "margin"):
            return RoleRead("difference")
        if item.has("change_noun", "any"):
            return RoleRead("change", word=at)
        if item.has("target", "word"):
            return RoleRead("target")
        if item.has("statistic", "mean", "median"):
            return RoleRead("mean")
        if item.has("statistic", "share"):
            return RoleRead("share")
        if item.has("level") and (told := _change_subject(items, further[steps:])) is not None:
            return RoleRead("change", *sign_of(items[told].sense("change_noun")), word=told)  # "the rise was of 145"
        if (
            item.has("statistic", "peak", "trough")
            and steps + 1 < len(further)
            and items[further[steps + 1]].key == "to"
        ):
            return _to(items, further[steps + 2 :]) or RoleRead("level")  # "rose … to a peak of 3,032"
        if item.has("statistic", "peak", "trough", "total", "rate") or item.has("level") or item.kind == "mark":
            return RoleRead("level")
    return RoleRead("level")


def _change_again(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "A decrease of 379 when compared with last year, and of 37 when compared with the previous quarter"."""
    for at in sorted(done, reverse=True):
        role, figure, mine = done[at], items[at].figure, items[number].figure
        same = figure is not None and mine is not None and figure.kind == mine.kind
        if items[at].depth == items[number].depth and same:
            return role if role.role == "change" and items[at - 1].key == "of" else None
    return None


def _from_noun(items: tuple[Item, ...], further: list[int]) -> RoleRead | None:
    """ "A fall from the previous February figure of": the figure that a change starts from."""
    for place, at in enumerate(further[:4]):
        if items[at].key == "from":
            told = _direction_left(items, further[place + 1 :], 4)
            if told is None:
                return None
            return RoleRead("from", *sign_of(items[told].sense("direction", "change_noun")), word=told)
        if items[at].kind != "period" and items[at].key not in ("previous", "earlier", "prior"):
            return None
    return None


def _to(items: tuple[Item, ...], further: list[int]) -> RoleRead | None:
    if not further:
        return None
    direction = _direction_left(items, further)
    if direction is not None:
        return RoleRead("to", *sign_of(items[direction].sense("direction", "change_noun")), word=direction)
    for at in further[:8]:
        if items[at].kind == "figure":
            before = [one for one in further if one < at][:2]
            for one in before:
                if items[one].key in ("up from", "down from"):
                    return RoleRead("to", *sign_of(items[one].key.split()[0]), word=one, pair=at)
                if items[one].key == "from":
                    return RoleRead("to", pair=at)
    if any(
        items[at].key in ("moved", "changed", "went", "goes", "moving", "taking", "bringing", "brought", "took", "from")
        for at in further[:12]
    ):
        return RoleRead("to")
    return RoleRead("level")
