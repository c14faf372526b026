"""What holds a digit or number word and claims nothing: names, labels, references, ages, clocks, footnote marks.

Every rule gives a true reason; what no rule knows is a figure. Each takes a token index and returns a `Name`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pcc_narrator.figures.everyday import age_group, telephone, time_of_day
from pcc_narrator.figures.labels import code, label, plan_year
from pcc_narrator.figures.layout import footnote, line_number, markup
from pcc_narrator.figures.name import Name
from pcc_narrator.figures.tokens import Stream
from pcc_narrator.figures.vocabulary import vocabulary
from pcc_narrator.figures.wordings import ordinal_at
from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.tokens import TokenKind


def read_name(stream: Stream, index: int) -> Name | None:
    """The name, label or idiom that starts at a token."""
    token = stream.tokens[index]
    if token.plain_integer is not None:
        rules = _INTEGER_RULES
    elif token.kind == "word" and token.low not in _first_words():
        rules = (code,)
    else:
        rules = _RULES[token.kind]
    for rule in rules:
        found = rule(stream, index)
        if found is not None:
            return found
    return None


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


def _ordinal_name(stream: Stream, index: int) -> Name | None:
    """21st century; first (in order, not in rank); once."""
    token = stream.tokens[index]
    if token.low == "once" and token.kind == "word":
        if stream.at(index + 1).low == "in" and stream.at(index + 2).kind == "number":
            return None
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


_MANY = frozenset(
    {"the", "a", "an", "only", "just", "its", "our", "their", "these", "those", "several", "many", "few", *cardinals()}
)


def _pronoun(stream: Stream, index: int) -> Name | None:
    """The one that is no number: no one, this one, one can, one of the reasons."""
    token = stream.tokens[index]
    if token.kind != "word" or token.low not in ("one", "one's", "one’s"):
        return None
    if token.low != "one":
        return Name(index, index + 1, "pronoun")
    before, following = stream.before(index).low, stream.at(index + 1)
    ends = following.kind != "word" or following.low in stream.words["pronoun_after"] or before in ("no", "every")
    selects = before in ("any", "each", "some") and following.low == "of"
    if before in stream.words["never_one"] and ends and not selects:
        return Name(index, index + 1, "pronoun")
    if following.low in stream.words["modals"]:
        return Name(index, index + 1, "pronoun")
    described = index > 2 and stream.before(index).kind == "word" and stream.before(index - 1).low in ("a", "an")
    if described and (following.kind != "word" or following.low == "at"):
        return Name(index, index + 1, "pronoun")  # "a fall, and a slight one at that"
    what = stream.at(index + 2)
    single = what.kind == "word" and not what.low.endswith("s") and what.low not in _MANY
    if before in ("is", "was") and following.low == "of" and single:
        return Name(index, index + 1, "pronoun")  # "the change is one of classification"
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
    prefix = token.kind == "word" and token.low in ("multi", "non") and stream.hyphen(index + 1)
    if prefix and stream.at(index + 2).low in stream.words.scales:
        return Name(index, index + 3, "part of a word")
    return None


def _capital_name(stream: Stream, index: int) -> Name | None:
    """the 7 County partnership: a number, a capitalised word and a noun in the singular make a name."""
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


@cache
def _first_words() -> frozenset[str]:
    """The words that a name, label or idiom starts with, but for codes."""
    words = vocabulary()
    return frozenset(("once", "one's", "one’s", "multi", "non", "under", "over", "no", "nos")).union(
        cardinals(),
        ordinals(),
        words.idioms,
        words.idioms_often,
        words["age_words"],
        words["labels"],
        words["capital_labels"],
    )


_Rule = Callable[[Stream, int], Name | None]
# In their order, those that what kind of token may start.
_INTEGER_RULES: tuple[_Rule, ...] = (
    line_number,
    footnote,
    _idiom,
    plan_year,
    telephone,
    age_group,
    time_of_day,
    code,
    _ordinal_name,
    _capital_name,
)
_RULES: dict[TokenKind, tuple[_Rule, ...]] = {
    "number": (line_number, _idiom, time_of_day, code, _ordinal_name),  # with a separator or a point
    "word": (_idiom, age_group, code, label, _ordinal_name, _pronoun, _multi),
    "symbol": (markup, line_number, _idiom, telephone),
    "mark": (markup, _idiom),
    "markup": (markup,),
}
