"""Shared set-up: no test reaches a network or a model unless it says so (see addopts in pyproject.toml)."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from pcc_narrator.memory import rest_collector

if TYPE_CHECKING:
    from pcc_narrator.pipeline import Analysis

rest_collector()  # as in the program's own processes: the collector took a tenth of the run

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def _no_model_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have keys and tracing set: none of it may matter."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_", "PCC_NARRATOR_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def analysed() -> Callable[[str, str], Analysis]:
    """The facts and exceptions of a shipped workspace for a period, computed once. They are frozen: share them."""

    @cache
    def found(name: str, period: str) -> Analysis:
        from pcc_narrator.assets import asset
        from pcc_narrator.pipeline import analyse

        return analyse(asset(f"data/{name}"), period)

    return found


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, object]:
    """How recordings are matched and scrubbed: on the body too, so that a changed prompt fails."""
    return {
        "match_on": ["method", "scheme", "path", "body"],
        "filter_headers": ["authorization", "api-key", "cookie", "user-agent"],
        "decode_compressed_response": True,
    }
