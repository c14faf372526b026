"""What a rate is counted in: "7.0 visits per 1,000 people" where the text says "per 1,001"."""

from __future__ import annotations

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.candidates import areas_to_look_in
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import place_words

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
