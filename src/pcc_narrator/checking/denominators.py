"""What a rate is counted in: "7.0 visits per 1,000 people" where the text says "per 1,001"; a chart of rates per 1,000
under the words "visits per 100,000 people"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.candidates import areas_to_look_in
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.wording import place_words

_CAPTIONS = frozenset({"figure", "chart", "graph", "table", "map"})
_THOUSAND = Decimal(1000)
_NEAR = 6
_MANY = 100


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
