"""The role of each figure in its sentence: a level, a change, a difference, a share, a rank, and so on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pcc_narrator.checking.items import LIMITS, Item
from pcc_narrator.models.figure import Figure
from pcc_narrator.periods.numerals import cardinals

Role = Literal[
    "level",  # the figure of the period
    "from",  # the level that a change started from, or that something is compared with
    "to",  # the level that a change ended at
    "change",  # the size of a change in time
    "difference",  # the distance from another area, a target or another figure
    "target",
    "mean",
    "rank",
    "run",
    "areas",  # a count of areas
    "out_of",  # the whole that a part is taken of
    "share",
    "multiple",
    "interval",
    "bound",  # a limit in a definition: within 14 days
    "open",  # the words leave it open
]


@dataclass(frozen=True, slots=True)
class RoleRead:
    """A figure's role. `word` is the item that says the direction, `sign` what it says (+1 up, -1 down, 0 nothing);
    `pair` is the item of the figure it belongs to: the other end of "from A to B", the whole of "A of B"."""

    role: Role
    sign: int = 0
    better: int = 0
    word: int | None = None
    pair: int | None = None
    apposed: bool = False


_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "just",
        "only",
        "further",
        "some",
        "overall",
        "now",
        "still",
        "another",
        "total",
        "net",
        "clear",
        "full",
        "mere",
        "whole",
        "massive",
        "combined",
        "this",
        "that",
        "its",
        "their",
        "around",
        "roughly",
        "approximately",
        "about",
        "nearly",
        "almost",
        "estimated",
        "of~",
        "well",
        "currently",
        "also",
        "even",
        "less~",
        "actually",
        "already",
    ]
)
_ADVERBS = frozenset({"strength"})


def read_roles(items: tuple[Item, ...]) -> dict[int, RoleRead]:
    """The role of every figure of a sentence, by item number."""
    roles: dict[int, RoleRead] = {}
    for number, item in enumerate(items):
        if item.kind == "figure":
            roles[number] = _role(items, number, roles)
    if len(roles) > 1:
        _pair_ends(items, roles)
    for number, role in roles.items():
        word = role.word if role.role == "change" else None
        meant = word is not None and (was_meant(items, word) or _set_as_target(items, number, word))
        if meant or _wanted(items, number):
            roles[number] = RoleRead("target")
    return roles


def _wanted(items: tuple[Item, ...], at: int) -> bool:
    """Whether somebody wants a figure to be reached: "the board wants to see this reach 75 per cent"."""
    before = [item.key for item in items[max(0, at - 8) : at] if item.clause == items[at].clause]
    for step in range(len(before) - 2, 0, -1):
        if before[step] == "to" and before[step - 1] in _WANTING:
            return all(item.figure is None and item.period is None for item in items[at - len(before) + step : at])
    return False


def _set_as_target(items: tuple[Item, ...], at: int, word: int) -> bool:
    """Whether a change is one that was asked for: "the 6.3 per cent reduction that the board has set itself"."""
    if word < at or not items[word].has("change_noun"):
        return False
    following = [item for item in items[word + 1 : word + 9] if item.clause == items[at].clause]
    if following and following[0].has("target", "word"):
        return True  # "a 6.3 per cent reduction target"
    if not following or following[0].key not in ("that", "which", "it", "they", "the"):
        return False
    ahead = next((place for place, item in enumerate(following) if item.kind in ("figure", "mark")), len(following))
    return any(item.key in _SET for item in following[:ahead])


_WANTING = frozenset(
    {"wants", "wanted", "aims", "aimed", "aiming", "hopes", "hoped", "hoping", "intends", "intended", "plans"}
    | {"planned", "pledged", "promised", "promises", "seeks", "sought", "seeking", "ambition", "aspires", "expects"}
)
_SET = frozenset(["set", "sought", "planned", "promised", "pledged", "required", "wanted", "targeted", "aimed for"])


def was_meant(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change was meant, not seen: "the plan set out to cut visits by 13 per cent", "visits were to fall"."""
    before = [item.key for item in items[max(0, at - 3) : at] if item.clause == items[at].clause]
    if before[-1:] != ["to"]:
        return False
    planned = len(before) > 1 and bool({before[-2], before[-2].removesuffix("s")} & _PLANS)
    return planned or before[-2:-1] in (["was"], ["were"], ["is"], ["are"]) or before[-3:-1] == ["set", "out"]


_PLANS = frozenset(
    {"aim", "ambition", "commitment", "goal", "intention", "objective", "plan", "pledge", "priority", "priorities"}
    | {"promise", "target", "that"}
)


def _left(items: tuple[Item, ...], number: int) -> Iterator[int]:
    """Items before a figure in its clause, nearest first, without brackets that closed before it."""
    clause, depth = items[number].clause, items[number].depth
    for at in range(number - 1, -1, -1):
        item = items[at]
        if item.clause != clause:
            return
        if item.depth > depth:
            continue
        if item.depth < depth and item.key not in ("(", "["):
            pass
        yield at


def _right(items: tuple[Item, ...], number: int) -> Iterator[int]:
    clause, depth = items[number].clause, items[number].depth
    for at in range(number + 1, len(items)):
        item = items[at]
        if item.clause != clause:
            return
        if item.depth > depth:
            continue
        yield at


def _is_filler(item: Item) -> bool:
    return item.kind == "word" and (
        item.key in _FILLERS or item.key.startswith("~") or (item.has("strength") and not item.has("direction"))
    )


def sign_of(sense: str | None) -> tuple[int, int]:
    """(sign, better): what a direction sense says of the figure, or of its polarity."""
    return {"up": (1, 0), "down": (-1, 0), "better": (0, 1), "worse": (0, -1), "above": (1, 0), "below": (-1, 0)}.get(
        sense or "", (0, 0)
    )


def _role(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead:
    figure = items[number].figure
    assert figure is not None
    right = list(_right(items, number))
    left = [at for at in _left(items, number) if not _is_filler(items[at])]
    if any(items[at].has("run") for at in right[:2]):
        return RoleRead("run", *_run_sign(items, number))
    if figure.kind == "rank":
        ahead = [items[at] for at in right[:5]]
        if any(item.has("run") for item in ahead) and any(item.has("change_noun") for item in ahead):
            return RoleRead("run", *_run_sign(items, number))  # "the second quarterly fall in a row"
        return RoleRead("rank")
    if figure.kind == "interval":
        return RoleRead("interval", pair=_figure_before(items, number))
    if right and items[right[0]].has("target", "word") and figure.kind in ("percent", "number", "duration", "money"):
        return RoleRead("target")  # "the 95 per cent target"
    if _to_one(items, number) or any(items[at].key in _SCALES for at in left):
        return RoleRead("bound")  # "by more than six to one"; "the axis does not start at zero"
    if (after := _after_amount(items, number, right)) is not None:
        return after
    if figure.kind == "multiple":
        return _multiple(items, number)
    if (
        figure.kind == "fraction"
        and any(item.kind == "period" for item in items[number + 1 : number + 4])
        and any(
            item.key in ("level", "levels", "peak", "figure", "total", "value")
            for item in items[number + 2 : number + 5]
        )
    ):
        return RoleRead("bound")  # "half its 2011 level"
    if (before := _before(items, number, left, done)) is not None:
        return before
    if figure.sign and figure.kind in ("percent", "points", "number") and items[number].depth:
        return RoleRead("change", figure.sign)  # "57,658 a year before (+6.7 per cent)"
    if (end := _bracketed_end(items, number, done)) is not None:
        return end
    if (again := _by_place(items, number, done)) is not None:
        return again
    if (same := _apposed(items, number, done)) is not None:
        return same
    if figure.kind == "fraction" and right and items[right[0]].key.startswith("as"):
        return RoleRead("multiple", -1)  # "half as many"
    if figure.kind in ("fraction",) or _says_share(items, number, right):
        return RoleRead("share", word=None)
    return RoleRead("open")


_SCALES = frozenset({"axis", "axes", "y-axis", "x-axis"})  # of a chart: what they start at is no figure of anything


def _to_one(items: tuple[Item, ...], number: int) -> bool:
    """Whether a figure is an end of odds: "six to one"."""

    def one(at: int) -> bool:
        figure = items[at].figure if 0 <= at < len(items) else None
        return figure is not None and figure.value == 1 and figure.in_words

    middle = number + 1 if one(number + 2) else number - 1 if one(number) else None
    if middle is None or not 0 < middle < len(items) - 1 or items[middle].key != "to":
        return False
    other = items[middle - 1].figure
    return other is not None and other.in_words


def _multiple(items: tuple[Item, ...], number: int) -> RoleRead:
    text = items[number].key
    sign = -1 if "halv" in text else 1
    return RoleRead("multiple", sign)


def _run_sign(items: tuple[Item, ...], number: int) -> tuple[int, int]:
    for at in _right(items, number):
        sense = items[at].sense("change_noun", "direction")
        if sense:
            return sign_of(sense)
    for at in _left(items, number):
        sense = items[at].sense("direction", "change_noun")
        if sense:
            return sign_of(sense)
    return 0, 0


def _figure_before(items: tuple[Item, ...], number: int) -> int | None:
    for at in range(number - 1, -1, -1):
        if items[at].kind == "figure":
            return at
    return None


def _says_share(items: tuple[Item, ...], number: int, right: list[int]) -> bool:
    figure = items[number].figure
    if figure is None or figure.kind != "percent" or not right:
        return False
    first = items[right[0]]
    return (
        first.key == "of" and len(right) > 1 and items[right[1]].key in ("all", "the", "total", "its", "them", "these")
    )


def _after_amount(items: tuple[Item, ...], number: int, right: list[int]) -> RoleRead | None:
    """ "12 more than", "12 visits (3.1 per cent) fewer", "a 12 per cent increase"."""
    steps, inside = 0, items[number].depth
    figure = items[number].figure
    per = figure is not None and figure.kind == "rate"
    for at in right:
        item = items[at]
        if item.start < items[number].end:
            continue  # what a rate counts
        if item.key in ("(", ")", ",") and item.kind == "mark":
            if item.key == ",":
                return None
            continue
        if item.depth < inside and not (item.has("more") or item.has("change_noun")):
            return None  # "(25.5 per cent) waited more than"
        if per and not steps and (item.kind == "name" or not item.words) and item.key not in _STOPPERS:
            per = False
            continue  # "1.5 visits per 1,000 residents above that of the region"
        if item.kind in ("figure", "period"):
            if item.kind == "period" and item.period is not None and item.period.kind == "relative":
                continue  # a 12 per cent year-on-year increase
            return None
        if item.has("change_noun") and not (item.key in ("fall", "falls", "rise", "drop") and item.has("level")):
            if steps and items[at - 1].key in ("no", "the", "a", "an", "of", "in"):
                return None
            return RoleRead("change", *sign_of(item.sense("change_noun")), word=at)
        if item.has("more"):
            if figure is not None and figure.kind == "fraction" and figure.in_words and steps and _limit(items, at):
                return None  # "one in four patients waited more than four hours"
            if item.key in _SIDES and (steps or not _compares(items, at)):
                return None
            return RoleRead("difference", *sign_of(item.sense("more")), word=at)
        if item.has("strength") and not item.has("direction"):
            continue
        if (item.kind == "name" and steps == 0) or (
            item.key
            in frozenset(
                {
                    "percentage",
                    "points",
                    "point",
                    "net",
                    "annual",
                    "recorded",
                    "of",
                    "overall",
                    "quarterly",
                    "monthly",
                    "year",
                    "on",
                    "reported",
                }
            )
            and steps < 3
        ):
            if item.key == "of":
                return None
            steps += 1
            continue
        if item.kind == "word" and steps < 2 and not item.words and item.key.isalpha() and item.key not in _STOPPERS:
            steps += 1
            continue
        return None
    return None


def _limit(items: tuple[Item, ...], at: int) -> bool:
    """Whether "more than" is followed by a length of time, in digits or as part of a name."""
    following = items[at + 1 : at + 3]
    if len(following) < 2 or following[0].key != "than":
        return False
    figure, words = following[1].figure, following[1].key.split()
    return (figure is not None and figure.kind == "duration") or words[0] in cardinals()


_STOPPERS = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "of",
        "and",
        "or",
        "with",
        "were",
        "was",
        "is",
        "are",
        "have",
        "had",
        "has",
        "been",
        "during",
        "after",
        "before",
        "which",
        "who",
        "that",
        "than",
        "as",
        "per",
        "compared",
        "respectively",
        "recorded",
        "reported",
        "across",
        "among",
        "between",
        "over",
        "under",
        "within",
        "until",
        "since",
        "when",
        "while",
        "they",
        "it",
        "this",
        "there",
        "through",
        "into",
        "about",
    ]
)


_SIDES = frozenset({"up", "down", "over", "under", "behind", "above", "below", "ahead of"})


def _compares(items: tuple[Item, ...], at: int) -> bool:
    """Whether something to compare with follows: "above the average", "up on last year", "8.3 points below it"."""
    if at + 1 < len(items) and items[at + 1].key in ("it", "this", "that") and items[at].key in ("above", "below"):
        return True
    for item in items[at + 1 : at + 7]:
        if item.key in ("than", "on") or item.has("target") or item.has("statistic") or item.kind == "name":
            return True
        if item.kind == "period":
            return items[at].key not in ("over", "under")  # "rose by 12 over the year" is above nothing
        if item.kind == "mark" or item.kind == "figure":
            lasting = item.figure is not None and item.figure.kind == "duration"
            return item.kind == "figure" and not (lasting and items[at].key in ("over", "under"))
    return False


_LINKS = frozenset({"of", "by", "to", "from", "at", "than", "with", "against", "in"})


def _before(items: tuple[Item, ...], number: int, left: list[int], done: dict[int, RoleRead]) -> RoleRead | None:
    if not left:
        return None
    at = left[0]
    item = items[at]
    further = left[1:]
    if item.key in ("and", ",") and further and further[0] == at - 1 and (earlier := done.get(at - 1)) is not None:
        mine, theirs = items[number].figure, items[at - 1].figure
        respectively = any(one.key == "respectively" for one in items)
        if respectively and mine is not None and theirs is not None and mine.kind == theirs.kind:
            return earlier  # "fell by 12 and 15 respectively"
    if item.key == "and" and (joined := _joined(items, number, further, done)) is not None:
        return joined
    if item.key == "by":
        return _by(items, further)
    if item.key == "of":
        return _of(items, number, further, done)
    if item.key == "to":
        return _to(items, further)
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
    if item.key == "over" and said is not None and said.kind == "duration" and stretch:
        return RoleRead("bound")  # "over the four quarters of 2018"
    if item.has("comparison", "above", "below") and item.key not in ("higher", "lower"):
        return RoleRead("from", *sign_of(item.sense("comparison")), word=at)
    if item.has("comparison", "equal", "near"):
        return RoleRead("from")
    if item.has("compare") and item.key not in ("on", "over", "since", "after", "following"):
        return RoleRead("from")
    if item.has("statistic", "mean", "median"):
        return RoleRead("mean")
    if item.has("statistic", "share"):
        return RoleRead("share")
    if item.has("statistic", "peak", "trough", "total"):
        if further and items[further[0]].key == "to":
            return _to(items, further[1:])  # "had fallen to a low of 516"
        return RoleRead("level")
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


_MOVED = frozenset({"went", "goes", "going", "moved", "moving", "changed", "changing"})


def _change_subject(items: tuple[Item, ...], further: list[int]) -> int | None:
    """ "The percentage increase was 15.3": a change is the subject of the clause."""
    first = min(further, default=0)
    for at in sorted(further):
        if at - first > 4 or items[at].kind in ("figure", "period") or _is_thing(items[at]):
            return None
        if items[at].has("change_noun"):
            between = items[at + 1 : max(further)]
            return None if any(item.kind == "figure" for item in between) else at
    return None


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


def _of(items: tuple[Item, ...], number: int, further: list[int], done: dict[int, RoleRead]) -> RoleRead | None:
    if not further:
        return RoleRead("level")
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


def _by_place(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "By 144 visits in Leeds, 785 in York and 564 in Hull": the change of each place, after one verb."""
    before = _figure_before(items, number)
    if before is None or number + 2 >= len(items) or items[number - 1].key not in (",", "and"):
        return None
    role, mine, theirs = done.get(before), items[number].figure, items[before].figure
    if role is None or role.role != "change" or mine is None or theirs is None or mine.kind != theirs.kind:
        return None
    placed = items[number + 1].key in ("in", "at", "for") and _is_place(items[number + 2])
    return role if placed and number - before <= 6 and _is_place(items[number - 2]) else None


def _is_place(item: Item) -> bool:
    return item.name is not None and any(meaning.kind == "area" for meaning in item.name.meanings)


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
            if any(items[one].key == "from" for one in before):
                return RoleRead("to", pair=at)
    if any(
        items[at].key in ("moved", "changed", "went", "goes", "moving", "taking", "bringing", "brought", "took", "from")
        for at in further[:12]
    ):
        return RoleRead("to")
    return RoleRead("level")


def _apposed(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "1,383 (3.1 per cent)", "182, or 35.7 per cent", "(a rise of 182; 35.7 per cent)": the same change again."""
    before = _figure_before(items, number)
    if before is None or before not in done or items[before].depth > items[number].depth:
        return None
    between = items[before + 1 : number]
    marks = [item for item in between if item.kind == "mark"]
    opened = any(item.key in ("(", "[") for item in marks)
    words = [item for item in between if item.kind != "mark"]
    earlier = done[before]
    mine, theirs = items[number].figure, items[before].figure
    assert mine is not None and theirs is not None
    if earlier.role == "change" and opened and mine.hedge == "at_most" and mine.kind == "number":
        return RoleRead("to", earlier.sign, earlier.better, earlier.word)  # "by 20 per cent (up to 1,225 visits)"
    if earlier.role == "share" and opened and mine.kind == "percent" and theirs.kind == "fraction":
        return RoleRead("share")  # "one in five visits (21%)"
    loose = (
        opened
        or any(item.key in (";", ",", "–", "—", "/") for item in marks)
        or any(item.key == "or" for item in words)
    )
    based = opened and between[-1].key == "(" and any(item.key == "than" for item in words)
    if not loose or len(between) > 6 or (not based and any(item.kind == "period" for item in words)):
        return None  # "170 more than a year before (17.2 per cent)" is one change, "12 in May (3 per cent)" is not
    if any(item.key == "and" or (item.has("level") and item.key != "or") for item in words) and not opened:
        return None
    if earlier.role in ("change", "difference", "multiple") and (mine.kind != theirs.kind or (opened and theirs.hedge)):
        return replace(
            earlier, role="change" if earlier.role == "multiple" else earlier.role, apposed=True, pair=before
        )
    return None


def _bracketed_end(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "Rose by 6.7 per cent (3,935 visits to 4,199)": the first of two ends, told after the change."""
    if not items[number].depth or not done:
        return None
    mine = items[number].figure
    for at in range(number + 1, min(len(items) - 1, number + 6)):
        if items[at].depth != items[number].depth or items[at].kind in ("figure", "mark"):
            return None
        if items[at].key == "to":
            other = items[at + 1].figure
            change = done[max(done)]
            if other is None or mine is None or other.kind != mine.kind or change.role not in ("change", "multiple"):
                return None
            return RoleRead("from", change.sign, change.better, change.word)
    return None


def _pair_ends(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> None:
    """Tie the two ends of "from A to B" (and "to B from A") together, and give both its direction."""
    for depth in sorted({items[at].depth for at in roles}):
        numbers = sorted(at for at in roles if items[at].depth == depth)
        _pair_level(items, roles, numbers)


def _pair_level(items: tuple[Item, ...], roles: dict[int, RoleRead], numbers: list[int]) -> None:
    paired: set[int] = set()
    orders = (("from", "to"), ("to", "from"))  # "from A to B" first: what is left may be "to B from A"
    for order, (first, second) in itertools.product(orders, itertools.pairwise(numbers)):
        one, two = roles[first], roles[second]
        if (one.role, two.role) != order or paired & {first, second}:
            continue
        if items[first].clause == items[second].clause:
            paired |= {first, second}
            word = one.word if one.word is not None else two.word
            sign, better = (one.sign, one.better) if one.word is not None else (two.sign, two.better)
            roles[first] = replace(one, pair=second, word=word, sign=sign, better=better)
            roles[second] = replace(two, pair=first, word=word, sign=sign, better=better)
