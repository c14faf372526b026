"""What the findings of a run are counted as."""

from __future__ import annotations

import pytest

from pcc_narrator.evaluating.evaluate import reasons
from pcc_narrator.models.outline import SectionRun


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("recorded_crime.level: '53' is not decided by the facts: No fact speaks of this.", "undecided"),
        ("a.level: '3' is refuted: the facts say 4: Average time to answer 999 calls.", "refuted"),
        ("answer_time.level: not joined: fluency: “the” is said twice in a row", "not fluent"),
        ("recorded_crime.peers: it is odd", "other"),
        ("the server did not answer in time", "no answer"),
        ("the reply was cut off at its greatest length", "no answer"),
        ("the reply was withheld by a content filter", "no answer"),
        ("no reply to this request was recorded", "no answer"),
        ("a.level: the fact 'f2' has no rendering 'than': write one of {{f2:clause}}", "reference to nothing"),
    ],
)
def test_a_finding_is_counted_by_what_it_says_not_by_the_name_of_its_point(finding: str, expected: str) -> None:
    assert reasons((SectionRun(section="a", writer="openai:m", findings=(finding,)),)) == ((expected, 1),)
