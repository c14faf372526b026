"""Which period a change or comparison is counted from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.place_scope import PlaceScope
from pcc_narrator.checking.scopes import BACK, Times, is_area, moved_back
from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.period import Period
from pcc_narrator.periods import PeriodMention
from pcc_narrator.periods.relative import calendar_year


class BaseScope(PlaceScope):
    """Answers, for one item of a sentence: counted from which period?"""

    def _is_when(self, step: int, wants_base: bool, at: int | None = None) -> bool:
        mention = self.items[step].period
        if mention is None or mention.kind == "length" or step in self._since_superlatives:
            return False
        role = self.roles.get(at) if at is not None else None
        if mention.relation in BACK and (" on " in mention.text.lower() or (role is not None and role.role == "to")):
            return False
        if wants_base or not self.is_base(step):
            return True
        return (
            at is not None
            and self.owner(step) == at
            and step - at <= 3
            and self.items[at + 1].key in ("of", "in", "for")
        )

    @lazy
    def _since_superlatives(self) -> frozenset[int]:
        """The periods since which something is the highest or lowest, and those in which a series began."""
        return frozenset(
            at
            for at in self.period_steps
            if _of_superlative(self.items[max(0, at - 10) : at]) or _of_start(self.items[max(0, at - 4) : at])
        )

    def is_base(self, step: int) -> bool:
        """Whether a period says what is compared with, not when the figure is of."""
        if (known := self._known_bases.get(step)) is None:  # asked for each figure of the sentence
            known = self._known_bases[step] = self._is_base(step)
        return known

    @lazy
    def _known_bases(self) -> dict[int, bool]:
        return {}

    def _is_base(self, step: int) -> bool:
        mention = self.items[step].period
        if mention is None:
            return False
        if mention.kind == "length":
            return False
        if step in self.ends:
            return self.ends[step] == "first"
        if self._ranged(step):
            return False  # "over the five months from October to February"
        if mention.preposition in ("from", "between") and mention.kind == "period" and _DAYS.search(mention.text):
            return False  # "from 1 August 2017 to 31 July 2018"
        levelled = any(item.key in _LEVELS for item in self.items[max(0, step - 3) : step])
        before = self.items[max(0, step - (10 if levelled else 6)) : step]
        timed = [step for step, item in enumerate(before) if item.key == "time" and step + 4 > len(before)]
        if any(not step or before[step - 1].key not in ("this", "same", "in") for step in timed) or any(
            item.key == "first" for item in before[-5:]
        ):
            return False  # "for the first time since 2009", "the first increase since 2011"
        if _beyond_none(self.items, step):
            return False  # "no quarter had more than quarter two, with 781"
        if step in self._since_superlatives:
            return False  # "an increase of 12, the highest since at least 2011"
        if _of_level(self.items, step):
            return True  # "up by 37 per cent on the 13,827 of 2017"
        elsewhere = False
        for item in reversed(before):
            elsewhere = elsewhere or is_area(item)
            if elsewhere and item.key == "than" and mention.relation not in BACK:
                return False  # "lower in Leeds than in York in May"
            if item.kind in ("figure", "period") or (item.kind == "mark" and item.key not in ("(",)):
                break
            if item.key == "what":
                return True  # "a fifth of what it had been in 2022"
            if item.has("compare") and item.key not in ("after", "following", "over", "from", "on", "since"):
                return True
            if item.key in ("than", "on", "from", "above", "below") and (
                item.key != "on" or mention.relation is not None or mention.kind == "period"
            ):
                return True
            if item.key in ("over", "since") and mention.relation in BACK:
                return True
            if item.key == "since":
                return True
            if item.key == "as" and any(one.figure is not None and one.figure.unit == "ratio" for one in self.items):
                return True  # "twice as many as in 2015"
            if item.key in ("had", "been", "were", "recorded", "seen", "reported", "counted", "made"):
                continue  # "16 fewer than had been recorded in May"
            if (
                item.kind == "word"
                and not item.words
                and not levelled  # "than the pre-war peak in 2008"
                and item.key
                not in (
                    "in",
                    "the",
                    "at",
                    "of",
                    "for",
                    "during",
                    "same",
                    "period",
                    "that",
                    "a",
                    "an",
                    "what",
                    "it",
                    "was",
                )
            ):
                break
        if mention.preposition in ("since", "than", "from") and mention.first is None:
            return True
        owner = self.owner(step)
        if owner is not None and self.roles[owner].role == "from":
            return True
        return mention.relation in BACK and self._near_change(step)

    def owner(self, step: int) -> int | None:
        """The figure that a period follows: "510 evening visits in the year to December 2017"."""
        clause = self.items[step].clause
        for at in range(step - 1, max(-1, step - 9), -1):
            item = self.items[at]
            if item.clause != clause or item.kind in ("period", "mark"):
                return None
            if item.kind == "figure":
                return at
        return None

    def _ranged(self, step: int) -> bool:
        mention = self.items[step].period
        return mention is not None and mention.first is not None and mention.preposition in ("from", "between")

    def in_that_time(self, at: int) -> bool:
        """Whether a change is over a time told before: "has doubled in that time"."""
        keys = [item.key for item in self.items[at + 1 : at + 4]]
        return keys[1:] in (
            ["that", "time"],
            ["that", "period"],
            ["this", "time"],
            ["this", "period"],
            ["these", "years"],
        )

    def _base_before(self, step: int, anchors: list[Period]) -> list[Period]:
        """What the relative period before this one in the sentence means."""
        calendar = self.index.set.calendar
        for at in range(step - 1, -1, -1):
            mention = self.items[at].period
            if mention is not None and mention.relation in BACK:
                return [period for anchor in anchors for period in moved_back(mention, anchor, calendar)]
        return []

    def quarter_near(self, step: int, choices: tuple[Period, ...]) -> tuple[Period, ...]:
        """What a quarter without its year is beside the dated period that its sentence names before it: "Q4 of the
        previous year". The report's own year goes before, if the facts say what it is."""
        mention, calendar = self.items[step].period, self.index.set.calendar
        assert mention is not None and mention.quarter is not None
        shift = -1 if mention.text.lower().endswith(_YEAR_BEFORE) else 0
        told = [one for item in reversed(self.items[:step]) if (one := item.period) and one.preposition != "since"]
        anchor = next((one.period.end for one in told if one.period is not None and _DATED.search(one.text)), None)
        if anchor is None or (self.index.set.period is not None and not shift):
            return choices
        near = calendar.quarter(calendar_year(anchor, calendar) + shift, mention.quarter)
        later = not shift and near.start is not None and near.start > anchor
        return (near.shifted(-12) if later else near,)

    def own_base(self, at: int) -> int | None:
        """The base that is told right after a figure: "a 36 per cent increase compared to the previous year"."""
        clause, compared = self.items[at].clause, False
        for step in range(at + 1, min(len(self.items), at + 8)):
            item = self.items[step]
            if item.clause != clause or item.kind in ("figure", "mark"):
                return None
            if item.period is not None:
                return step if compared and item.period.relation in BACK else None
            compared = compared or item.key == "than" or (item.has("compare") and item.key not in ("over", "from"))
        return None

    def _near_change(self, step: int) -> bool:
        clause = self.items[step].clause
        return any(
            item.clause == clause and (item.has("direction") or item.has("change_noun") or item.has("more"))
            for item in self.items
        )

    @lazy
    def closing(self) -> tuple[int | None, int | None]:
        """The period and the base that a sentence of several clauses ends with, which all of them are told of: "visits
        fell; loans rose, in May compared with April"."""
        items = self.items
        told = ((step, items[step].period) for step in self.period_steps)
        steps = [step for step, mention in told if mention is not None and mention.kind != "length"]
        last = items[-1].clause if items else 0
        if not last or not steps or len(steps) > 2 or any(items[step].clause != last for step in steps):
            return None, None
        before = [item.key for item in items[max(0, steps[0] - 3) : steps[0]] if item.key != "the"]
        rest = [item for item in items[steps[0] + 1 :] if item.kind not in ("mark", "period")]
        if before[-2:] not in ([",", "in"], [",", "over"], [",", "during"]):
            return None, None
        if any(not item.has("compare") and item.key not in ("the", "with", "on", "in") for item in rest):
            return None, None
        return steps[0], steps[1] if len(steps) > 1 else None

    def bases(self, at: int, periods: Sequence[Period] | None) -> Times:
        """What a change at item `at` is counted from. Open where nothing is said."""
        if self.carried.heading_base:
            return Times(self.carried.heading_base, "said")
        if not self.keys.isdisjoint(_TIMES) and self.in_that_time(at):
            return Times(tuple(dict.fromkeys((*self.carried.bases, *self.carried.told_times))), "carried")
        if not self.period_steps:
            return Times()
        items, clause = self.items, self.items[at].clause
        role = self.roles.get(at)
        if role is not None and role.apposed and role.pair is not None:
            at = role.pair
        behind = [step for step in self.period_steps if step > at and items[step].clause == clause]
        before = [step for step in reversed(self.period_steps) if step < at and items[step].clause == clause]
        steps = (*behind, *before)
        if not steps and self.closing[1] is not None:
            steps = (self.closing[1],)
        ranged = next((step for step in steps if self._ranged(step)), None)
        if self.own_base(at) is not None:
            ranged = None
        if ranged is not None and role is not None and role.role in ("change", "multiple"):
            mention = items[ranged].period
            assert mention is not None and mention.first is not None
            return Times((mention.first,), "said")
        for step in steps:
            if not self.is_base(step):
                continue
            mention = items[step].period
            assert mention is not None
            if mention.relation in BACK:
                anchors = list(periods or [])
                if mention.text.lower().endswith(" that") and (earlier := self._base_before(step, anchors)):
                    anchors = (
                        earlier  # "than in the previous three months, and 14 more than in the three months before that"
                    )
                calendar = self.index.set.calendar
                choices = [p for anchor in anchors for p in moved_back(mention, anchor, calendar)]
                if not choices and mention.period is not None:
                    choices = [mention.period]
                if not anchors:
                    return Times()
                return Times(tuple(dict.fromkeys(choices)), "said")
            choices = [p for p in (mention.period, *mention.alternatives) if p is not None]
            if is_bare_quarter(mention):
                choices = list(self.quarter_near(step, tuple(choices)))
            if choices:
                bare = mention.month is not None and not any(letter.isdigit() for letter in mention.text)
                return Times(tuple(choices), "said", mention.month if bare else None)
        return Times()


def is_bare_quarter(mention: PeriodMention) -> bool:
    """Whether a quarter is told without its year: "Q4", "quarter four of the previous year"."""
    return mention.quarter is not None and not _DATED.search(mention.text)


_DATED = re.compile(r"\d{4}|\d\d\s?[-/–]\s?\d\d")
_YEAR_BEFORE = ("previous year", "year before", "prior year")


def _of_superlative(before: Sequence[Item]) -> bool:
    """Whether what stands before a period says since when a superlative holds: "the most since at least"."""
    told = [item for item in before if item.key not in _SMALL]
    since = max((at for at, item in enumerate(told) if item.key == "since"), default=0)
    if since < len(told) - 1 or not since:
        return False
    while since > 1 and (told[since - 1].key in _OF_ONE or told[since - 1].figure is not None):
        since -= 1  # "the most in any quarter since"
    return told[since - 1].has("extreme") or (told[since - 1].key == "most" and since > 0)


def _of_start(before: Sequence[Item]) -> bool:
    """Whether what stands before a period says when a series began: "since the series began in"."""
    keys = [item.key for item in before if item.key not in (",", "in", "with", "the")]
    return (
        len(keys) > 1
        and keys[-1] in ("began", "begins", "starts", "started")
        and keys[-2] in ("series", "records", "data")
    )


def _beyond_none(items: Sequence[Item], step: int) -> bool:
    """Whether a period is that which none went beyond."""
    if step < 2 or items[step - 1].key != "than":
        return False
    return any(
        item.key in ("no", "none") for item in items[max(0, step - 12) : step] if item.clause == items[step].clause
    )


def _of_level(items: Sequence[Item], step: int) -> bool:
    """Whether a period tells when a figure was that something is compared with: "than the 12 of May"."""
    if step < 3 or items[step - 1].key != "of" or items[step - 2].figure is None or items[step - 3].key != "the":
        return False
    return items[step - 4].key in ("on", "than", "from", "over", "above", "below", "against") if step > 3 else False


_SMALL = frozenset({"at", "least", "~at", "~least", "at least", "the", "end", "start", "of", "beginning"})
_OF_ONE = frozenset(
    {"in", "any", "a", "one", "single", "quarter", "month", "year", "week", "number", "figure", "total"}
)
_TIMES = frozenset({"time", "period", "years"})
_DAYS = re.compile(r"\d .*\b(?:to|and) \d")
_LEVELS = frozenset({"level", "levels", "figure", "peak", "high", "low", "trough", "total"})
