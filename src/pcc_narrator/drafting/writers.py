"""Writers by name: template, openai:MODEL, openai-choose:MODEL, replay:FOLDER, replay-choose:FOLDER."""

from __future__ import annotations

import os
from pathlib import Path

from pcc_narrator.drafting.brief import Writer
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.errors import WriterError

REPLIES = "PCC_NARRATOR_REPLIES"  # a folder in which a model's replies are kept, so that none is asked for twice
TIMEOUT = "PCC_NARRATOR_TIMEOUT"  # seconds of silence after which a server is given up; raise it for a slow one
IN_FLIGHT = "PCC_NARRATOR_IN_FLIGHT"  # sections asked for at a time (4); 1 for a small server of one's own
_SHAPES = {"openai": "paragraphs", "openai-choose": "choices", "replay": "paragraphs", "replay-choose": "choices"}


def make_writer(name: str, *, base_url: str | None = None, replies: Path | None = None) -> Writer:
    """The writer of a name. Raises WriterError with the names there are, or with what the writer lacks.

    `base_url` is any server that speaks the OpenAI protocol; `replies` a folder in which replies are kept (default:
    the environment's PCC_NARRATOR_REPLIES, or none).
    """
    kind, _, detail = name.partition(":")
    if name == "template":
        return TemplateWriter()
    if kind not in _SHAPES or not detail:
        raise WriterError(
            f"there is no writer {name!r}. Use template, openai:MODEL, openai-choose:MODEL, replay:FOLDER or "
            "replay-choose:FOLDER."
        )
    from pcc_narrator.drafting.llm.model import Model, Recorded, Remembering, Store
    from pcc_narrator.drafting.llm.writer import ModelWriter

    model: Model
    if kind.startswith("replay"):
        model = Recorded(Path(detail))
        return ModelWriter(model, name=f"{kind}:{model.name}", shape=_SHAPES[kind])
    from pcc_narrator.drafting.llm.openai import OpenAIModel

    seconds = _number(TIMEOUT, 60, 1, 3600)
    model = OpenAIModel(
        detail, base_url=base_url or os.environ.get("OPENAI_BASE_URL") or None, timeout=seconds, deadline=3 * seconds
    )
    folder = replies or (Path(os.environ[REPLIES]) if os.environ.get(REPLIES) else None)
    if folder is not None:
        model = Remembering(model, Store(folder))
    in_flight = int(_number(IN_FLIGHT, 4, 1, 32))
    return ModelWriter(model, name=name, shape=_SHAPES[kind], in_flight=in_flight)


def _number(name: str, default: float, least: float, most: float) -> float:
    """A number of the environment. Raises WriterError where it is none, or out of bounds."""
    text = os.environ.get(name, "")
    try:
        number = float(text or default)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise WriterError(f"{name} must be a number from {least:g} to {most:g}, not {text!r}.")
    return number
