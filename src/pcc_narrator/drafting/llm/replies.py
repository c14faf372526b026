"""The forms of a reply, strictly parsed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST = 60  # paragraphs in one reply


class WrittenParagraph(BaseModel):
    """One paragraph: which point it says, and its text with {{id:rendering}} for every figure."""

    model_config = ConfigDict(extra="forbid", strict=True)
    message: str
    text: str = Field(max_length=2000)


class Paragraphs(BaseModel):
    """The paragraphs of a section, one a point."""

    model_config = ConfigDict(extra="forbid", strict=True)
    paragraphs: list[WrittenParagraph] = Field(max_length=MOST)


class Chosen(BaseModel):
    """The letter of the sentence chosen for one point."""

    model_config = ConfigDict(extra="forbid", strict=True)
    message: str
    choice: str = Field(max_length=8)


class Choices(BaseModel):
    """One choice a point."""

    model_config = ConfigDict(extra="forbid", strict=True)
    choices: list[Chosen] = Field(max_length=MOST)


_FORMS: Mapping[str, type[BaseModel]] = {"paragraphs": Paragraphs, "choices": Choices}


class ReplyError(ValueError):
    """A reply that is not of its form."""


def form(shape: str) -> type[BaseModel]:
    """The pydantic model of a shape."""
    return _FORMS[shape]


def schema(shape: str) -> str:
    """Its JSON Schema, the same text each time."""
    return json.dumps(form(shape).model_json_schema(), sort_keys=True)


def parse(shape: str, text: str) -> dict[str, str]:
    """What was said for each point: its text, or its letter. The first counts where a point is said twice.

    Raises ReplyError for anything but exactly the form.
    """
    if not text.strip():
        raise ReplyError("the reply is empty")
    try:
        found = form(shape).model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the reply"
        raise ReplyError(f"the reply is not of the form asked for: {place}: {first['msg']}") from None
    said: dict[str, str] = {}
    if isinstance(found, Paragraphs):
        for paragraph in found.paragraphs:
            said.setdefault(paragraph.message, paragraph.text)
    elif isinstance(found, Choices):
        for chosen in found.choices:
            said.setdefault(chosen.message, chosen.choice)
    return said
