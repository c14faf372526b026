"""Kept replies: a folder of readable JSON files, each named by the hash of its request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pcc_narrator.atomic import write_text
from pcc_narrator.drafting.llm.model import Model, ModelError, Reply, Request

ABOUT = "about.json"


class Store:
    """A folder of answers. What it holds may be committed: no key, no address, no clock.

    `fresh`: what it holds from before is not given out, but replaced.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.folder = folder
        self._old = frozenset(path.name for path in folder.glob("*.json")) if fresh else frozenset()
        self._new: set[str] = set()

    def path(self, request: Request) -> Path:
        """Where the answer to a request is, or would be."""
        return self.folder / f"{request.key[:32]}.json"

    def get(self, request: Request) -> Reply | None:
        """The answer that was kept for exactly this request. A file that cannot be read counts as none."""
        name = self.path(request).name
        if name in self._old and name not in self._new:
            return None
        try:
            data = json.loads(self.path(request).read_text(encoding="utf-8"))
            if data["key"] != request.key:
                return None
            reply = data["reply"]
            text = "\n".join(reply["text"])
            return Reply(text, reply["model"], int(reply["tokens_in"]), int(reply["tokens_out"]), cached=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, request: Request, reply: Reply) -> None:
        """Keep an answer. The request stands beside it, so that a reader sees what was asked."""
        data: dict[str, Any] = {
            "key": request.key,
            "request": {
                "model": request.model,
                "shape": request.shape,
                "system": request.system.split("\n"),
                "user": request.user.split("\n"),
                "schema": json.loads(request.schema),
                "most_tokens": request.most_tokens,
            },
            "reply": {
                "text": reply.text.split("\n"),
                "model": reply.model,
                "tokens_in": reply.tokens_in,
                "tokens_out": reply.tokens_out,
            },
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        self._new.add(self.path(request).name)
        write_text(self.path(request), json.dumps(data, ensure_ascii=False, indent=1) + "\n")


class Remembering:
    """A model whose answers are kept, and that is not asked twice."""

    def __init__(self, model: Model, store: Store) -> None:
        self.model = model
        self.store = store

    @property
    def name(self) -> str:
        """The name of the model asked."""
        return self.model.name

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        """The kept answer, or a new one, which is then kept."""
        found = self.store.get(request)
        if found is None:
            found = self.model.ask(request, seconds=seconds)
            self.store.put(request, found)
        return found

    def stop(self) -> None:
        """Give up what the model is being asked."""
        self.model.stop()


class Recorded:
    """Answers from a folder only: what it lacks is not answered. The folder's about.json names the model."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        try:
            about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            self._name = str(about["model"])
            self.shape = str(about.get("shape", ""))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"{folder} holds no recorded replies: its {ABOUT} must name the model ({error}).", lasting=True
            ) from None

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return self._name

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        """The recorded answer. Raises ModelError where there is none."""
        found = self.store.get(request)
        if found is None:
            raise ModelError("no reply to this request was recorded")
        return found

    def stop(self) -> None:
        """Nothing is waited for."""
