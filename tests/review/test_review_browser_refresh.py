"""New data while people have the page open, in a real Chromium; and the whole way by the keyboard alone."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from browsing import MARKS, accessible, edit, figure_of, opened, picture
from playwright.sync_api import Browser, Page, expect
from served import COMMAND, Served

from pcc_narrator.assets import asset
from pcc_narrator.review import verify

pytestmark = MARKS


def revised(tmp_path: Path) -> Path:
    """The sample with other counts in its last three months: all figures of the quarter are others."""
    target = Path(shutil.copytree(asset("data/nhs-emergency-care"), tmp_path / "revised"))
    path = target / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["period"] in ("2019-01", "2019-02", "2019-03") and row["value"].isdigit():
            row["value"] = str(int(row["value"]) + 3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return target


def test_new_data_while_the_page_is_open(browser: Browser, server: Served, tmp_path: Path) -> None:
    page = opened(browser, server.address, bypass=True)
    block, figure, _ = figure_of(page)
    body = page.locator(f"#{block} .body")
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    area.fill(f"{area.input_value()} Staff and partners worked hard.")
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "refresh", str(server.folder), "--workspace", str(revised(tmp_path))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    tab = page.locator("[data-panel=panel-new-data]")
    # the page loads itself anew, because everything beside the text is other too, and shows first what is to be decided
    expect(tab).to_have_attribute("aria-pressed", "true")
    expect(body).to_contain_text("Staff and partners worked hard.")
    expect(body).not_to_contain_text(figure)
    item = page.locator(".three-way").first
    expect(item).to_contain_text("As drafted")
    expect(item).to_contain_text("As edited")
    expect(item).to_contain_text("As the new data would have it")
    expect(item).not_to_contain_text("**")  # texts as they are read, not as they are typed
    wide = item.locator(".texts > div").evaluate_all("found => found.map(one => one.getBoundingClientRect().top)")
    assert len(wide) >= 3
    assert len(set(wide[:3])) == 1  # side by side
    picture(page, "review-10-new-data")
    accessible(page)
    item.locator("[data-choice=now]").click()
    expect(item).to_contain_text("settled by Ann")
    accessible(page)
    assert "Staff and partners worked hard." in (server.folder / "report.md").read_text(encoding="utf-8")
    page.context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is focused fits, as a person without a mouse does."""
    for _ in range(3000):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_a_whole_journey_by_the_keyboard_alone(browser: Browser, server: Served) -> None:
    """Find what is flagged, put a wrong figure right, ask, approve, publish: no mouse."""
    page = opened(browser, server.address)
    block, right, wrong = figure_of(page)
    tab_to(page, ".skip")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # "Skip to the evidence"
    tab_to(page, "[data-panel=panel-flags]")
    page.keyboard.press("Enter")
    tab_to(page, "#panel-flags [data-flag]")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-body")).to_contain_text("Rule")

    page.locator(f"#{block} .more summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, f"#{block} [data-do=figures]")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-body .figures button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-body")).to_contain_text("Where it comes from")  # of a proved figure, too
    page.keyboard.press("Shift+Tab")
    page.locator(".skip").first.focus()
    page.keyboard.press("Enter")  # "Skip to the text"
    tab_to(page, f"#{block} [data-do=edit]")
    page.keyboard.press("Enter")
    area = page.locator(f"#{block} textarea")
    expect(area).to_be_focused()
    at = area.input_value().index(right)
    page.keyboard.press("Control+Home")
    for _ in range(at):
        page.keyboard.press("ArrowRight")
    for _ in right:
        page.keyboard.press("Delete")
    page.keyboard.type(wrong)
    finding = page.locator(f"#{block} .finding:not(.open)").first
    expect(finding).to_contain_text(wrong)
    tab_to(page, f"#{block} [data-do=fix]")
    page.keyboard.press("Enter")
    expect(finding).to_have_count(0)
    expect(area).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#{block} [data-do=edit]")).to_be_focused()
    tab_to(page, f"#{block} [data-do=approve]")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "approved")

    page.locator(".skip").nth(1).focus()
    page.keyboard.press("Enter")
    tab_to(page, "[data-panel=panel-ask]")
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("Which measures got worse?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.type("Compare attendances with its peers.")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)

    page.locator("#name").focus()
    tab_to(page, "[data-panel=panel-sign]")
    page.keyboard.press("Enter")
    tab_to(page, "#approve-report")
    page.keyboard.press("Enter")
    expect(page.locator("#sign-said")).to_contain_text("approved")
    expect(page.locator("#approve-report")).to_be_focused()
    tab_to(page, "#publish")
    page.keyboard.press("Enter")
    expect(page.locator("#sign-said")).to_contain_text(": report.html")
    expect(page.locator("#standing")).to_have_text("Published")
    assert verify(server.folder).problems == ()
    page.context.close()
