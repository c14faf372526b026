"""A drafted report, made once, and a desk on a fresh copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served import Served

from pcc_narrator.assets import asset
from pcc_narrator.pipeline import draft_report
from pcc_narrator.review.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the smaller sample."""
    out = tmp_path_factory.mktemp("drafted") / "report"
    draft_report(asset("data/nhs-emergency-care"), "2018-19-Q4", out, to=())
    return out


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(drafted, tmp_path / "report"))


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """A desk on the copy, with a clock that ticks a second each time it is read."""
    ticks = count()
    desk = Desk(folder, clock=lambda: f"2019-05-01T09:{next(ticks) // 60 % 60:02d}:00+00:00")
    yield desk
    desk.close()


@pytest.fixture
def server(folder: Path) -> Iterator[Served]:
    """The page of the copy, served by a process of its own."""
    with Served(folder, name="Ann") as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    from browsing import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
