"""The templates and the two static files of the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pcc_narrator.review.errors import NotFound
from pcc_narrator.review.said import deed, reason_of, unmarked
from pcc_narrator.review.views import STATES, VERDICTS, name_of

STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv"}
_WORDS: Mapping[str, Any] = {"states": STATES, "said": VERDICTS}


def template(name: str, **values: Any) -> str:
    """A template filled in; every text is escaped."""
    return str(_environment().get_template(name).render(**{**_WORDS, **values}))


@cache
def resource(name: str) -> bytes:
    """A static file."""
    return files("pcc_narrator.review").joinpath("static", name).read_bytes()


def picture(charts: Path, name: str) -> Path:
    """A picture or its data: a plain file that lies in the charts folder itself. Raises NotFound for anything else."""
    known = {path.name: path for path in charts.iterdir()} if charts.is_dir() else {}
    path = known.get(name)
    if path is None or path.suffix not in PICTURES or path.is_symlink() or not path.is_file():
        raise NotFound("There is no such picture.")
    return path


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pcc_narrator.review", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True}
    environment.filters |= {
        "day": _moment, "unmarked": unmarked, "deed": deed, "reason": reason_of, "name": name_of, "begins": _begins,
    }  # fmt: skip
    return environment


def _moment(at: str) -> str:
    """A time as people read it."""
    return at.replace("T", " ").replace("+00:00", " UTC")


def _begins(text: str) -> str:
    """A text as the beginning of a line."""
    return text[:1].upper() + text[1:]
