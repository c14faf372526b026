"""The fluency gate: broken sentences are refused, plain ones pass."""

from __future__ import annotations

import pytest

from pcc_narrator.drafting.fluency import faults


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("It rose by rose by 7.1 per cent.", "twice in a row"),
        ("The the number fell.", "twice in a row"),
        ("It rose by 7.1 per cent per cent.", "repeated"),
        ("There were 59.3 visits per 1,000 population per 1,000.", "repeated"),
        ("Visits fell by.", "left without"),
        ("There were 59.3 visits per.", "left without"),
        ("It fell (3.1 per cent, from 4.", "never closed"),
        ("It fell 3.1 per cent), from 4.", "closes nothing"),
        ("It fell by      visits.", "run of blanks"),
        ("It fell by ____ visits.", "run of blanks"),
        ("It fell by () visits.", "run of blanks"),
        ("It fell by 4 .", "blank before"),
        ("It fell by {{f1:size}}.", "filled in"),
        ("It fell by undefined visits.", "filled in"),
        ("A fall of 4 visits in quarter three.", "no verb"),
        ("It fell by 4 visits", "does not end"),
        ("it fell by 4 visits.", "capital"),
        ("It is worth noting that visits fell.", "says nothing"),
        ("95 per cent the standard of 95 per cent is met.", "runs together"),
        ("The standard of the library is the standard of the town and the standard of the day.", "said 3 times"),
        (" ".join(["It was said that"] + ["word"] * 1 + [f"word{n} and" for n in range(30)] + ["so."]), "too long"),
    ],
)  # fmt: skip
def test_broken_prose_is_refused(text: str, part: str) -> None:
    assert any(part in fault for fault in faults(text)), faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "There were 10,792 visits in quarter three.",
        "Nobody knows that that was so.",
        "“Loans rose,” it said.",
        "The average of the group (71.2) is above it.",
        "It rose by 5.7 per cent across the group and by 7.1 per cent across the region.",
        "Robbery rose from 259 to 338. Its numbers are small, but a change of that size is unlikely to be chance.",
        "**Of concern.** The rate fell by 7.1 percentage points to 86.7 per cent (paragraphs 1 to 8).",
        "The standard is 95 per cent. It was missed in quarter three, as it was in quarter two.",
        "A total of 20,747 999 calls were received.",
    ],
)
def test_plain_prose_passes(text: str) -> None:
    assert faults(text) == ()


def test_a_paragraph_may_not_repeat_another() -> None:
    assert faults("Visits fell.", ["Loans rose.", "Visits  fell."]) == ("the paragraph repeats an earlier one",)
