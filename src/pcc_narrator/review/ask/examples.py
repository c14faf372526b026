"""Questions to begin with: of the report's own measures, and such that the data answer."""

from __future__ import annotations

from pcc_narrator.review.ask.library import Library, Subject


def examples(library: Library) -> tuple[str, ...]:
    """A question of each kind that people ask most, about what was flagged first; a cause only where a note has one."""
    subjects = dict.fromkeys(Subject(flag.measure, flag.category) for flag in library.flags)
    subjects |= dict.fromkeys(Subject(measure.id) for measure in library.facts.measures)
    known = [subject for subject in subjects if library.levels(subject)]
    if not known:
        return ()
    first = _name(known[0], library)
    found = [f"Why is {first} flagged?"] if library.flags_of(known[0]) else []
    found += ["Which measures got worse for two quarters running?", f"When was {first} highest?"]
    if other := _with_peers(known, library):
        found.append(f"Compare {_name(other, library)} with its peers.")
    return (*found, f"Where does {first} come from?", "A summary in 120 words.")


def _with_peers(subjects: list[Subject], library: Library) -> Subject | None:
    areas = [area.id for area in library.facts.areas if area.id != library.own]
    return next((one for one in subjects if any(library.levels(one, area=area) for area in areas)), None)


def _name(subject: Subject, library: Library) -> str:
    return subject.category or library.title(subject)
