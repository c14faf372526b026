"""Words of a question that the look-up did not use: an answer about something else must say so.

"What was hate crime in Swindon?" is read as a question about hate crime. Where the data know no Swindon, the figures of
another place would be taken for those of Swindon, so the answer names what it passed over.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.periods.numerals import number_words
from pcc_narrator.review.ask.answer import NOT_SAID, Answer, not_said, plain
from pcc_narrator.review.ask.plain_words import PLAIN
from pcc_narrator.review.ask.library import Library, stems

_ASKING_TEXT = """
am amount annual annually answer ask average because break build calculated called caused causes comparator count
counted counting countrywide currently decline declining declined deteriorate deteriorated deteriorating develop
difference display drop dropped drops due excellence excellent exception exceptions expected explain explains fared
fell fewest figure find flag flagged grow happen happened happening happens has have help hit how i is itself latest
least list lot magnitude mean means media interest missed missing monthly much nationally number numbers
okay ok peak peer peers performance performed performing please previous proportion quarterly quick quickly
regionally released run running series significant significantly similar since size sort source sources stable stand
statistic statistics status succession consecutive successive straight total totals unchanged update updated versus
vs want week weekly weeks wondering yearly concern concerning concerned derived computed twelve rolling ending
thousand million hundred head per capita doing me meet reduce reducing reduces row word words paragraph sentence describe brief
"""
_ASKING = stems(" ".join([*PLAIN, *_ASKING_TEXT.split()]))
_PERIOD = stems(
    " ".join(
        [
            *month_name[1:], *month_abbr[1:], "sept", "q1", "q2", "q3", "q4", "spring", "summer", "autumn", "winter",
            *(number_words(number) for number in range(1, 21)),
            "first second third fourth fifth sixth calendar financial fiscal today yesterday",
        ]
    )
)  # fmt: skip
_SKIPPED = frozenset("don doesn didn isn wasn aren weren t s re ve d ll m hasn haven won".split())


def unread(question: str, library: Library) -> tuple[str, ...]:
    """The stretches of a question that name nothing of the data and ask for nothing, as they were written."""
    known = library.words | _ASKING | _PERIOD | _SKIPPED
    found: list[str] = []
    end = 0
    question = library.placeless(question)
    for match in re.finditer(r"[^\W_]+(?:[’'][^\W_]+)*", question):
        word = match[0]
        if any(character.isdigit() for character in word) or stems(word) <= known:
            continue
        if found and question[end : match.start()] == " ":
            found[-1] += f" {word}"
        else:
            found.append(word)
        end = match.end()
    return tuple(dict.fromkeys(found))


def owning_up(answer: Answer, library: Library) -> Answer:
    """An answer as it is; where it passed over words of the question, it says so first and offers itself less."""
    passed = unread(answer.question, library)
    if not passed or not answer.found:
        return answer
    if not library.named(answer.question, whole=True) and answer.facts:
        return not_said(answer.question, nothing_called(passed))
    nearest = f"{nothing_called(passed)} The nearest that they hold, of {library.place(library.own)}:"
    lead = (plain(NOT_SAID, proved=False), plain(nearest, proved=False))
    return replace(answer, sentences=(*lead, *answer.sentences), found=False)


def nothing_called(words: Sequence[str]) -> str:
    """That the data have no such name."""
    return f"Nothing in them is called {_quoted(words)}."


def _quoted(words: Sequence[str]) -> str:
    said = [f"“{word}”" for word in words[:4]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
