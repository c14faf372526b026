"""Telephone numbers, ages and times of day."""

from __future__ import annotations

from pcc_narrator.figures.name import Name
from pcc_narrator.figures.tokens import DASHES, Stream
from pcc_narrator.periods.numerals import cardinals


def telephone(stream: Stream, index: int) -> Name | None:
    """999 calls; the 101 service; dial 999; 01380 734 022; +44 20 7946 0000."""
    token = stream.tokens[index]
    if token.text == "+" and stream.at(index + 1).plain_integer is not None and stream.glued(index + 1):
        stop = index + 2
        while stream.at(stop).plain_integer is not None and len(stream.at(stop).text) >= 2:
            stop += 1
        return Name(index, stop, "telephone number") if stop >= index + 4 else None
    if token.plain_integer is None:
        return None
    if token.text.startswith("0") and len(token.text) >= 3:
        stop = index + 1
        while stream.at(stop).plain_integer is not None and len(stream.at(stop).text) >= 3:
            stop += 1
        if stop > index + 1 or len(token.text) >= 10:
            return Name(index, stop, "telephone number")
        return None  # "041" may be a misprinted figure: it is read, and judged, as one
    sure = token.text in stream.words["emergency_numbers"]
    if not sure and token.text not in stream.words["other_short_numbers"]:
        return None
    before, following = stream.before(index), stream.at(stream.after_hyphen(index + 1))
    named = following.low in stream.words["call_words"]
    alone = following.kind != "word" or following.low in _AFTER_A_CALL
    if before.low in stream.words["call_verbs"] and alone and before.kind == "word":
        return Name(index, index + 1, "telephone number")
    if before.low in ("or", "and") and index > 1 and stream.tokens[index - 2].text in _short_numbers(stream) and alone:
        return Name(index, index + 1, "telephone number")
    if before.low == "to" and index > 1 and stream.tokens[index - 2].low in stream.words["call_verbs"]:
        return Name(index, index + 1, "telephone number")
    if sure and before.low == "on" and (alone or following.low in _TELLING):
        return Name(index, index + 1, "telephone number")  # "demand on 999 rose"
    sure = sure or following.low == "non"  # "101 non-emergency calls"
    if named and (sure or before.kind == "number" or before.low in _CALLED or before.capitalised):
        return Name(index, index + 1, "telephone number")
    return None


def _short_numbers(stream: Stream) -> frozenset[str]:
    return stream.words["emergency_numbers"] | stream.words["other_short_numbers"]


_AFTER_A_CALL = frozenset(("or", "and", "if", "for", "in", "now", "instead", "immediately", "to", "when"))
_TELLING = frozenset(("rose", "fell", "has", "have", "had", "was", "were", "is", "are", "grew", "went", "continues"))
_CALLED = frozenset(
    [
        "the",
        "of",
        "to",
        "for",
        "emergency",
        "non",
        "answer",
        "answered",
        "answering",
        "all",
        "our",
        "its",
        "average",
        "priority",
        "and",
    ]
)


def age_group(stream: Stream, index: int) -> Name | None:
    """aged 18 to 24; 16-year-olds; under-25s; over 65s; 18 years and over."""
    token = stream.tokens[index]
    if token.low in stream.words["age_words"] and token.kind == "word":
        if any(stream.tokens[place].low in stream.words["averages"] for place in range(max(0, index - 4), index)):
            return None
        place, numbers, stop = index + 1, 0, index + 1
        while place <= index + 8:
            current = stream.at(place)
            if current.kind == "number" or (current.low in cardinals() and current.kind == "word"):
                place, numbers = place + 1, numbers + 1
                stop = place
                while stream.glued(stop) and stream.at(stop).text == "+":
                    stop += 1
            elif current.low in stream.words["age_links"] or current.text in DASHES or current.low in ("years", "or"):
                place += 1
            else:
                break
        return Name(index, stop, "age group") if numbers else None
    if token.plain_integer is not None and token.text[-1] == "0" and stream.before(index).low in _WHOSE_AGE:
        if stream.at(index + 1).low == "s" and stream.glued(index + 1):
            return Name(index, index + 2, "age group")
        return None
    low, place = token.low, index
    if low in ("under", "over") and token.kind == "word":
        place = stream.after_hyphen(index + 1)
        hyphened = place != index + 1
        number = stream.at(place)
        after = place + 1 + (stream.at(place + 1).text in ("'", "’") and stream.glued(place + 1))
        plural = stream.at(after).low == "s" and stream.glued(after)
        if number.plain_integer is not None and len(number.text) <= 3 and (plural or hyphened):
            return Name(index, after + 1 if plural else place + 1, "age group")
        return None
    return _years_old(stream, index)


_WHOSE_AGE = frozenset(("their", "his", "her", "our"))


def _years_old(stream: Stream, index: int) -> Name | None:
    token = stream.tokens[index]
    small = token.plain_integer is not None or (token.low in cardinals() and token.kind == "word")
    if not small or len(token.text) > 10:
        return None
    place = index + 1
    joint = stream.at(place)
    if (joint.text in DASHES or joint.low in ("to", "and", "or")) and stream.at(place + 1).plain_integer is not None:
        place += 2
    place = stream.after_hyphen(place)
    if stream.at(place).low not in ("year", "years"):
        return None
    last = stream.after_hyphen(place + 1)
    low = stream.at(last).low
    if low in ("old", "olds") or (low == "of" and stream.at(last + 1).low == "age"):
        return Name(index, last + 1 + (low == "of"), "age group")
    return None


def time_of_day(stream: Stream, index: int) -> Name | None:
    """9am; 10.30pm; at 10:42; 5 o'clock."""
    token = stream.tokens[index]
    if token.kind != "number" or token.grouped:
        return None
    stop = index + 1
    colon = stream.at(stop).text == ":" and stream.glued(stop) and stream.glued(stop + 1)
    minutes = stream.at(stop + 1)
    timely = colon and len(minutes.text) == 2 and minutes.plain_integer is not None and minutes.plain_integer < 60
    hour = token.plain_integer
    if timely and hour is not None and hour < 25:
        stop += 2
        if stream.at(stop).text == ":" and stream.glued(stop + 1) and stream.at(stop + 1).kind == "number":
            stop += 2
    following = stream.at(stop).low
    if following in ("am", "pm", "a.m", "p.m") or (following in ("o'clock", "o’clock")):
        return Name(index, stop + 1, "time of day")
    if following in ("a", "p") and stream.at(stop + 1).text == "." and stream.at(stop + 2).low == "m":
        return Name(index, stop + 3, "time of day") if stream.glued(stop + 1) and stream.glued(stop + 2) else None
    if timely and stop > index + 1 and hour is not None and hour < 25:
        labelled = following in stream.words.durations
        if not labelled and (
            stream.before(index).low in stream.words["clock_before"] or len(token.text) == 2 == stop - 5
        ):
            return Name(index, stop, "time of day")
    return None
