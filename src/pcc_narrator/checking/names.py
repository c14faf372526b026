"""What the facts' subjects and places are called: aliases of measures, categories and areas, found in a text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Literal

from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.lexicon import Phrases, frame_words, is_word, lexicon, vocabulary
from pcc_narrator.checking.loose_names import LooseNames
from pcc_narrator.checking.name_forms import (
    BRACKETS,
    NO_NAMES,
    folded,
    name_keys,
    name_stems,
    telling_words,
    variants_of,
)
from pcc_narrator.checking.tokens import Token, read_keys, root, stem
from pcc_narrator.checking.turned_limits import Numbered, numbered, turned
from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.record import record


@record(frozen=True, slots=True)
class Name:
    """What an alias stands for. `weak` names give way to the subject at hand ("visits" under "Evening visits")."""

    kind: Literal["measure", "category", "area"]
    id: str
    weak: bool = False


@record(frozen=True, slots=True)
class NameFound:
    """A name in a text, and all that it may stand for: an area, a subject (a measure or category), or either."""

    start: int
    end: int
    stems: tuple[str, ...]
    meanings: tuple[Name, ...]
    is_area: bool
    is_subject: bool


class Names:
    """The aliases of one fact set."""

    def __init__(self, index: Index) -> None:
        self.index = index
        entries: list[tuple[tuple[str, ...], Name]] = []
        self._words_of: dict[str, frozenset[str]] = {}
        self._titles: list[tuple[str, frozenset[str]]] = []
        for measure in index.set.measures:
            strong = [measure.title, *measure.names]
            words: set[str] = set()
            for text in strong:
                for keys, weak in variants_of(text):
                    entries.append((keys, Name("measure", measure.id, weak)))
                    words.update(keys)
            identifier = name_stems(measure.id.replace("_", " "))
            entries.append((identifier, Name("measure", measure.id, True)))
            words.update(identifier)
            if measure.counted is not None:
                for text in (measure.counted.one, measure.counted.many):
                    entries.append((name_stems(text), Name("measure", measure.id, True)))
                    words.update(name_stems(text))
            self._words_of[measure.id] = frozenset(words)
            for text in strong:
                self._titles.append((measure.id, frozenset(telling_words(name_stems(text)))))
        self.counted = frozenset(  # the nouns of what is counted: "visit" of "evening visit"
            name_stems(measure.counted.one)[-1]
            for measure in index.set.measures
            if measure.counted is not None and measure.counted.one.strip()
        )
        named = (text.lower().split() for one in index.set.measures for text in (one.title, *one.names))
        self.nouns = frozenset(stem(words[-1]) for words in named if len(words) > 1 and words[-1].endswith("s"))
        heads = [keys[-1] for category in index.categories if (keys := name_stems(category))]
        self.kinds = frozenset(head for head in heads if heads.count(head) > 1)  # "visit" of many kinds of visits
        for category in index.categories:
            for keys, weak in variants_of(category):
                entries.append((keys, Name("category", category, weak)))
        entries.extend(self._short())
        self._categories_of: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for category, owners in index.categories.items():
            telling = frozenset(telling_words(name_stems(category)))
            for measure_id in owners:
                self._categories_of.setdefault(measure_id, []).append((category, telling))
        self._phrases: Phrases[Name] = Phrases((keys, name) for keys, name in entries if _usable(keys, name))
        self._places: Phrases[Name] = Phrases((keys, name) for keys, name in self._areas() if _usable(keys, name))
        self._loose: LooseNames[Name] = LooseNames(
            ({word for word in name_stems(text) if word.isalnum() and word not in NO_NAMES}, Name("measure", one.id))
            for one in index.set.measures
            for text in (one.title, *one.names)
        )
        self._first_stems = frozenset(self._phrases.firsts) | self._loose.words  # nothing starts at other words
        self._first_keys = frozenset(self._places.firsts) | {"confidence"}
        self._with_word: dict[str, tuple[str, ...]] = {}
        self._weights = self._idf()
        # exact sums: the order of a set makes no difference
        self._wholes = [math.fsum(map(self._weights.__getitem__, words)) for _, words in self._titles]
        self._by_word: dict[str, list[int]] = {}
        for number, (_, stems) in enumerate(self._titles):
            for word in stems:
                self._by_word.setdefault(word, []).append(number)

    def _short(self) -> Iterable[tuple[tuple[str, ...], Name]]:
        """Names that end before what they are against or with ("claims" of "claims against the trust"), names of four
        words or more without the noun that many have ("loans of films" of "loans of films requests"), and names of
        three words with a number in the middle ("ward 12" of "ward 12 visits")."""
        heads: dict[tuple[str, ...], dict[Name, None]] = {}
        measures = [(one.title, Name("measure", one.id, True)) for one in self.index.set.measures]
        named = (*measures, *((one, Name("category", one, True)) for one in self.index.categories))
        last = Counter(name_stems(text)[-1] for text, _ in named if name_stems(text))
        own = (name_stems(text) for one in self.index.set.measures for text in (one.title, *one.names))
        known = {*own, *(name_stems(text) for text, _ in named)}
        counted = (name_stems(one.counted.one) for one in self.index.set.measures if one.counted is not None)
        nouns = {word for word, many in last.items() if many > _THREE} | {keys[0] for keys in counted if len(keys) == 1}
        for text, name in named:
            keys = name_stems(text)
            if len(keys) > _THREE and last[keys[-1]] > _THREE and keys[-2] not in NO_NAMES:
                yield keys[:-1], name
            if len(keys) == _THREE and keys[1].isdigit():
                yield keys[:-1], replace(name, weak=False)
            if keys[:1] == ("no",) and len(keys) > 1:
                yield from (
                    (("without", *more, *keys[1:]), replace(name, weak=False)) for more in ((), ("a",), ("any",))
                )
            if len(keys) == 2 and keys[1] in nouns and keys[0] not in frame_words() | NO_NAMES:
                others = ((keys[0], noun) for noun in sorted(nouns - {keys[1]}))
                yield from ((other, name) for other in others if other not in known)
            end = next((place for place, word in enumerate(keys) if word in _OPPOSED), 0)
            if end == 1:
                heads.setdefault(keys[:end], {})[name] = None
        for keys, names in heads.items():
            if len({one.id.lower().replace("_", " ") for one in names}) <= _FEW:
                yield from ((keys, one) for one in names)

    def _areas(self) -> Iterable[tuple[tuple[str, ...], Name]]:
        kinds: dict[str, list[str]] = {}
        known = {area.id for area in self.index.set.areas}
        for area in self.index.set.areas:
            kinds.setdefault(area.kind, []).append(area.id)
            for text in (area.title, *area.names, area.id.replace("_", " ").replace("-", " ")):
                for part in (text, BRACKETS.sub(" ", text), *BRACKETS.findall(text)):
                    yield name_keys(part), Name("area", area.id)
        for fact in self.index.set.facts:
            if fact.area not in known:
                known.add(fact.area)
                yield name_keys(fact.area.replace("_", " ").replace("-", " ")), Name("area", fact.area)
        for kind, words in vocabulary()["areas"].items():
            owner = kinds.get(kind, []) if kind != "own" else ([self.index.own] if self.index.own else [])
            if kind == "region" and not owner:  # a region that is told as a group of its members
                owner = [area.id for area in self.index.set.areas if area.kind == "group" and area.members]
            if len(owner) == 1:
                for text in words:
                    yield read_keys(text), Name("area", owner[0], True)

    def find(self, tokens: Sequence[Token]) -> tuple[NameFound, ...]:
        """The names in a row of tokens, longest first, without overlaps."""
        keys = ["and" if token.key == "&" else token.key for token in tokens]
        stems = list(map(stem, keys))
        subjects, places = self._phrases, self._places
        found = []
        stop = 0
        for position, key in enumerate(keys):
            if (stems[position] not in self._first_stems and key not in self._first_keys) or position < stop:
                continue
            if key == "confidence" and tuple(keys[position : position + 2]) in _STATISTICAL:
                stop = position + 2  # "confidence interval" is no confidence in anybody
                continue
            hit = subjects.at(stems, position) if stems[position] in subjects.firsts else None
            if hit is not None and hit[0] == 1 and stop < position and _narrowed(keys[position - 1], hit[1]):
                hit = None
            if stems[position] in self._loose.words and (loose := self._loose.at(stems, position)) is not None:
                exact = (
                    tuple(one for one in hit[1] if one.kind == "measure" and not one.weak) if hit is not None else ()
                )
                if hit is None or loose[0] > hit[0]:  # "loans made" of "made loans", and of "loans"
                    hit = (loose[0], tuple(dict.fromkeys((*exact, *loose[1]))))
            place = places.at(keys, position) if keys[position] in places.firsts else None
            if key == "our" and position + 1 < len(keys) and places.at(keys, position + 1) is not None:
                place = None  # "our peer group" is the group
            if place is not None and place[0] == 1 and tokens[position].text.islower() and is_word(key):
                place = None  # "the standard was met" tells of no Met
            if hit is None and place is None:
                continue
            if hit is None or (place is not None and place[0] > hit[0]):
                assert place is not None
                hit = place
            elif place is not None and place[0] == hit[0]:
                hit = (hit[0], (*hit[1], *place[1]))
            length, meanings = hit
            if length > 1 and (place is None or place[0] < length):
                spots = (at for at in range(position, position + length) if keys[at] in places.firsts)
                within = next((one for at in spots if (one := places.at(keys, at)) is not None), None)
                if within is not None and all(one.kind == "measure" for one in meanings):
                    meanings = (*meanings, *within[1])  # "the East Pool index" is told of East Pool
            start, end = tokens[position].start, tokens[position + length - 1].end
            kinds = {meaning.kind for meaning in meanings}
            is_area = "area" in kinds
            said = tuple(stems[position : position + length])
            of_area = is_area and all(one.weak for one in meanings if one.kind != "area")
            firm_area = any(one.kind == "area" and not one.weak for one in meanings)
            is_subject = len(kinds) > is_area and not (of_area and firm_area)  # the "England" of "England index"
            found.append(NameFound(start, end, said, meanings, is_area, is_subject))
            stop = position + length
        return tuple(found)

    def words_of(self, subject: Subject) -> frozenset[str]:
        """The stems of all names of a subject."""
        words = self._words_of.get(subject.measure, frozenset())
        return words | frozenset(name_stems(subject.category)) if subject.category else words

    def categories_told(self, measure: str, stems: Set[str]) -> tuple[str, ...]:
        """The categories of a measure of which a text has the most words, and at least half."""
        best: list[str] = []
        most = (0.5, 0)
        for category, words in self._categories_of.get(measure, ()):
            shared = len(words & stems)
            score = (shared / len(words) if words else 0.0, shared)
            if shared and score >= most:
                best = [*best, category] if score == most else [category]
                most = score
        return tuple(best)

    def kind_hinted(self, subjects: Sequence[Subject], stems: Set[str]) -> bool:
        """Whether a word that one category alone has stands in a text, where a measure is meant as a whole."""
        for subject in subjects:
            if subject.category is not None:
                return False
            for category, words in self._categories_of.get(subject.measure, ()):
                others = (theirs for other, theirs in self._categories_of[subject.measure] if other != category)
                own = words - self._words_of.get(subject.measure, frozenset())
                if own & stems and (own & stems).difference(*others):
                    return True
        return False

    @lazy
    def rooted(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The roots of the words of each measure's title and other names."""
        names = ((one.id, name) for one in self.index.set.measures for name in (one.title, *one.names))
        words = ((id, (word for word in name_stems(name) if word.isalnum())) for id, name in names)
        return tuple((id, frozenset(root(word) for word in told if word not in NO_NAMES)) for id, told in words)

    def with_word(self, word: str) -> tuple[str, ...]:
        """The measures in whose titles or other names a stem stands."""
        if word not in self._with_word:
            known = tuple(one.id for one in self.index.set.measures if word in self._words_of.get(one.id, ()))
            self._with_word[word] = known
        return self._with_word[word]

    @lazy
    def turned(self) -> Phrases[str]:
        """The measures' names with the limit that is part of them turned."""
        return turned(self._firm_names())

    @lazy
    def numbered(self) -> Phrases[Numbered]:
        """The measures' names in which a number stands, whatever the number is."""
        return numbered(self._firm_names())

    def _firm_names(self) -> list[tuple[tuple[str, ...], str]]:
        said = ((one, name) for one in self.index.set.measures for name in (one.title, *one.names))
        return [(keys, one.id) for one, name in said for keys, weak in variants_of(name) if not weak]

    def fullest(self, roots: Set[str]) -> str | None:
        """The measure with the longest name all of whose words, two at least, a text has; None where several have."""
        best: dict[str, int] = {}
        for measure, words in self.rooted:
            if len(words) > 1 and words <= roots:
                best[measure] = max(best.get(measure, 0), len(words))
        found = [measure for measure, size in best.items() if size == max(best.values())]
        return found[0] if len(found) == 1 else None

    def in_full(self, measure: str, roots: Set[str]) -> bool:
        """Whether a text has all words of a name of a measure, two at least, in whatever form and order."""
        return any(one == measure and len(words) > 1 and words <= roots for one, words in self.rooted)

    def guess(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Measures whose names share most of their words with a text: for texts that name none exactly."""
        stems = {stem(folded(token.key)) for token in tokens}
        scores: dict[str, float] = {}
        for number in {number for word in self._by_word.keys() & stems for number in self._by_word[word]}:
            measure, words = self._titles[number]
            whole, shared = self._wholes[number], math.fsum(map(self._weights.__getitem__, words & stems))
            if whole and shared / whole >= 0.5:
                scores[measure] = max(scores.get(measure, 0.0), shared / whole + shared / 100)
        if not scores:
            return ()
        best = max(scores.values())
        return tuple(sorted(measure for measure, score in scores.items() if score >= best * 0.9))

    def _idf(self) -> dict[str, float]:
        seen: dict[str, set[str]] = {}
        for measure, stems in self._titles:
            for word in stems:
                seen.setdefault(word, set()).add(measure)
        total = max(1, len(self.index.set.measures))
        return {word: math.log(1 + total / len(measures)) for word, measures in seen.items()}


def _usable(keys: tuple[str, ...], name: Name) -> bool:
    if not keys or all(word in NO_NAMES or (len(word) == 1 and not word.isalnum()) for word in keys):
        return False
    return any(any(letter.isalpha() for letter in word) for word in keys)


def _narrowed(before: str, meanings: Sequence[Name]) -> bool:
    """Whether a word before a short name of several things makes it something else: "serious violence" is not all that
    "violence with …" and "violence against …" are."""
    several = len({one.id for one in meanings}) > 1 and all(one.weak and one.kind == "category" for one in meanings)
    return several and before.isalpha() and before not in frame_words() and before not in lexicon().firsts


_OPPOSED = frozenset({"against", "with", "without"})
_THREE = 3
_FEW = 4  # names that one short name may stand for
_STATISTICAL = frozenset(("confidence", word) for word in ("interval", "intervals", "level", "limits", "limit"))
