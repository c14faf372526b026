"""Notes, answers, splitting and merging in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

from browsing import MARKS, accessible, edit, figure_of, opened, picture
from fake_model import model_server
from playwright.sync_api import Browser, expect
from served import Served

from pcc_narrator.contract import read_facts

pytestmark = MARKS
CAUSE = "Attendances rose because a walk-in centre closed."


def test_a_cause_offers_the_note_and_is_proved_once_it_is_approved(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    block, _, _ = figure_of(page)
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    area.fill(f"{area.input_value()} {CAUSE}")
    offer = page.locator(f"#{block} [data-do=writenote]")
    expect(offer).to_be_visible()
    offer.click()
    expect(page.locator("#note-text")).to_have_value(CAUSE)
    expect(page.locator("#note-kind")).to_have_value("cause")
    expect(page.locator("#note-text")).to_be_focused()
    picture(page, "review-8-note")
    accessible(page)
    page.get_by_role("button", name="Keep the note").click()
    note = page.locator("#notes .note").first
    expect(note).to_contain_text("not yet approved")
    expect(note).to_contain_text("written by Ann")
    expect(note.locator("[data-do=approvenote]")).to_be_focused()
    note.locator("[data-do=approvenote]").click()
    expect(note).to_contain_text("approved by Ann")
    expect(offer).to_have_count(0)  # in the paragraph that is still being edited, too
    page.locator(f"#{block} [data-do=done]").click()
    expect(area).to_have_count(0)
    expect(offer).to_have_count(0)
    accessible(page)
    assert CAUSE in [one.text for one in read_facts(server.folder / "facts.json").notes]
    note.locator("[data-do=withdrawnote]").click()
    expect(note).to_contain_text("withdrawn")
    expect(offer).to_be_visible()
    page.context.close()


def test_split_merge_and_undo(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    blocks = page.locator(".block.paragraph")
    count = blocks.count()
    block = str(blocks.first.get_attribute("id"))
    body = page.locator(f"#{block} .body")
    edit(page, block)
    area = page.locator(f"#{block} textarea")
    area.fill("The first words. The second words.")
    area.evaluate("area => area.setSelectionRange(17, 17)")
    page.locator(f"#{block} [data-do=split]").click()
    second = page.locator("textarea:focus")
    expect(second).to_have_value("The second words.")
    expect(body).to_have_text("The first words.")
    expect(blocks).to_have_count(count + 1)
    page.keyboard.press("Escape")
    expect(second).to_have_count(0)
    page.locator(f"#{block} .more summary").click()
    page.locator(f"#{block} [data-do=merge]").click()
    expect(body).to_have_text("The first words. The second words.")
    expect(blocks).to_have_count(count)
    page.locator(f"#{block} [data-do=undo]").click()
    expect(body).to_have_text("The first words.")
    expect(blocks).to_have_count(count + 1)
    expect(blocks.nth(1)).to_contain_text("The second words.")
    assert "The first words." in (server.folder / "report.md").read_text(encoding="utf-8")
    page.context.close()


def test_an_answer_replaces_a_paragraph_after_its_diff(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address, bypass=True)
    block, _, _ = figure_of(page)
    page.locator(f"#{block} .body p").first.click(position={"x": 2, "y": 2})
    page.locator("[data-panel=panel-ask]").click()
    page.fill("#question", "Which measures got worse?")
    page.keyboard.press("Enter")
    said = page.locator(".answer p").first
    expect(page.locator(".answer")).to_contain_text("Checked:")
    page.locator(".answer [data-do=replace]").click()
    diff = page.locator(".diff")
    expect(diff.locator("del").first).to_be_visible()
    expect(diff.locator("ins").first).to_be_visible()
    picture(page, "review-9-replace")
    accessible(page)
    diff.get_by_role("button", name="Leave it as it is").click()
    expect(diff).to_have_count(0)
    page.locator(".answer [data-do=replace]").click()
    diff.get_by_role("button", name="Replace", exact=True).click()
    expect(page.locator(f"#{block} .body")).to_contain_text(said.inner_text())
    page.context.close()


def test_a_follow_up_leans_on_the_question_before(browser: Browser, server: Served) -> None:
    page = opened(browser, server.address)
    page.locator("[data-panel=panel-ask]").click()
    answers = page.locator(".answer h3")
    for number, question in enumerate(("What is attendances?", "and its peers?", "and a year earlier?"), 1):
        page.fill("#question", question)
        page.keyboard.press("Enter")
        expect(answers).to_have_count(number)
    read = answers.all_inner_texts()[::-1]
    assert read[0] == "What is attendances?"
    assert re.fullmatch(r"Compare .*[Aa]ttendances.* with its peers\.", read[1])
    assert re.fullmatch(r"What was .*[Aa]ttendances.* in .*2017-18\?", read[2])
    page.context.close()


def test_nobody_is_shown_a_button_that_their_role_does_not_have(browser: Browser, folder: Path, tmp_path: Path) -> None:
    roles = tmp_path / "roles.yaml"
    roles.write_text("Rae: reader\nEdi: editor\nAna: analyst\nApo: approver\n", encoding="utf-8")
    with Served(folder, "--user-header=X-Remote-User", f"--roles={roles}") as server:
        for name, edits, signs in (
            ("Rae", False, False),
            ("Edi", True, False),
            ("Ana", True, False),
            ("Apo", True, True),
        ):
            page = opened(browser, server.address, bypass=True, headers={"X-Remote-User": name})
            for action, may in (("edit", edits), ("read", edits), ("approve", signs)):
                assert page.locator(f".block [data-do={action}]").first.is_visible() == may, (name, action)
            page.locator("[data-panel=panel-notes]").click()
            assert page.locator("#note").is_visible() == edits
            accessible(page)
            page.locator("[data-panel=panel-sign]").click()
            assert page.locator("#approve-report").is_visible() == signs
            accessible(page)
            page.context.close()


def hostile_or_plain(prompt: str) -> str:
    """Another wording of the paragraph that was sent; of anything else an invented figure."""
    paragraph = prompt.split("<paragraph>\n")[1].split("\n</paragraph>")[0]
    return paragraph if "{{q1}}" in paragraph else "Attendances fell by 50 per cent."


def test_free_questions_with_a_model(browser: Browser, folder: Path) -> None:
    with (
        model_server(hostile_or_plain) as address,
        Served(folder, "--model=openai:fake", f"--base-url={address}", name="Ann") as server,
    ):
        page = opened(browser, server.address)
        block, figure, _ = figure_of(page)
        page.locator("[data-panel=panel-ask]").click()
        expect(page.locator("#panel-ask")).to_contain_text("the model fake")
        page.fill("#question", "tell me all about attendances")
        page.keyboard.press("Enter")
        answer = page.locator(".answer").first
        expect(answer).to_contain_text("did not pass the checker, so it is not shown")
        expect(answer).not_to_contain_text("50 per cent")
        expect(answer).to_contain_text("This is looked up in the figures")
        page.locator(f"#{block} .body p").first.click(position={"x": 2, "y": 2})
        page.locator("[data-panel=panel-ask]").click()
        page.fill("#question", "put this paragraph more plainly")
        page.keyboard.press("Enter")
        expect(page.locator(".answer")).to_have_count(2)
        expect(answer).to_contain_text("Written by fake. Checked:")
        expect(answer.locator("a[data-fact]", has_text=re.compile(f"^{re.escape(figure)}$")).first).to_be_visible()
        answer.locator("[data-do=replace]").click()
        expect(page.locator(".diff")).to_be_visible()
        assert page.faults == []  # type: ignore[attr-defined]
        page.context.close()
