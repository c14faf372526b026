"""Whether a reading is firm enough to call a figure false."""

from __future__ import annotations

import itertools

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.narrowing import is_narrowed, is_of_another_thing, is_of_kinds, is_of_those
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, areas_named, is_subject
from pcc_narrator.checking.tokens import stem
from pcc_narrator.models.figure import Figure


def is_distinctive(figure: Figure) -> bool:
    """Whether a figure is unlikely to be met by chance."""
    digits = abs(figure.value).normalize().as_tuple().digits
    if figure.step is not None and len(digits) >= 2 and abs(figure.value) >= 10_000:
        return True
    return figure.step is not None and (len(digits) >= 3 or (figure.step < 1 and len(digits) >= 2))


def is_sure(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the reading is firm enough to call a figure false."""
    figure = resolver.items[at].figure
    assert figure is not None
    if reading.subjects.source == "open" or reading.places.unknown or resolver.in_sources:
        return False
    if reading.subjects.source == "carried" and resolver.carried.doubted:
        return False
    if figure.hedge in ("at_least", "at_most") and reading.role.role == "open":
        return False
    if any(item.key in ("except", "excepting", "excluding") for item in resolver.items[at:]):
        return False
    if any(item.key in _ADDED for item in resolver.items) or _added_up(resolver, at):
        return False  # several areas or measures are added up
    if (reading.role.role == "multiple" or figure.kind == "multiple") and reading.bases.source != "said":
        ahead = resolver.items[at + 1 : at + 4]
        if any(item.key == "than" or item.has("more") or item.has("comparison") or areas_named(item) for item in ahead):
            return False  # "three times higher (6.91 against 2.53)": what it is compared with is told apart
    if not resolver.in_table and resolver.names.kind_hinted(reading.subjects.choices, resolver.counted_stems):
        return False  # "eight swim loans", beside swims
    if (
        is_part(resolver, at)
        and not resolver.in_table
        and not (figure.kind == "fraction" and _whose_share(resolver, at))
    ):
        return False
    if _in_one_before(resolver.items, at) or _in_brackets_of_several(resolver.items, at):
        return False
    if _is_done(resolver, at, reading) or _in_some_year(resolver.items, at):
        return False
    if _at_the_end(resolver.items, at) or _more_than_told(resolver, at, reading):
        return False
    if _of_one_change(resolver, at) or _of_these(resolver, at, reading):
        return False
    before = resolver.items[at - 1].key if at else ""
    if _per_head(resolver.items, at) or _one_in_so_many(resolver.items, at):
        return False
    if resolver.in_that_time(at) or is_narrowed(resolver, reading) or _for_every(resolver.items):
        return False
    if season_near(resolver.items, at):
        return False
    if any(
        item.key in _AGO and step > 1 and resolver.items[step - 1].key in _SEASONS
        for step, item in enumerate(resolver.items)
    ):
        return False  # "two winters ago": no fact says when
    if figure.kind in ("fraction", "multiple") and (
        of_what_was_told(resolver.items, at) or _of_a_level(resolver.items, at)
    ):
        return False
    if _told_before_another(resolver, at) or _below_it(resolver.items, at):
        return False
    if is_of_kinds(resolver, reading) or is_of_those(resolver, at) or is_of_another_thing(resolver, at, reading):
        return False
    if _of_unknown(resolver, at, reading) or _of_things(resolver, at, reading):
        return False
    if before == "or" and figure.kind == "percent" and _part_before(resolver, at):
        return False
    following = resolver.items[at + 1] if at + 1 < len(resolver.items) else None
    if following is not None and is_subject(following) and not resolver.in_table:
        return True
    if any(
        item.key in _SOMETIMES and abs(step - at) <= _AROUND and not _superlative(resolver.items, step)
        for step, item in enumerate(resolver.items)
    ):
        return False
    if figure.in_words and before in ("but",):
        return False  # "any other quarter but one"
    if figure.in_words and before in ("last", "past", "previous", "next", "first", "latest", "final"):
        return False  # "any of the last five counts"
    pointing = figure.in_words and before in ("the", "these", "those", "both", "all")
    if pointing and (following is None or following.kind != "name"):
        return False
    if any(item.key in _OTHERS for item in resolver.items[at + 1 : at + 4]) or before in _OTHERS:
        return False
    if not _noun_known(resolver, at, reading.subjects) and not _states(resolver, at, reading):
        return False
    if reading.role.role == "open" and figure.in_words and figure.unit is None and reading.subjects.source != "said":
        words = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
        return following is not None and stem(following.key) in words
    if reading.role.role == "share" and not reading.subjects.choices[0].category and figure.kind == "fraction":
        return _whose_share(resolver, at)
    return True


def _added_up(resolver: Resolver, at: int) -> bool:
    """Whether a figure is what several have: "rose by 12, 4 and 6, 22 visits in all", "between them 4,448 fewer"."""
    items = resolver.items
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


def _whose_share(resolver: Resolver, at: int) -> bool:
    """Whether the part and the whole of a fraction are both named: "two in three of the 92 sales were of pears", "loans
    of films made up a quarter of loans"."""
    items = resolver.items
    following = [item for item in items[at + 1 : at + 5] if item.key not in ("the", "all") and item.kind != "figure"]
    if len(following) < 2 or following[0].key != "of" or not is_subject(following[1]):
        return False
    told = [meaning for item in items if item.name is not None for meaning in item.name.meanings]
    kinds = {meaning.id for meaning in told if meaning.kind == "category"}
    before = items[at - 1].key if at else ""
    return len(kinds) == 1 or (before in SHARING and any(is_subject(item) for item in items[:at]))


SHARING = frozenset({"make up", "makes up", "made up", "account for", "accounts for", "accounted for", "represented"})


def _superlative(items: tuple[Item, ...], step: int) -> bool:
    """Whether "often" is part of "most often"."""
    return bool(step) and items[step - 1].key in ("most", "least", "more", "less")


_AGO = frozenset({"ago", "earlier", "before", "previously", "back"})
_SEASONS = frozenset({"winter", "winters", "summer", "summers", "spring", "autumn", "season", "seasons"})


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


_AROUND = 10  # items
_SOMETIMES = frozenset({"never", "rarely", "seldom", "usually", "typically", "typical", "often"})


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


def _part_before(resolver: Resolver, at: int) -> bool:
    """Whether a percentage is that of a part told just before: "29,745 of that increase, or 65.3 per cent"."""
    items, clause = resolver.items, resolver.items[at].clause
    told = [step for step in range(at) if items[step].figure is not None and items[step].clause == clause]
    return any(items[step + 1].key in ("of", "out of") for step in told)


def _of_one_change(resolver: Resolver, at: int) -> bool:
    """Whether a change is one of several told apart only by "the last rise", "the first fall"."""
    word = resolver.roles[at].word
    if word is None or not word or not resolver.items[word].has("change_noun"):
        return False
    return resolver.items[word - 1].key in ("last", "latest", "first", "previous", "earlier", "next", "second")


def _of_these(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure is of some of what was just named: "52,032 of these visits", "of which 23"."""
    items = resolver.items
    keys = [item.key for item in items]
    here = [
        step
        for step in range(len(items) - 1)
        if (keys[step] in ("of", "amongst", "among") and keys[step + 1] in _POINTING)
        or keys[step] in ("of which", "of whom", "of these", "of those", "of them")
    ]
    whole = [step for step in here if step > at and keys[step] in ("of which", "of whom")]  # "10,792 visits, of which"
    if not any(step < at or (step <= at + 4 and step not in whole) for step in here) or _part_in_time(resolver, at):
        return False
    return not _kind_named(resolver, at, reading, measured=_of_proper_whole(resolver, at, here))


def _of_proper_whole(resolver: Resolver, at: int, here: list[int]) -> bool:
    """Whether "of which" stands before a figure and takes up a count, and no average by the day."""
    return any(step < at for step in here) and not resolver.says_average


def _kind_named(resolver: Resolver, at: int, reading: Reading, *, measured: bool) -> bool:
    """Whether the part is one that the facts have: "of which 30 were pursuit-related", "of which 781 were loans"."""
    for item in resolver.items[at + 1 : at + 5]:
        if item.clause != resolver.items[at].clause or item.kind in ("figure", "period", "mark"):
            return False
        told = item.name.meanings if item.name is not None else ()
        firm = measured and any(meaning.kind == "measure" and not meaning.weak for meaning in told)
        if firm or any(meaning.kind == "category" for meaning in told):
            return bool(set(resolver.meant(item)) & set(reading.subjects.choices))
    return False


def _part_in_time(resolver: Resolver, at: int) -> bool:
    """Whether a part is one of time alone: "of these, 1,574 came in December"."""
    frame = frame_words()
    parted = max((step for step in range(at) if resolver.items[step].key == ";"), default=-1)
    opening = [item for item in resolver.items[parted + 1 : at] if item.kind != "mark"]
    dated = len(opening) <= 4 and bool(opening) and opening[-1].period is not None and resolver.items[at - 1].key == ":"
    if dated and opening[0].key in ("of", "of which", "of these"):
        return True  # "of which in March: 21,298"
    told = [place for place, item in enumerate(opening) if item.key in _RELATIVE]
    opening = opening[told[-1] + 1 :] if told else opening  # "4,369 visits, of which 1,070 came in May"
    if len(opening) > 2 or resolver.roles[at].role in ("change", "difference"):
        return False
    for item in resolver.items[at + 1 : at + 6]:
        if item.period is not None:
            return item.period.kind != "length"
        if item.kind != "word" or not (item.words or item.key in frame):
            return False
    return False


_RELATIVE = frozenset({"of which", "of whom", "which", "whom"})
_POINTING = frozenset({"these", "those", "them", "which", "whom", "this"})


def is_part(resolver: Resolver, at: int) -> bool:
    """Whether a figure is a part of a named whole ("two of 173 full files"): what the part counts is not named."""
    items = resolver.items
    if resolver.divided is not None:
        part, whole = resolver.divided
        return part == at or (items[at].depth > items[part].depth and at > whole)
    if "of" not in resolver.keys:
        return False
    comma = next((step for step, item in enumerate(items) if item.key == ","), len(items))
    opening = [item for item in items[:comma] if item.kind != "mark"][:4]
    kinds = resolver.index.kinds
    several = any(stem(item.key.split()[-1]) in kinds or areas_named(item) for item in [*opening, *items[4:6]])
    opened = bool(opening) and opening[0].key == "of" and any(item.figure is not None for item in opening)
    opened = opened and not several  # "of the four trusts" is no whole
    first = next((step for step, item in enumerate(items) if item.figure is not None), at)
    return opened and at > first


def _states(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the subject stands before the figure with a plain verb: "rainfall was 133 mm"."""
    items, clause = resolver.items, resolver.items[at].clause
    if reading.subjects.source != "said" or not at or items[at - 1].key not in _PLAIN_VERBS:
        return False
    before = [item for item in items[:at] if item.clause == clause]
    return any(is_subject(item) for item in before) and not any(item.figure is not None for item in before)


def _noun_known(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether what the figure counts, by the noun after it, is what the subject counts."""
    item = resolver.items[at]
    figure = item.figure
    assert figure is not None
    if figure.kind not in ("number", "rate", "fraction"):
        return True
    words: set[str] = set()
    for subject in subjects.choices:
        words |= resolver.names.words_of(subject)
    frame = frame_words()
    if figure.kind == "rate":  # what is counted stands before "per"; what follows are those among whom it is
        counted = figure.text.lower().partition("per ")[0].split()[1:]
        return not counted or any(stem(word) in words or word in frame for word in counted)
    seen = 0
    for step in range(at + 1, min(len(resolver.items), at + 6)):
        other = resolver.items[step]
        if other.kind in ("mark", "period", "figure") or other.clause != item.clause:
            return True
        if other.kind == "name" or stem(other.key) in words:
            return True
        if other.key in _ADJECTIVES:
            continue
        if step + 1 < len(resolver.items) and resolver.items[step + 1].key in ("who", "whose"):
            return False  # "people who took their own lives": what is counted is told in words of its own
        if other.words or other.key in frame:
            return True
        if stem(other.key) in resolver.names.kinds and _last_word(resolver.items, step + 1, frame):
            return True  # "209 visits" of evening visits, beside other visits
        if stem(other.key) in resolver.names.counted and _of_subject(resolver, step, subjects):
            return True  # "6,331 cases of measles"
        if stem(other.key) in resolver.names.nouns and _counts_told(resolver, at, subjects):
            return True  # "theft from a cabin: 2,139 cases", where another measure counts cases
        seen += 1
        if seen >= 2 or _last_word(resolver.items, step + 1, frame):
            return False
    return True


def _counts_told(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether a figure stands behind its subject and a colon, or behind "by", and nothing says what is counted."""
    measures = resolver.index.measures
    unsaid = all(measures[one.measure].counted is None for one in subjects.choices if one.measure in measures)
    return unsaid and at > 0 and resolver.items[at - 1].key in (":", "by")


def _of_subject(resolver: Resolver, step: int, subjects: Subjects) -> bool:
    """Whether "of" and the subject's own name follow a noun."""
    following = resolver.items[step + 1 : step + 3]
    if len(following) < 2 or following[0].key != "of" or not is_subject(following[1]):
        return False
    return bool(set(resolver.meant(following[1])) & set(subjects.choices))


_PLAIN_VERBS = frozenset({"was", "were", "is", "stood at", "stands at", "reached", "totalled", "fell to", "rose to"})


_OTHERS = frozenset({"other", "others", "another", "remaining", "rest", "remainder"})


_ADJECTIVES = frozenset(
    [
        "new",
        "recorded",
        "reported",
        "further",
        "such",
        "extra",
        "additional",
        "separate",
        "completed",
        "other",
        "more",
        "different",
        "times",
    ]
)


def _last_word(items: tuple[Item, ...], at: int, frame: frozenset[str]) -> bool:
    """Whether the noun phrase ends before item `at`."""
    if at >= len(items):
        return True
    following = items[at]
    return following.kind in ("mark", "period", "figure") or bool(following.words) or following.key in frame
