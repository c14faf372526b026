"""How the program uses memory while it runs by itself."""

from __future__ import annotations

import atexit
import gc

_NEW_OBJECTS = 50_000


def rest_collector() -> None:
    """Let Python look for cycles of dead objects more seldom than it does by default (each 700 new objects).

    A run makes hundreds of thousands of small objects that live to its end: looking through them that often took a
    tenth of the time of `check` and `facts`. Nor does it look through them once more when the run is over. For the
    program's own processes only, not for a library's caller.
    """
    gc.set_threshold(_NEW_OBJECTS, 50, 100)
    atexit.register(gc.freeze)
