"""What a rate is counted in: "7.0 visits per 1,000 people" where the text says "per 1,001"; a chart of rates per 1,000
under the words "visits per 100,000 people"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.where_to_look import areas_to_look_in
from pcc_narrator.checking.wording import place_words

_CAPTIONS = frozenset({"figure", "chart", "graph", "table", "map"})
_THOUSAND = Decimal(1000)
_NEAR = 6
_MANY = 100
_PEOPLE = frozenset(stem(word) for word in ("population", "people", "residents", "inhabitants", "persons", "head"))


def wrong_denominator(resolver: Resolver, at: int, reading: Reading) -> Judged | None:
    """The verdict on a number after "per" that no rate is counted in. Rates per 100, 1,000 and so on are figures of
    their own: what is left to stand alone after "per" is none of these."""
    items = resolver.items
    figure = items[at].figure
    if figure is None or figure.kind != "number" or figure.in_words or not at or items[at - 1].key != "per":
        return None
    rated = any(item.figure is not None for item in items[max(0, at - _NEAR) : at])
    if not rated or items[at].end - items[at].start < len(str(_MANY)):
        return None
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(resolver.index, subject, reading.places):
            for one in arithmetic.levels(resolver.index, subject, area, None):
                if one.unit == "per_1000":
                    message = f'The text says "per {figure.text}"; {place_words(resolver.index, one)} is per 1,000.'
                    return Judged("refuted", "unit", message, one, "1,000", reading)
    return None


def of_other_base(resolver: Resolver, at: int, judged: Judged) -> Judged | None:
    """The verdict on a rate whose words name another base than it was worked out with: "per 1,000 population" of a rate
    per 1,000 households."""
    figure, candidate, index = resolver.items[at].figure, judged.candidate, resolver.index
    behind = next((item for item in resolver.items[at + 1 :] if item.start >= resolver.items[at].end), None)
    if figure is None or figure.kind != "rate" or candidate is None or behind is None:
        return None
    key = behind.key
    own = _base_of(resolver, candidate.facts[0]) if len(candidate.facts) == 1 else None
    if own is None or stem(key) in own or (stem(key) in _PEOPLE and own & _PEOPLE):
        return None
    bases = (_base_of(resolver, fact.id) for fact in index.set.facts if fact.unit == "per_1000")
    if stem(key) not in _PEOPLE and not any(base is not None and stem(key) in base for base in bases):
        return None
    message = f'The text says "{key}"; {place_words(index, candidate)} is by {min(own)}.'
    return Judged("refuted", "denominator", message, candidate, None, judged.reading)


def _base_of(resolver: Resolver, id: str) -> frozenset[str] | None:
    """The names of what a rate is counted by, the last figure that it was worked out with, in one word each."""
    fact = resolver.index.set.by_id.get(id)
    if fact is None or fact.derivation is None or len(fact.derivation.of) < 2:
        return None
    base = resolver.index.set.by_id.get(fact.derivation.of[-1])
    measure = resolver.index.measures.get(base.measure) if base is not None else None
    names = (measure.title, *measure.names) if measure is not None else ()
    return frozenset(stem(name.lower()) for name in names if " " not in name) or None


def wrong_in_caption(resolver: Resolver) -> Iterator[tuple[int, Judged]]:
    """The "per 100,000" of a caption that tells no rate itself, where the rates that it shows are per 1,000. In running
    text the same words are no error: what is the highest per 1,000 is so per 100,000."""
    if "per" not in resolver.keys:
        return
    items = resolver.items
    first = next((item for item in items if item.kind != "mark"), None)
    captioned = first is not None and (resolver.sentence.block.kind in ("caption", "alt") or first.key in _CAPTIONS)
    if not captioned or any(item.figure is not None and item.figure.kind == "rate" for item in items):
        return
    for at, item in enumerate(items[:-1]):
        said = _digits(resolver, at + 1)
        if item.key != "per" or said in (None, _THOUSAND) or not any(is_subject(one) for one in items[:at]):
            continue
        reading = read(resolver, at, RoleRead("level"))
        for subject in reading.subjects.choices:
            for area in areas_to_look_in(resolver.index, subject, reading.places):
                for one in arithmetic.levels(resolver.index, subject, area, None):
                    if one.unit == "per_1000":
                        message = f'The text says "per {said:,}"; {place_words(resolver.index, one)} is per 1,000.'
                        yield at, Judged("refuted", "unit", message, one, "per 1,000", reading)
                        return


def _digits(resolver: Resolver, at: int) -> Decimal | None:
    """The number that stands from an item on, when its digits were read as words."""
    digits = ""
    for item in resolver.items[at : at + 5]:
        if not (item.key.isdigit() or (item.key == "," and digits)):
            break
        digits += item.key.replace(",", "")
    return Decimal(digits) if digits else None
