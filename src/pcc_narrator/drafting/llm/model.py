"""What a model is to a writer: something that answers a request."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Protocol

from pcc_narrator.errors import NarratorError


class ModelError(NarratorError):
    """A model did not answer. `lasting` says that asking again, or asking for another section, is of no use."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Request:
    """One question: who is asked, and all that is sent."""

    model: str
    system: str
    user: str
    shape: str  # the name of the reply's form: "paragraphs", "choices" or "segments"
    schema: str  # its JSON Schema
    most_tokens: int = 1500  # after which the reply is cut off

    @property
    def key(self) -> str:
        """The hash of everything that is sent: equal requests have equal keys."""
        sent = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(sent.encode("utf-8")).hexdigest()

    @property
    def about_tokens(self) -> int:
        """Roughly how many tokens are sent: a token is about 3.6 characters of these prompts."""
        return round((len(self.system) + len(self.user) + len(self.schema)) / 3.6)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as it came."""

    text: str
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cached: bool = False


class Model(Protocol):
    """Answers requests."""

    @property
    def name(self) -> str:
        """The model's name, as it is asked for."""
        ...

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        """The answer, within `seconds` where they are given. Raises ModelError."""
        ...

    def stop(self) -> None:
        """Give up what is being waited for, now: whoever asked gets a ModelError."""
        ...
