"""A dry run: what would be asked is kept, and nothing is sent."""

from __future__ import annotations

import threading

from pcc_narrator.drafting.llm.model import Reply, Request
from pcc_narrator.drafting.llm.store import Store


class Overheard:
    """A model that is asked nothing: it takes the requests down, answers from kept replies, and else with nothing."""

    def __init__(self, name: str, store: Store | None = None) -> None:
        self._name = name
        self._store = store
        self._lock = threading.Lock()
        self.requests: list[Request] = []
        self.kept: set[str] = set()

    @property
    def name(self) -> str:
        """The name of the model that would be asked."""
        return self._name

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        """The kept answer, or an empty one; the request is taken down."""
        found = self._store.get(request) if self._store is not None else None
        with self._lock:
            self.requests.append(request)
            if found is not None:
                self.kept.add(request.key)
        return found or Reply("")

    def stop(self) -> None:
        """Nothing is waited for."""
