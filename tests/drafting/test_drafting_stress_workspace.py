"""Everything that is hard to write about, in one workspace: benchmarks/stress_workspace.py."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from pcc_narrator.drafting import make_writer
from pcc_narrator.evaluating import Result, evaluate, stage_of

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "stress_workspace.py"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("stress")
    runpy.run_path(str(SCRIPT))["main"](folder)
    return evaluate(stage_of(folder, "2018-19-Q3"), make_writer("template"), progress=lambda _: None)


def test_it_is_written_whole_and_true(result: Result) -> None:
    assert result.refuted_after == 0
    assert result.missing == 0
    assert not any(run.fell_back for run in result.draft.runs)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("gone.no_data", "There are no data on renewals for quarter three."),
        ("never.no_data", "There are no data on lost books for quarter three."),
        ("ties.peers_change", "rose in none of the four libraries"),
        ("noughts.level", "zero in quarter three"),
        ("from_nought.level", "seven more than in the 12 months before"),  # no percentage of nought
        ("negative.level", "−£75 in quarter three"),
        ("soaring.level", "a statistically significant rise. Of these, 900 came in quarter three."),
        ("whole.target", "100.0 per cent in quarter three, which is the target"),
        ("brief_name.level", "X was 57 in quarter three"),
        ("note.n4", "Appeals are few; 100 per cent of one is one."),
    ],
)
def test_what_it_says(result: Result, paragraph: str, expected: str) -> None:
    said = {one.id: one.text for one in result.draft.paragraphs}
    assert expected in said[paragraph]
