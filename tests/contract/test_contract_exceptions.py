"""exceptions.json is read back as it was written, and what is wrong with it is told."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pcc_narrator.contract import exceptions_to_json, read_exceptions
from pcc_narrator.errors import InputError
from pcc_narrator.models.flag import Flag

FLAGS = (
    Flag("a", "significant_change", "visits", "leeds", "counts.exact", "worse", Decimal("14.04"), "Visits rose.",
         ("v1", "v2"), None, (("p", "0.001"), ("counts", "4 and 9"))),
    Flag("b", "media_interest", "visits", "leeds", "media", "neutral", Decimal(2), "In the news.", (), "Evening visits",
         (), "Head of news"),
)  # fmt: skip


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.json"
    path.write_text(exceptions_to_json(FLAGS), encoding="utf-8")
    assert read_exceptions(path) == FLAGS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is no exceptions.json of version 1"),
        ('{"schema_version": 2, "exceptions": {}}', "Draft the report again"),
        ('{"exceptions": {"concern": [1]}}', "'concern[0]': must be an object"),
        ('{"exceptions": {"concern": [{"id": "a"}]}}', "measure is missing; area is missing"),
        (json.dumps({"exceptions": {"concern": [{"direction": "up"}]}}), "direction is none of better, worse"),
        (json.dumps({"exceptions": {"concern": [{"facts": [1], "numbers": 2, "strength": "x"}]}}),
         "facts is no list of ids; numbers is no object; strength is no number"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "exceptions.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"exceptions\.json") as raised:
        read_exceptions(path)
    assert said in str(raised.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_exceptions(tmp_path / "exceptions.json")
