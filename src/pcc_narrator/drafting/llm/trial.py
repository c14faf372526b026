"""One tiny question to a model in each form of reply: does it answer, does it keep to the schema, how fast."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pcc_narrator.drafting.llm.keys import key
from pcc_narrator.drafting.llm.model import Model, ModelError, Request
from pcc_narrator.drafting.llm.providers import PROVIDERS, Server
from pcc_narrator.drafting.llm.shapes.base import ReplyError, form_of, parse, schema_of
from pcc_narrator.drafting.llm.shapes.segments import Words
from pcc_narrator.drafting.writers import parse_name, price_from_environment
from pcc_narrator.errors import WriterError

_SYSTEM = "You reply with JSON of the schema that is given, and nothing else."


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one question."""

    shape: str
    fine: bool
    said: str


def settings(base_url: str | None) -> Iterator[str]:
    """A line for each provider: what it is, and which of the settings that it needs are there. No value is shown."""
    for name, provider in PROVIDERS.items():
        there = ", ".join(f"{one} {'is set' if key(one) else 'is not set'}" for one in provider.needs)
        yield f"{name}: {provider.what}; {there}"
    yield f"base URL: {base_url or 'none (OPENAI_BASE_URL)'}"
    price = price_from_environment()
    shown = "not given (PCC_NARRATOR_PRICE)" if price is None else f"{price.sent:g}/{price.received:g} a million"
    yield f"price: {shown}"
    traced = [name for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2") if os.environ.get(name) == "true"]
    yield f"tracing: {'asked for by ' + ', '.join(traced) + ', but kept off' if traced else 'off'}"


def try_writer(name: str, *, base_url: str | None, clock: Callable[[], float]) -> Iterator[Trial]:
    """The model behind a writer's name, asked once in each form. Raises WriterError for one that asks nobody."""
    parsed = parse_name(name)
    if not parsed.sends:
        raise WriterError(f"the writer {name!r} asks no model; there is nothing to try.")
    model = PROVIDERS[parsed.provider].make(parsed.model, Server(base_url=base_url, timeout=60, deadline=120, waits=()))
    for request, form in questions(parsed.model):
        yield _tried(model, request, form, clock)


def questions(model: str) -> Iterator[tuple[Request, Any]]:
    """The three questions, and the forms of their replies."""
    forms = {
        "paragraphs": (
            "Write a sentence as p1, with {{f1:clause}} in it.",
            form_of("Paragraphs", {"p1": str}),
        ),
        "choices": ("Choose a or b as p1.", form_of("Choices", {"p1": Literal["a", "b"]})),
        "segments": (
            "Reply with f1:clause and a full stop as segments of p1.",
            form_of("Segments", {"p1": list[Words | form_of("Reference", {"ref": Literal["f1:clause"]})]}),  # type: ignore[misc]
        ),
    }
    for shape, (question, form) in forms.items():
        yield Request(model, _SYSTEM, question, shape, schema_of(form), 60), form


def _tried(model: Model, request: Request, form: Any, clock: Callable[[], float]) -> Trial:
    began = clock()
    try:
        reply = model.ask(request)
        good, bad = parse(form, reply.text)
    except ModelError as error:
        return Trial(request.shape, False, f"no answer: {error}")
    except ReplyError as error:
        return Trial(request.shape, False, f"answers, but {error}")
    seconds = max(clock() - began, 1e-6)
    if bad or not good:
        return Trial(request.shape, False, f"answers, but does not keep to the schema: {json.dumps(bad) or 'nothing'}")
    speed = f", {reply.tokens_out / seconds:.0f} tokens a second" if reply.tokens_out else ""
    return Trial(
        request.shape, True, f"answers as {reply.model or model.name} in {seconds:.1f} s{speed}, by the schema"
    )
