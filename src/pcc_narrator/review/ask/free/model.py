"""The one place that knows drafting: how a model is made and asked, and the parts of its language of references."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, Protocol

from pcc_narrator.drafting import make_writer
from pcc_narrator.drafting.llm.model import ModelError, Request
from pcc_narrator.drafting.llm.prompt import PromptFile, data, masked
from pcc_narrator.drafting.references import NUMBER_WORDS, REFERENCE, fill
from pcc_narrator.drafting.renderings import renderings
from pcc_narrator.errors import NarratorError, WriterError

if TYPE_CHECKING:
    from pcc_narrator.review.ask.free.asker import Asker

LONGEST_REPLY = 40_000  # characters


class NoReply(NarratorError):
    """The model gave no usable reply, in words for the person who asked."""


class Answering(Protocol):
    """What drafting calls a model: it answers a request with a reply that has a text."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def ask(self, request: Any) -> Any:
        """The reply to a request of drafting's."""
        ...


def make_asker(name: str, base_url: str | None = None) -> Asker:
    """Who answers free questions, by the name of a writer that is a model: openai:MODEL, replay:FOLDER.

    Raises WriterError for a name that is none.
    """
    from pcc_narrator.review.ask.free.asker import Asker

    model = getattr(make_writer(name, base_url=base_url), "model", None)
    if model is None:
        raise WriterError(f"{name!r} is no model. Free questions need one, such as openai:MODEL.")
    return Asker(model)


def reply(model: Answering, system: str, user: str, schema: str, seconds: float) -> str:
    """The text that a model replies, within so many seconds. Raises NoReply, whatever the model does."""
    request = Request(model.name, system, user, "paragraphs", schema)
    box: queue.Queue[tuple[str, str]] = queue.Queue()

    def work() -> None:
        try:
            box.put((str(model.ask(request).text), ""))
        except ModelError as error:
            box.put(("", str(error)))
        except Exception as error:  # a broken model must not leave the person without an answer
            box.put(("", f"it failed ({type(error).__name__})"))

    threading.Thread(target=work, daemon=True).start()
    try:
        text, fault = box.get(timeout=max(seconds, 0.01))
    except queue.Empty:
        raise NoReply("it took too long") from None
    if fault:
        raise NoReply(fault)
    if len(text) > LONGEST_REPLY:
        raise NoReply("its reply had no end")
    return text


__all__ = [
    "NUMBER_WORDS", "REFERENCE", "Answering", "NoReply", "PromptFile", "data", "fill", "make_asker", "masked",
    "renderings", "reply",
]  # fmt: skip
