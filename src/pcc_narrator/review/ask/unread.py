"""Words of a question that the look-up did not use: an answer about something else must say so.

"What was attendance in Bath?" is read as a question about attendance. Where the data know no Bath, the figures of
another place would be taken for those of Bath, so the answer names what it passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.periods.numerals import number_words
from pcc_narrator.review.ask.answer import NOT_SAID, Answer, Sentence, not_said, plain
from pcc_narrator.review.ask.library import Library, stems
from pcc_narrator.review.ask.plain_words import PLAIN

_ASKING_TEXT = """
am amount annual annually answer ask average brief capita comparator concern concerned concerning consecutive count
counted counting currently declared decline declined declining describe deteriorate deteriorated deteriorating
difference doing ending excellence excellent exception exceptions expected explain explains fared fewest find flag
flagged happen happened happening has have head help how hundred i interest is latest least list lot me mean means media
meet million monthly nationally okay ok paragraph peak peers per performance performed performing please previous
proportion quarterly reduce reduces reducing rolling row run running sentence series significant significantly similar
since size sort source sources stable statistic statistics status straight succession successive thousand total totals
update updated versus vs want week weekly weeks wondering word words yearly calculated called caused causes computed
derived anything everything important matter matters should something worried worry worrying
"""
_PERIOD_TEXT = """
january february march april june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter
first second third fourth fifth sixth calendar financial fiscal today yesterday
"""
_CUT_TEXT = "don doesn didn isn wasn aren weren hasn haven won t s re ve d ll m"  # of "don't", "it's"
_PLAIN = stems(" ".join([*PLAIN, _ASKING_TEXT, _PERIOD_TEXT, _CUT_TEXT, *map(number_words, range(1, 21))]))


def unread(question: str, library: Library) -> tuple[str, ...]:
    """The stretches of a question that name nothing of the data and ask for nothing, as they were written."""
    known = library.words | _PLAIN
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
    return _led(answer, plain(nearest, proved=False))


def about_another_place(answer: Answer, library: Library) -> Answer:
    """A model's answer as it is; where the question has a name that the data do not have, it says so first."""
    first = answer.question.split()[0]
    names = [words for words in unread(answer.question, library) if words[:1].isupper() and words.split()[0] != first]
    if not names:
        return answer
    return _led(answer, plain(f"{nothing_called(names)} This is of {library.place(library.own)}:", proved=False))


def _led(answer: Answer, nearest: Sentence) -> Answer:
    return replace(answer, sentences=(plain(NOT_SAID, proved=False), nearest, *answer.sentences), found=False)


def nothing_called(words: Sequence[str]) -> str:
    """That the data have no such name."""
    return f"Nothing in them is called {_quoted(words)}."


def _quoted(words: Sequence[str]) -> str:
    said = [f"“{word}”" for word in words[:4]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
