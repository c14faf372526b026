"""The two workspaces that ship, drafted once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcc_narrator.assets import asset
from pcc_narrator.pipeline import Finished, draft_report

SAMPLES = {"wiltshire-2018-19": "2018-19-Q3", "nhs-emergency-care": "2018-19-Q4"}


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finished]:
    """A drafted report of each sample workspace, by the template writer."""
    out = tmp_path_factory.mktemp("outputs")
    return {name: draft_report(asset(f"data/{name}"), period, out / name) for name, period in SAMPLES.items()}


@pytest.fixture(scope="session", params=list(SAMPLES))
def made(request: pytest.FixtureRequest, finished: dict[str, Finished]) -> Finished:
    """Each of the drafted reports in turn."""
    return finished[request.param]


@pytest.fixture(scope="session")
def texts(finished: dict[str, Finished]) -> dict[str, str]:
    """The Markdown of each report."""
    return {name: Path(run.folder, "report.md").read_text(encoding="utf-8") for name, run in finished.items()}
