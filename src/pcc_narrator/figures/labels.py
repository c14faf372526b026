"""Names with a number in them: section 136, table 3, COVID-19, S136, Plan 2017-21."""

from __future__ import annotations

from pcc_narrator.figures.name import Name
from pcc_narrator.figures.tokens import DASHES, NOTHING, Stream
from pcc_narrator.figures.units import percent_at
from pcc_narrator.periods.numerals import cardinals
from pcc_narrator.periods.tokens import GLUED, LINE, Token
from pcc_narrator.periods.words import words as period_words


def code(stream: Stream, index: int) -> Name | None:
    """S136; NPPV2; COVID-19; R12-2018-12; 3Ps; 4G; 1AA."""
    token = stream.tokens[index]
    if token.kind == "number":
        letters = stream.at(index + 1)
        if letters.kind != "word" or letters.gap != GLUED or not letters.text[0].isupper():
            return None
        physical = letters.low in stream.words["physical"] and (len(letters.text) > 1 or letters.text in "CFVW")
        if physical or letters.low in stream.words.multipliers:
            return None
        if letters.low in ("st", "nd", "rd", "th", "am", "pm") or letters.low in stream.words.durations:
            return None
        if percent_at(stream, index + 1) is not None:
            return None
        return Name(index, _end_of_code(stream, index + 1), "part of a name or code")
    if token.kind != "word":
        return None
    number = stream.at(index + 1)
    if number.kind == "number" and number.gap == GLUED:
        if token.text in ("c", "GBP", "USD", "EUR") or (token.text.islower() and is_unit(stream, index + 2)):
            return None  # the second is a blank left out: "was12 per cent"
        return Name(index, _end_of_code(stream, index + 1), "part of a name or code")
    hyphened = number.text in DASHES - {"–"} and stream.glued(index + 1) and stream.glued(index + 2)
    named = token.text[0].isupper() and len(token.text) > 1 and token.low not in _PREFIXES
    if hyphened and named and stream.at(index + 2).kind == "number":
        return Name(index, _end_of_code(stream, index + 2), "part of a name or code")
    return None


_PREFIXES = frozenset(("under", "over", "sub", "non", "pre", "post", "mid", "plus"))


def _end_of_code(stream: Stream, index: int) -> int:
    """The index after a run of glued letters, digits and inner hyphens."""
    place = index + 1
    while stream.glued(place):
        if stream.at(place).kind in ("word", "number"):
            place += 1
        elif (
            stream.at(place).text in ("-", "/", ".")
            and stream.glued(place + 1)
            and stream.at(place + 1).kind == "number"
        ):
            place += 2
        else:
            break
    return place


def label(stream: Stream, index: int) -> Name | None:
    """section 136; level two; tables 2.1 and 3; Channel 4."""
    token = stream.tokens[index]
    if token.kind != "word":
        return None
    low = token.low
    if low in ("no", "nos") and stream.at(index + 1).text == "." and stream.glued(index + 1):
        number = stream.at(index + 2)
        return Name(index, index + 3, "reference number") if number.plain_integer is not None else None
    capital = low in stream.words["capital_labels"]
    if low not in stream.words["labels"] and not (capital and token.capitalised):
        return None
    if low in ("s", "art") and stream.at(index + 1).text != ".":
        return None
    before = stream.before(index)
    hyphened = stream.hyphen(index + 1)  # "a type-one department" has its article and is a name
    if (
        before is not NOTHING
        and not hyphened
        and (before.low in stream.words["determiners_off_label"] or before.text in "'’")
    ):
        return None
    lone = stream.at(index + 1).kind == "number" and stream.at(index + 2).kind != "word"
    if before is NOTHING and low not in stream.words["labels"] and not lone:
        return None  # a capital at the start of a line makes no name: "Year 6 pupils"
    place = stream.after_hyphen(index + 1)
    if stream.at(place).text == "." and low in ("s", "art", "para", "paras"):
        place += 1
    stop = _label_number(stream, place, decimals=low in stream.words["section_numbers"])
    if stop is None:
        return None
    while True:
        joint = stream.at(stop)
        if joint.low == "of" and low == "page" and stream.at(stop + 1).plain_integer is not None:
            return Name(index, stop + 2, "page number")
        further = stop + 1
        if joint.low not in ("and", "to", ",", "or", "&", *DASHES) or stream.at(further).kind != "number":
            return Name(index, stop, f"name: {stream.text[token.start : stream.tokens[stop - 1].end]}")
        plural = low.endswith("s") or joint.text in DASHES
        more = _label_number(stream, further, decimals=True) if plural else None
        if more is None:
            return Name(index, stop, f"name: {stream.text[token.start : stream.tokens[stop - 1].end]}")
        stop = more


def _label_number(stream: Stream, index: int, *, decimals: bool) -> int | None:
    token = stream.at(index)
    if token.kind == "number":
        if token.grouped or (len(token.text) > 4 and "." not in token.text):
            return None
        if "." in token.text and not decimals:
            return None
        stop = index + 1
        letter = stream.at(stop)
        if letter.kind == "word" and letter.gap == GLUED:
            if len(letter.text) > 1 or letter.low in ("k", "m"):
                return None
            stop += 1
        if stream.at(stop).text == "(" and stream.glued(stop) and stream.at(stop + 2).text == ")":
            stop += 3
    elif token.low in cardinals() and token.kind == "word":
        stop = index + 1
        if stream.at(stop).low in stream.words.scales or stream.hyphen(stop):
            return None
    else:
        return None
    if is_unit(stream, stop) or (stream.at(stop).text in DASHES and is_unit(stream, stop + 2)):
        return None
    if (
        stream.at(stop).low in ("to", "and", "or")
        and stream.at(stop + 1).kind == "number"
        and is_unit(stream, stop + 2)
    ):
        return None
    return stop


def is_unit(stream: Stream, index: int) -> bool:
    low = stream.at(index).low
    return (
        percent_at(stream, index) is not None
        or low in stream.words.scales
        or low in stream.words.durations
        or low in stream.words["physical"]
        or (low == "per" and stream.at(index).kind == "word")
    )


def plan_year(stream: Stream, index: int) -> Name | None:
    """Plan 2017-21; Act 1983: years that are part of a title."""
    token = stream.tokens[index]
    number = token.plain_integer
    if number is None or len(token.text) != 4 or not 1800 <= number <= 2199:
        return None
    stop = index + 1
    if stream.at(stop).text in DASHES | {"/"} and stream.glued(stop) and stream.at(stop + 1).kind == "number":
        stop += 2
    before = index - 1
    if before > 0 and stream.tokens[before].text == "(":
        before -= 1
    titles = period_words()["plan_names"]
    if before >= 0 and token.gap <= LINE and stream.tokens[before].capitalised and stream.tokens[before].low in titles:
        first = before
        while (
            first > 0 and stream.tokens[first].gap < LINE and _in_title(stream.tokens[first - 1], stream.tokens[first])
        ):
            first -= 1
        title = stream.text[stream.tokens[first].start : stream.tokens[stop - 1].end]
        return Name(index, stop, f"name: {' '.join(title.split())}")
    if stop == index + 3:
        following = stream.tokens[stop : stop + 6]
        if (
            following
            and following[0].capitalised
            and any(each.low in titles and each.capitalised for each in following)
        ):
            return Name(index, stop, "name: years of a plan")
    return None


def _in_title(token: Token, following: Token) -> bool:
    return token.capitalised or (token.low in ("and", "of", "for", "the") and following.capitalised)
