"""A chat model of LangChain's as a model that answers requests: waits, deadlines, and errors in plain words."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pcc_narrator.drafting.llm.model import ModelError, Reply, Request
from pcc_narrator.drafting.llm.pace import Pace, seconds_asked

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Bind = Callable[[Any, dict[str, Any]], Any]  # a chat model and a JSON Schema to what can be invoked
LONGEST_REPLY = 200_000  # characters
WAITS = (1.0, 4.0, 15.0)  # seconds before the second, third and fourth attempt
LONGEST_WAIT = 60.0
_LOOK = 0.05  # seconds between looks at whether to stop


class ChatModel:
    """One model behind one server.

    `deadline` is for one answer as a whole, in seconds; how long a server may be silent is the chat model's own
    setting. `bind` has the chat model ask this provider for JSON of a schema; the reply is parsed by the shapes alone
    (LangChain's own parser takes minutes over a megabyte of no JSON). `key_name` is where the key is read from, for
    the message when it is not accepted.
    """

    def __init__(
        self,
        name: str,
        chat: BaseChatModel,
        *,
        bind: Bind,
        key_name: str,
        deadline: float = 180.0,
        waits: tuple[float, ...] = WAITS,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._chat = chat
        self._bind = bind
        self._key_name = key_name
        self._deadline = deadline
        self._waits = waits
        self._clock = clock
        self._stopped = threading.Event()
        self._sleep = sleep or self._wait
        self.pace = Pace(clock=clock, sleep=self._sleep)

    @property
    def name(self) -> str:
        """The model's name, as it is asked for."""
        return self._name

    def stop(self) -> None:
        """Give up what is being waited for."""
        self._stopped.set()

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        """The answer; refused connections, 429 and 5xx are tried again after a wait. Raises ModelError."""
        chat = self._chat.model_copy(update={"max_tokens": request.most_tokens})
        bound = self._bind(chat, json.loads(request.schema))
        messages = [("system", request.system), ("human", request.user)]
        end = self._clock() + seconds if seconds is not None else None
        for wait in (*self._waits, None):
            self.pace.turn()
            try:
                reply = _reply(self._within(self._left(end), lambda: bound.invoke(messages)))
            except Exception as error:
                problem, again = explain(error, self._key_name)
                asked = _retry_after(error)
                if not again or wait is None or self._stopped.is_set():
                    raise problem from None
                pause = asked if asked is not None else wait
                if pause > LONGEST_WAIT or (end is not None and self._clock() + pause >= end):
                    raise ModelError(f"{problem}; a wait of {pause:.0f} seconds would be too long") from None
                if getattr(error, "status_code", None) == 429:
                    self.pace.too_fast(pause)  # everybody waits, this one too, for its next turn
                else:
                    self._sleep(pause)
            else:
                self.pace.fine()
                return reply
        raise ModelError("the model was not asked")  # not reached: the last wait is None

    def _left(self, end: float | None) -> float:
        return self._deadline if end is None else max(0.0, min(self._deadline, end - self._clock()))

    def _wait(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def _within(self, seconds: float, call: Callable[[], Any]) -> Any:
        """The call's result, given up after so many seconds: a server that drips never falls silent long enough."""
        box: queue.Queue[tuple[bool, Any]] = queue.Queue()

        def work() -> None:
            try:
                box.put((True, call()))
            except BaseException as error:
                box.put((False, error))

        threading.Thread(target=work, daemon=True).start()
        end = time.monotonic() + seconds
        while True:
            if self._stopped.is_set():
                raise ModelError("given up: no more was asked")
            try:
                fine, result = box.get(timeout=max(0.0, min(_LOOK, end - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= end:
                    raise ModelError(f"no complete answer within {seconds:g} seconds") from None
                continue
            if fine:
                return result
            raise result


def _reply(raw: Any) -> Reply:
    if raw.additional_kwargs.get("refusal"):
        raise ModelError("the model refused to answer")
    if raw.tool_calls:  # a provider that is asked for JSON by way of a tool
        text = json.dumps(raw.tool_calls[0]["args"], ensure_ascii=False)
    else:
        text = raw.content if isinstance(raw.content, str) else ""
    if len(text) > LONGEST_REPLY:
        raise ModelError(f"the reply is {len(text):,} characters long, more than {LONGEST_REPLY:,}")
    usage = raw.usage_metadata or {}
    meta = raw.response_metadata or {}
    ended = meta.get("finish_reason") or meta.get("stop_reason")
    if ended in ("length", "max_tokens"):
        raise ModelError("the reply was cut off at its greatest length")
    if ended in ("content_filter", "refusal"):
        raise ModelError("the reply was withheld by a content filter")
    return Reply(
        text=text,
        model=str(meta.get("model_name") or meta.get("model") or ""),
        tokens_in=int(usage.get("input_tokens") or 0),
        tokens_out=int(usage.get("output_tokens") or 0),
    )


def explain(error: Exception, key_name: str) -> tuple[ModelError, bool]:
    """The error in words, and whether asking again may help. No key and no address is repeated.

    The clients of the providers name their errors alike and carry the status, so that none need be imported.
    """
    if isinstance(error, ModelError):
        return error, False
    kinds = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None)
    code = str(getattr(error, "code", "") or "")
    if status in (401, 403):
        return ModelError(f"the server does not accept the key ({key_name})", lasting=True), False
    if status == 404:
        return ModelError("the server does not know the model", lasting=True), False
    if code == "insufficient_quota":
        return ModelError("the account has no quota left (429)", lasting=True), False
    if status == 429:
        return ModelError("the server asked to wait, again and again (429)"), True
    if "ContentFilterFinishReasonError" in kinds or code == "content_filter":
        return ModelError("the reply was withheld by a content filter"), False
    if isinstance(status, int):
        return ModelError(f"the server answered with status {status}"), status >= 500
    if "LengthFinishReasonError" in kinds:
        return ModelError("the reply was cut off at its greatest length"), False
    if "APITimeoutError" in kinds:
        return ModelError("the server did not answer in time"), True
    if "APIConnectionError" in kinds:
        return ModelError("the server could not be reached, or broke off"), True
    return ModelError(f"the reply could not be read ({type(error).__name__})"), False


def _retry_after(error: Exception) -> float | None:
    """The seconds that the server asked for in Retry-After."""
    response = getattr(error, "response", None)
    return seconds_asked(response.headers.get("retry-after"), time.time()) if response is not None else None
