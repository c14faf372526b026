"""Notes on the page: written by anybody who may edit, counted once they are approved, never against the facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.claim import Claim
from pcc_narrator.review import verify
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import NotFound, Refused
from pcc_narrator.review.notes import all_notes, approve_note, put_back, withdraw_note, write_note
from pcc_narrator.review.signoff import approve, approve_report, mark_read, standing
from pcc_narrator.review.views import views

CAUSE = "Attendances rose because a walk-in centre closed."


def paragraph(desk: Desk) -> Block:
    return next(block for block in desk.blocks if block.kind == "paragraph")


def caused(desk: Desk) -> Claim:
    """Write the cause into a paragraph; gives its claim."""
    block = paragraph(desk)
    desk.save(block.key, f"{block.text} {CAUSE}", block.version, "Ann")
    return cause_of(desk)


def cause_of(desk: Desk) -> Claim:
    found = desk.verdicts.settled(desk.blocks)[paragraph(desk).key]
    return next(verdict.claim for verdict in found if verdict.claim.kind == "cause")


def test_a_cause_without_a_note_offers_to_write_it_and_is_proved_by_it(desk: Desk) -> None:
    assert caused(desk).verdict == "not_enough_information"
    view = next(one for one in views(desk, desk.verdicts.settled(desk.blocks)) if one.block.key == paragraph(desk).key)
    wanted = next(finding for finding in view.findings if finding["wants_note"])
    assert (wanted["wants_note"], wanted["sentence"]) == ("cause", CAUSE)
    note = write_note(desk, "cause", wanted["sentence"], (), "Ann")
    assert cause_of(desk).verdict == "not_enough_information"  # written is not approved
    changed = approve_note(desk, note.id, "Bea")
    assert cause_of(desk).verdict == "supported"
    assert paragraph(desk).key in changed


def test_author_time_and_approval_are_kept_and_the_command_line_knows_the_note(desk: Desk) -> None:
    caused(desk)
    note = write_note(desk, "cause", CAUSE, (desk.facts.measures[0].id,), "Ann")
    approve_note(desk, note.id, "Bea")
    shown = all_notes(desk)[0]
    assert (shown.author, shown.approved_by, shown.state, shown.of_page) == ("Ann", "Bea", "approved", True)
    assert shown.at and shown.approved_at
    facts = read_facts(desk.folder / "facts.json")
    kept = facts.note_by_id[note.id]
    assert (kept.text, kept.approved_by, str(kept.approved_on)) == (CAUSE, "Bea", "2019-05-01")
    report = Checker(facts).check((desk.folder / "report.md").read_text(encoding="utf-8"))
    assert all(claim.verdict == "supported" for claim in report.claims if claim.kind == "cause")
    for_workspace = yaml.safe_load((desk.folder / "notes.yaml").read_text(encoding="utf-8"))
    assert for_workspace[0]["text"] == CAUSE
    entry = json.loads((desk.folder / "signoff.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (entry["action"], entry["author"], entry["written_by"]) == ("approve_note", "Bea", "Ann")
    assert verify(desk.folder).problems == ()


def test_a_note_that_the_facts_refute_is_not_approved(desk: Desk) -> None:
    claim = next(
        verdict.claim
        for found in desk.verdicts.settled(desk.blocks).values()
        for verdict in found
        if verdict.claim.kind == "number" and verdict.claim.verdict == "supported" and "," in verdict.claim.text
    )
    measure = desk.facts.measure_by_id[str(claim.measure)]
    note = write_note(desk, "context", f"In quarter four {measure.title} was 1,234,567.", (), "Ann")
    before = (desk.folder / "facts.json").read_bytes()
    with pytest.raises(Refused, match="The data refute this note"):
        approve_note(desk, note.id, "Ann")
    assert (desk.folder / "facts.json").read_bytes() == before


@pytest.mark.slow
def test_a_note_keeps_the_approvals_that_it_does_not_touch(desk: Desk) -> None:
    caused(desk)
    first, second = [block for block in desk.blocks if block.kind == "paragraph"][:2]
    approve(desk, first.key, first.version, "Bea")
    approve(desk, second.key, second.version, "Bea")
    mark_read(desk, second.key, second.version, "Ann")
    approve_report(desk, desk.revision, "Bea", "Agreed with the board on 3 May.")
    approve_note(desk, write_note(desk, "cause", CAUSE, (), "Ann").id, "Bea")
    states = standing(desk)
    assert states.report == "draft"
    assert states.blocks[first.key] == "draft"  # its cause is proved now: it is to be read anew
    assert states.blocks[second.key] == "approved"
    assert verify(desk.folder).problems == ()


@pytest.mark.slow
def test_a_note_is_withdrawn_and_approved_again(desk: Desk) -> None:
    caused(desk)
    note = write_note(desk, "cause", CAUSE, (), "Ann")
    approve_note(desk, note.id, "Bea")
    withdraw_note(desk, note.id, "Bea")
    assert cause_of(desk).verdict == "not_enough_information"
    assert note.id not in read_facts(desk.folder / "facts.json").note_by_id
    assert all_notes(desk)[0].state == "withdrawn"
    approve_note(desk, note.id, "Bea")
    assert cause_of(desk).verdict == "supported"


def test_a_quotation_is_proved_by_its_note(desk: Desk) -> None:
    block = paragraph(desk)
    said = "The winter was the hardest that our staff have known"
    desk.save(block.key, f"{block.text} The chair said: “{said}.”", block.version, "Ann")
    view = next(one for one in views(desk, desk.verdicts.settled(desk.blocks)) if one.block.key == block.key)
    wanted = next(finding for finding in view.findings if finding["wants_note"] == "quotation")
    approve_note(desk, write_note(desk, "quotation", wanted["sentence"], (), "Ann").id, "Bea")
    found = desk.verdicts.settled(desk.blocks)[block.key]
    assert [v.claim.verdict for v in found if v.claim.kind == "quotation"] == ["supported"]


@pytest.mark.parametrize(
    ("kind", "text", "measure"),
    [
        ("rumour", "Words.", ""), ("cause", "", ""), ("cause", "<!-- hidden -->", ""), ("cause", "Words.", "no_such"),
        ("cause", "x" * 2001, ""),
    ],
)  # fmt: skip
def test_an_unfit_note_is_refused(desk: Desk, kind: str, text: str, measure: str) -> None:
    with pytest.raises(Refused):
        write_note(desk, kind, text, (measure,) if measure else (), "Ann")
    assert desk.store.notes() == ()


def test_notes_of_the_workspace_are_not_changed_here(desk: Desk) -> None:
    given = next(note for note in all_notes(desk) if not note.of_page)
    with pytest.raises(NotFound, match="Notes of the workspace are changed there"):
        withdraw_note(desk, given.id, "Ann")


@pytest.mark.slow
def test_new_facts_do_not_lose_the_notes_of_the_page(folder: Path, drafted: Path) -> None:
    desk = Desk(folder)
    caused(desk)
    note = write_note(desk, "cause", CAUSE, (), "Ann")
    approve_note(desk, note.id, "Bea")
    desk.close()
    (folder / "facts.json").write_bytes((drafted / "facts.json").read_bytes())  # made anew by another program
    desk = Desk(folder)
    assert cause_of(desk).verdict == "not_enough_information"
    put_back(desk)
    assert cause_of(desk).verdict == "supported"
    assert read_facts(folder / "facts.json").note_by_id[note.id].approved_by == "Bea"
    before = (folder / "facts.json").read_bytes()
    put_back(desk)
    assert (folder / "facts.json").read_bytes() == before
    desk.close()


def test_what_facts_json_holds_beside_is_kept(folder: Path) -> None:
    data = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    (folder / "facts.json").write_text(json.dumps({**data, "made_by": "a spreadsheet"}), encoding="utf-8")
    desk = Desk(folder)
    approve_note(desk, write_note(desk, "cause", CAUSE, (), "Ann").id, "Bea")
    desk.close()
    now = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    assert now["made_by"] == "a spreadsheet"
    assert now["facts"] == data["facts"]
    assert now["notes"][-1]["text"] == CAUSE


def test_facts_that_change_while_the_page_is_open_are_taken_in(desk: Desk) -> None:
    first = paragraph(desk)
    approve(desk, first.key, first.version, "Bea")
    path = desk.folder / "facts.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for fact in data["facts"]:
        if isinstance(fact["value"], int) and not isinstance(fact["value"], bool):
            fact["value"] += 100_000
    path.write_text(json.dumps(data), encoding="utf-8")
    desk.refresh()
    assert any(v.claim.verdict == "refuted" for found in desk.verdicts.settled(desk.blocks).values() for v in found)
    assert standing(desk).blocks[first.key] == "draft"
