"""Who is writing where, as far as their browsers said in the last seconds. Kept in memory only."""

from __future__ import annotations

import time
from threading import Lock

LASTS = 12.0  # seconds


class Presence:
    """Names of people by the block that they are editing."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str, float]] = {}
        self._lock = Lock()

    def say(self, session: str, name: str, key: int) -> None:
        """A browser tells that its person is editing a block (0: none)."""
        with self._lock:
            if key:
                self._seen[session] = (key, name, time.monotonic())
            else:
                self._seen.pop(session, None)

    def others(self, session: str) -> dict[int, list[str]]:
        """Blocks that others are editing, with their names."""
        now = time.monotonic()
        found: dict[int, list[str]] = {}
        with self._lock:
            for who, (key, name, at) in sorted(self._seen.items()):
                if who != session and now - at < LASTS:
                    found.setdefault(key, []).append(name)
        return found
