"""The form of a reply: what is said, or what is to be looked up first. Strictly parsed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SAY, NONE = "say", "none"


class Step(BaseModel):
    """One thing said, or one look-up: `message` names it, `text` is the sentence or the argument."""

    model_config = ConfigDict(extra="forbid", strict=True)
    message: str = Field(max_length=40)
    text: str = Field(max_length=4000)


class Steps(BaseModel):
    """What a model replies."""

    model_config = ConfigDict(extra="forbid", strict=True)
    paragraphs: list[Step] = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Read:
    """A reply taken apart: the text to be shown, the look-ups wanted, what the data lack."""

    said: str
    wanted: tuple[tuple[str, str], ...]
    lacking: str | None


def schema() -> str:
    """The JSON Schema of a reply, the same text each time."""
    return json.dumps(Steps.model_json_schema(), sort_keys=True)


def parse(text: str) -> Read:
    """Take a reply apart. Raises ValueError, in words that a model can act on."""
    try:
        steps = Steps.model_validate_json(text).paragraphs
    except ValidationError:
        raise ValueError(
            'the reply is not JSON of the form {"paragraphs": [{"message": "say", "text": "…"}]}'
        ) from None
    said = " ".join(step.text.strip() for step in steps if step.message == SAY).strip()
    wanted = tuple((step.message, step.text.strip()) for step in steps if step.message not in (SAY, NONE))
    lacking = next((step.text.strip() for step in steps if step.message == NONE), None)
    if not said and not wanted and lacking is None:
        raise ValueError("nothing is said")
    return Read(said, wanted, lacking)
