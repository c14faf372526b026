"""What the script of the page sends: strict, nothing more than is named."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Save(_Body):
    """A new text for a block that was at `version`."""

    key: int
    version: int
    text: str


class Add(_Body):
    """A new block after another."""

    after: int
    text: str


class At(_Body):
    """A block at a version."""

    key: int
    version: int = 0


class Move(At):
    """A block to move up or down."""

    up: bool


class Revert(At):
    """An entry of a block's history whose text is wanted back."""

    event: int


class Sign(At):
    """A signature, with the reason where something is refuted. For the report, `version` is its revision."""

    reason: str = ""


class Publish(_Body):
    """The forms to publish."""

    forms: list[str] = Field(default=["html"], max_length=4)


class Name(_Body):
    """What a person is called."""

    name: str = Field(max_length=200)


class Question(_Body):
    """A question about the data; `key` is the block that the person is at (0: none), `before` the last question."""

    question: str = Field(max_length=1000)
    key: int = 0
    before: str = Field(default="", max_length=1000)


class Split(At):
    """A block to part in two before the character `at` of its text."""

    at: int = Field(ge=0)


class NoteText(_Body):
    """A note that somebody wrote."""

    kind: str = Field(max_length=40)
    text: str = Field(max_length=5000)
    measures: list[str] = Field(max_length=20)


class NoteId(_Body):
    """A note."""

    id: str = Field(max_length=100)


class Text(_Body):
    """A text that may take the place of a block's."""

    key: int
    text: str = Field(max_length=20_000)


class Settle(At):
    """Which text is to stand after new data: "now", "edited" or "new_draft"."""

    choice: str = Field(max_length=20)
