"""Finding the pictures that a report links: in its charts folder, by plain file names, nowhere else."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
}
_LARGEST = 8_000_000


def chart_file(source: str, charts: Path | None) -> Path | None:
    """The file that a link such as charts/visits.svg means; None if there is none that may be shown.

    Pictures over 8 MB are left out, so that one pasted photograph does not make the report unreadable.
    """
    match = re.fullmatch(r"charts/([\w.-]+)", source)
    if charts is None or match is None:
        return None
    path = charts / match[1]
    if path.suffix.lower() not in _TYPES or not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    return path


def as_data(charts: Path | None) -> Callable[[str], str | None]:
    """A finder that puts each file into the page itself, as a data: address."""

    def locate(source: str) -> str | None:
        path = chart_file(source, charts)
        if path is None:
            return None
        content = base64.b64encode(path.read_bytes()).decode("ascii")
        return f"data:{_TYPES[path.suffix.lower()]};base64,{content}"

    return locate
