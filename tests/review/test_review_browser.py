"""The page in a real Chromium: a whole journey, the keyboard alone, two people at once, a server that dies."""

from __future__ import annotations

import signal

from browsing import MARKS, REASON, accessible, edit, figure_of, opened, picture
from playwright.sync_api import Browser, expect
from served import Served

from pcc_narrator.review import verify
from pcc_narrator.review.blocks import parse

pytestmark = MARKS


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
    expect(page.locator("#sign-state")).to_contain_text("0 refuted")
    expect(page.locator("#reason")).to_be_hidden()  # nothing needs one
    page.locator("#publish").click()
    expect(page.locator("#sign-said")).to_contain_text("Approve it first")
    page.locator("#approve-report").click()
    expect(page.locator("#sign-said")).to_contain_text("approved")
    page.locator("#publish").click()
    expect(page.locator("#sign-said")).to_contain_text("Published, in the folder report: report.html")
    expect(page.locator("#standing")).to_have_text("Published")
    expect(page.locator("#log li").first).to_contain_text("Ann published the report")
    expect(page.locator("#log li")).to_have_count(4)  # approved, taken back, approved as a whole, published
    picture(page, "review-6-published")
    with page.expect_download() as download:
        page.locator("#sign-said a").click()
    assert download.value.path().read_bytes() == (server.folder / "report.html").read_bytes()
    edit(page, block)
    area.fill(f"{before} Indeed so.")
    page.keyboard.press("Escape")
    expect(page.locator("#sign-said")).to_contain_text("The approval was taken back")
    expect(page.locator("#log li").first).to_contain_text("took back the approval of the report")
    assert page.faults == []  # type: ignore[attr-defined]
    page.context.close()
    code, output = server.end()
    assert (code, "Stopped." in output) == (0, True)
    assert verify(server.folder).problems == ()
    assert "Indeed so." in (server.folder / "report.md").read_text(encoding="utf-8")


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
    page = opened(browser, server.address, bypass=True)
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
    accessible(page)
    page.locator("#removed-list [data-do=restore]").click()
    expect(page.locator(f"#{key} .body")).to_have_text(text)
    accessible(page)
    page.context.close()


def test_a_deletion_is_taken_back_where_it_was_made(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    first, second = page.locator(".block.paragraph").nth(0), page.locator(".block.paragraph").nth(1)
    text, key, below = first.locator(".body").inner_text(), first.get_attribute("id"), second.get_attribute("id")
    first.locator(".more summary").click()
    first.locator("[data-do=remove]").click()
    expect(page.locator(f"#{key}")).to_have_count(0)
    expect(page.locator(f"#{below} [data-do=edit]")).to_be_focused()
    accessible(page)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(f"#{key} .body")).to_have_text(text)
    expect(page.locator("#removed")).to_be_hidden()
    page.context.close()


def test_a_fix_without_opening_the_editor_and_a_reason_in_the_page(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    block, right, wrong = figure_of(page)
    edit(page, block)
    area = page.locator(f"#{block} textarea").first
    before = area.input_value()
    area.fill(before.replace(right, wrong))
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    approve = page.locator(f"#{block} .tools [data-do=approve]")
    approve.click()
    reason = page.locator(f"#{block} .reason textarea")
    expect(reason).to_be_focused()
    accessible(page)
    page.get_by_role("button", name="Do not approve").click()
    expect(approve).to_be_focused()
    approve.click()
    reason.fill(REASON)
    page.get_by_role("button", name="Approve with this reason").click()
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "approved")
    expect(reason).to_have_count(0)
    page.locator("#sign-report").click()
    expect(page.locator("#reason")).to_be_visible()
    expect(page.locator("#sign-state")).to_contain_text("press “1 refuted” at the top")
    page.locator("#go-refuted").click()
    expect(page.locator("#live")).to_contain_text("1 of 1 refuted")
    page.locator(f"#{block} [data-do=fix]").click()
    expect(page.locator(f"#{block} .finding")).to_have_count(0)
    expect(page.locator(f"#{block} textarea")).to_have_count(0)  # it is put right without the editor
    expect(page.locator(f"#{block}")).to_have_attribute("data-state", "draft")
    expect(page.locator("#live")).to_contain_text(f"Put {right} for {wrong}.")
    page.locator("#live [data-do=undo]").click()
    expect(page.locator(f"#{block} .claim.refuted")).to_have_count(1)
    page.context.close()


def test_two_tabs_on_one_paragraph(browser: Browser, server: Served) -> None:
    ann, bob = opened(browser, server.address, bypass=True), opened(browser, server.address)
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
    accessible(ann)
    ann.get_by_role("button", name="Use my text").click()
    expect(ann.locator(f"#{block} .saved")).to_contain_text("Saved")
    text = (server.folder / "report.md").read_text(encoding="utf-8")
    assert "The text of Ann." in text
    for page in (ann, bob):
        page.context.close()


def test_what_was_typed_outlives_the_server(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    block, _, _ = figure_of(page)
    edit(page, block)
    server.end(signal.SIGKILL)
    page.locator(f"#{block} textarea").fill("Typed while nobody listened.")
    expect(page.locator("#notice")).to_contain_text("The program is not running")
    accessible(page)
    server.start(server.port)
    page.goto(server.address)
    expect(page.locator(f"#{block} textarea")).to_have_value("Typed while nobody listened.")
    expect(page.locator(f"#{block} .saved")).to_contain_text("Saved")
    accessible(page)
    assert "Typed while nobody listened." in (server.folder / "report.md").read_text(encoding="utf-8")
    page.context.close()


def test_axe_finds_nothing(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    block, right, wrong = figure_of(page)
    accessible(page)
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    area.fill(area.input_value().replace(right, wrong))
    page.locator(f"#{block} .finding").wait_for()
    accessible(page)
    page.keyboard.press("Escape")
    expect(area).to_have_count(0)
    page.locator(f"#{block} .claim.refuted").first.click()
    page.locator("#evidence-body .value").first.wait_for()
    accessible(page)
    page.locator(f"#{block} .more summary").click()
    page.locator(f"#{block} [data-do=history]").click()
    page.locator("#evidence-body .history").wait_for()
    accessible(page)
    page.locator("[data-panel=panel-flags]").click()
    page.locator("#panel-flags [data-flag]").first.click()
    expect(page.locator("#evidence-body")).to_contain_text("Rule")
    for panel in ("panel-flags", "panel-ask", "panel-notes", "panel-sign"):
        page.locator(f"[data-panel={panel}]").click()
        expect(page.locator(f"#{panel}")).to_be_visible()
        accessible(page)
    page.emulate_media(color_scheme="dark")
    accessible(page)
    page.set_viewport_size({"width": 360, "height": 700})
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing is out of sight
    page.context.close()


def test_the_page_shows_the_whole_report(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    assert page.locator(".block").count() == len(parse((server.folder / "report.md").read_text(encoding="utf-8")))
    page.context.close()
