"""A quarter for which nothing was supplied is an error that names the latest one, and no report of empty headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcc_narrator.assets import asset
from pcc_narrator.errors import InputError
from pcc_narrator.pipeline import draft_report


def test_nothing_is_written_for_a_quarter_without_data(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match=r"no measure has a figure for quarter three 2019-20.*quarter four 2018-19"):
        draft_report(asset("data/nhs-emergency-care"), "2019-20-Q3", out)
    assert not out.exists()
