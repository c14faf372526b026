"""What holds a digit or number word and claims nothing: names, labels, references, ages, clocks, footnote marks.

Every rule gives a true reason; what no rule knows is a figure. Each takes a token index and returns a `Name`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pcc_narrator.figures.amounts import percent_at
from pcc_narrator.figures.numbers import vulgar_fraction
from pcc_narrator.figures.tokens import DASHES, NOTHING, Stream
from pcc_narrator.figures.wordings import ordinal_at
from pcc_narrator.periods.numerals import cardinals
from pcc_narrator.periods.tokens import GLUED, LINE, Token
from pcc_narrator.periods.words import words as period_words


@dataclass(slots=True)
class Name:
    """Tokens `begin` to `stop` (not included) that are no figure, and why."""

    begin: int
    stop: int
    reason: str


def read_name(stream: Stream, index: int) -> Name | None:
    """The name, label or idiom that starts at a token."""
    for rule in _RULES:
        found = rule(stream, index)
        if found is not None:
            return found
    return None


def _markup(stream: Stream, index: int) -> Name | None:
    token = stream.tokens[index]
    if token.kind == "markup":
        return Name(index, index + 1, token.reason)
    if token.kind == "mark" and vulgar_fraction(token.text) is None:
        before = stream.tokens[index - 1] if index and token.gap == GLUED else NOTHING
        lowered = "SUBSCRIPT" in unicodedata.name(token.text, "")
        unit = lowered or before.low in stream.words["unit_marks"]
        return Name(index, index + 1, "part of a unit or formula" if unit else "footnote mark")
    if token.text == "#" and stream.at(index + 1).kind == "number" and stream.glued(index + 1):
        return Name(index, index + 2, "reference number")
    return None


def _line_number(stream: Stream, index: int) -> Name | None:
    """12. or (3) or 3.07 at the start of a line."""
    token = stream.tokens[index]
    if token.text == "(" and token.gap >= LINE and stream.at(index + 1).plain_integer is not None:
        if stream.at(index + 2).text == ")" and stream.glued(index + 1) and stream.at(index + 3) is not NOTHING:
            if int(stream.at(index + 1).text) < 100 and stream.at(index + 3).gap == 1:
                return Name(index, index + 3, "list number")
        return None
    if token.kind != "number" or token.grouped or not stream.line_start(index):
        return None
    following, beyond = stream.at(index + 1), stream.at(index + 2)
    heading = _in_heading(stream, index)
    if token.value is None or "." in token.text:
        named = following.capitalised or following.kind == "markup"
        section = token.value is None or heading or (len(token.text.partition(".")[2]) == 2 and following.gap == 1)
        if named and section and following.gap < LINE and not _is_unit(stream, index + 1):
            return Name(index, index + 1, "section number")
        return None
    if len(token.text) > 3 or following.text not in (".", ")") or not stream.glued(index + 1):
        return None
    if beyond is NOTHING or beyond.gap >= LINE or (beyond.gap == GLUED and not beyond.capitalised):
        return None
    if not heading and _wrapped_prose(stream, index):
        return None
    return Name(index, index + 2, "heading number" if heading else "paragraph or list number")


def _in_heading(stream: Stream, index: int) -> bool:
    start = stream.text.rfind("\n", 0, stream.tokens[index].start) + 1
    return stream.text[start : start + 4].lstrip().startswith("#")


def _wrapped_prose(stream: Stream, index: int) -> bool:
    """Whether the line above runs on into this one, so that a number here belongs to its sentence."""
    first = index
    while first > 0 and stream.tokens[first].gap < LINE:
        first -= 1
    if first == 0 or stream.tokens[first].gap > LINE or first != index:
        return False
    previous = stream.tokens[first - 1]
    if previous.text in (".", ":", ";", "!", "?", ")", "|", "-", ",") and previous.text != ",":
        return False
    stop = stream.text.rfind("\n", 0, stream.tokens[first].start)
    start = stream.text.rfind("\n", 0, max(stop, 0)) + 1
    return stop - start >= 50 and stream.text[start:stop].lstrip()[:1] not in "#>|-*0123456789"


def _footnote(stream: Stream, index: int) -> Name | None:
    """A small number after a closing quotation mark, at the end of its paragraph."""
    token = stream.tokens[index]
    number = token.plain_integer
    if number is not None and stream.before(index).kind == "markup" and stream.tokens[index - 1].text[:4] == "<sup":
        return Name(index, index + 1, "footnote mark")
    if number is None or number > 99 or stream.before(index).text not in ('"', "”", "’"):
        return None
    opened = stream.tokens[index - 1].gap != GLUED and token.gap == GLUED
    last = index + 1 >= len(stream.tokens) or stream.tokens[index + 1].gap >= LINE
    return Name(index, index + 1, "footnote mark") if last and not opened else None


def _idiom(stream: Stream, index: int) -> Name | None:
    token = stream.tokens[index]
    words = stream.words
    for table, reason in ((words.idioms, "idiom"), (words.idioms_often, "how often, not how many")):
        for phrase in table.get(token.low, ()):
            stop = stream.phrase(index, phrase)
            if stop is not None:
                return Name(index, stop, reason)
    if token.kind == "number" and stream.glued(index + 1) and stream.glued(index + 2):
        three = token.text + stream.at(index + 1).text + stream.at(index + 2).text
        more = stream.glued(index + 3) and stream.at(index + 3).kind in ("word", "number")
        if three in words.idioms_in_digits and not more:
            return Name(index, index + 3, "idiom")
    return None


def _code(stream: Stream, index: int) -> Name | None:
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
        if token.text == "c" or token.text in ("GBP", "USD", "EUR"):
            return None
        return Name(index, _end_of_code(stream, index + 1), "part of a name or code")
    if number.text in DASHES and number.gap == GLUED and stream.glued(index + 2):
        if stream.at(index + 2).kind == "number" and number.text != "–" and token.text[0].isupper():
            if len(token.text) > 1 and token.low not in ("under", "over", "sub", "non", "pre", "post", "mid", "plus"):
                return Name(index, _end_of_code(stream, index + 2), "part of a name or code")
    return None


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


def _label(stream: Stream, index: int) -> Name | None:
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
    if stream.before(index).low in stream.words["determiners_off_label"] or (
        stream.before(index).text in "'’" and index
    ):
        if stream.before(index) is not NOTHING:
            return None
    if capital and not stream.words["labels"] & {low} and (index == 0 or stream.before(index) is NOTHING):
        if stream.at(index + 1).kind != "number" or stream.at(index + 2).kind == "word":
            return None
    place = stream.after_hyphen(index + 1)
    if stream.at(place).text == "." and low in ("s", "art", "para", "paras"):
        place += 1
    stop = _label_number(stream, place, decimals=low in stream.words["section_numbers"])
    if stop is None:
        return None
    while True:
        joint = stream.at(stop)
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
    if _is_unit(stream, stop) or (stream.at(stop).text in DASHES and _is_unit(stream, stop + 2)):
        return None
    if (
        stream.at(stop).low in ("to", "and", "or")
        and stream.at(stop + 1).kind == "number"
        and _is_unit(stream, stop + 2)
    ):
        return None
    return stop


def _is_unit(stream: Stream, index: int) -> bool:
    low = stream.at(index).low
    return (
        percent_at(stream, index) is not None
        or low in stream.words.scales
        or low in stream.words.durations
        or low in stream.words["physical"]
        or (low == "per" and stream.at(index).kind == "word")
    )


def _plan_year(stream: Stream, index: int) -> Name | None:
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


def _telephone(stream: Stream, index: int) -> Name | None:
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
        return Name(index, stop, "code with a leading nought")
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
    if named and (sure or before.kind == "number" or before.low in _CALLED or before.capitalised):
        return Name(index, index + 1, "telephone number")
    return None


def _short_numbers(stream: Stream) -> frozenset[str]:
    return stream.words["emergency_numbers"] | stream.words["other_short_numbers"]


_AFTER_A_CALL = frozenset(("or", "and", "if", "for", "in", "now", "instead", "immediately", "to", "when"))
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


def _age(stream: Stream, index: int) -> Name | None:
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


def _clock(stream: Stream, index: int) -> Name | None:
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


def _ordinal_name(stream: Stream, index: int) -> Name | None:
    """21st century; first (in order, not in rank); once."""
    token = stream.tokens[index]
    if token.low == "once" and token.kind == "word":
        return Name(index, index + 1, "adverb")
    found = ordinal_at(stream, index)
    if found is None:
        return None
    value, stop, _ = found
    following = stream.at(stream.after_hyphen(stop)).low
    if following in stream.words["not_ordinals"]:
        return Name(index, stop, "part of a name")
    if value == 1 and token.kind == "word":
        alone = stream.at(stop).kind not in ("word", "number") and not stream.hyphen(stop)
        ranked = (
            alone or following in stream.words["rank_follows"] or stream.before(index).low in stream.words["rank_words"]
        )
        if (
            following in ("in", "only", "among", "overall")
            and stream.before(index).low not in stream.words["rank_words"]
        ):
            ranked = False
        place = stream.at(stop + 2).low if following == "in" and stream.at(stop + 1).low == "the" else ""
        if not ranked and place not in ("country", "region", "world", "nation", "league", "group", "table"):
            return Name(index, stop, "order, not a rank")
    return None


def _pronoun(stream: Stream, index: int) -> Name | None:
    """The one that is no number: no one, this one, one can, one of the reasons."""
    token = stream.tokens[index]
    if token.kind != "word" or token.low not in ("one", "one's", "one’s", "ones"):
        return None
    if token.low != "one":
        return Name(index, index + 1, "pronoun") if token.low != "ones" else None
    before, following = stream.before(index).low, stream.at(index + 1)
    if before in stream.words["never_one"] and not (before in ("any", "each", "some") and following.low == "of"):
        if following.kind != "word" or following.low in stream.words["pronoun_after"] or before in ("no", "every"):
            return Name(index, index + 1, "pronoun")
    if following.low in stream.words["modals"]:
        return Name(index, index + 1, "pronoun")
    if before in stream.words["pronoun_before"] and (
        (following.kind != "word" and following.text not in ("-", "%"))
        or following.low in stream.words["pronoun_after"]
    ):
        return Name(index, index + 1, "pronoun")
    if following.low == "of" and stream.at(index + 2).low in stream.words["whose"]:
        ahead = [stream.seen(index + offset) for offset in (3, 4, 5)]
        if not any(each.kind == "number" or (each.low in cardinals() and each.kind == "word") for each in ahead):
            return Name(index, index + 1, "pronoun: one of several")
    return None


def _multi(stream: Stream, index: int) -> Name | None:
    """multi-million; a scale word that counts nothing by itself."""
    token = stream.tokens[index]
    if token.kind == "word" and token.low in ("multi", "non") and stream.hyphen(index + 1):
        if stream.at(index + 2).low in stream.words.scales:
            return Name(index, index + 3, "part of a word")
    return None


def _capital_name(stream: Stream, index: int) -> Name | None:
    """the 7 Force collaboration: a number, a capitalised word and a noun in the singular make a name."""
    token = stream.tokens[index]
    number = token.plain_integer
    if number is None or not 2 <= number <= 20 or stream.before(index).low not in ("the", "our", "its", "their", "a"):
        return None
    name, noun = stream.at(index + 1), stream.at(index + 2)
    if not name.capitalised or name.text.isupper() or name.low.endswith("s") or name.gap != 1 or noun.kind != "word":
        return None
    plural = noun.low.endswith("s") or noun.low in stream.words["plural_nouns"] or noun.capitalised
    if plural or not noun.low.endswith(_SINGULARS):
        return None
    return Name(index, index + 2, f"name: {token.text} {name.text} {noun.text}")


_SINGULARS = ("tion", "ment", "ship", "ance", "ence", "work", "gramme", "ity", "oup", "eam", "ject", "ub", "oard")

_RULES = (
    _markup,
    _line_number,
    _footnote,
    _idiom,
    _plan_year,
    _telephone,
    _age,
    _clock,
    _code,
    _label,
    _ordinal_name,
    _pronoun,
    _multi,
    _capital_name,
)
