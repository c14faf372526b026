"""Shared set-up: no test reaches a network or a model unless it says so (see addopts in pyproject.toml)."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

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
def vcr_config() -> dict[str, object]:
    """How recordings are matched and scrubbed: on the body too, so that a changed prompt fails."""
    return {
        "match_on": ["method", "scheme", "path", "body"],
        "filter_headers": ["authorization", "api-key", "cookie", "user-agent"],
        "decode_compressed_response": True,
    }
