"""What a form of reply is: it asks a question about a section, and reads the answer into pieces of text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, create_model

from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.template.roles import Candidate
from pcc_narrator.models.outline import Message

LONGEST = 2000  # characters in one paragraph


class ReplyError(ValueError):
    """A reply that is not of its form."""


@dataclass(frozen=True)
class Question:
    """A request, and what its short names stand for."""

    request: Request
    form: type[BaseModel]
    points: Mapping[str, Message]  # p1, p2, … to the outline's messages
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # f1, n1, … to renderings with their figures
    ids: Mapping[str, str] = field(default_factory=dict)  # f1, n1, … to ids of facts and notes
    options: Mapping[str, Mapping[str, Candidate]] = field(default_factory=dict)  # p1 to letter to phrasing
    about: Mapping[str, frozenset[str]] = field(default_factory=dict)  # n1 to the measures that the note speaks of


@dataclass(frozen=True)
class Piece:
    """A paragraph as replied: what it says, its text filled in, and what is wrong with it before any gate.

    `raw` is the text with its references, `own` what the model typed itself, without them. A piece of several messages
    falls into its `parts` where it cannot stand as one.
    """

    messages: tuple[Message, ...]
    text: str
    used: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    own: str = ""
    raw: str = ""
    parts: tuple[Piece, ...] = ()


class Shape(Protocol):
    """A form of reply."""

    @property
    def name(self) -> str:
        """ "paragraphs", "choices" or "segments"."""
        ...

    @property
    def repairs(self) -> bool:
        """Whether asking again with what was wrong can help."""
        ...

    @property
    def arranges(self) -> bool:
        """Whether the order of the pieces is the reply's, not the outline's."""
        ...

    def ask(
        self, brief: Brief, model: str, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]
    ) -> Question | None:
        """The question about these messages; None where there is nothing to ask.

        `findings` say what was wrong with an earlier try, by message id.
        """
        ...

    def read(self, question: Question, text: str) -> tuple[Piece, ...]:
        """The pieces of a reply, one for each point unless they were joined. Raises ReplyError."""
        ...


def form_of(name: str, fields: Mapping[str, Any]) -> type[BaseModel]:
    """A pydantic model with these fields and no others, all required."""
    made: dict[str, Any] = {field: (annotation, ...) for field, annotation in fields.items()}
    return create_model(name, __config__=ConfigDict(extra="forbid", strict=True), **made)


def schema_of(form: type[BaseModel]) -> str:
    """Its JSON Schema, the same text each time, its fields in the order in which they are to be replied."""
    return json.dumps(form.model_json_schema())


def parse(form: type[BaseModel], text: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a reply, and what is wrong with those that cannot be used. What is left out is in neither.

    Raises ReplyError for anything but one JSON object, for a name that was not asked for, and for a name given twice.
    """
    if not text.strip():
        raise ReplyError("the reply is empty")
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if isinstance(error, ReplyError):
            raise
        raise ReplyError("the reply is not of the form asked for: it is no JSON") from None
    if not isinstance(found, dict):
        raise ReplyError("the reply is not of the form asked for: it is no JSON object")
    for name in found:
        if name not in form.model_fields:
            raise ReplyError(f"the reply is not of the form asked for: nobody asked for {name[:40]!r}")
    good: dict[str, Any] = {}
    bad: dict[str, str] = {}
    for name, one in form.model_fields.items():
        if name not in found:
            continue
        kind: Any = Annotated[one.annotation, *one.metadata] if one.metadata else one.annotation
        try:
            good[name] = TypeAdapter(kind).validate_python(found[name], strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            bad[name] = f"the paragraph is not of the form asked for: {first['msg'][:120]}"
    return good, bad


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ReplyError(f"the reply is not of the form asked for: {name[:40]!r} is given twice")
        found[name] = value
    return found
