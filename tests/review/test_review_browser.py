"""The page in a real Chromium: a whole journey, the keyboard alone, two people at once, a server that dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from served import PATIENCE, Served

from pcc_narrator.review import verify
from pcc_narrator.review.blocks import parse

expect.set_options(timeout=PATIENCE * 1000)  # states are waited for; how long they take decides nothing
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = os.environ.get("PCC_NARRATOR_PICTURES")  # a folder: the pictures of docs/review.md are taken anew
REASON = "Agreed with the board on 3 May; the data follow."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture
def server(folder: Path) -> Iterator[Served]:
    with Served(folder, name="Ann") as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, address: str, *, bypass: bool = False) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, bypass_csp=bypass)
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


def test_a_whole_journey(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    assert "token" not in page.url
    picture(page, "review-1-open")

    block, right, wrong = figure_of(page)
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    before = area.input_value()
    area.fill(before.replace(right, wrong))
    finding = page.locator(f"#{block} .finding")
    expect(finding).to_contain_text(wrong)
    expect(page.locator("#n-refuted")).not_to_have_text("0")
    picture(page, "review-2-refuted")
    fix = finding.locator("[data-do=fix]")
    expect(fix).to_contain_text(right)
    fix.click()
    expect(finding).to_have_count(0)
    assert area.input_value() == before
    spent = page.evaluate("performance.getEntriesByName('verdicts').map(one => one.duration)")
    assert len(spent) == 2  # how long they took is measured by benchmarks/review.py
    page.locator(f"#{block} [data-do=done]").click()
    expect(area).to_have_count(0)

    page.locator(f"#{block} .claim", has_text=right).first.click()
    expect(page.locator("#evidence-body .value").first).to_be_visible()
    expect(page.locator("#evidence-body")).to_contain_text("Where it comes from")
    picture(page, "review-3-evidence")

    page.locator("[data-panel=panel-flags]").click()
    page.locator("#panel-flags [data-flag]").first.click()
    expect(page.locator("#evidence-body")).to_contain_text("Rule")
    picture(page, "review-4-flag")

    page.locator("[data-panel=panel-ask]").click()
    page.fill("#question", "Which measures got worse?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("Checked:")
    picture(page, "review-5-ask")
    said = page.locator(".answer p").first.inner_text()
    page.locator(".answer [data-do=insert]").click()
    expect(page.locator("#blocks")).to_contain_text(said)

    page.locator(f"#{block} [data-do=read]").click()
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "read")
    page.locator(f"#{block} [data-do=approve]").click()
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "approved")
    edit(page, block)
    area.fill(f"{before} Indeed.")
    page.keyboard.press("Escape")
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "draft")

    page.locator("#sign-report").click()
    page.fill("#reason", REASON)
    page.locator("#approve-report").click()
    expect(page.locator("#sign-said")).to_contain_text("approved")
    page.locator("#publish").click()
    expect(page.locator("#sign-said")).to_contain_text("Published: report.html")
    expect(page.locator("#standing")).to_have_text("Published")
    expect(page.locator("#log li").first).to_contain_text("publish, Ann")
    expect(page.locator("#log li")).to_have_count(4)  # approved, taken back, approved as a whole, published
    picture(page, "review-6-published")
    assert page.faults == []  # type: ignore[attr-defined]
    page.context.close()
    code, output = server.end()
    assert (code, "Stopped." in output) == (0, True)
    assert verify(server.folder).problems == ()
    assert "Indeed." in (server.folder / "report.md").read_text(encoding="utf-8")


def test_with_the_keyboard_alone(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    page.locator(".block.paragraph [data-do=edit]").first.focus()
    page.keyboard.press("Enter")
    page.locator("textarea:focus").wait_for()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Typed with the keyboard.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".block.paragraph .body").first).to_contain_text("Typed with the keyboard.")
    expect(page.locator(".block.paragraph [data-do=edit]").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".block.paragraph").first).to_have_attribute("data-state", "read")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens More
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # adds a paragraph below
    page.locator("textarea:focus").wait_for()
    page.keyboard.type("A new one.")
    page.keyboard.press("Escape")
    expect(page.locator(".block.paragraph .body").nth(1)).to_have_text("A new one.")
    page.context.close()


def test_delete_restore_and_history(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    block = page.locator(".block.paragraph").first
    text = block.locator(".body").inner_text()
    key = block.get_attribute("id")
    edit(page, str(key))
    page.locator(f"#{key} textarea").fill("Other words.")
    page.keyboard.press("Escape")
    page.locator(f"#{key} .more summary").click()
    page.locator(f"#{key} [data-do=history]").click()
    page.locator("#evidence-body [data-do=revert]").last.click()
    expect(page.locator(f"#{key} .body")).to_have_text(text)
    expect(page.locator(f"#{key} .more")).to_have_attribute("open", "")  # a fresh text does not close it
    page.locator(f"#{key} [data-do=remove]").click()
    expect(page.locator(f"#{key}")).to_have_count(0)
    page.locator("#removed-list [data-do=restore]").click()
    expect(page.locator(f"#{key} .body")).to_have_text(text)
    page.context.close()


def test_two_tabs_on_one_paragraph(browser: Browser, server: Served) -> None:
    ann, bob = opened(browser, server.address), opened(browser, server.address)
    bob.fill("#name", "Bob")
    bob.keyboard.press("Tab")
    block, _, _ = figure_of(ann)
    for page in (ann, bob):
        edit(page, block)
    bob.locator(f"#{block} textarea").fill("The text of Bob.")
    expect(bob.locator(f"#{block} .saved")).to_contain_text("Saved")
    ann.locator(f"#{block} textarea").fill("The text of Ann.")
    expect(ann.locator(".conflict")).to_contain_text("Bob changed this paragraph")
    expect(ann.locator(".conflict blockquote")).to_have_text("The text of Bob.")
    picture(ann, "review-7-conflict")
    ann.get_by_role("button", name="Use my text").click()
    expect(ann.locator(f"#{block} .saved")).to_contain_text("Saved")
    text = (server.folder / "report.md").read_text(encoding="utf-8")
    assert "The text of Ann." in text
    for page in (ann, bob):
        page.context.close()


def test_what_was_typed_outlives_the_server(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    block, _, _ = figure_of(page)
    edit(page, block)
    server.end(signal.SIGKILL)
    page.locator(f"#{block} textarea").fill("Typed while nobody listened.")
    expect(page.locator("#notice")).to_contain_text("The program is not running")
    server.start(server.port)
    page.goto(server.address)
    expect(page.locator(f"#{block} textarea")).to_have_value("Typed while nobody listened.")
    expect(page.locator(f"#{block} .saved")).to_contain_text("Saved")
    assert "Typed while nobody listened." in (server.folder / "report.md").read_text(encoding="utf-8")
    page.context.close()


def test_axe_finds_nothing(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    page.add_script_tag(content=AXE)
    check = "async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])"
    block, right, wrong = figure_of(page)
    assert page.evaluate(check) == []
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    area.fill(area.input_value().replace(right, wrong))
    page.locator(f"#{block} .finding").wait_for()
    assert page.evaluate(check) == []
    page.keyboard.press("Escape")
    page.locator(f"#{block} .claim.refuted").first.click()
    page.locator("#evidence-body .value").first.wait_for()
    assert page.evaluate(check) == []
    for panel in ("panel-flags", "panel-ask", "panel-sign"):
        page.locator(f"[data-panel={panel}]").click()
        assert page.evaluate(check) == [], panel
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(check) == []
    page.context.close()


def test_the_page_shows_the_whole_report(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    assert page.locator(".block").count() == len(parse((server.folder / "report.md").read_text(encoding="utf-8")))
    page.context.close()
