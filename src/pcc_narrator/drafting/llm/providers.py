"""The providers of models, each through LangChain, imported only when it is used."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from pcc_narrator.drafting.llm.chat import WAITS, Bind, ChatModel
from pcc_narrator.drafting.llm.keys import key
from pcc_narrator.errors import MissingExtraError, WriterError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SEED = 20190328


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how a provider is asked. `timeout` is for its silence, `deadline` for one answer as a whole."""

    base_url: str | None = None
    api_key: str | None = None
    timeout: float = 60.0
    deadline: float = 180.0
    waits: tuple[float, ...] = WAITS
    sleep: Callable[[float], None] | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of server: the environment variables that it needs, and how a model of it is made."""

    name: str
    needs: tuple[str, ...]
    make: Callable[[str, Server], ChatModel]
    what: str


def _untraced() -> None:
    """Tracing to any third party is off; set before LangChain is imported, which reads it once."""
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"


def _strict(chat: Any, schema: dict[str, Any]) -> Any:
    """OpenAI's structured output: a strict JSON Schema, named by its title."""
    form = {"name": schema["title"], "strict": True, "schema": {k: v for k, v in schema.items() if k != "title"}}
    return chat.bind(response_format={"type": "json_schema", "json_schema": form})


def _tool(chat: Any, schema: dict[str, Any]) -> Any:
    """The reply as the arguments of a tool that must be called."""
    tool = {"name": schema["title"], "description": "Takes the reply.", "input_schema": schema}
    return chat.bind_tools([tool], tool_choice=schema["title"])


def _model(name: str, chat: BaseChatModel, server: Server, bind: Bind, key_name: str) -> ChatModel:
    return ChatModel(
        name, chat, bind=bind, key_name=key_name, deadline=server.deadline, waits=server.waits,
        sleep=server.sleep,
    )  # fmt: skip


def openai(model: str, server: Server) -> ChatModel:
    """OpenAI, or any server that speaks its protocol at `base_url`; one of your own needs no key."""
    base_url = server.base_url or os.environ.get("OPENAI_BASE_URL") or None
    secret = server.api_key or key("OPENAI_API_KEY") or ("none" if base_url else "")
    if not secret:
        raise WriterError("the openai writer needs OPENAI_API_KEY, or --base-url for a server of your own.")
    _untraced()
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(
        model=model, base_url=base_url, api_key=SecretStr(secret), temperature=0, seed=SEED, timeout=server.timeout,
        max_retries=0,
    )  # fmt: skip
    return _model(model, chat, server, _strict, "OPENAI_API_KEY")


def azure(deployment: str, server: Server) -> ChatModel:
    """Azure OpenAI: the name is that of the deployment."""
    endpoint = server.base_url or os.environ.get("AZURE_OPENAI_ENDPOINT") or ""
    secret = server.api_key or key("AZURE_OPENAI_API_KEY")
    version = os.environ.get("OPENAI_API_VERSION") or "2024-10-21"
    if not endpoint or not secret:
        lacking = "AZURE_OPENAI_ENDPOINT" if not endpoint else "AZURE_OPENAI_API_KEY"
        raise WriterError(f"the azure writer needs {lacking} (and OPENAI_API_VERSION if not {version}).")
    _untraced()
    from langchain_openai import AzureChatOpenAI

    chat = AzureChatOpenAI(
        azure_deployment=deployment, azure_endpoint=endpoint, api_key=SecretStr(secret), api_version=version,
        temperature=0, seed=SEED, timeout=server.timeout, max_retries=0,
    )  # fmt: skip
    return _model(deployment, chat, server, _strict, "AZURE_OPENAI_API_KEY")


def anthropic(model: str, server: Server) -> ChatModel:
    """Anthropic, which is asked for JSON by way of a tool."""
    secret = server.api_key or key("ANTHROPIC_API_KEY")
    if not secret:
        raise WriterError("the anthropic writer needs ANTHROPIC_API_KEY.")
    _untraced()
    try:
        from langchain_anthropic import ChatAnthropic
    except ImportError:
        raise MissingExtraError("anthropic", "the anthropic writer") from None
    chat = ChatAnthropic(
        model=model, base_url=server.base_url, api_key=SecretStr(secret), temperature=0, timeout=server.timeout,
        max_retries=0,
    )  # fmt: skip
    return _model(model, chat, server, _tool, "ANTHROPIC_API_KEY")


PROVIDERS: Mapping[str, Provider] = {
    one.name: one
    for one in (
        Provider("openai", ("OPENAI_API_KEY",), openai, "OpenAI, or any server of its protocol with --base-url"),
        Provider("azure", ("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY"), azure, "Azure OpenAI, by deployment"),
        Provider("anthropic", ("ANTHROPIC_API_KEY",), anthropic, "Anthropic (the extra of that name)"),
    )
}
