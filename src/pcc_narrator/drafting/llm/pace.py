"""How fast a server may be asked: learnt from what it says (429, Retry-After), shared by all who ask it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

_LEAST = 0.25  # seconds between requests after the first "too many"
_MOST = 30.0


class Pace:
    """Spaces requests out. Nothing is held back until a server has asked to wait."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._gap = 0.0
        self._next = 0.0

    @property
    def gap(self) -> float:
        """Seconds between two requests, as far as it has been learnt."""
        return self._gap

    def turn(self) -> None:
        """Wait for one's turn."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next)
            self._next = start + self._gap
        if start > now:
            self._sleep(start - now)

    def too_fast(self, wait: float) -> None:
        """The server asked to wait: everybody waits so long, and the gap doubles."""
        with self._lock:
            self._gap = min(max(self._gap * 2, _LEAST), _MOST)
            self._next = max(self._next, self._clock() + wait)

    def fine(self) -> None:
        """An answer came: the gap shrinks, slowly."""
        with self._lock:
            self._gap = self._gap * 0.8 if self._gap > _LEAST / 4 else 0.0


def seconds_asked(header: str | None, now: float) -> float | None:
    """The wait that a Retry-After header asks for: seconds, or an HTTP date seen from `now` (a UNIX time)."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - now)
    except (ValueError, TypeError):
        return None
