"""Sign-off: what stands in its way, what takes it back, and that the log proves itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.errors import InputError
from pcc_narrator.review import log, verify
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Refused
from pcc_narrator.review.signoff import approve, approve_report, mark_read, publish, standing

REASON = "Agreed with the board on 3 May; the data follow."


def paragraph(desk: Desk) -> Block:
    return next(block for block in desk.blocks if block.kind == "paragraph" and block.tag.endswith(".level"))


def broken(desk: Desk) -> Block:
    """A paragraph with a figure that the facts refute, whatever the sample says."""
    found = desk.verdicts.settled(desk.blocks)
    for block in desk.blocks:
        for claim in (verdict.claim for verdict in found[block.key] if block.kind == "paragraph"):
            if claim.verdict == "supported" and claim.kind == "number" and "," in claim.text:
                text = block.text[: claim.start] + "7,777,777" + block.text[claim.end :]
                saved = desk.save(block.key, text, block.version, "Ann")
                assert any(one.claim.verdict == "refuted" for one in desk.verdicts.settled(desk.blocks)[block.key])
                return saved
    raise AssertionError("no number in any paragraph")


def test_reading_and_approving_are_shown_and_an_edit_takes_them_back(desk: Desk) -> None:
    block = paragraph(desk)
    assert standing(desk).blocks[block.key] == "draft"
    mark_read(desk, block.key, block.version, "Ann")
    assert standing(desk).blocks[block.key] == "read"
    approve(desk, block.key, block.version, "Ann")
    assert standing(desk).blocks[block.key] == "approved"
    desk.save(block.key, f"{block.text} It is so.", block.version, "Bob")
    assert standing(desk).blocks[block.key] == "draft"
    entries, faults = log.read(desk.folder / log.FILE)
    assert faults == ()
    assert [(entry["action"], entry["author"]) for entry in entries] == [("approve", "Ann"), ("withdraw", "Bob")]


def test_a_refuted_paragraph_is_not_approved_without_a_reason(desk: Desk) -> None:
    block = broken(desk)
    with pytest.raises(Refused, match="in the way"):
        approve(desk, block.key, block.version, "Ann")
    with pytest.raises(Refused, match="in the way"):
        approve(desk, block.key, block.version, "Ann", "ok")
    approve(desk, block.key, block.version, "Ann", REASON)
    entry = log.read(desk.folder / log.FILE)[0][-1]
    assert (entry["reason"], entry["refuted"]) == (REASON, ["7,777,777"])


def test_a_paragraph_that_changed_meanwhile_is_not_signed(desk: Desk) -> None:
    block = paragraph(desk)
    desk.save(block.key, f"{block.text} Indeed.", block.version, "Bob")
    with pytest.raises(Refused, match="changed meanwhile"):
        approve(desk, block.key, block.version, "Ann")


def test_a_report_is_approved_published_and_proved(desk: Desk) -> None:
    with pytest.raises(Refused, match="Only an approved report"):
        publish(desk, "Ann")
    reason = REASON if (desk.verdicts.whole(desk.markdown).refuted or desk.verdicts.missing(desk.blocks)) else ""
    approve_report(desk, desk.revision, "Ann", reason)
    assert standing(desk).report == "approved"
    (page,) = publish(desk, "Ann")
    assert page.name == "report.html"
    assert standing(desk).report == "published"
    found = verify(desk.folder)
    assert (found.problems, found.entries) == ((), 2)
    assert found.standing.startswith("Published by Ann")
    page.write_text("other", encoding="utf-8")
    assert verify(desk.folder).problems == (
        f"report.html is not what was published on {log.read(desk.folder / log.FILE)[0][-1]['at']}.",
    )


def test_an_edit_takes_the_approval_of_the_report_back(desk: Desk) -> None:
    approve_report(desk, desk.revision, "Ann", REASON)
    block = paragraph(desk)
    desk.save(block.key, f"{block.text} Indeed.", block.version, "Bob")
    assert standing(desk).report != "approved"
    with pytest.raises(Refused):
        publish(desk, "Ann")
    found = verify(desk.folder)
    assert (found.problems, found.standing) == ((), "The report is not approved.")


def test_findings_are_accepted_only_in_writing_and_kept_in_the_run_record(desk: Desk) -> None:
    broken(desk)
    with pytest.raises(Refused, match="in the way"):
        approve_report(desk, desk.revision, "Ann")
    approve_report(desk, desk.revision, "Ann", REASON)
    publish(desk, "Ann")
    record = json.loads((desk.folder / "run.json").read_text(encoding="utf-8"))
    accepted = record["sign_off"]["accepted_findings"]
    assert (accepted["by"], accepted["reason"]) == ("Ann", REASON)
    assert any("7,777,777" in finding for finding in accepted["findings"])
    assert record["report_sha256"]  # what was there stays


def test_other_facts_take_every_approval_back(folder: Path) -> None:
    desk = Desk(folder)
    block = paragraph(desk)
    approve(desk, block.key, block.version, "Ann")
    approve_report(desk, desk.revision, "Ann", REASON)
    desk.close()
    facts = folder / "facts.json"
    facts.write_text(facts.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = Desk(folder)
    assert standing(again).blocks[block.key] == "draft"
    assert standing(again).report == "draft"
    actions = [entry["action"] for entry in log.read(folder / log.FILE)[0]]
    assert actions == ["approve", "approve_report", "withdraw", "withdraw_report"]
    again.close()


def test_a_text_changed_after_approval_is_seen(desk: Desk) -> None:
    approve_report(desk, desk.revision, "Ann", REASON)
    path = desk.folder / "report.md"
    path.write_text(path.read_text(encoding="utf-8").replace("the", "teh", 1), encoding="utf-8")
    assert any("report.md is not what Ann approved" in problem for problem in verify(desk.folder).problems)


def test_without_a_log_there_is_nothing_to_prove(folder: Path) -> None:
    with pytest.raises(InputError, match=r"signoff\.jsonl: does not exist"):
        verify(folder)


def make(path: Path, count: int) -> list[bytes]:
    previous = log.START
    for number in range(count):
        previous = log.append(path, {"action": "approve", "author": f"Person {number}", "n": number}, previous)
    return path.read_bytes().splitlines(keepends=True)


def test_a_whole_log_has_no_fault(tmp_path: Path) -> None:
    make(tmp_path / "log", 5)
    entries, faults = log.read(tmp_path / "log")
    assert (len(entries), faults) == (5, ())


@given(st.data())
def test_no_line_can_be_altered_dropped_or_moved(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    lines = make(path, 5)
    way = data.draw(st.sampled_from(["alter", "drop", "swap", "repeat"]))
    at = data.draw(st.integers(0, 3))
    if way == "alter":
        lines[at] = lines[at].replace(b"Person", b"Nobody")
    elif way == "drop":
        del lines[at]
    elif way == "swap":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        lines.insert(at, lines[at])
    path.write_bytes(b"".join(lines))
    assert log.read(path)[1]


def test_a_tail_that_was_cut_off_is_seen(desk: Desk) -> None:
    block = paragraph(desk)
    approve(desk, block.key, block.version, "Ann")
    desk.save(block.key, f"{block.text} Indeed.", block.version, "Bob")
    path = desk.folder / log.FILE
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert any("the end was cut off" in problem for problem in verify(desk.folder).problems)


def test_a_line_that_a_crash_left_unfinished_is_dropped_and_the_chain_goes_on(folder: Path) -> None:
    desk = Desk(folder)
    block = paragraph(desk)
    approve(desk, block.key, block.version, "Ann")
    desk.close()
    with (folder / log.FILE).open("ab") as file:
        file.write(b'{"action": "appro')
    again = Desk(folder)
    again.save(block.key, f"{block.text} Indeed.", block.version, "Bob")
    assert log.read(folder / log.FILE)[1] == ()
    assert verify(folder).problems == ()
    again.close()
