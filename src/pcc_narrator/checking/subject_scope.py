"""Of which subject: named beside a figure or word, in its clause, in the sentence before, in the heading."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import Subjects, is_subject, subject_of
from pcc_narrator.checking.sentence_scope import Scope
from pcc_narrator.checking.tokens import stem


class SubjectScope(Scope):
    """Answers, for one item of a sentence: of which subject?"""

    def subjects(self, at: int) -> Subjects:
        """What the figure or word at item `at` is about."""
        if (paired := self.pairs.get(at)) is not None and is_subject(self.items[paired]):
            return Subjects(self.meant(self.items[paired]), "said")
        chosen = self._subject_item(at)
        if chosen is None:
            return self._unsaid(at)
        item = self.items[chosen]
        apart = item.clause != self.items[at].clause or (chosen > at and self.beside(at) is None)
        taken_up = self.opens_with_pronoun() or self._change_taken_up(at, chosen)
        of_whole = chosen > at and self.is_whole_of_change(chosen) and chosen == self.subject_steps[0]
        if (of_whole or (apart and taken_up)) and self.carried.subjects.choices:
            return Subjects(self.carried.subjects.choices, "carried")
        if self.carried.subjects.choices and any(
            one.key == "such" for one in self.items[max(at + 1, chosen - 2) : chosen]
        ):
            return Subjects(self.carried.subjects.choices, "carried")  # "13,925 such visits"
        meant = self.meant(item)
        if self.items[at].figure is None:
            meant = self._firmly(item, meant)
        assert item.name is not None
        category = self._category_beside(chosen, at)
        if category:
            both = [Subject(one.measure, category) for one in meant if self._has(Subject(one.measure, category))]
            meant = tuple(dict.fromkeys([*both, *meant]))
        if all(meaning.weak for meaning in item.name.meanings if meaning.kind != "area"):
            stems = set(item.name.stems)
            if (told := self._told_before(chosen, stems)) and at != chosen:
                return Subjects(told, "said")
            inherited = self.inherited()
            if (full := self.names.fullest(self.roots_up_to_next(at))) and stems <= self.names.words_of(Subject(full)):
                return Subjects((Subject(full),), "said")  # "satisfaction with keeping people informed"
            if at != chosen and chosen > at and (opened := self._strong_before(at)):
                return Subjects(tuple(dict.fromkeys([*opened, *meant])), "said")
            kept = [one for one in inherited.choices if stems & self.names.words_of(one)]
            if kept:
                return Subjects(
                    tuple(dict.fromkeys([*kept, *(meant if len(item.name.meanings) > 1 else ())])), "carried"
                )
            return Subjects(
                tuple(dict.fromkeys([*self._strong_behind(chosen, at), *meant, *self._sharing(stems)])), "said"
            )
        stems = set(item.name.stems)
        near = [one for one in self.inherited().choices if one not in meant and self._akin(one, meant, stems)]
        divided = [part for one in (*meant, *near) for part in self._divided(one, at)]
        return Subjects(tuple(dict.fromkeys(divided)), "said")

    def _told_before(self, chosen: int, stems: set[str]) -> tuple[Subject, ...]:
        """What a strong name before a weak one in the sentence is of, where the weak one may be short for it:
        "evening visits rose: 781 visits this quarter"."""
        content = {word for word in stems if word not in frame_words()}
        for item in reversed(self.items[:chosen]):
            if not is_subject(item) or item.name is None:
                continue
            if all(meaning.weak for meaning in item.name.meanings if meaning.kind != "area"):
                continue
            meant = self.meant(item)
            weak = self.items[chosen].name
            generic = weak is not None and len({one.id for one in weak.meanings}) >= _MANY
            fits = generic or all(content <= self.names.words_of(one) for one in meant)
            return meant if content and fits else ()
        return ()

    def _strong_before(self, at: int) -> tuple[Subject, ...]:
        """What a strong name before a level in its clause is of: "e-book loans reached 781 loans"."""
        if self.roles.get(at, RoleRead("open")).role not in ("level", "to"):
            return ()
        clause = self.items[at].clause
        names = [item for item in self.items[:at] if item.clause == clause and is_subject(item)]
        if not names or names[-1].name is None or any(item.kind == "figure" for item in self.items[:at]):
            return ()
        strong = any(not meaning.weak for meaning in names[-1].name.meanings if meaning.kind != "area")
        return self.meant(names[-1]) if strong else ()

    def _strong_behind(self, chosen: int, at: int) -> tuple[Subject, ...]:
        """What a strong name behind a weak noun and before the next figure is of: "77 people were seen under rule
        12", where people are counted by another measure."""
        if chosen < at:
            return ()
        for item in self.items[chosen + 1 :]:
            if item.clause != self.items[at].clause or item.kind in ("figure", "mark") or item.has("compare"):
                return ()
            if is_subject(item) and item.name is not None:
                strong = any(not meaning.weak for meaning in item.name.meanings if meaning.kind != "area")
                return self.meant(item) if strong else ()
        return ()

    def _sharing(self, stems: set[str]) -> tuple[Subject, ...]:
        """The other measures whose names have a noun that one measure counts: "incidents" that were attended."""
        content = stems - frame_words() if len(stems) > 1 else stems
        if len(content) != 1:
            return ()
        return tuple(Subject(measure) for measure in self.names.with_word(next(iter(content))))

    def _divided(self, subject: Subject, at: int) -> tuple[Subject, ...]:
        """The categories that the clause tells of, for a measure that the facts have by category only."""
        if subject.category is not None or self._has(subject):
            return (subject,)
        clause = self.items[at].clause
        inside = [item for item in self.items if item.clause == clause]
        first, last = inside[0].start, inside[-1].end
        stems = {stem(token.key) for token in self.sentence.tokens if first <= token.start < last}
        told = self.names.categories_told(subject.measure, stems)
        return tuple(Subject(subject.measure, category) for category in told) or (subject,)

    def _firmly(self, item: Item, meant: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """Of what a name may stand for, what it names in full: "convictions" is no short name of a conviction rate."""
        assert item.name is not None
        firm = {meaning.id for meaning in item.name.meanings if meaning.kind == "measure" and not meaning.weak}
        near = self.inherited().choices
        kept = tuple(one for one in meant if one.category is not None or one.measure in firm or one in near)
        return kept if firm and kept else meant

    def _akin(self, subject: Subject, meant: Sequence[Subject], stems: set[str]) -> bool:
        """Whether a name may be short for the subject at hand: "visits made" under a heading on evening visits."""
        content = {word for word in stems if word not in frame_words()}
        whole = subject.category is None and all(one.category is None for one in meant)
        return whole and bool(content) and content <= self.names.words_of(subject)

    def opens_with_pronoun(self) -> bool:
        """Whether the sentence opens with a word that takes up the subject of the one before."""
        plain = [item for item in self.items[:6] if item.kind != "mark"]
        if len(plain) > 2 and plain[0].key in ("at", "with") and plain[1].figure is not None:
            plain = plain[2:]  # "At 35,372 it was 8,326 higher"
        return bool(plain) and plain[0].has("pronoun")

    def _change_taken_up(self, at: int, chosen: int) -> bool:
        """Whether a sentence opens with the change of what was told before: "The rise of 20 per cent on the year before
        owes most to short visits", but not "The rise of 20 per cent in short visits"."""
        opening = [item.key for item in self.items[:1]] in (["the"], ["that"], ["this"], ["its"])
        word = self.roles[at].word if at in self.roles else at if self.items[at].has("change_noun") else None
        if not opening or word is None or word > 3 or not self.items[word].has("change_noun"):
            return False
        if any(is_subject(item) for item in self.items[:chosen]):
            return False
        before = self.items[chosen - 1].key
        between = [item for item in self.items[at + 1 : chosen] if item.period is None]
        return not (before in ("in", "of", "for", "the") and len(between) <= _NEAR)

    def is_whole_of_change(self, step: int) -> bool:
        """Whether a name is only that of which a part is told: "96 per cent of the net rise in all visits"."""
        before = self.items[max(0, step - _SHARED) : step]
        noun = next((place for place in range(len(before) - 1, -1, -1) if before[place].has("change_noun")), None)
        if noun is None or any(item.kind in ("mark", "figure", "period") for item in before[noun:]):
            return False
        of = next((place for place in range(noun - 1, 0, -1) if before[place].key == "of"), None)
        figure = before[of - 1].figure if of is not None else None
        return figure is not None and figure.kind in ("percent", "fraction")

    def _has(self, subject: Subject) -> bool:
        return bool(self.index.areas_of(subject))

    def meant(self, item: Item) -> tuple[Subject, ...]:
        """The subjects that a name may stand for here."""
        assert item.name is not None
        return subject_of(item.name, self.index, self.inherited().choices, self.measures_here)

    def _category_beside(self, chosen: int, at: int) -> str | None:
        """A category named in the same clause as the chosen measure, nearest before the figure."""
        item = self.items[chosen]
        assert item.name is not None
        if any(meaning.kind == "category" for meaning in item.name.meanings):
            return None
        clause = self.items[at].clause
        for step in [*range(at - 1, -1, -1), *range(at + 1, len(self.items))]:
            other = self.items[step]
            if other.clause != clause or step == chosen or other.name is None:
                continue
            for meaning in other.name.meanings:
                if meaning.kind == "category":
                    return str(meaning.id)
                if meaning.kind == "measure" and step < chosen < at:
                    return None
        return None

    def _subject_item(self, at: int) -> int | None:
        if not self.subject_steps:
            return None
        items = self.items
        clause = items[at].clause
        beside = self.beside(at)
        if beside is not None:
            return beside
        if items[at].has("change_noun") and at + 1 < len(items) and items[at + 1].key in ("in", "of"):
            for step in range(at + 2, min(len(items), at + 7)):  # "an improvement in the number of visits"
                if items[step].clause != clause or items[step].kind in ("mark", "figure", "period"):
                    break
                if is_subject(items[step]):
                    return step
        if (kind := self._kind_after(at)) is not None:
            return kind
        before = [step for step in reversed(self.subject_steps) if step < at]
        behind = next((step for step in self.subject_steps if step > at and not self._counts_whole(step, at)), None)
        for step in before:
            whole = step > 1 and items[step - 2].figure is not None and self._of_its_whole(step, step - 2)
            if items[step].clause == clause and not self._compared(step) and not self._per(step) and not whole:
                return step - 1 if self._tail_of_name(step) else step
        if behind is not None and items[behind].clause == clause:
            return behind
        if before:
            return before[0]
        return behind if clause == 0 and items[at].depth == 0 else None

    def _counts_whole(self, step: int, at: int) -> bool:
        """Whether a name is of the whole that a part is told of: "5,221, or 12.2 per cent of 42,732 attendances"."""
        role = self.roles.get(step - 1)
        return role is not None and role.role == "out_of" and step - 1 > at and role.pair != at

    def _kind_after(self, at: int) -> int | None:
        """ "Of which 30 were pursuit-related and seven arose from other activity": the kind named after its number."""
        items = self.items
        if items[at].figure is None or not any(
            item.key in ("of which", "of whom", "which", "whom") for item in items[:at]
        ):
            return None
        for step in range(at + 1, min(len(items), at + 7)):
            item = items[step]
            if item.clause != items[at].clause or item.kind in ("mark", "figure", "period"):
                return None
            if item.name is not None and any(m.kind == "category" and not m.weak for m in item.name.meanings):
                return step
        return None

    def _tail_of_name(self, step: int) -> bool:
        """Whether a short name belongs to a longer one right before it: the "outcomes" of "restorative outcomes"."""
        own, before = self.items[step].name, self.items[step - 1].name if step else None
        if own is None or before is None or not before.is_subject:
            return False
        return all(one.weak for one in own.meanings) and any(not one.weak for one in before.meanings)

    def _per(self, step: int) -> bool:
        """Whether a name says among whom a rate counts: "per 1,000 residents"."""
        name = self.items[step]
        before = [item for item in self.items[max(0, step - 2) : step] if item.end <= name.start and item.figure]
        rate = before[-1].figure if before else None
        between = [item for item in self.items[:step] if before and item.start >= before[-1].end]
        return rate is not None and rate.kind == "rate" and rate.text[-1].isdigit() and not between

    def _compared(self, step: int) -> bool:
        """A subject that stands in a comparison's second half ("more than surgery did") is not the subject."""
        before = [item.key for item in self.items[max(0, step - 2) : step]]
        return before[-1:] == ["than"] or "relative to" in before  # "relative to its population"

    def beside(self, at: int) -> int | None:
        """The name in the noun phrase that follows a figure: "692 evening visits", "1,099 fewer surgeries"."""
        if self.items[at].figure is None:
            return None
        steps = 0
        for step in range(at + 1, len(self.items)):
            item = self.items[step]
            if item.kind == "mark" and item.key in "'\"“”‘’`*":
                continue
            if item.clause != self.items[at].clause or item.kind in ("mark", "figure", "period"):
                return None
            if is_subject(item):
                previous = self.items[step - 1].key
                if (fuller := self._fuller(step)) is not None:
                    return fuller
                if previous in ("than", "compared", "and", "while") or self._of_its_whole(step, at):
                    return None
                return step
            if item.key in ("than", "and", "compared to", "compared with", "while", "with", "to", "from", "by") or (
                item.has("compare") and item.key not in ("on",)
            ):
                return None
            if item.has("level") and steps:
                return None
            steps += 1
            if steps > 5:
                return None
        return None

    def _of_its_whole(self, step: int, at: int) -> bool:
        """Whether a name only says of what a share is that was named before: "the rate of loans rose to 4 per cent of
        all visits"."""
        figure = self.items[at].figure
        if figure is None or figure.kind not in ("percent", "fraction") or self.items[at + 1].key != "of":
            return False
        clause = self.items[at].clause
        named = [one for one in self.subject_steps if one < at and self.items[one].clause == clause]
        shares = (self.index.measures.get(one.measure) for each in named for one in self.meant(self.items[each]))
        whole = (self.index.measures.get(one.measure) for one in self.meant(self.items[step]))
        return any(one is not None and one.unit == "percent" for one in shares) and not any(
            one is not None and one.unit == "percent" and self._fully_named(one.id, step) for one in whole
        )

    def _fully_named(self, measure: str, step: int) -> bool:
        """Whether a name has all the words of a measure's title."""
        said = set(self.items[step].key.split())
        return self.names.words_of(Subject(measure)) <= said

    def _fuller(self, step: int) -> int | None:
        """ "Visits of children": the name after "of" says more than the weak one before it."""
        name = self.items[step].name
        if name is None or not all(meaning.weak for meaning in name.meanings) or step + 2 >= len(self.items):
            return None
        following = self.items[step + 2]
        return step + 2 if self.items[step + 1].key in ("of", "involving", "for") and is_subject(following) else None

    def inherited(self) -> Subjects:
        """The subject that a sentence has when it names none."""
        if self.carried.subjects.choices:
            if self.carried.heading.choices:
                merged = dict.fromkeys([*self.carried.subjects.choices, *self.carried.heading.choices])
                return Subjects(tuple(merged), "carried")
            return Subjects(self.carried.subjects.choices, "carried")
        return self.carried.heading

    def guess_at(self, at: int) -> tuple[str, ...]:
        """Of several guesses, those that have the noun after a figure: "473 individuals were reported missing"."""
        guess = self.guess
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        if len(guess) < 2 or following is None or following.kind != "word" or following.words:
            return guess
        return tuple(one for one in guess if stem(following.key) in self.names.words_of(Subject(one))) or guess

    def _unsaid(self, at: int) -> Subjects:
        """No name in the sentence: the table's heads, the sentence before, the heading, the only measure, a guess."""
        carried, heading = self.carried.subjects, self.carried.heading
        if carried.choices:
            return Subjects(carried.choices, "carried")
        if heading.choices:
            return Subjects(heading.choices, "heading")
        guess = self.guess_at(at)
        if guess:
            firm = len(guess) == 1 and self.names.in_full(guess[0], self.roots_up_to_next(at))
            return Subjects(tuple(Subject(measure) for measure in guess), "carried" if firm else "guessed")
        if (
            self.carried.roots
            and not self.in_table
            and (full := self.names.fullest(self.roots_up_to_next(at) | self.carried.roots))
        ):
            return Subjects((Subject(full),), "guessed")  # "What of the investigation? 62 per cent were satisfied."
        measures = self.index.set.measures
        if len(measures) == 1:
            return Subjects((Subject(measures[0].id),), "default")
        return Subjects()


_NEAR = 5  # items between a change and the name of what changed
_MANY = 3  # a noun that so many measures count says nothing of which
_SHARED = 9  # items from a share to the name of its whole
