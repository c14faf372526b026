"""Figures counted from what their sentence does not name: "half that rise", "in the one before", "13 points below it",
"the last fall", "per person", "345 up on the summer quarter"."""

from __future__ import annotations

import itertools

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_subject
from pcc_narrator.checking.tokens import stem


def is_told_loosely(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure is counted from, added up over or told of something that its sentence does not name."""
    items, figure = resolver.items, resolver.items[at].figure
    in_part = figure is not None and figure.kind in ("fraction", "multiple")
    return (
        _added_up(resolver, at)
        or _in_one_before(items, at)
        or _in_brackets_of_several(items, at)
        or _is_done(resolver, at, reading)
        or _in_some_year(items, at)
        or _at_the_end(items, at)
        or _more_than_told(resolver, at, reading)
        or _of_one_change(resolver, at)
        or _per_head(items, at)
        or _one_in_so_many(items, at)
        or _for_every(items)
        or season_near(items, at)
        or _seasons_ago(items)
        or (in_part and (of_what_was_told(items, at) or _of_a_level(items, at)))
        or _told_before_another(resolver, at)
        or _below_it(items, at)
        or _of_unknown(resolver, at, reading)
        or _of_things(resolver, at, reading)
    )


def _added_up(resolver: Resolver, at: int) -> bool:
    """Whether a figure is what several have: "rose by 12, 4 and 6, 22 visits in all", "between them 4,448 fewer"."""
    items = resolver.items
    if any(item.key in _ADDED for item in items):
        return True
    clause = [item for item in items if item.clause == items[at].clause]
    pairs = [(one.key, two.key) for one, two in itertools.pairwise(clause)]
    ended = zip(pairs, clause[2:], strict=False)
    whole = any(pair == ("in", "all") and end.kind == "mark" for pair, end in ended)
    changes = sum(role.role == "change" for step, role in resolver.roles.items() if step < at)
    return ("between", "them") in pairs or (changes > 1 and whole)


_ADDED = frozenset({"together", "combined", "altogether", "between them"})


def _in_one_before(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is of a time told from another: "5,742 in the previous quarter and 5,792 in the one before"."""
    behind = [item.key for item in items[at + 1 : at + 5]]
    return behind in (
        ["in", "the", "one", "before"],
        ["in", "that", "one", "before"],
        ["the", "time", "before", "that"],
    )


def _in_brackets_of_several(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure stands in brackets with others, of times told in one: "both of the last two (855 and 798)"."""
    opened = next((step for step in range(at - 1, max(-1, at - 6), -1) if items[step].key == "("), None)
    if opened is None or not items[at].depth:
        return False
    before = [item.key for item in items[max(0, opened - 5) : opened]]
    inside = [item for item in items[opened + 1 : opened + 8] if item.depth == items[at].depth]
    several = sum(item.figure is not None for item in inside) > 1
    return several and ("both" in before or bool({"previous", "last", "preceding"} & set(before)))


def _in_some_year(items: tuple[Item, ...], at: int) -> bool:
    """Whether a clause tells of a year that it does not name: "rose by 80.7 per cent in a single year, from 85"."""
    clause = [item.key for item in items if item.clause == items[at].clause]
    pairs = itertools.pairwise(clause)
    return any(one in ("single", "in one") and two in ("year", "quarter", "month") for one, two in pairs)


def _is_done(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure counts what was done with what a pronoun takes up, in a word that nothing knows: "it was
    discharged 2,693 times" of a device whose use is counted."""
    items = resolver.items
    if at < 2 or not resolver.opens_with_pronoun() or not items[at - 2].has("level") or items[at - 3 : at - 2] == ():
        return False
    done, words = items[at - 1], {word for one in reading.subjects.choices for word in resolver.names.words_of(one)}
    unknown = done.kind == "word" and not done.words and done.key.endswith("ed") and done.key not in frame_words()
    return unknown and stem(done.key) not in words


def _at_the_end(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is told of the end of a stretch: "ended the year 33 higher, at 961"."""
    before = [item.key for item in items[max(0, at - 8) : at] if item.clause == items[at].clause]
    return any(one in _ENDS and two == "the" for one, two in itertools.pairwise(before))


_ENDS = frozenset({"ended", "finished", "closed", "ends", "finishes"})


def _more_than_told(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether "some 500 more" stands alone, of another area than the sentence before told of: what it is more than is
    the figure of that."""
    if reading.role.role not in ("difference", "change") or reading.bases.source == "said":
        return False
    items, carried = resolver.items, resolver.carried.areas
    behind = items[at + 1 : at + 4]
    alone = bool(behind) and behind[0].has("more") and (len(behind) == 1 or behind[1].kind == "mark")
    named = {area for item in items[:at] for area in areas_named(item)}
    return alone and bool(named) and bool(carried) and named.isdisjoint(carried)


_AGO = frozenset({"ago", "earlier", "before", "previously", "back"})
_SEASONS = frozenset({"winter", "winters", "summer", "summers", "spring", "autumn", "season", "seasons"})


def _seasons_ago(items: tuple[Item, ...]) -> bool:
    """Whether a season is told by how long ago it was, which no fact says: "two winters ago"."""
    return any(item.key in _AGO and step > 1 and items[step - 1].key in _SEASONS for step, item in enumerate(items))


def season_near(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is of a season, or counted from one: "345 up on the summer quarter (2,119)"."""
    clause = items[at].clause
    near = range(max(0, at - 7), min(len(items), at + 7))
    return any(items[step].clause == clause and _is_undated_season(items, step) for step in near)


def _is_undated_season(items: tuple[Item, ...], step: int) -> bool:
    """Whether a season stands without its months: not "the winter (December to February)"."""
    behind = items[step + 1 : step + 3]
    dated = len(behind) == 2 and behind[0].key == "(" and behind[1].kind == "period"
    return items[step].key in _SEASONS and items[step].period is None and not dated


def _of_unknown(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a percentage is of something that no fact knows ("17 per cent of appeals"), or an idiom ("not one hundred
    per cent accurate")."""
    items = resolver.items
    figure = items[at].figure
    if figure is None or figure.kind != "percent" or at + 2 >= len(items):
        return False
    following, what = items[at + 1], items[at + 2]
    if figure.in_words and figure.value == 100 and following.kind == "word" and not following.words:
        return following.key not in frame_words()
    words = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
    plain = what.kind == "word" and not what.words and what.key not in frame_words()
    return following.key == "of" and plain and stem(what.key) not in words


def _of_things(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a number counts kinds or steps: "the seven visit types", "three levels of" of a subject only carried."""
    figure = resolver.items[at].figure
    following = resolver.items[at + 1 : at + 3]
    if figure is None or figure.kind != "number" or not following:
        return False
    if len(following) == 2 and is_subject(following[0]) and following[1].key in THINGS:
        return True  # "six of the seven evening visit types"
    return figure.in_words and reading.subjects.source != "said" and following[0].key in THINGS


def is_of_change(items: tuple[Item, ...], at: int) -> bool:
    """Whether a share is one of a change: "half of the increase"."""
    figure, ahead = items[at].figure, items[at + 1 : at + 5]
    if figure is None or figure.kind not in ("fraction", "percent") or not ahead or ahead[0].key != "of":
        return False
    return any(item.has("change_noun") for item in itertools.takewhile(lambda one: one.kind == "word", ahead[1:]))


def _below_it(items: tuple[Item, ...], at: int) -> bool:
    """Whether points are counted from what a pronoun takes up: "13.4 points below it"."""
    figure, ahead = (
        items[at].figure,
        [item.key for item in items[at + 1 : at + 5] if item.key not in ("points", "point")],
    )
    bare = figure is not None and figure.kind == "points" and "point" not in figure.text
    return bare and ahead[1:2] in (["it"], ["that"], ["them"], ["this"])


def _told_before_another(resolver: Resolver, at: int) -> bool:
    """Whether a figure has words of its own and the only name stands behind the next one: "4.7 per cent were still open
    and 2.7 per cent had been cancelled", where only what was cancelled is known by its name."""
    items, clause = resolver.items, resolver.items[at].clause
    steps = [step for step in resolver.subject_steps if items[step].clause == clause]
    further = next((step for step in range(at + 1, len(items)) if items[step].figure is not None), None)
    if resolver.in_table or further is None or not steps or steps[0] < further or items[further].clause != clause:
        return False
    own = (one for one in items[at + 1 : further] if one.kind == "word" and not one.words and one.key.isalpha())
    ahead = [one.key for one in items[at + 1 : further]]
    if any(pair == (",", "and") for pair in itertools.pairwise(ahead)):
        return True  # "37,908 people came, 3,045 more than before, and 5,348 waited for long"
    return any(one.key not in frame_words() for one in own)


def of_what_was_told(items: tuple[Item, ...], at: int) -> bool:
    """Whether a fraction is one of a figure told before: "half that rise", "less than half of that"."""
    ahead = [item.key for item in items[at + 1 : at + 3]]
    if ahead == ["that", "of"]:
        return False  # "four times that of the north"
    return ahead[:1] in (["that"], ["this"], ["those"]) or ahead[:2] in (["of", "that"], ["of", "this"], ["of", "it"])


def _of_a_level(items: tuple[Item, ...], at: int) -> bool:
    """Whether a fraction or multiple is one of a level: "half the national rate", "twice its usual level"."""
    ahead = [item.key for item in items[at + 1 : at + 5]]
    return ahead[:1] in (["the"], ["its"], ["their"]) and any(key in _LEVELS for key in ahead[1:])


_LEVELS = frozenset({"rate", "average", "figure", "level", "mean"})
THINGS = frozenset(
    {"levels", "types", "kinds", "stages", "steps", "strands", "ways", "parts", "areas", "themes", "priorities"}
    | {"categories", "groups", "classes", "measures", "indicators"}
)


def _one_in_so_many(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is an end of "one visit in three"."""
    first = at if at + 3 < len(items) and items[at + 2].key in ("in", "out of") else at - 3
    if first < 0 or first + 3 >= len(items) or items[first + 2].key not in ("in", "out of"):
        return False
    one, many = items[first].figure, items[first + 3].figure
    if one is None or many is None or not one.in_words or one.value >= 10:
        return False
    return one.kind == many.kind == "number"


def _per_head(items: tuple[Item, ...], at: int) -> bool:
    """Whether a plain number is told for each of something: "1.4 incidents per person"."""
    figure = items[at].figure
    if figure is None or figure.kind != "number":
        return False
    ahead = list(itertools.takewhile(lambda item: item.figure is None and item.kind != "mark", items[at + 1 : at + 5]))
    pairs = itertools.pairwise((*ahead, items[-1]))
    return any(one.key == "per" and two.key not in _TIME and two.kind == "word" for one, two in pairs)


_TIME = frozenset({"hour", "day", "week", "month", "quarter", "year", "annum"})


def _for_every(items: tuple[Item, ...]) -> bool:
    """ "For every one there were six others": a number that is a multiple; "for every 1,000" is a rate."""
    return any(
        item.key in ("every", "each") and items[step - 1].key == "for" and not items[step + 1].key[0].isdigit()
        for step, item in enumerate(items[:-1])
        if step
    )


def _of_one_change(resolver: Resolver, at: int) -> bool:
    """Whether a change is one of several told apart only by "the last rise", "the first fall"."""
    word = resolver.roles[at].word
    if word is None or not word or not resolver.items[word].has("change_noun"):
        return False
    return resolver.items[word - 1].key in ("last", "latest", "first", "previous", "earlier", "next", "second")
