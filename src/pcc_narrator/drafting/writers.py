"""Writers by name: template, openai:MODEL, openai-choose:MODEL, replay:FOLDER, replay-choose:FOLDER."""

from __future__ import annotations

import os
from pathlib import Path

from pcc_narrator.drafting.brief import Writer
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.errors import WriterError

REPLIES = "PCC_NARRATOR_REPLIES"  # a folder in which a model's replies are kept, so that none is asked for twice
TIMEOUT = "PCC_NARRATOR_TIMEOUT"  # seconds of silence after which a server is given up; raise it for a slow one
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

    seconds = _seconds(os.environ.get(TIMEOUT, ""))
    model = OpenAIModel(
        detail, base_url=base_url or os.environ.get("OPENAI_BASE_URL") or None, timeout=seconds, deadline=3 * seconds
    )
    folder = replies or (Path(os.environ[REPLIES]) if os.environ.get(REPLIES) else None)
    if folder is not None:
        model = Remembering(model, Store(folder))
    return ModelWriter(model, name=name, shape=_SHAPES[kind])


def _seconds(text: str) -> float:
    try:
        seconds = float(text or 60)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 3600:
        raise WriterError(f"{TIMEOUT} must be seconds from 1 to 3600, not {text!r}.")
    return seconds
