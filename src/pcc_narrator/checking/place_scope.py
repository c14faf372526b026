"""Of which area: named beside a figure or word, in its clause, in the sentence before, in the heading."""

from __future__ import annotations

from pcc_narrator.checking.elsewhere import OF_OTHERS, of_others
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.pairing import tied_to
from pcc_narrator.checking.scopes import Places, areas_named, is_area
from pcc_narrator.checking.subject_scope import SubjectScope


class PlaceScope(SubjectScope):
    """Answers, for one item of a sentence: of which area?"""

    def places(self, at: int) -> Places:
        """Where the figure at item `at` is of."""
        if (paired := self.pairs.get(at)) is not None and is_area(self.items[paired]):
            return Places(areas_named(self.items[paired]), "said")
        step = self._area_item(at)
        if (stranger := self._stranger(at, step)) is not None:
            return Places((), "said", stranger)
        if step is not None:
            return Places(areas_named(self.items[step]), "said")
        if (unknown := self._unknown_place(at)) is not None:
            return Places((), "said", unknown)
        told = not self.in_table and not self.keys.isdisjoint(OF_OTHERS)
        if told and (others := of_others(self.items, at, self.index.kinds, is_area)):
            return Places((), "said", others)
        own = (self.index.own,) if self.index.own else ()
        if self.carried.areas and self.carried.areas != own:
            return Places(tuple(dict.fromkeys([*self.carried.areas, *own])), "carried")
        if self.carried.heading_area:
            return Places(self.carried.heading_area, "heading")
        return Places(own, "default")

    def _stranger(self, at: int, step: int | None) -> str | None:
        """A name that nothing knows and that the clause speaks of, if no area is named nearer."""
        if not self.strangers:
            return None
        clause = [item for item in self.items if item.clause == self.items[at].clause]
        for start, end, text in reversed(self.strangers):
            nearer = step is not None and self.items[step].start >= end
            if clause[0].start <= start and end <= self.items[at].start and not nearer:
                return text
        return None

    def _area_item(self, at: int) -> int | None:
        if not self.area_steps:
            return None
        items, clause = self.items, self.items[at].clause
        if (own := self._first_of_two(at)) is not None:
            return own
        owner = tied_to(items, at)
        if owner is not None and is_area(items[owner]):
            return owner
        if at >= 3 and items[at - 1].key in ("with", "at") and items[at - 2].key == "," and is_area(items[at - 3]):
            return at - 3  # "Leeds, with 41,304 visits, was"
        for step in range(at + 1, min(len(items), at + 14)):
            item = items[step]
            if item.clause != clause or (item.kind == "figure" and not self._apposed(step, at)):
                break
            if item.key == ":" and items[at].figure is not None and step > at + 1:
                break  # "the fall of 3 bucks the trend: across the country …"
            if item.depth < items[at].depth:
                break  # "Leeds's population (903,700) lies between those of York and Hull"
            if (
                item.key in ("than", "compared to", "compared with", "and", "against", "versus", "as")
                or (item.key == "that" and step + 1 < len(items) and items[step + 1].key == "of")
                or (item.has("compare") and item.key not in ("on", "over", "from"))
                or (item.has("comparison") and item.key != "over")
            ):
                break
            if is_area(item) and self.is_ranked_in(step, at):
                continue
            if (
                is_area(item)
                and step
                and items[step - 1].key
                in ("in", "of", "for", "across", "at", "the", "by", "within", "throughout", "around", "on", "from")
                and not (items[step - 1].key == "the" and self._describes(step))
            ):
                return step
            if is_area(item) and items[step].key != "" and step == at + 1:
                return step
            if is_area(item) and step + 1 < len(items) and items[step + 1].has("level") and self._opens_with(at):
                return step  # "with 80.2 visits per 1,000 residents Leeds has the highest rate in the region"
        before = [step for step in reversed(self.area_steps) if step < at and not self.is_ranked_in(step, at)]
        if before and items[before[0]].clause == clause:
            return before[0]
        for step in before:
            if not self._after_compare(step) and not self._beside_compared(step):
                return step
        for step in range(at + 1, len(items)):
            if items[step].clause != clause or items[step].key == ":":
                break
            compares = items[step].has("compare") and items[step].key not in _SINCE
            if items[step].key == "than" or items[step].has("comparison") or compares:
                break  # "its 42 are above the 26 of Leeds and the 27 of York"
            if self._after_compare(step) or self.is_ranked_in(step, at) or self._of_other_figure(step, at):
                continue
            if is_area(items[step]) and items[step - 1].key in _PLACED:
                return step
        return None

    def _of_other_figure(self, step: int, at: int) -> bool:
        """Whether an area stands right behind another figure: "one and a half times the 1.6 of the country"."""
        return (
            step - 2 > at
            and self.items[step - 2].figure is not None
            and self.items[step - 1].key in ("of", "in", "for")
        )

    def _first_of_two(self, at: int) -> int | None:
        """ "Leeds had 37 more visits than York (7,518 against 7,481)": the first is of what is compared, Leeds."""
        items = self.items
        if at < 3 or items[at - 1].key != "(" or not is_area(items[at - 2]) or not self._after_compare(at - 2):
            return None
        if at + 2 >= len(items) or not items[at + 1].has("compare") or items[at + 2].figure is None:
            return None
        than = next((step for step in range(at - 3, -1, -1) if items[step].key == "than"), 0)
        return next((step for step in range(than - 1, -1, -1) if is_area(items[step])), None)

    def _opens_with(self, at: int) -> bool:
        """Whether a figure stands in an opening "with …" or "at …"."""
        before = [item for item in self.items[:at] if item.clause == self.items[at].clause]
        return bool(before) and before[0].key in ("with", "at") and not any(is_area(item) for item in before)

    def _apposed(self, step: int, at: int) -> bool:
        role = self.roles.get(step)
        return role is not None and role.apposed and role.pair == at

    def _describes(self, step: int) -> bool:
        """Whether an area only says of what kind something is: "bucks the national trend"."""
        placed = step > 1 and self.items[step - 2].key in (*_PLACED, "by", "within", "on", "from", "to", "than", "with")
        following = self.items[step + 1] if step + 1 < len(self.items) else None
        return not placed and following is not None and following.key in _DESCRIBED

    def is_ranked_in(self, step: int, at: int) -> bool:
        """Whether an area is the group that something was ranked in before the figure: "the rate is the third highest
        in the country, and 1.2 above", but not "the highest in the country was 12"."""
        before = self._ranking(step)
        role = self.roles.get(at)
        if role is not None and role.role == "rank":
            return False
        if not any(item.has("extreme") for item in before) or before[-1].key not in (
            "in",
            "of",
            "across",
            "the",
            "its",
        ):
            return False
        groups = (self.index.areas.get(area) for area in areas_named(self.items[step]))
        told = any(item.has("level") for item in self.items[step + 1 : step + 2])
        where = next((one for one in range(step + 1, at) if self.items[one].key == "where"), None)
        if where is not None and not any(item.key == "," for item in self.items[where:at]):
            return False  # "the lowest of the group, where the mean is 12": that of the group
        return not told and all(one is not None and bool(one.members) for one in groups)

    def _ranking(self, step: int) -> tuple[Item, ...]:
        """The items before an area that may say what is ranked in it: "the second highest rate of visits in"."""
        near = self.items[max(0, step - 4) : step]
        for place in range(step - 5, max(-1, step - 9), -1):
            item = self.items[place]
            if item.kind in ("mark", "period") or (item.figure is not None and item.figure.kind != "rank"):
                return near
            if item.has("extreme"):
                return self.items[place:step]
        return near

    def _beside_compared(self, step: int) -> bool:
        """Whether an area is told beside another that something is compared with: "than in Leeds (6.9) or in York"."""
        for other in reversed([one for one in self.area_steps if one < step]):
            between = self.items[other + 1 : step]
            if any(item.has("level") or item.clause != self.items[step].clause for item in between):
                return False
            if not any(item.key in ("or", "and") for item in between):
                return False
            if self._after_compare(other):
                return True
        return False

    def _after_compare(self, step: int) -> bool:
        return any(
            item.key == "than"
            or (item.has("compare") and item.key not in ("on", "over", "from", "since", "after", "following"))
            or item.has("comparison")
            for item in self.items[max(0, step - 4) : step]
        )

    def _unknown_place(self, at: int) -> str | None:
        """A capitalised name after "in" or "at" that the facts do not have."""
        if self.keys.isdisjoint(("in", "at", "for", "across")):
            return None
        text, clause = self.tokens_at, self.items[at].clause
        for step, item in enumerate(self.items[:-1]):
            if item.clause != clause or item.key not in ("in", "at", "for", "across"):
                continue
            following = self.items[step + 1]
            if step == 0 and item.key == "for" and any(one.key == ":" for one in self.items[:6]):
                continue  # "For Neighbourhood Watch: visits were up"
            if following.key == "the" and step + 2 < len(self.items):
                following = self.items[step + 2]
            token = text.get(following.start)
            before = text.get(self.items[step - 1].start) if step else None
            if item.key == "for" and before is not None and before.text[:1].isupper():
                continue  # "the National Office for Water Quality"
            if step + 2 < len(self.items) and self.items[step + 2].key[:1].isdigit():
                continue  # "in Table 10"
            if (
                following.kind == "word"
                and token is not None
                and token.text[:1].isupper()
                and not token.text.isupper()
                and not following.words
            ):
                return token.text
        return None

    def rivals(self, at: int) -> tuple[str, ...]:
        """The areas that the claim at item `at` is compared with: those after the comparing word."""
        role = self.roles.get(at)
        start = role.word if role is not None and role.word is not None and role.word > at else at
        found: dict[str, None] = {}
        for step in range(start + 1, len(self.items)):
            item = self.items[step]
            if item.clause != self.items[start].clause:
                break
            if is_area(item):
                found.update(dict.fromkeys(areas_named(item)))
                break
        return tuple(found)


_SINCE = frozenset({"on", "over", "from", "since", "after", "following"})
_DESCRIBED = frozenset({"trend", "trends", "picture", "pattern", "patterns"})
_PLACED = frozenset({"in", "of", "for", "across", "at"})
