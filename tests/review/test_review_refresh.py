"""New data for an edited report: words stay, certain figures follow, the rest is listed, nothing is lost."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.assets import asset
from pcc_narrator.checking import Checker
from pcc_narrator.cli.app import app
from pcc_narrator.contract import read_facts
from pcc_narrator.errors import InputError
from pcc_narrator.review.blocks import Block
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Refused
from pcc_narrator.review.log import sha256
from pcc_narrator.review.notes import approve_note, write_note
from pcc_narrator.review.refreshing import NEW_DATA, refresh, settle, waiting
from pcc_narrator.review.signoff import approve, standing
from pcc_narrator.review.updating import sentences, update
from pcc_narrator.review.verdicts import Verdict, Verdicts

SAMPLE = asset("data/nhs-emergency-care")
Change = Callable[[dict[str, str]], int]


def revised(tmp_path: Path, change: Change) -> Path:
    """The sample workspace with other values."""
    target = Path(shutil.copytree(SAMPLE, tmp_path / "revised"))
    path = target / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["value"]:
            row["value"] = str(change(row)) if row["value"].isdigit() else row["value"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return target


def last_quarter(factor: float, add: int = 0) -> Change:
    """The attendances of the report's quarter, times a factor."""

    def change(row: dict[str, str]) -> int:
        value = int(row["value"])
        last = row["period"] in ("2019-01", "2019-02", "2019-03") and row["area"] == "gloucestershire"
        hit = row["measure"] == "attendances" and last
        return round(value * factor) + add if hit else value

    return change


def level(desk: Desk) -> Block:
    return next(block for block in desk.blocks if block.tag == "attendances.level")


def figure(desk: Desk) -> int:
    fact = next(
        fact
        for fact in desk.facts.facts
        if (fact.measure, fact.statistic, fact.area) == ("attendances", "value", desk.facts.areas[0].id)
        and fact.category is None
        and fact.period == desk.facts.period
    )
    return int(fact.number)


def test_the_sample_has_what_these_tests_change(folder: Path) -> None:
    desk = Desk(folder)
    assert f"{figure(desk):,}" in level(desk).text
    desk.close()


def test_the_same_data_change_nothing(folder: Path) -> None:
    before = (folder / "report.md").read_text(encoding="utf-8")
    done = refresh(folder, SAMPLE)
    assert (done.figures, done.rewritten, done.added, done.removed, done.items) == (0, 0, 0, 0, ())
    assert (folder / "report.md").read_text(encoding="utf-8") == before


def edit_level(folder: Path, words: str) -> int:
    desk = Desk(folder)
    block = level(desk)
    desk.save(block.key, words.format(figure=f"{figure(desk):,}"), block.version, "Ann")
    key = block.key
    desk.close()
    return key


def test_figures_follow_inside_the_words_of_people(folder: Path, tmp_path: Path) -> None:
    words = "We saw {figure} attendances in quarter four. Our staff did well."
    key = edit_level(folder, words)
    done = refresh(folder, revised(tmp_path, last_quarter(1, add=7)))
    assert done.figures > 0
    assert done.rewritten > 0
    assert [item.key for item in done.items] == [key]
    assert [sentence["kind"] for sentence in done.items[0].sentences] == ["updated"]
    desk = Desk(folder)
    assert desk.block(key).text == words.format(figure=f"{figure(desk):,}")
    assert f"{figure(desk):,}" in desk.block(key).text
    events = desk.history(key)
    assert [event.author for event in events][-2:] == ["Ann", NEW_DATA]
    assert Checker(read_facts(folder / "facts.json")).check(desk.markdown).refuted == ()
    assert json.loads((folder / "claims.json").read_text(encoding="utf-8"))["summary"]["refuted"] == 0
    desk.close()


def test_a_direction_that_turned_is_listed_as_another_meaning(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    change = next(
        fact
        for fact in desk.facts.facts
        if (fact.measure, fact.statistic) == ("attendances", "change_percent")
        and fact.area == desk.facts.areas[0].id
        and fact.period == desk.facts.period
        and fact.category is None
        and fact.base is not None
        and str(fact.base.end) == "2018-03-31"
        and fact.number > 0
    )
    desk.close()
    rose = f"Attendances rose by {change.number:.1f} per cent"
    said = f"{rose} in quarter four, compared with the same quarter a year earlier."
    key = edit_level(folder, said)
    desk = Desk(folder)
    found = [v.claim.verdict for v in desk.verdicts.quick(desk.blocks, key)]
    desk.close()
    assert set(found) == {"supported"}
    done = refresh(folder, revised(tmp_path, last_quarter(0.5)))
    item = next(item for item in done.items if item.key == key)
    assert item.sentences[0]["kind"] == "meaning"
    desk = Desk(folder)
    now = desk.block(key).text
    verdicts = {v.claim.verdict for v in desk.verdicts.quick(desk.blocks, key)}
    desk.close()
    assert now.startswith("Attendances fell by ")
    assert now.endswith(" per cent in quarter four, compared with the same quarter a year earlier.")
    assert verdicts == {"supported"}


@pytest.mark.slow
def test_what_cannot_be_updated_is_left_and_shown_three_ways(folder: Path, tmp_path: Path) -> None:
    words = "There were {figure} attendances in quarter four, the highest number of any quarter since the series began."
    key = edit_level(folder, words)
    desk = Desk(folder)
    drafted = desk.history(key)[0].text
    edited = desk.block(key).text
    desk.close()
    done = refresh(folder, revised(tmp_path, last_quarter(0.5)))
    item = next(item for item in done.items if item.key == key)
    assert (item.drafted, item.edited) == (drafted, edited)
    assert item.new_draft not in ("", drafted)
    assert waiting(folder) == done.items
    desk = Desk(folder)
    settle(desk, key, desk.block(key).version, "new_draft", "Bea")
    assert desk.block(key).text == item.new_draft
    assert next(one for one in waiting(folder) if one.key == key).settled == "Bea"
    assert edited in {event.text for event in desk.history(key)}  # nothing that a person wrote is lost
    desk.close()


@pytest.mark.slow
def test_added_moved_and_deleted_paragraphs_stay_as_people_had_them(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    block = level(desk)
    made = desk.add(block.key, "A paragraph that a person added.", "Ann")
    gone = next(one for one in desk.blocks if one.kind == "paragraph" and one.tag.startswith("emergency"))
    desk.remove(gone.key, gone.version, "Ann")
    desk.close()
    refresh(folder, revised(tmp_path, last_quarter(1.1)))
    desk = Desk(folder)
    order = [one.key for one in desk.blocks]
    assert desk.block(made.key).text == "A paragraph that a person added."
    assert order.index(made.key) == order.index(block.key) + 1
    assert desk.block(gone.key).removed
    numbers = [one.number for one in desk.blocks if one.kind == "paragraph" and not one.removed]
    assert numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + len(numbers)))
    assert (folder / "report.md").read_text(encoding="utf-8") == desk.markdown
    desk.close()


@pytest.mark.slow
def test_mentions_of_paragraphs_lead_where_they_led(folder: Path, tmp_path: Path) -> None:
    """The new draft counts its own paragraphs; with one more or fewer, its mentions must follow."""
    desk = Desk(folder)
    first = next(one for one in desk.blocks if one.kind == "paragraph")
    desk.add(first.key, "A paragraph that a person added.", "Ann")
    before = {one.tag: one.text for one in desk.blocks if "aragraphs " in one.text}
    desk.close()
    refresh(folder, revised(tmp_path, last_quarter(1, add=3)))
    desk = Desk(folder)
    after = {one.tag: one.text for one in desk.blocks if one.tag in before}
    desk.close()
    for tag, text in before.items():
        assert [w for w in text.split() if w.strip("().,").isdigit() and len(w) < 4] == [
            w for w in after[tag].split() if w.strip("().,").isdigit() and len(w) < 4
        ]


@pytest.mark.slow
def test_a_report_edited_before_the_page_was_ever_opened_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    path = folder / "report.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("attendances in quarter four", "attendances in quarter four, all told", 1), encoding="utf-8"
    )
    assert "all told" in path.read_text(encoding="utf-8")
    done = refresh(folder, revised(tmp_path, last_quarter(1, add=7)))
    assert done.rewritten == 0  # it is not known which words are the program's: all count as a person's
    assert "all told" in path.read_text(encoding="utf-8")
    assert done.count("updated") > 0


@pytest.mark.slow
def test_approvals_fall_and_notes_of_the_page_stay(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    block = next(one for one in desk.blocks if one.kind == "paragraph")
    approve(desk, block.key, block.version, "Bea", "A reason that is long enough.")
    note = write_note(desk, "cause", "A walk-in centre closed.", (), "Ann")
    approve_note(desk, note.id, "Bea")
    desk.close()
    refresh(folder, revised(tmp_path, last_quarter(1.1)))
    desk = Desk(folder)
    assert note.id in desk.facts.note_by_id
    assert set(standing(desk).blocks.values()) == {"draft"}
    desk.close()


@pytest.mark.slow
def test_a_page_that_is_open_takes_the_new_text_and_figures_in(desk: Desk, tmp_path: Path) -> None:
    before, data = figure(desk), desk.data_sha256
    block = level(desk)
    desk.save(block.key, f"We saw {before:,} attendances in quarter four.", block.version, "Ann")
    refresh(desk.folder, revised(tmp_path, last_quarter(1, add=7)))
    desk.refresh()
    assert figure(desk) != before
    assert f"{figure(desk):,}" in desk.block(block.key).text
    assert desk.data_sha256 != data
    with pytest.raises(Refused):  # as it was before: a conflict, or refused, never an overwrite
        desk._revision_seen = "0"
        desk._commit(desk.blocks, [], "Ann")


@pytest.mark.slow
def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path) -> None:
    edit_level(folder, "We saw {figure} attendances in quarter four.")
    names = ("report.md", "facts.json", "exceptions.json", "run.json", "claims.json")
    before = {name: (folder / name).read_bytes() for name in names}
    workspace = str(revised(tmp_path, last_quarter(1, add=7)))
    shown = CliRunner().invoke(app, ["refresh", str(folder), "--workspace", workspace, "--dry-run"])
    assert "Nothing was written." in shown.output
    assert "brought up to date" in shown.output
    assert {name: (folder / name).read_bytes() for name in names} == before
    assert not (folder / "refresh.json").exists()
    done = CliRunner().invoke(app, ["refresh", str(folder), "--workspace", workspace])
    assert "pcc-narrator review" in done.output
    assert "We saw" in (folder / "report.md").read_text(encoding="utf-8")


def test_bad_data_leave_the_report_as_it_was(folder: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(SAMPLE, tmp_path / "bad"))
    (workspace / "observations.csv").write_text("measure,area\nx,y\n", encoding="utf-8")
    before = (folder / "report.md").read_bytes()
    with pytest.raises(InputError):
        refresh(folder, workspace)
    assert (folder / "report.md").read_bytes() == before


# Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One", ["One"]),
        ("It rose by 3.5 per cent. “So it did.” Then not", ["It rose by 3.5 per cent.", "“So it did.”", "Then not"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.fixture(scope="module")
def judges(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Verdicts, Verdicts]:
    from pcc_narrator.pipeline import analyse

    place = tmp_path_factory.mktemp("judges")
    folder = Path(shutil.copytree(drafted, place / "report"))
    desk = Desk(folder)
    new = analyse(revised(place, last_quarter(0.5)), "2018-19-Q4").facts
    return desk, desk.verdicts, Verdicts(Checker(new))


@pytest.mark.slow
def test_whatever_stands_is_updated_to_what_holds_or_left_word_for_word(
    judges: tuple[Desk, Verdicts, Verdicts],
) -> None:
    desk, old, new = judges

    def by(verdicts: Verdicts, key: int) -> Callable[[str], tuple[Verdict, ...]]:
        return lambda text: verdicts.instead(desk.blocks, key, text)

    kinds = set()
    for block in desk.blocks:
        if not block.editable:
            continue
        done = update(block.text, by(old, block.key), by(new, block.key))
        parts = {block.text[start:end]: "same" for start, end in sentences(block.text)}
        for sentence in done.sentences:
            kinds.add(sentence.kind)
            assert sentence.before in parts
            assert sentence.after in done.text
            if sentence.kind == "open":
                assert sentence.after == sentence.before
                assert sentence.why
        before = sum(v.claim.verdict == "refuted" for v in old.instead(desk.blocks, block.key, block.text))
        after = [v for v in new.instead(desk.blocks, block.key, done.text) if v.claim.verdict == "refuted"]
        if not any(sentence.kind == "open" for sentence in done.sentences):
            assert len(after) <= before, (done.text, [v.claim.message for v in after])
    assert "updated" in kinds
    desk.close()


def written_by_a_model(folder: Path, text: str) -> None:
    """Make the level paragraph of the draft one that a model wrote, as far as the folder tells."""
    path = folder / "report.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.endswith("<!-- attendances.level -->"))
    lines[at] = f"{lines[at].split('. ')[0]}. {text} <!-- attendances.level -->"
    path.write_text("\n".join(lines), encoding="utf-8")
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    for row in record["paragraphs"]:
        row["writer"] = "openai:small" if row["id"] == "attendances.level" else row["writer"]
    record["report_sha256"] = sha256(path.read_bytes())
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def writer_of_level(folder: Path) -> str:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return next(str(row["writer"]) for row in record["paragraphs"] if row["id"] == "attendances.level")


def test_what_a_model_wrote_stays_where_figures_are_all_that_changes(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    words = f"In quarter four we counted {figure(desk):,} attendances at our doors."
    desk.close()
    shutil.rmtree(folder / "charts", ignore_errors=True)
    for path in folder.glob("review.sqlite*"):
        path.unlink()
    written_by_a_model(folder, words)
    before = figure_text(folder)
    refresh(folder, revised(tmp_path, last_quarter(1, add=7)))
    desk = Desk(folder)
    assert level(desk).text == words.replace(before, f"{figure(desk):,}")
    assert before not in level(desk).text
    desk.close()
    assert writer_of_level(folder) == "openai:small"


def test_where_more_than_figures_would_change_the_template_takes_its_place(folder: Path, tmp_path: Path) -> None:
    desk = Desk(folder)
    change = next(
        fact for fact in desk.facts.facts
        if (fact.measure, fact.statistic, fact.category) == ("attendances", "change", None)
        and fact.area == desk.facts.areas[0].id and fact.period == desk.facts.period
        and fact.base == fact.period.shifted(-12)
    )  # fmt: skip
    assert change.number > 0
    words = (
        f"In quarter four attendances rose by {change.number:,} to {figure(desk):,}, compared with the same quarter "
        "a year earlier."
    )
    desk.close()
    for path in folder.glob("review.sqlite*"):
        path.unlink()
    written_by_a_model(folder, words)
    refresh(folder, revised(tmp_path, last_quarter(0.5)))
    desk = Desk(folder)
    assert "rose" not in level(desk).text and f"{figure(desk):,}" in level(desk).text
    desk.close()
    assert writer_of_level(folder) == "template"


def figure_text(folder: Path) -> str:
    desk = Desk(folder)
    found = f"{figure(desk):,}"
    desk.close()
    return found
