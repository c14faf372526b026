"""Editing, history, conflicts, changes from outside and verdicts: the desk without a browser."""

from __future__ import annotations

import json
import sqlite3
import threading
from itertools import pairwise
from pathlib import Path

import pytest

from pcc_narrator.assets import asset
from pcc_narrator.checking import Checker
from pcc_narrator.errors import InputError
from pcc_narrator.pipeline import draft_report
from pcc_narrator.review.blocks import Block, compose
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Conflict, NotFound, Refused
from pcc_narrator.review.undoing import SET_ASIDE


def first(desk: Desk, kind: str = "paragraph") -> Block:
    return next(block for block in desk.blocks if block.kind == kind and not block.removed)


def on_disk(desk: Desk) -> str:
    return (desk.folder / "report.md").read_text(encoding="utf-8")


def test_opening_changes_nothing(folder: Path) -> None:
    before = (folder / "report.md").read_bytes()
    desk = Desk(folder)
    assert (folder / "report.md").read_bytes() == before
    assert desk.markdown.encode() == before
    desk.close()


def test_a_folder_that_is_no_report_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"report\.md: does not exist\. Give the output folder"):
        Desk(tmp_path)


def test_an_edit_is_in_the_file_the_store_and_the_history(desk: Desk) -> None:
    block = first(desk)
    saved = desk.save(block.key, "There were visits.", block.version, "Ann")
    assert (saved.text, saved.version) == ("There were visits.", block.version + 1)
    assert f"{block.number}. There were visits. <!-- {block.tag} -->" in on_disk(desk)
    assert on_disk(desk) == desk.markdown == compose(desk.store.blocks())
    assert [(event.author, event.action) for event in desk.history(block.key)] == [
        ("the program", "draft"),
        ("Ann", "edit"),
    ]
    assert desk.history(block.key)[0].text == block.text


def test_two_people_on_one_paragraph_lose_nothing(desk: Desk) -> None:
    block = first(desk)
    desk.save(block.key, "Text of Ann.", block.version, "Ann")
    with pytest.raises(Conflict, match="Ann changed this paragraph") as caught:
        desk.save(block.key, "Text of Bob.", block.version, "Bob")
    assert (caught.value.text, caught.value.version) == ("Text of Ann.", block.version + 1)
    assert desk.block(block.key).text == "Text of Ann."
    aside = desk.history(block.key)[-1]
    assert (aside.text, aside.author, aside.action) == ("Text of Bob.", "Bob", SET_ASIDE)
    desk.revert(block.key, block.version + 1, aside.id, "Bob")
    assert desk.block(block.key).text == "Text of Bob."


def test_the_same_text_twice_is_no_conflict(desk: Desk) -> None:
    block = first(desk)
    desk.save(block.key, "Same.", block.version, "Ann")
    assert desk.save(block.key, "Same.", block.version, "Ann").version == block.version + 1


def test_add_move_delete_restore(desk: Desk) -> None:
    block = first(desk)
    count = sum(one.kind == "paragraph" for one in desk.blocks)
    added = desk.add(block.key, "An added paragraph.", "Ann")
    assert (added.kind, added.number) == ("paragraph", (block.number or 0) + 1)
    assert f"\n\n{added.number}. An added paragraph. <!-- added.{added.key} -->" in on_disk(desk)
    numbers = [one.number for one in desk.blocks if one.kind == "paragraph"]
    assert numbers == list(range(1, count + 2))
    desk.move(added.key, added.version, True, "Ann")
    assert desk.block(added.key).number == block.number
    assert desk.block(block.key).number == (block.number or 0) + 1
    gone = desk.remove(added.key, desk.block(added.key).version, "Bob")
    assert gone.removed
    assert "An added paragraph" not in on_disk(desk)
    desk.restore(added.key, "Ann")
    assert "An added paragraph" in on_disk(desk)
    assert [event.action for event in desk.history(added.key)] == ["add", "move up", "delete", "restore"]


def paragraphs(desk: Desk) -> list[Block]:
    return [block for block in desk.blocks if block.kind == "paragraph" and not block.removed]


def test_split_and_merge(desk: Desk) -> None:
    before, count = on_disk(desk), len(paragraphs(desk))
    block = next(one for one in paragraphs(desk) if ". " in one.text)
    at = block.text.index(". ") + 1
    second = desk.split(block.key, block.version, at, "Ann")
    first = desk.block(block.key)
    assert (first.text, second.text) == (block.text[:at], block.text[at + 1 :])
    assert second.number == (first.number or 0) + 1
    assert len(paragraphs(desk)) == count + 1
    assert first.tag == block.tag  # what the plan asks for is still found
    merged = desk.merge(first.key, first.version, "Ann")
    assert merged.text == block.text
    assert on_disk(desk) == before
    assert desk.block(second.key).removed
    assert [event.action for event in desk.history(block.key)][-2:] == ["split", "merge"]
    assert desk.restore(second.key, "Ann").text == second.text  # nothing is lost


@pytest.mark.parametrize("at", [0, 1_000_000, -3])
def test_a_split_leaves_no_empty_paragraph(desk: Desk, at: int) -> None:
    before, block = on_disk(desk), first(desk)
    with pytest.raises(Refused):
        desk.split(block.key, block.version, at if at >= 0 else len(block.text), "Ann")
    assert on_disk(desk) == before


def test_a_split_that_would_make_a_list_or_heading_is_refused(desk: Desk) -> None:
    block = first(desk)
    text = "Some words 1. and more."
    block = desk.save(block.key, text, block.version, "Ann")
    with pytest.raises(Refused):
        desk.split(block.key, block.version, text.index("1."), "Ann")
    assert desk.block(block.key).text == text


def test_the_last_paragraph_of_a_section_has_nothing_to_merge_with(desk: Desk) -> None:
    last = paragraphs(desk)[-1]
    with pytest.raises(Refused, match="no paragraph below"):
        desk.merge(last.key, last.version, "Ann")


def test_merge_and_split_tell_of_a_conflict(desk: Desk) -> None:
    block = next(one for one in paragraphs(desk) if ". " in one.text)
    desk.save(block.key, "Other words. And more.", block.version, "Bob")
    for change in (lambda: desk.merge(block.key, block.version, "Ann"), lambda: desk.split(block.key, 1, 5, "Ann")):
        with pytest.raises(Conflict):
            change()


def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    block = first(desk)
    texts = [block.text, "One.", "Two.", "Three."]
    for text in texts[1:]:
        block = desk.save(block.key, text, block.version, "Ann")
    for text in reversed(texts[:-1]):
        block = desk.undo(block.key, block.version, "Ann")
        assert block.text == text
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo(block.key, block.version, "Ann")
    block = desk.save(block.key, "Four.", block.version, "Ann")
    assert desk.undo(block.key, block.version, "Ann").text == texts[0]


def test_what_is_made_from_figures_cannot_be_edited(desk: Desk) -> None:
    table = first(desk, "table")
    with pytest.raises(Refused, match="made from the figures"):
        desk.save(table.key, "x", table.version, "Ann")
    with pytest.raises(NotFound):
        desk.save(10**9, "x", 1, "Ann")


def test_reopening_finds_every_edit(folder: Path) -> None:
    desk = Desk(folder)
    block = first(desk)
    desk.save(block.key, "Kept.", block.version, "Ann")
    desk.close()
    again = Desk(folder)
    assert again.block(block.key).text == "Kept."
    assert again.history(block.key)[-1].author == "Ann"
    again.close()


def neighbours(desk: Desk) -> tuple[Block, Block]:
    """Two paragraphs, one below the other."""
    paragraphs = [block for block in desk.blocks if block.kind == "paragraph"]
    return next(
        (one, other) for one, other in pairwise(paragraphs) if desk.blocks.index(other) == desk.blocks.index(one) + 1
    )


def test_undoing_a_merge_brings_both_paragraphs_back(desk: Desk) -> None:
    first, second = neighbours(desk)
    before = desk.markdown
    desk.merge(first.key, first.version, "Ann")
    assert desk.block(second.key).removed
    desk.undo(first.key, desk.block(first.key).version, "Ann")
    assert desk.markdown == before
    desk.merge(first.key, desk.block(first.key).version, "Ann")
    desk.save(first.key, "Other words.", desk.block(first.key).version, "Ann")
    for _ in range(2):
        desk.undo(first.key, desk.block(first.key).version, "Ann")
    assert desk.markdown == before


def test_undoing_a_split_joins_the_two_again(desk: Desk) -> None:
    first, _ = neighbours(desk)
    before = desk.markdown
    part = desk.split(first.key, first.version, 12, "Ann")
    desk.undo(first.key, desk.block(first.key).version, "Ann")
    assert desk.markdown == before
    assert desk.block(part.key).removed
    part = desk.split(first.key, desk.block(first.key).version, 12, "Ann")
    desk.save(part.key, "Changed since.", desk.block(part.key).version, "Bob")
    with pytest.raises(Refused, match="was changed since"):
        desk.undo(first.key, desk.block(first.key).version, "Ann")
    assert "Changed since." in desk.markdown


def test_a_crash_before_the_file_was_written_does_not_undo_the_edit(folder: Path) -> None:
    desk = Desk(folder)
    before = on_disk(desk)
    block = first(desk)
    desk.save(block.key, "Acknowledged.", block.version, "Ann")
    desk.close()
    (folder / "report.md").write_text(before, encoding="utf-8")  # as if the machine had stopped in between
    again = Desk(folder)
    assert again.block(block.key).text == "Acknowledged."
    assert "Acknowledged." in on_disk(again)
    again.close()


def test_an_edit_in_another_program_is_taken_in(desk: Desk) -> None:
    block = first(desk)
    path = desk.folder / "report.md"
    path.write_text(on_disk(desk).replace(block.text, "Written in a text editor."), encoding="utf-8")
    with pytest.raises(Conflict):
        desk.save(block.key, "From the page.", block.version, "Ann")
    assert desk.block(block.key).text == "Written in a text editor."
    assert "outside this page" in {event.author for event in desk.history(block.key)}


def test_a_file_that_was_lost_is_written_again(desk: Desk) -> None:
    text = on_disk(desk)
    (desk.folder / "report.md").unlink()
    desk.refresh()
    assert on_disk(desk) == text


def test_a_store_that_was_exchanged_takes_no_more_edits(desk: Desk) -> None:
    block = first(desk)
    path = desk.folder / "review.sqlite"
    path.rename(path.with_name("old.sqlite"))
    with pytest.raises(Refused, match="drafted anew"):
        desk.save(block.key, "x", block.version, "Ann")


def test_a_broken_store_is_a_clear_message(folder: Path) -> None:
    (folder / "review.sqlite").write_bytes(b"this is no database, whatever it is called" * 50)
    with pytest.raises(InputError, match="cannot be opened"):
        Desk(folder)


def test_broken_exceptions_are_a_clear_message(folder: Path) -> None:
    (folder / "exceptions.json").write_text(json.dumps({"exceptions": {"concern": [{"id": 1}]}}), encoding="utf-8")
    with pytest.raises(InputError, match=r"exceptions\.json: is no list of exceptions"):
        Desk(folder)


def test_section_by_section_says_what_the_whole_check_says(desk: Desk) -> None:
    whole = Checker(desk.facts).check(desk.markdown)
    found = desk.verdicts.settled(desk.blocks)
    said = sorted((v.claim.text, v.claim.kind, v.claim.verdict, v.claim.facts) for vs in found.values() for v in vs)
    assert said == sorted((c.text, c.kind, c.verdict, c.facts) for c in whole.claims)
    assert desk.verdicts.missing(desk.blocks) == whole.missing
    for block in desk.blocks:
        for verdict in found.get(block.key, ()):
            assert block.text[verdict.claim.start : verdict.claim.end] == verdict.claim.text


@pytest.mark.slow
def test_sections_say_the_same_on_the_larger_sample(tmp_path: Path) -> None:
    draft_report(asset("data/wiltshire-2018-19"), "2018-19-Q3", tmp_path / "report", to=())
    desk = Desk(tmp_path / "report")
    whole = desk.verdicts.whole(desk.markdown)
    found = desk.verdicts.settled(desk.blocks)
    said = sorted((v.claim.text, v.claim.kind, v.claim.verdict, v.claim.facts) for vs in found.values() for v in vs)
    assert len(said) > 1000
    assert said == sorted((c.text, c.kind, c.verdict, c.facts) for c in whole.claims)
    assert desk.verdicts.missing(desk.blocks) == whole.missing
    desk.close()


def test_a_wrong_figure_is_refuted_at_once_with_its_fix(desk: Desk) -> None:
    found = desk.verdicts.settled(desk.blocks)
    block, right = next(
        (block, verdict.claim)
        for block in desk.blocks
        if block.kind == "paragraph"
        for verdict in found[block.key]
        if verdict.claim.verdict == "supported" and verdict.claim.kind == "number" and "," in verdict.claim.text
    )
    digit = right.text[-1]
    wrong = right.text[:-1] + ("1" if digit != "1" else "2")
    text = block.text[: right.start] + wrong + block.text[right.end :]
    desk.save(block.key, text, block.version, "Ann")
    quick = next(v for v in desk.verdicts.quick(desk.blocks, block.key) if v.claim.start == right.start)
    assert quick.claim.verdict == "refuted"
    assert quick.fix is not None
    mended = text[: quick.claim.start] + quick.fix + text[quick.claim.end :]
    desk.save(block.key, mended, block.version + 1, "Ann")
    assert all(v.claim.verdict != "refuted" for v in desk.verdicts.quick(desk.blocks, block.key))


def test_twenty_editors_at_once_lose_nothing(desk: Desk) -> None:
    paragraphs = [block for block in desk.blocks if block.editable][:10]
    wrong: list[str] = []
    acknowledged: dict[str, int] = {}

    def work(number: int) -> None:
        for turn in range(10):
            block = desk.block(paragraphs[(number + turn) % len(paragraphs)].key)
            text = f"Editor {number} in turn {turn}."
            try:
                desk.save(block.key, text, block.version, f"Editor {number}")
                acknowledged[text] = block.key
            except Conflict:
                continue
            except Exception as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(acknowledged) >= 20  # of 200 tries; whoever met a conflict met the edit of another
    for text, key in acknowledged.items():
        assert text in {event.text for event in desk.history(key)}
    assert on_disk(desk) == desk.markdown
    opened = sqlite3.connect(desk.folder / "review.sqlite")
    assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()
