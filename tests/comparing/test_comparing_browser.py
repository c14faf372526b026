"""The page of a comparison in a real Chromium: no finding of axe-core, nothing wider than the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import axe_playwright_python
import pytest
import test_comparing as sample
from playwright.sync_api import sync_playwright

from pcc_narrator.comparing import compare
from pcc_narrator.comparing.html import to_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def test_axe_finds_nothing(tmp_path: Path) -> None:
    old = sample.replace(sample.OLD, flags=(sample.flag("concern", "visits"),), text=sample.TEXT)
    new = sample.replace(sample.NEW, text=sample.TEXT.replace("12 visits", "14 visits"))
    path = tmp_path / "changes.html"
    path.write_text(to_html(compare(old, new)), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for width in (320, 1280):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 800},
                    color_scheme=scheme,
                    bypass_csp=True,  # type: ignore[arg-type]
                )
                page = context.new_page()
                page.goto(path.as_uri())
                page.evaluate(AXE)
                result = page.evaluate("axe.run()")
                assert [item["id"] for item in result["violations"]] == [], (width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                context.close()
        browser.close()
