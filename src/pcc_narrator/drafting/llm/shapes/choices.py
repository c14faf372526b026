"""A choice among checked sentences: `{"p1": "b", "p2": "a", "order": [["p1", "n1"], ["p2"]]}`.

The template offers several phrasings a point; the model picks one of each, and says in which order they stand and
which of them, with which note, make one paragraph. Whatever it replies, every sentence is the program's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.llm.prompt import Names, PromptFile, data, masked, note_lines, notes_of
from pcc_narrator.drafting.llm.shapes.base import Piece, Question, form_of, parse, schema_of
from pcc_narrator.drafting.template import candidates
from pcc_narrator.models.outline import Message

LETTERS = "abcdef"
A_POINT = 24  # tokens
TOGETHER = 2  # points in one paragraph
WORDS = 75  # in one paragraph, beyond which points are not joined
ORDER = "order"
MORE = Field(max_length=TOGETHER + 1)  # in one group: points, and a note


class Choices:
    """The model picks, orders and groups."""

    name = "choices"
    repairs = False  # the same question would have the same answer
    arranges = True

    def ask(
        self, brief: Brief, model: str, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]
    ) -> Question | None:
        """Ask which phrasing suits each point, and how they stand together."""
        names = Names.of(brief)
        options = {
            names.points[message.id]: dict(zip(LETTERS, found, strict=False))
            for message in messages
            if (found := candidates(brief, message))
        }
        asked = {names.points[message.id]: message for message in messages if names.points[message.id] in options}
        notes = notes_of(brief, names)
        if not asked or (len(asked) == 1 and not notes and len(next(iter(options.values()))) < 2):
            return None
        every: Any = Literal[(*asked, *notes)]
        form = form_of("Choices", {
            **{name: Literal[tuple(found)] for name, found in options.items()},
            ORDER: Annotated[list[Annotated[list[every], MORE]], Field(max_length=len(asked) + len(notes))],
        })  # fmt: skip
        user = PromptFile("choose.txt").fill(
            title=data(brief.section.title),
            points="\n".join(_block(name, found) for name, found in options.items()),
            notes=note_lines(brief, names),
            voice=brief.voice,
            names=", ".join(asked),
        )
        return Question(
            Request(
                model, PromptFile("choose-system.txt").fill(), user, self.name, schema_of(form),
                60 + A_POINT * (len(asked) + len(notes)),
            ),
            form,
            asked,
            {name: {"note": text} for name, text in notes.items()},
            {alias: note for note, alias in names.notes.items()},
            options,
            _about(brief, names),
        )  # fmt: skip

    def read(self, question: Question, text: str) -> tuple[Piece, ...]:
        """The pieces in the order in which they are to stand. A point without a choice is a piece with a fault."""
        good, bad = parse(question.form, text)
        chosen: dict[str, Piece] = {}
        for name, message in question.points.items():
            letter = good.get(name)
            if letter is None:
                chosen[name] = Piece((message,), "", faults=(bad.get(name, "no phrasing was chosen"),))
            else:
                one = question.options[name][letter]
                chosen[name] = Piece((message,), one.text, one.facts)
        pieces = []
        for group in arranged(good.get(ORDER, []), question.points):
            members = [chosen[name] for name in group if name in chosen]
            measures = {question.points[name].measure for name in group if name in chosen}
            notes = [name for name in group if name in question.known and _fits(question.about.get(name), measures)]
            pieces.extend(_together(members, notes, question))
        return tuple(pieces)


def _about(brief: Brief, names: Names) -> dict[str, frozenset[str]]:
    """The measures that each note was approved for, by its short name."""
    found = {}
    for message in brief.section.messages:
        if message.id in names.notes:
            notes = (brief.facts.note_by_id.get(note) for note in message.notes)
            found[names.notes[message.id]] = frozenset(m for note in notes if note is not None for m in note.measures)
    return found


def _fits(about: frozenset[str] | None, measures: set[str]) -> bool:
    """Whether a note may stand behind points on these measures: a note on another one would explain the wrong thing."""
    return not about or not about.isdisjoint(measures)


def arranged(order: Sequence[Sequence[str]], points: Mapping[str, Message]) -> list[list[str]]:
    """The groups as they may stand: each name once, none left out, the level first and the caution last.

    Points of one measure stay together; what continues another point ("…composition_against") stays behind it. A note
    may stand in the group of a point; a group of notes alone is left to the outline's order.
    """
    seen: set[str] = set()
    groups: list[list[str]] = []
    for group in order:
        fresh = [name for name in dict.fromkeys(group) if name not in seen]
        seen.update(fresh)
        if any(name in points for name in fresh):
            groups.extend(_of_one_measure(fresh, points))
    groups.extend([name] for name in points if name not in seen)
    measures = list(dict.fromkeys(message.measure for message in points.values()))

    def place(group: list[str]) -> tuple[int, int]:
        message = _first(group, points)
        kinds = {points[name].kind for name in group if name in points}
        rank = 0 if kinds & {"level", "no_data"} else 2 if "caution" in kinds else 1
        return measures.index(message.measure), rank

    groups.sort(key=place)  # stable: within a rank the order is the reply's
    return _continuing_behind(groups, points)


def _of_one_measure(group: Sequence[str], points: Mapping[str, Message]) -> list[list[str]]:
    """The group cut where the measure changes; a note goes with the point before it, or with the first."""
    found: list[list[str]] = []
    waiting: list[str] = []
    for name in group:
        if name not in points:
            (found[-1] if found else waiting).append(name)
        elif found and _first(found[-1], points).measure == points[name].measure:
            found[-1].append(name)
        else:
            found.append([name])
    return [[found[0][0], *waiting, *found[0][1:]], *found[1:]]


def _first(group: Sequence[str], points: Mapping[str, Message]) -> Message:
    return next(points[name] for name in group if name in points)


def _continuing_behind(groups: list[list[str]], points: Mapping[str, Message]) -> list[list[str]]:
    """A group that starts with a continuation goes behind the group of what it continues."""
    ids = {name: message.id for name, message in points.items()}
    for name, one in ids.items():
        for other, base in ids.items():
            if not one.startswith(f"{base}_"):
                continue
            late = next(number for number, group in enumerate(groups) if other in group)
            early = next(number for number, group in enumerate(groups) if name in group)
            if early < late:
                groups.insert(late, groups.pop(early))
            elif early == late and groups[early].index(name) < groups[early].index(other):
                groups[early] = [*(n for n in groups[early] if n != name), name]
    return groups


def _together(members: list[Piece], notes: list[str], question: Question) -> list[Piece]:
    """The members as one piece if they may be one, else each alone; the notes behind the last."""
    fit = [member for member in members if not member.faults]
    found = [member for member in members if member.faults]
    said = Piece(
        tuple(message for member in fit for message in member.messages),
        " ".join([*(member.text for member in fit), *(question.known[name]["note"] for name in notes)]),
        tuple(dict.fromkeys(fact for member in fit for fact in member.used)),
        tuple(question.ids[name] for name in notes),
        parts=tuple(fit) if len(fit) > 1 or notes else (),
    )
    if not fit or len(fit) > TOGETHER or len(said.text.split()) > WORDS:
        return [*fit, *found]
    return [said, *found]


def _block(name: str, found: Mapping[str, Any]) -> str:
    shown = "\n".join(f"  {letter}) {data(masked(one.text))}" for letter, one in found.items())
    return f"{name}\n{shown}"
