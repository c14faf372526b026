"""Verdicts on how many areas stand before one: "only fifteen trusts had a higher rate", "five did better"."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.counting_areas import counts_areas
from pcc_narrator.checking.groups import is_group
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.narrowing import is_narrowed
from pcc_narrator.checking.rank_orders import Order, ranks_of
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, areas_named, is_subject
from pcc_narrator.checking.wording import in_style_of, value_words

_VERBS = frozenset(
    {"had", "have", "has", "having", "with", "did", "do", "were", "are", "recorded", "reported", "posted"}
)
_ARTICLES = frozenset({"a", "an", "the", "even"})
_UP = frozenset({"higher", "larger", "bigger", "greater", "longer"})
_DOWN = frozenset({"lower", "smaller", "shorter"})
_PACE = frozenset({"faster", "slower", "steeper", "sharper", "quicker"})
_COMPARATIVES = _UP | _DOWN | _PACE | {"better", "worse", "more", "fewer"}
_OWN = frozenset({"us", "ours", "we", "it", "this", "that", "its", "the"})
_ENDS = frozenset({",", ".", ";", ")", "and", "but", "while", "on", "for", "in"})


def judge_outranking(resolver: Resolver, at: int, kinds: frozenset[str]) -> Judged | None:
    """The verdict on a count of the areas above, below, better or worse than the one spoken of; None for any other
    figure. With ties sharing the better rank, as many stand before an area as its rank says, less one."""
    if resolver.keys.isdisjoint(_COMPARATIVES):
        return None
    if _of_larger_changes(resolver.items, at, kinds):
        return open_verdict("no_fact", "No fact counts the areas that changed by more, or by less, than another.")
    step = _comparative(resolver, at, kinds)
    if step is None:
        return None
    figure, said = resolver.items[at].figure, resolver.items[step].key
    assert figure is not None
    reading = _of_the_sentence(resolver, at, read(resolver, at, RoleRead("areas")))
    order = _order(resolver, reading, said)
    ranks = tuple(ranks_of(resolver, at, reading, order)) if order is not None else ()
    if not ranks or figure.hedge not in (None, "exactly") or figure.high is not None:
        return open_verdict("no_fact", "No fact counts these areas.", reading)
    counted = tuple(_before(one) for one in ranks)
    right = next((one for one in counted if one.value == figure.value), None)
    shown = right or counted[0]
    message = f"{value_words(shown.value, 'count')} {'stands' if shown.value == 1 else 'stand'} before it."
    if right is not None:
        return Judged("supported", "areas", message, right, reading=reading, tried=counted)
    if reading.subjects.source not in ("said", "carried", "heading", "default") or is_narrowed(resolver, reading):
        return open_verdict("subject", "The text does not say by what these areas are compared.", reading)
    return Judged("refuted", "areas", message, shown, in_style_of(figure, shown.value, "count"), reading, counted)


def _of_the_sentence(resolver: Resolver, at: int, reading: Reading) -> Reading:
    """Who is compared, where "than" names it; what the sentence is about, where the count's clause names nothing."""
    than = next((step for step in range(at, len(resolver.items)) if resolver.items[step].key == "than"), None)
    rivals = [area for item in resolver.items[than:][1:3] for area in areas_named(item)] if than is not None else []
    if rivals:
        reading = replace(reading, places=Places((rivals[0],), "said"))
    named = [item for item in resolver.items if is_subject(item)]
    if not named or any(item.clause == resolver.items[at].clause for item in named):
        return reading
    return replace(reading, subjects=Subjects(resolver.meant(named[0]), "said"))


def _before(rank: Candidate) -> Candidate:
    return replace(rank, value=rank.value - 1, unit="count", how="the rank, less one")


def _comparative(resolver: Resolver, at: int, kinds: frozenset[str]) -> int | None:
    """The comparative of "fifteen trusts had a higher rate", where nothing but the area spoken of stands behind it."""
    items = resolver.items
    if _is_whole(items, at):
        return None
    if not (counts_areas(items, at, kinds) or _of_group(resolver, at) or _counts_again(items, at, kinds)):
        return None
    ahead = [step for step in range(at + 1, min(len(items), at + 12)) if items[step].clause == items[at].clause]
    verb = next((step for step in ahead if items[step].key in _VERBS), None)
    if verb is None or any(
        items[step].figure is not None and items[step - 1].key != "the" for step in ahead if step < verb
    ):
        return None
    step = next(
        (one for one in range(verb + 1, min(len(items), verb + 4)) if items[one].key not in _ARTICLES), len(items)
    )
    counts = step < len(items) and items[step].key in ("more", "fewer")
    if step == len(items) or items[step].key not in _UP | _DOWN | {"better", "worse", "more", "fewer"}:
        return None
    tail = items[step + 1 : step + 14]
    if any(one.has("change_noun") or one.period is not None for one in tail[:2]):
        return None  # "had a larger rise"
    than = next((place for place, one in enumerate(tail) if one.key == "than"), None)
    if than is not None:
        rival = tail[than + 1 : than + 3]
        named = any(not is_group(resolver.index, area) for one in rival for area in areas_named(one))
        return step if named or (rival and rival[0].key in _OWN and not any(one.period for one in rival)) else None
    if counts:
        return None  # "had more visits": than before, as it may be
    noun = 0 if items[step].key in ("better", "worse") else 1
    of_subject = [one.key == "of" or is_subject(one) for one in tail[noun : noun + 2]] == [True, True]
    return step if len(tail) <= noun or tail[noun].key in _ENDS or of_subject else None


def _of_larger_changes(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """ "Ten trusts saw a larger rise than ours": a count of changes that are compared."""
    if not counts_areas(items, at, kinds):
        return False
    ahead = [item for item in items[at + 1 : at + 14] if item.clause == items[at].clause]
    larger = (step for step, item in enumerate(ahead[:-1]) if item.key in _UP | _DOWN | _PACE)
    return any(
        (ahead[step].key in _PACE or ahead[step + 1].has("change_noun"))
        and any(item.key == "than" for item in ahead[step:])
        for step in larger
    )


def _of_group(resolver: Resolver, at: int) -> bool:
    """ "Two of the town libraries": a count of members of a group."""
    following = resolver.items[at + 1 : at + 4]
    within = [area for item in following[1:] for area in areas_named(item)]
    return following[:1] != () and following[0].key == "of" and any(is_group(resolver.index, one) for one in within)


def _is_whole(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is the 11 of "five of the 11"."""
    before = [item for item in items[max(0, at - 4) : at] if item.key not in ("the", "all", "these", "those", "our")]
    return len(before) > 1 and before[-1].key == "of" and before[-2].figure is not None


def _counts_again(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """ "Five of the 11 trusts did worse and five did better": the noun is not said again."""
    figure = items[at].figure
    if figure is None or figure.kind != "number" or not figure.in_words or figure.unit is not None:
        return False
    follows = at + 1 < len(items) and items[at + 1].key in _VERBS
    earlier = (step for step in range(at) if items[step].figure is not None)
    return (
        follows
        and items[at - 1].key in ("and", "but", ",", "only")
        and any(counts_areas(items, s, kinds) for s in earlier)
    )


def _order(resolver: Resolver, reading: Reading, said: str) -> Order | None:
    if said in _UP | _DOWN | {"more", "fewer"}:
        return "highest_first" if said in _UP or said == "more" else "lowest_first"
    subject = reading.subjects.choices[0] if reading.subjects.choices else None
    measure = resolver.index.measures.get(subject.measure) if subject is not None else None
    if measure is None or measure.polarity == "neutral":
        return None
    return "highest_first" if (measure.polarity == "higher_is_better") == (said == "better") else "lowest_first"
