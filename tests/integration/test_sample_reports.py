"""From a workspace to a published report: what ships must hold as a whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pcc_narrator.assets import asset
from pcc_narrator.checking import check
from pcc_narrator.contract import read_facts
from pcc_narrator.contract.schemas import schema_text
from pcc_narrator.pipeline import Finished, draft_report

UNDECIDED_ALLOWED = 0.02  # of all claims of a generated report


def test_nothing_is_refuted_or_missing(made: Finished) -> None:
    told = [f"{claim.line}:{claim.column} {claim.text!r}: {claim.message}" for claim in made.report.refuted]
    assert not told, "\n".join(told)
    assert not made.report.missing, made.report.missing


def test_hardly_anything_is_undecided(made: Finished) -> None:
    undecided = [claim for claim in made.report.claims if claim.verdict == "not_enough_information"]
    told = [f"{claim.line}:{claim.column} {claim.text!r} ({claim.kind}): {claim.message}" for claim in undecided]
    assert len(undecided) <= UNDECIDED_ALLOWED * len(made.report.claims), "\n".join(told)


def test_numbering_runs_through_the_whole_report(made: Finished) -> None:
    text = Path(made.folder, "report.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^(\d+)\. .*<!--", text, re.MULTILINE)]
    commentary = [paragraph for paragraph in made.draft.paragraphs if paragraph.section != "summary"]
    assert numbers == list(range(1, len(commentary) + 1))


def test_every_file_of_the_output_folder_is_there_and_follows_its_schema(made: Finished) -> None:
    for name in ("facts", "claims", "exceptions"):
        data = json.loads(Path(made.folder, f"{name}.json").read_text(encoding="utf-8"))
        Draft202012Validator(json.loads(schema_text(name))).validate(data)
    run = json.loads(Path(made.folder, "run.json").read_text(encoding="utf-8"))
    assert run["inputs"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", item["sha256"]) for item in run["inputs"])
    assert Path(made.folder, "report.html").stat().st_size < 3_000_000
    assert list(Path(made.folder, "charts").glob("*.svg"))


def test_the_written_facts_check_the_written_text(made: Finished) -> None:
    text = Path(made.folder, "report.md").read_text(encoding="utf-8")
    assert check(text, read_facts(Path(made.folder, "facts.json"))) == made.report


def test_the_emergency_care_report_knows_nothing_of_policing(texts: dict[str, str]) -> None:
    found = re.findall(r"police|crime|offence|commissioner|\bforces?\b|constable", texts["nhs-emergency-care"], re.I)
    assert not found


def test_an_edited_report_is_kept_when_drafting_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sample = asset("data/nhs-emergency-care")
    draft_report(sample, "2018-19-Q3", out)
    edited = (out / "report.md").read_text(encoding="utf-8") + "\nA sentence of ours.\n"
    (out / "report.md").write_text(edited, encoding="utf-8")
    again = draft_report(sample, "2018-19-Q3", out)
    (kept,) = again.kept_edits
    assert (out / kept.name).read_text(encoding="utf-8") == edited
    assert "A sentence of ours." not in (out / "report.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_same_bytes_whatever_the_machine_is_set_to(tmp_path: Path) -> None:
    """Two hash seeds, two time zones, two locales. run.json holds seconds and is left out."""
    settings = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    ]
    hashes = []
    for number, setting in enumerate(settings):
        out = tmp_path / str(number) / "report"
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from pcc_narrator.cli import main; main()",
                "draft",
                str(asset("data/wiltshire-2018-19")),
                "--period",
                "2018-19-Q3",
                "--out",
                str(out),
            ],
            env={**os.environ, **setting},
            check=True,
            capture_output=True,
        )
        hashes.append(
            {
                str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(out.rglob("*"))
                if path.is_file() and path.name != "run.json"
            }
        )
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) > 10
