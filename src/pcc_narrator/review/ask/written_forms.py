"""What can be written without a model: the main points in so many words, and a measure's news in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcc_narrator.main_points.rank import Subject as Flagged
from pcc_narrator.main_points.rank import ranked
from pcc_narrator.main_points.sentence import sentences
from pcc_narrator.models.fact import Fact
from pcc_narrator.periods.numerals import cardinals
from pcc_narrator.review.ask.answer import Answer, Sentence, not_said, plain
from pcc_narrator.review.ask.flag_forms import linked
from pcc_narrator.review.ask.library import Library, Subject
from pcc_narrator.variants.months import in_months
from pcc_narrator.variants.plain import told_plainly
from pcc_narrator.variants.prove import Prover
from pcc_narrator.wording import Wording
from pcc_narrator.wording.nouns import sentence

USUAL_LENGTH = 120  # words of a summary for which no length is asked
_COUNT = re.compile(r"\b(\d{1,4}|[a-z]+)[ -]words?\b", re.IGNORECASE)
_MOST_SUBJECTS = 4  # of a paragraph that is told in plain words


def words_wanted(question: str) -> int | None:
    """How many words the person wants at most."""
    for match in _COUNT.finditer(question):
        word = match[1].lower()
        count = int(word) if word.isdigit() else cardinals().get(word)
        if count is not None and count >= 5:
            return int(count)
    return None


def summary(question: str, library: Library) -> Answer | None:
    """What was flagged, the strongest first, a proved sentence each, in at most as many words as are asked for."""
    most = words_wanted(question) or USUAL_LENGTH
    named = library.named(question, whole=True)
    flags = [flag for subject in named for flag in library.flags_of(subject)] if named else library.flags
    subjects = ranked(list(dict.fromkeys(flags)))
    if not subjects and named:
        return None
    w, prover = Wording(library.facts), _prover(library)
    told: list[Sentence] = []
    for subject in subjects:
        said, fact = _first(w, subject, prover)
        length = len(said.split())
        if fact is not None and length <= most:
            told.append(plain(*linked(said, _behind(w, fact), library)))
            most -= length
    if not told:
        return not_said(question, "More words would be needed." if subjects else "Nothing was flagged.")
    return Answer(question, tuple(told))


def plainly(question: str, library: Library, about: Sequence[Subject] = ()) -> Answer:
    """The news on what the question names, or else on what the paragraph is `about`, in short plain sentences."""
    subjects = library.named(question, whole=True) or about
    if not subjects:
        return not_said(question, "Click the paragraph first, or name its measure. Without a model, the news on a "
                        "measure can be told in plain words; a text in other words needs one.")  # fmt: skip
    w, prover = Wording(library.facts), _prover(library)
    told: list[Sentence] = []
    for subject in subjects[:_MOST_SUBJECTS]:
        said, fact = told_plainly(w, Flagged(subject.measure, subject.category, library.flags_of(subject)), prover)
        if fact is not None:
            told.append(plain(*linked(said, _behind(w, fact), library)))
    if not told:
        return not_said(question, f"A change up to this period would be needed for {library.title(subjects[0])}.")
    return Answer(question, tuple(told))


def _first(w: Wording, subject: Flagged, prover: Prover) -> tuple[str, Fact | None]:
    for bare, fact in sentences(w, subject):
        if said := prover.first([sentence(in_months(w, bare))]):
            return said, fact
    return "", None


def _behind(w: Wording, fact: Fact) -> list[Fact]:
    """The figures that a sentence on a change prints: the change, its percentage, and both levels."""
    found = [fact, w.beside(fact, "change_percent"), w.level_of(fact), w.level_of(fact, base=True)]
    return [one for one in found if one is not None]


def _prover(library: Library) -> Prover:
    return Prover(library.facts, f"# {library.place(library.own)}\n\n", [library.checker])
