"""What a model is to a writer: something that answers a request. Also the store of recorded answers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

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
    shape: str  # the name of the reply's form: "paragraphs" or "choices"
    schema: str  # its JSON Schema

    @property
    def key(self) -> str:
        """The hash of everything that is sent: equal requests have equal keys."""
        sent = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(sent.encode("utf-8")).hexdigest()


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

    def ask(self, request: Request) -> Reply:
        """The answer. Raises ModelError."""
        ...


class Store:
    """A folder of answers, a readable JSON file each, named by the request's key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, request: Request) -> Path:
        """Where the answer to a request is, or would be."""
        return self.folder / f"{request.key[:32]}.json"

    def get(self, request: Request) -> Reply | None:
        """The answer that was kept for exactly this request. A file that cannot be read counts as none."""
        try:
            data = json.loads(self.path(request).read_text(encoding="utf-8"))
            if data["key"] != request.key:
                return None
            reply = data["reply"]
            return Reply(reply["text"], reply["model"], int(reply["tokens_in"]), int(reply["tokens_out"]), cached=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, request: Request, reply: Reply) -> None:
        """Keep an answer. The request stands beside it, so that a reader sees what was asked."""
        data: dict[str, Any] = {
            "key": request.key,
            "request": {
                "model": request.model,
                "shape": request.shape,
                "system": request.system.splitlines(),
                "user": request.user.splitlines(),
            },
            "reply": {
                "text": reply.text,
                "model": reply.model,
                "tokens_in": reply.tokens_in,
                "tokens_out": reply.tokens_out,
            },
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(request)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)


class Remembering:
    """A model whose answers are kept, and that is not asked twice."""

    def __init__(self, model: Model, store: Store) -> None:
        self.model = model
        self.store = store

    @property
    def name(self) -> str:
        """The name of the model asked."""
        return self.model.name

    def ask(self, request: Request) -> Reply:
        """The kept answer, or a new one, which is then kept."""
        found = self.store.get(request)
        if found is None:
            found = self.model.ask(request)
            self.store.put(request, found)
        return found


class Recorded:
    """Answers from a folder only: what it lacks is not answered. The folder's about.json names the model."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        try:
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            self._name = str(about["model"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{folder} holds no recorded replies: its about.json must name the model ({error}).", lasting=True
            ) from None

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return self._name

    def ask(self, request: Request) -> Reply:
        """The recorded answer. Raises ModelError where there is none."""
        found = self.store.get(request)
        if found is None:
            raise ModelError("no reply to this request was recorded")
        return found
