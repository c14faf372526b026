"""Writers by name: template, PROVIDER:MODEL, replay:FOLDER; `-choose` or `-segments` behind PROVIDER sets the shape."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pcc_narrator.drafting.brief import Writer
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.errors import WriterError

if TYPE_CHECKING:
    from pcc_narrator.drafting.llm.model import Model
    from pcc_narrator.drafting.llm.overheard import Overheard
    from pcc_narrator.drafting.llm.store import Store
    from pcc_narrator.drafting.llm.writer import ModelWriter, Price

REPLIES = "PCC_NARRATOR_REPLIES"  # a folder in which a model's replies are kept, so that none is asked for twice
TIMEOUT = "PCC_NARRATOR_TIMEOUT"  # seconds of silence after which a server is given up; raise it for a slow one
IN_FLIGHT = "PCC_NARRATOR_IN_FLIGHT"  # sections asked for at a time (4); 1 for a small server of one's own
DEADLINE = "PCC_NARRATOR_DEADLINE"  # seconds for one section; six times as long for the whole run
PRICE = "PCC_NARRATOR_PRICE"  # "2.50/10": what a million tokens cost, sent and received
PROVIDERS = ("openai", "azure", "anthropic", "replay")
OFFLINE = ("template", "replay")  # what never sends anything
_SUFFIXES = {"": "", "write": "paragraphs", "choose": "choices", "segments": "segments"}
# The best shape of each model that was measured (docs/drafting.md); a model's name is matched by its beginning.
BEST_SHAPE = {"qwen2.5-coder-1.5b": "choices", "smollm2-135m": "choices"}
UNMEASURED = "paragraphs"


@dataclass(frozen=True, slots=True)
class WriterName:
    """A writer's name taken apart: "azure-choose:our-deployment"."""

    provider: str
    shape: str  # nothing where the name leaves it open
    model: str  # the model, the deployment, or the folder of a replay

    @property
    def sends(self) -> bool:
        """Whether anything leaves the building."""
        return self.provider not in OFFLINE


def parse_name(name: str) -> WriterName:
    """The parts of a writer's name. Raises WriterError with the names there are."""
    kind, _, detail = name.partition(":")
    provider, _, suffix = kind.partition("-")
    if name == "template":
        return WriterName("template", "", "")
    if provider not in PROVIDERS or suffix not in _SUFFIXES or not detail:
        raise WriterError(
            f"there is no writer {name!r}. Use template, openai:MODEL, azure:DEPLOYMENT, anthropic:MODEL or "
            "replay:FOLDER; with -choose or -segments before the colon the model picks among sentences, or replies in "
            "segments."
        )
    return WriterName(provider, _SUFFIXES[suffix], detail)


def shape_of(name: WriterName) -> str:
    """The shape that the name asks for, or the best that was measured for the model."""
    measured = (shape for model, shape in BEST_SHAPE.items() if name.model.lower().startswith(model))
    return name.shape or next(measured, UNMEASURED)


def make_writer(name: str, *, base_url: str | None = None, replies: Path | None = None, fresh: bool = False) -> Writer:
    """The writer of a name. Raises WriterError with the names there are, or with what the writer lacks.

    `base_url` is any server that speaks the OpenAI protocol; `replies` a folder in which replies are kept (default:
    the environment's PCC_NARRATOR_REPLIES, or none); `fresh` asks anew all the same, and keeps the new replies.
    """
    parsed = parse_name(name)
    if parsed.provider == "template":
        return TemplateWriter()
    return model_writer(parsed, name, base_url=base_url, replies=replies, fresh=fresh)


def model_writer(
    parsed: WriterName, name: str, *, base_url: str | None = None, replies: Path | None = None, fresh: bool = False
) -> ModelWriter:
    """The writer of a model, with what the environment says of time, price and kept replies."""
    from pcc_narrator.drafting.llm.store import Recorded, Store
    from pcc_narrator.drafting.llm.writer import Limits, ModelWriter

    seconds = _number(DEADLINE, 600, 1, 86_400)
    limits = Limits(section=seconds, run=6 * seconds)
    if parsed.provider == "replay":
        recorded = Recorded(Path(parsed.model))
        shape = parsed.shape or recorded.shape or UNMEASURED
        return ModelWriter(recorded, name=f"replay:{recorded.name}", shape=_known(shape), limits=limits)
    folder = kept_in(replies)
    store = Store(folder, fresh=fresh) if folder is not None else None
    model = model_of(name, base_url=base_url, store=store)
    in_flight = int(_number(IN_FLIGHT, 4, 1, 32))
    return ModelWriter(
        model, name=name, shape=shape_of(parsed), limits=limits, in_flight=in_flight, price=price_from_environment()
    )


def model_of(name: str, *, base_url: str | None = None, store: Store | None = None) -> Model:
    """The model behind a writer's name, its replies kept in `store`. Raises WriterError for one that asks nobody."""
    from pcc_narrator.drafting.llm.providers import PROVIDERS as MADE
    from pcc_narrator.drafting.llm.providers import Server
    from pcc_narrator.drafting.llm.store import Recorded, Remembering

    parsed = parse_name(name)
    if parsed.provider == "replay":
        return Recorded(Path(parsed.model))
    if not parsed.sends:
        raise WriterError(f"the writer {name!r} asks no model.")
    silence = _number(TIMEOUT, 60, 1, 3600)
    server = Server(base_url=base_url, timeout=silence, deadline=3 * silence)
    model: Model = MADE[parsed.provider].make(parsed.model, server)
    return model if store is None else Remembering(model, store)


def dry_writer(name: str, *, replies: Path | None = None) -> tuple[ModelWriter, Overheard] | None:
    """The writer of a name with nobody behind it, and what takes down its requests; None for one that asks nobody."""
    from pcc_narrator.drafting.llm.overheard import Overheard
    from pcc_narrator.drafting.llm.store import Store
    from pcc_narrator.drafting.llm.writer import Limits, ModelWriter

    parsed = parse_name(name)
    if not parsed.sends:
        return None
    folder = kept_in(replies)
    model = Overheard(parsed.model, Store(folder) if folder is not None else None)
    return ModelWriter(model, name=name, shape=shape_of(parsed), limits=Limits(tries=1)), model


def kept_in(replies: Path | None) -> Path | None:
    """The folder of kept replies: the one that is given, else the environment's, else none."""
    return replies or (Path(os.environ[REPLIES]) if os.environ.get(REPLIES) else None)


def price_from_environment() -> Price | None:
    """What PCC_NARRATOR_PRICE says. Raises WriterError where it is no pair of numbers."""
    from pcc_narrator.drafting.llm.writer import Price

    text = os.environ.get(PRICE, "")
    if not text:
        return None
    sent, _, received = text.partition("/")
    try:
        price = Price(float(sent), float(received))
        if price.sent < 0 or price.received < 0:
            raise ValueError
    except ValueError:
        raise WriterError(f"{PRICE} must be two prices a million tokens, sent/received, such as 2.50/10.") from None
    return price


def _known(shape: str) -> str:
    if shape not in _SUFFIXES.values():
        raise WriterError(f"the recording names the shape {shape!r}; use paragraphs, choices or segments.")
    return shape


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
