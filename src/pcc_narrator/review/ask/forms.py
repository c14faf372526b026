"""The forms of question that can be answered by look-up, tried in order; the first that fits answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Period
from pcc_narrator.periods.numerals import cardinals, number_words
from pcc_narrator.review.ask.answer import NOT_SAID, Answer, Part, Sentence, not_said, plain
from pcc_narrator.review.ask.comparing import compare, sources, targets
from pcc_narrator.review.ask.computed_forms import between, highest, periods_of, share_of
from pcc_narrator.review.ask.library import Library, Subject

LONGEST_LIST = 12
_UNITS = {"day": "day", "month": "month", "quarter": "quarter", "year": "year"}
_RUNNING = re.compile(
    r"\b(?P<count>\w+)\s+(?P<unit>day|month|quarter|year)s?\s+(?:running|in a row|in succession)|"
    r"\b(?P<count2>\w+)\s+(?:consecutive|successive|straight)\s+(?P<unit2>day|month|quarter|year)s?",
    re.IGNORECASE,
)
_MAKE = re.compile(
    r"^\W*(please )?(can you |could you )?(write|draft|put|re\w+|summari[sz]e|shorten|make|give|tell)\b", re.I
)
_LEVEL = re.compile(r"^(what (is|was|were|are)|how (many|much|high|low)( is| was| were| are)?)\b.{0,80}$", re.I)
_HELP = (
    'Ask "why is … flagged?", "what is …?", "compare … with its peers", "which measures got worse for two quarters '
    'running?", "which targets were missed?" or "where does … come from?". Other questions need a model.'
)
Form = Callable[[str, Library], Answer | None]


def ask(question: str, library: Library) -> Answer:
    """The answer to a question. Sentences that the checker refutes are left out; without any, the data do not say."""
    question = " ".join(question.split())[:1000]
    if not question:
        return not_said("", _HELP)
    for pattern, form in _FORMS:
        if pattern.search(question):
            answer = form(question, library)
            if answer is not None:
                return _proved(answer, library)
    return not_said(question, _HELP)


def fixed(question: str, library: Library) -> Answer | None:
    """The answer of a form that the question is plainly made in; None where a model may do better."""
    question = " ".join(question.split())[:1000]
    for pattern, form in _FORMS[:-1]:
        if pattern.search(question) and not _MAKE.search(question):
            answer = form(question, library)
            return None if answer is None or not (proved := _proved(answer, library)).found else proved
    if _LEVEL.match(question) and library.named(question):
        answer = _what(question, library)
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


def why_flagged(question: str, library: Library) -> Answer | None:
    named = library.named(question)
    if not named:
        return not_said(question, "No measure of this report has that name.")
    sentences: list[Sentence] = []
    flags = [flag for subject in named for flag in library.flags_of(subject)]
    if not flags:
        names = ", ".join(library.title(subject) for subject in named[:3])
        near = [flag for subject in library.related(question) for flag in library.flags_of(subject)]
        flags = list(dict.fromkeys(near))
        if not flags:
            return Answer(
                question, (plain(f"{names}: not flagged. No rule found it out of the ordinary.", proved=False),)
            )
        sentences.append(plain(f"{names}: not flagged. These are:", proved=False))
    for flag in list(dict.fromkeys(flags))[:LONGEST_LIST]:
        sentences += _flag(flag, library)
    return Answer(question, tuple(sentences))


def _flag(flag: Flag, library: Library) -> list[Sentence]:
    facts = [library.facts.by_id[one] for one in flag.facts if one in library.facts.by_id]
    sentences = [
        plain(_name(flag, library), ".", proved=False),
        plain(_linked(flag.evidence, facts, library)[0], *_linked(flag.evidence, facts, library)[1:]),
    ]
    numbers = "; ".join(f"{name}: {value}" for name, value in flag.numbers)
    if flag.declared_by:
        sentences.append(plain(f"Declared by {flag.declared_by}.", proved=False))
    sentences.append(plain(f"Rule {flag.rule}{f' ({numbers})' if numbers else ''}.", proved=False))
    return sentences


def _name(flag: Flag, library: Library) -> Part:
    kind = flag.kind.replace("_", " ").capitalize()
    return Part(f"{kind}: {library.title(Subject(flag.measure, flag.category))}", flag=flag.id)


def _linked(text: str, facts: list[Fact], library: Library) -> list[Part]:
    """A sentence of the program's with the figures of `facts` as links."""
    found: list[tuple[int, int, str]] = []
    for fact in facts:
        for printed in (
            library.figure(fact, signless=True).text,
            write(abs(fact.number), fact.unit, decimals=fact.decimals),
        ):
            at = text.find(printed)
            if at >= 0 and not any(at < end and start < at + len(printed) for start, end, _ in found):
                found.append((at, at + len(printed), fact.id))
                break
    parts, place = [], 0
    for start, end, identifier in sorted(found):
        parts += [Part(text[place:start]), Part(text[start:end], identifier)]
        place = end
    return [part for part in [*parts, Part(text[place:])] if part.text]


def _why(question: str, library: Library) -> Answer | None:
    """A cause is what an approved note says, and nothing else."""
    named = library.named(question)
    if not named:
        return not_said(question, "No measure of this report has that name.")
    measures = {subject.measure for subject in named}
    notes = [n for n in library.facts.notes if n.kind == "cause" and measures.intersection(n.measures)]
    if not notes:
        name = library.title(named[0])
        return not_said(question, f"A note with the cause, approved by a named person, would be needed for {name}.")
    said = []
    for note in notes[:LONGEST_LIST]:
        said.append(plain(note.text))
        by = f"Note {note.id}" + (f", approved by {note.approved_by}" if note.approved_by else "")
        said.append(plain(f"({by}.)", proved=False))
    return Answer(question, tuple(said))


def flagged(question: str, library: Library) -> Answer | None:
    kinds = [
        flag for flag in library.flags if flag.kind.replace("_", " ") in question.lower().replace("concerns", "concern")
    ]
    chosen = kinds or list(library.flags)
    if not chosen:
        return Answer(question, (plain("No exception was flagged.", proved=False),))
    return Answer(
        question,
        tuple(
            plain(
                _name(flag, library),
                "" if flag.direction == "neutral" else f" ({flag.direction})", ".", proved=False,
            )
            for flag in chosen[:40]
        ),
    )  # fmt: skip


def which(question: str, library: Library) -> Answer | None:
    """Measures that got better or worse, rose or fell: in the last change, or for so many periods in a row."""
    lower = question.lower()
    wanted = next((word for word, stems in _WAYS if any(stem in lower for stem in stems)), "")
    match = _RUNNING.search(lower)
    unit = (match["unit"] or match["unit2"]) if match else ""
    length = _count((match["count"] or match["count2"]) if match else "one")
    if length is None:
        return not_said(question, "Say for how many periods: two quarters running, three months in a row.")
    sentences = []
    for subject in (Subject(measure.id) for measure in library.facts.measures):
        sentence = _run(subject, wanted, length, unit, library) if match else _last(subject, wanted, library)
        if sentence is not None:
            sentences.append(sentence)
    if not sentences:
        stretch = f" for {number_words(length)} {unit}s running" if match else " in the period of the report"
        return Answer(question, (plain(f"None: no measure {_SAID[wanted]}{stretch}.", proved=False),))
    return Answer(question, tuple(sentences))


def _run(subject: Subject, wanted: str, length: int, unit: str, library: Library) -> Sentence | None:
    now = library.now
    for run in library.of(subject, "run"):
        kind = run.period.kind
        if run.id.endswith(".target") or abs(run.number) < length or (unit and kind != unit):
            continue
        if now is not None and run.period.end != now.end:
            continue
        if not _fits(run.number, wanted, library.measure(subject.measure).polarity):
            continue
        months = run.period.months or 0
        before = [run.period.shifted(-months * step) for step in range(int(abs(run.number)), -1, -1)]
        values = [found[0] for period in before if (found := library.of(subject, "value", period=period))]
        way = "risen" if run.number > 0 else "fallen"
        count = (
            write(abs(run.number), "none", decimals=0) if abs(run.number) > 9 else number_words(int(abs(run.number)))
        )
        parts: list[str | Part] = [
            f"{library.title(subject)} has {way} for ", Part(f"{count} {kind}s in a row", run.id), ", to ",
        ]  # fmt: skip
        if not values or values[-1].period != run.period:
            return None
        parts += [library.figure(values[-1]), f" in {library.when(run.period)}."]
        return plain(*parts)
    return None


def _last(subject: Subject, wanted: str, library: Library) -> Sentence | None:
    levels = library.levels(subject)
    now = library.now
    for level in levels:
        if now is not None and level.period.end != now.end:
            continue
        for change, percent in library.changes(level):
            if _fits(change.number, wanted, library.measure(subject.measure).polarity):
                return _change(subject, level, change, percent, library)
    return None


def _change(subject: Subject, level: Fact, change: Fact, percent: Fact | None, library: Library) -> Sentence:
    base = library.when(change.base) if change.base is not None else "the period before"
    if change.number == 0:
        return plain(
            f"{library.title(subject)} ",
            Part("did not change", change.id),
            f" between {base} and {library.when(level.period)}.",
        )
    parts: list[str | Part] = [
        f"{library.title(subject)} {'rose' if change.number > 0 else 'fell'} by ",
        library.figure(change, signless=True),
    ]  # fmt: skip
    if percent is not None:
        parts += [" (", library.figure(percent, signless=True), ")"]
    parts += [" to ", library.figure(level), f" in {library.when(level.period)}, compared with {base}."]
    return plain(*parts)


def _fits(number: object, wanted: str, polarity: str) -> bool:
    rising = number > 0  # type: ignore[operator]
    if number == 0:
        return wanted == "same"
    if wanted in ("rose", "fell"):
        return rising == (wanted == "rose")
    if wanted == "same" or polarity == "neutral":
        return False
    return rising == ((wanted == "worse") == (polarity == "lower_is_better"))


def _what(question: str, library: Library) -> Answer | None:
    """The level of a subject, its changes, its target: of the period asked for, else of the report."""
    named = library.named(question)
    if not named:
        return None
    period = period_of(question, library)
    sentences: list[Sentence] = []
    for subject in named[:3]:
        for level in library.levels(subject, period):
            sentences.append(
                plain(f"{library.title(subject)} was ", library.figure(level), f" in {library.when(level.period)}.")
            )
            sentences += [_change(subject, level, *pair, library) for pair in library.changes(level)[:2]]
    if not sentences:
        subject = named[0]
        known = library.of(subject, "value")
        of = f" for {library.when(period)}" if period is not None else ""
        span = (
            f" They hold it from {library.when(known[-1].period)} to {library.when(known[0].period)}." if known else ""
        )
        return not_said(question, f"There is no figure of {library.title(subject)}{of}.{span}")
    return Answer(question, tuple(sentences))


def period_of(question: str, library: Library) -> Period | None:
    """The first period that a question names."""
    return next(iter(periods_of(question, library)), None)


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    known = cardinals().get(word)
    return None if known is None else int(known)


_WAYS = (
    ("worse", ("worse", "deteriorat", "worsen")),
    ("better", ("better", "improv")),
    ("rose", ("rose", "risen", "rising", "increas", "grew", "gone up", "went up", "going up")),
    ("fell", ("fell", "fall", "decreas", "drop", "gone down", "went down", "going down", "reduc")),
    ("same", ("did not change", "no change", "unchanged", "stayed the same")),
)
_SAID = {"worse": "got worse", "better": "got better", "rose": "rose", "fell": "fell", "same": "stayed the same"}
_WAY_WORDS = "|".join(stem for _, stems in _WAYS for stem in stems)
_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"^(why|how come|explain)\b.*\b(flag|exception|concern|excellen|media|signific|red|highlight)", why_flagged),
        (r"^(why|how come|what (caused|explains|is behind))\b", _why),
        (rf"^(which|what|list|show)\b.*\b(measures?|figures?|indicators?|things)\b.*({_WAY_WORDS})", which),
        (rf"^what('s| has| have)? (got|gone|gotten|is getting)?\s*({_WAY_WORDS})", which),
        (r"\btargets?\b|\bstandards?\b.*\b(met|missed)\b", targets),
        (r"\b(between|from)\b.*\b(and|to)\b", between),
        (r"^(what|which|how large) (share|proportion|part|percentage)\b", share_of),
        (r"\b(highest|lowest|most|fewest|peak)\b.*\b(ever|since|recorded|period|quarter|month|year)|^when\b", highest),
        (r"^(what|which|list|show)\b.*\b(flagged|exceptions?|concerns?|excellen|media interest)", flagged),
        (r"\b(compare|compared|comparison|peers?|similar|rank|ranks|other areas|others)\b", compare),
        (r"\b(where|which source|source of|comes? from|how (was|is|were) .* (computed|calculated|derived))", sources),
        (r"", _what),
    )
)  # fmt: skip

__all__ = ["NOT_SAID", "ask"]
