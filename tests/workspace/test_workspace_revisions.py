"""What was revised since a report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.revisions import revisions

TABLE = """\
measure,area,period,value,numerator,denominator,published_on
visits,north,2018-12,12,,,2019-01-10
visits,north,2018-12,14,,,2019-04-10
visits,north,2018-12,13,,,2019-02-10
visits,south,2018-12,7,,,2019-02-10
visits,south,2018-12,7,,,2019-03-10
visits,south,2018-11,8,,,2019-03-10
satisfied,south,2018-11,,8,10,2019-01-10
satisfied,south,2018-11,,9,11,2019-02-10
visits,north,2018-11,5,,,
"""


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2018, 12, 31), []),
        (date(2019, 1, 31), [("visits", Decimal(12), Decimal(14), 2, (2, 3)), ("satisfied", None, None, None, (8, 9))]),
        (date(2019, 3, 1), [("visits", Decimal(13), Decimal(14), 1, (4, 3))]),
        (date(2019, 4, 10), []),
    ],
)
def test_revisions_since_a_day(make_workspace, since: date, expected: list[tuple[object, ...]]) -> None:
    found = revisions(load_workspace(make_workspace({"observations.csv": TABLE})), since=since)
    assert [(item.measure, item.before, item.after, item.change, item.rows) for item in found] == expected


def test_no_vintages_no_revisions(make_workspace) -> None:
    assert revisions(load_workspace(make_workspace()), since=date(2019, 1, 1)) == ()
