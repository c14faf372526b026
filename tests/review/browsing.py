"""A real Chromium on a report under review: what the browser tests share. States are waited for, never times."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from served import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)  # states are waited for; how long they take decides nothing
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = os.environ.get("PCC_NARRATOR_PICTURES")  # a folder: the pictures of docs/review.md are taken anew
REASON = "Agreed with the board on 3 May; the data follow."

CHECK = "async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])"
MARKS = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def opened(browser: Browser, address: str, *, bypass: bool = False, headers: dict[str, str] | None = None) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, bypass_csp=bypass, extra_http_headers=headers or {}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if "127.0.0.1" not in request.url else None)
    page.faults = faults  # type: ignore[attr-defined]
    page.goto(address, wait_until="load")
    return page


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.wait_for_timeout(400)
        path = Path(PICTURES) / f"{name}.png"
        page.screenshot(path=path)
        Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(path, optimize=True)


def figure_of(page: Page) -> tuple[str, str, str]:
    """A paragraph with a proved figure of four digits or more: its id, the figure, and a false one."""
    for block in page.locator(".block.paragraph").all():
        for claim in block.locator(".claim.supported").all():
            text = claim.inner_text()
            if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
                return str(block.get_attribute("id")), text, text[:-1] + ("1" if text[-1] != "1" else "2")
    raise AssertionError("no such figure")


def edit(page: Page, block: str) -> None:
    page.locator(f"#{block} [data-do=edit]").click()
    page.locator(f"#{block} textarea").wait_for()


def accessible(page: Page) -> None:
    """axe-core finds nothing on the page as it is. The page was opened with `bypass`."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.add_script_tag(content=AXE)
    found = page.evaluate(CHECK)
    assert not found, found
