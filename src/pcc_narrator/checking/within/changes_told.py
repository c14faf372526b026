"""Changes told between or behind their two ends in other words than "from … to": "down a third from 50 million", "from
£4.0m in March it grew by 25 per cent to £5.0m", "fell from 42 per cent to 34 per cent, or eight points", "1,770 more in
May than in April: 14,310 against 12,540"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.between_two import alike, follows, plain, refuted, right, short, wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.checking.within.phrases import OPENING, stops, stops_after_noun

Finding = tuple[int, Judged]
_FROM = frozenset({"from", "on", "against", "compared with", "compared to"})
_AGAIN = frozenset({"or", "that", "is", "a", "an", "of", "which", "that is", "change", "i", "e"})
_AGAIN_ROLES = frozenset({"open", "level", "share", "difference"})
_WON = frozenset({"won", "beat", "victory", "win"})
_AGAINST = frozenset(
    {"against", "compared with", "compared to", "versus", "and", "up from", "down from", "not", "rather than"}
)  # fmt: skip


def find_changes_told(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Each change or distance that the two levels around it contradict, or bear out."""
    found = sorted(roles)
    for at in found:
        figure = items[at].figure
        if figure is None or figure.high is not None or figure.kind == "rank":
            continue
        ends = (
            _from_behind(items, found, at)
            or _on_its_way(items, roles, at)
            or _said_again(items, roles, at)
            or _set_against(items, found, at)
            or _ahead_of(items, found, at)
        )
        if ends is not None:
            yield from judge_change(items, at, *ends, bounds)


def judge_change(items: tuple[Item, ...], at: int, base: int, end: int, bounds: Bounds) -> Iterator[Finding]:
    """What two levels say of the change told with them."""
    figure = items[at].figure
    one, two = items[base].figure, items[end].figure
    if figure is None or not (plain(one) and plain(two)) or one is None or two is None or not alike(one, two):
        return
    one, two = levels(items, base, end)
    if not one.value or one.kind != two.kind or one.unit != two.unit:
        return
    if figure.kind == "fraction":
        share = abs(two.value - one.value) * 100 / abs(one.value)
        said = f"from {one.text} to {two.text} is {short(share)} per cent"
        if fit(figure, share, "percent", bounds) in GOOD:
            yield at, right(said, base, end)
        else:
            yield at, refuted(f"{said[0].upper()}{said[1:]}, not {figure.text}.", f"{short(share)} per cent")
    elif plain(figure):
        wrong = list(wrong_change(at, figure, one, two, bounds))
        if not wrong and follows(figure, one, two):
            yield at, right(f"from {one.text} to {two.text} is {figure.text}", base, end)
        yield from wrong


def _from_behind(items: tuple[Item, ...], found: list[int], at: int) -> tuple[int, int] | None:
    """ "34 per cent, down 6 points from 42 per cent": (what it is from, what it is now)."""
    place = found.index(at)
    if place == 0 or place + 1 == len(found) or place > 1:
        return None
    now, base = found[place - 1], found[place + 1]
    up = items[at - 1] if not items[at - 1].key.startswith("~") else items[max(0, at - 2)]
    if not up.has("more") or not any(item.key in OPENING for item in items[now + 1 : at]):
        return None
    between = items[at + 1 : base]
    led = any(item.key in _FROM for item in between) and len(between) <= 4
    if not led or any(item.kind in ("mark", "period", "name") for item in between):
        return None
    one, two = items[base].figure, items[now].figure
    sign = {"up": 1, "down": -1}.get(up.sense("more") or "", 0)
    if one is None or two is None or one.kind == "rank" or (two.value - one.value) * sign <= 0:
        return None
    return base, now


def _on_its_way(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int) -> tuple[int, int] | None:
    """ "From £4.0m in March it grew by 25 per cent to £5.0m", the only three figures of their clause."""
    told = [step for step in sorted(roles) if items[step].clause == items[at].clause]
    if len(told) != 3 or roles[at].role != "change" or at != told[1]:
        return None
    first, _, last = told
    if items[first - 1].key != "from" or items[last - 1].key != "to" or first > 2:
        return None
    if any(item.key in ("a", "an", "per", "each", "every") for item in items[at + 1 : last]):
        return None
    return first, last


def _said_again(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int) -> tuple[int, int] | None:
    """ "From 42 per cent to 34 per cent, or eight percentage points"."""
    before = [step for step in sorted(roles) if step < at]
    if len(before) < 2 or roles[before[-2]].role != "from" or roles[before[-2]].pair != before[-1]:
        return None
    more = at + 1 < len(items) and items[at + 1].has("more") and stops(items, at + 1)
    if roles[at].role not in _AGAIN_ROLES or not (more or stops_after_noun(items, at)):
        return None
    between = items[before[-1] + 1 : at]
    opened = next((step for step, item in enumerate(between) if item.key in OPENING or item.key == "or"), None)
    if opened is None or any(item.key not in _AGAIN | OPENING for item in between[opened:]):
        return None
    if not more and all(item.key != "or" for item in between):
        return None
    figure, level = items[at].figure, items[before[-1]].figure
    if figure is None or level is None or figure.kind not in ("percent", "points", "fraction", level.kind):
        return None
    return None if figure.kind == level.kind == "percent" and not more else (before[-2], before[-1])


def _ahead_of(items: tuple[Item, ...], found: list[int], at: int) -> tuple[int, int] | None:
    """ "Oaks, at 61 per cent, are 37 points ahead of beeches, at 24 per cent": (what it is ahead of, what is ahead)."""
    if len(found) != 3 or found[1] != at:
        return None
    first, last = found[0], found[2]
    word = next((step for step in (at + 1, at + 2) if step < last and items[step].has("more")), None)
    if word is None or not stops_after_noun(items, last):
        return None
    between = items[word + 1 : last]
    if any(item.kind == "period" or item.key in ("and", "but", ";", ".") or item.has("direction") for item in between):
        return None
    told = items[last - 1].key in ("at", "the", "(")
    before = items[first + 1 : at]
    level = any(item.has("level") or item.key in OPENING for item in before)
    if not told or not level or any(item.key in ("and", "but", ";") or item.kind == "period" for item in before):
        return None
    one, two = items[first].figure, items[last].figure
    sign = {"up": 1, "down": -1}.get(items[word].sense("more") or "", 0)
    if one is None or two is None or one.kind == "rank" or (one.value - two.value) * sign <= 0:
        return None
    return last, first


def _set_against(items: tuple[Item, ...], found: list[int], at: int) -> tuple[int, int] | None:
    """ "1,770 more in May than in April: 14,310 against 12,540", in the order in which the two are named."""
    place = found.index(at)
    if place or len(found) != 3 or at + 1 >= len(items):
        return None
    one, two = found[1:]
    won = items[at - 1].key == "by" and items[at - 2].key in _WON
    than = won or (items[at + 1].has("more") and any(item.key == "than" for item in items[at + 1 : one]))
    apart = items[one - 1].key in (":", "(", "–", "—", ",") and (
        items[two - 1].key in _AGAINST or (won and items[two - 1].key == "to")
    )
    if not than or not apart or not (stops(items, two) or won):
        return None
    sign = 1 if won else {"up": 1, "down": -1}.get(items[at + 1].sense("more") or "", 0)
    first, second = items[one].figure, items[two].figure
    if first is None or second is None or (first.value - second.value) * sign <= 0:
        return None
    return two, one
