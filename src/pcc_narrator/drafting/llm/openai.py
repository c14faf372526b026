"""Any server that speaks the OpenAI protocol, through LangChain. Imported only when it is used."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pcc_narrator.drafting.llm.model import ModelError, Reply, Request
from pcc_narrator.drafting.llm.replies import form
from pcc_narrator.errors import WriterError

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

SEED = 20190328
LONGEST_REPLY = 200_000  # characters
MOST_TOKENS = 1500
WAITS = (1.0, 4.0, 15.0)  # seconds before the second, third and fourth attempt
LONGEST_WAIT = 60.0


class OpenAIModel:
    """One model behind one server.

    `timeout` is for the server's silence, `deadline` for one answer as a whole, in seconds. The key comes from
    OPENAI_API_KEY; a server of one's own (`base_url`) needs none. Tracing to any third party is off.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout: float = 60.0,
        deadline: float = 180.0,
        waits: tuple[float, ...] = WAITS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        key = api_key or os.environ.get("OPENAI_API_KEY") or ("none" if base_url else "")
        if not key:
            raise WriterError("the openai writer needs OPENAI_API_KEY, or --base-url for a server of your own.")
        self._name = model
        self._chat = _chat(model, base_url, key, timeout)
        self._deadline = deadline
        self._waits = waits
        self._sleep = sleep

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def ask(self, request: Request) -> Reply:
        """The answer; refused connections, 429 and 5xx are tried again after a wait. Raises ModelError."""
        bound = self._chat.with_structured_output(
            form(request.shape), method="json_schema", strict=True, include_raw=True
        )
        messages = [("system", request.system), ("human", request.user)]
        for wait in (*self._waits, None):
            try:
                return _reply(_within(self._deadline, lambda: bound.invoke(messages)))
            except Exception as error:
                problem, again = _explain(error)
                if not again or wait is None:
                    raise problem from None
                self._sleep(min(_retry_after(error) or wait, LONGEST_WAIT))
        raise ModelError("the model was not asked")  # not reached: the last wait is None


def _chat(model: str, base_url: str | None, key: str, timeout: float) -> ChatOpenAI:
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"  # set before LangChain is imported: it reads them once
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=SecretStr(key),
        temperature=0,
        seed=SEED,
        timeout=timeout,
        max_retries=0,
        max_completion_tokens=MOST_TOKENS,
    )


def _reply(result: Any) -> Reply:
    raw = result["raw"]
    text = raw.content if isinstance(raw.content, str) else ""
    refusal = raw.additional_kwargs.get("refusal")
    if refusal:
        raise ModelError("the model refused to answer")
    if len(text) > LONGEST_REPLY:
        raise ModelError(f"the reply is {len(text):,} characters long, more than {LONGEST_REPLY:,}")
    usage = raw.usage_metadata or {}
    meta = raw.response_metadata or {}
    if meta.get("finish_reason") == "length":
        raise ModelError("the reply was cut off at its greatest length")
    return Reply(
        text=text,
        model=str(meta.get("model_name") or ""),
        tokens_in=int(usage.get("input_tokens") or 0),
        tokens_out=int(usage.get("output_tokens") or 0),
    )


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """The call's result, given up after so many seconds: a server that drips never falls silent long enough."""
    box: queue.Queue[tuple[bool, Any]] = queue.Queue()

    def work() -> None:
        try:
            box.put((True, call()))
        except BaseException as error:
            box.put((False, error))

    threading.Thread(target=work, daemon=True).start()
    try:
        fine, result = box.get(timeout=seconds)
    except queue.Empty:
        raise ModelError(f"no complete answer within {seconds:g} seconds") from None
    if fine:
        return result
    raise result


def _explain(error: Exception) -> tuple[ModelError, bool]:
    """The error in words, and whether asking again may help. No key and no address is repeated."""
    if isinstance(error, ModelError):
        return error, False
    import openai

    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelError("the server does not accept the key (OPENAI_API_KEY)", lasting=True), False
    if isinstance(error, openai.NotFoundError):
        return ModelError("the server does not know the model", lasting=True), False
    if isinstance(error, openai.RateLimitError):
        return ModelError("the server asked to wait, again and again (429)"), True
    if isinstance(error, openai.APITimeoutError):
        return ModelError("the server did not answer in time"), True
    if isinstance(error, openai.APIConnectionError):
        return ModelError("the server could not be reached, or broke off", lasting=False), True
    if isinstance(error, openai.APIStatusError):
        return ModelError(f"the server answered with status {error.status_code}"), error.status_code >= 500
    if isinstance(error, openai.LengthFinishReasonError):
        return ModelError("the reply was cut off at its greatest length"), False
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return ModelError("the reply was withheld by a content filter"), False
    return ModelError(f"the reply could not be read ({type(error).__name__})"), False


def _retry_after(error: Exception) -> float | None:
    """The seconds that the server asked for in Retry-After."""
    response = getattr(error, "response", None)
    try:
        return float(response.headers["retry-after"]) if response is not None else None
    except (KeyError, ValueError):
        return None
