"""The forms of question that can be answered by look-up, tried in order; the first that fits answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pcc_narrator.review.ask.answer import NOT_SAID, Answer, Sentence, not_said
from pcc_narrator.review.ask.comparing import compare, sources, targets
from pcc_narrator.review.ask.computed_forms import between, highest, rate_of, share_of
from pcc_narrator.review.ask.conversation import restated
from pcc_narrator.review.ask.flag_forms import flagged, why, why_flagged
from pcc_narrator.review.ask.level_forms import level
from pcc_narrator.review.ask.library import Library, Subject
from pcc_narrator.review.ask.unread import nothing_called, owning_up, unread
from pcc_narrator.review.ask.which_forms import WAY_WORDS, which
from pcc_narrator.review.ask.written_forms import plainly, summary

_MAKE = re.compile(
    r"^\W*(please )?(can you |could you )?(write|draft|put|re\w+|summari[sz]e|shorten|make|give|tell)\b", re.I
)
_REWORD = re.compile(
    r"\b(more plainly|in plain\w* (words|english|language)|plainer|simpl\w+"
    r"|re(phrase|word|write)|in other words|shorter)\b",
    re.I,
)
_LEVEL = re.compile(r"^(what (is|was|were|are)|how (many|much|high|low)( is| was| were| are)?)\b.{0,80}$", re.I)
_HELP = (
    'Ask "why is … flagged?", "what is …?", "compare … with its peers", "which measures got worse for two quarters '
    'running?", "which targets were missed?", "where does … come from?", "… in plain words" or "a summary in '
    '120 words". Other questions need a model.'
)
Form = Callable[[str, Library], Answer | None]


def ask(question: str, library: Library, before: str = "", about: Sequence[Subject] = ()) -> Answer:
    """The answer to a question; `before` is the one asked before it, which a follow-up leans on.

    `about` is what the paragraph at which the person works speaks of.

    Sentences that the checker refutes are left out; without any, the data do not say.
    """
    question = restated(" ".join(question.split())[:1000], before, library)
    if not question:
        return not_said("", _HELP)
    asked = library.unnamed(question)
    if _REWORD.search(asked):
        return _proved(plainly(question, library, about), library)
    for pattern, form in _FORMS:
        if pattern.search(asked):
            answer = form(question, library)
            if answer is not None:
                proved = _proved(answer, library)
                return proved if form is summary else owning_up(proved, library)
    passed = unread(question, library)
    return not_said(question, f"{nothing_called(passed)} {_HELP}" if passed else _HELP)


def fixed(question: str, library: Library) -> Answer | None:
    """The answer of a form that the question is plainly made in; None where a model may do better."""
    question = " ".join(question.split())[:1000]
    if unread(question, library):
        return None
    asked = library.unnamed(question)
    for pattern, form in _FORMS[:-1]:
        if form is not summary and pattern.search(asked) and not _MAKE.search(asked):
            answer = form(question, library)
            return None if answer is None or not (proved := _proved(answer, library)).found else proved
    if _LEVEL.match(question) and library.named(question):
        answer = level(question, library)
        return None if answer is None or not answer.found else _proved(answer, library)
    return None


def _proved(answer: Answer, library: Library) -> Answer:
    if not answer.found:
        return answer
    kept: list[Sentence] = []
    supported = undecided = 0
    for sentence in answer.sentences:
        if sentence.proved:
            report = library.checker.check(sentence.text)
            if report.refuted:
                continue
            supported += report.count("supported")
            undecided += report.count("not_enough_information")
        kept.append(sentence)
    if not any(sentence.proved for sentence in kept) and any(sentence.proved for sentence in answer.sentences):
        return not_said(answer.question, "What was looked up did not pass the checker.")
    proof = f"Checked: {supported} proved, none refuted" + (f", {undecided} not decided." if undecided else ".")
    return replace(answer, sentences=tuple(kept), proof=proof if supported or undecided else "")


_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"\bsummar\w+|\bmain points\b|^\W*(please )?(write|draft)\b", summary),
        (r"^(why|how come|explain)\b.*\b(flag|exception|concern|excellen|media|signific|red|highlight)", why_flagged),
        (r"^(why|how come|what (caused|explains|is behind))\b", why),
        (rf"^(which|what|list|show)\b.*\b(measures?|figures?|indicators?|things)\b.*({WAY_WORDS})", which),
        (rf"^what('s| has| have)? (got|gone|gotten|is getting)?\s*({WAY_WORDS})", which),
        (r"\btargets?\b|\bstandards?\b.*\b(met|missed)\b", targets),
        (r"\b(between|from)\b.*\b(and|to)\b", between),
        (r"\bper\s+(1,?000|thousand)\b", rate_of),
        (r"^(what|which|how large) (share|proportion|part|percentage)\b", share_of),
        (r"\b(highest|lowest|most|fewest|peak)\b.*\b(ever|since|recorded|period|quarter|month|year)|^when\b", highest),
        (r"^(what|which|list|show)\b.*\b(flagged|exceptions?|concerns?|excellen|media interest)", flagged),
        (r"\b(compare|compared|comparison|peers?|similar|rank|ranks|other areas|others)\b", compare),
        (r"\b(where|which source|source of|comes? from|how (was|is|were) .* (computed|calculated|derived))", sources),
        (r"", level),
    )
)  # fmt: skip

__all__ = ["NOT_SAID", "ask"]
