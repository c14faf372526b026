"""report.md as blocks and back: to the byte for what the program writes, without loss for what people write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.review.blocks import Block, compose, parse, renumbered
from pcc_narrator.review.errors import Refused
from pcc_narrator.review.outside import merge
from pcc_narrator.review.typed import clean

SMALL = """# Title

## Summary

- First, see [paragraphs 1 and 2](#a). <!-- summary.a -->
- Second.

### A

| Q1 | Q2 |
| -- | -- |
| 10 | 12 |

1. There were 12 visits. <!-- visits.level -->

**Figure 1: Visits**

![Line chart.](charts/a.svg)

[Data for figure 1 (CSV)](charts/a.csv)

2. They rose. <!-- visits.change -->

Plain words,
on two lines.
"""


def keyed(text: str) -> tuple[Block, ...]:
    return tuple(replace(block, key=number) for number, block in enumerate(parse(text), 1))


def test_what_the_program_writes_comes_back_to_the_byte(drafted: Path) -> None:
    text = (drafted / "report.md").read_text(encoding="utf-8")
    assert compose(parse(text)) == text
    assert compose(renumbered(parse(text))) == text


def test_kinds_and_texts() -> None:
    blocks = parse(SMALL)
    assert compose(blocks) == SMALL
    assert [block.kind for block in blocks] == [
        "heading", "heading", "point", "point", "heading", "table", "paragraph", "caption", "picture", "link",
        "paragraph", "text",
    ]  # fmt: skip
    assert (blocks[6].number, blocks[6].text, blocks[6].tag) == (1, "There were 12 visits.", "visits.level")
    assert blocks[2].tag == "summary.a"
    assert [block.level for block in blocks if block.kind == "heading"] == [1, 2, 3]


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=60)


@given(st.lists(words, max_size=12))
def test_parsing_what_was_composed_changes_nothing_more(lines: list[str]) -> None:
    once = compose(parse("\n".join(lines)))
    assert compose(parse(once)) == once


@given(st.permutations([1, 2, 3, 4]), st.integers(0, 15))
def test_numbers_run_through_whatever_is_moved_or_removed(order: list[int], removed: int) -> None:
    blocks = [Block("paragraph", f"Text {number}.", number=number, key=number) for number in order]
    blocks = [replace(block, removed=bool(removed >> (block.key - 1) & 1)) for block in blocks]
    standing = [block.number for block in renumbered(blocks) if not block.removed]
    first = min((block.number or 0 for block in blocks if not block.removed), default=1)
    assert standing == list(range(first, first + len(standing)))


def test_mentions_of_paragraphs_follow_their_numbers() -> None:
    blocks = keyed("- See [paragraphs 1 and 2](#a); paragraph 9.\n\n1. One.\n\n2. Two.\n")
    added = [*blocks[:1], Block("paragraph", "New.", number=1, key=9), *blocks[1:]]
    found = renumbered(added)
    assert found[0].text == "See [paragraphs 2 and 3](#a); paragraph 9."
    assert found[0].version == 2
    assert [block.number for block in found[1:]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("  There were\n12  visits. ", "paragraph", "There were 12 visits."),
        ("a\u202eb\u200bc\u2066", "paragraph", "abc"),
        ("1\u200b2", "paragraph", "12"),
        ("one\r\ntwo", "text", "one\ntwo"),
        ("a\x00b\x1bc\ue000d", "paragraph", "abcd"),
        ("{{7*7}} <b>x</b>", "paragraph", "{{7*7}} <b>x</b>"),
    ],
)
def test_typed_text_is_made_visible_and_tidy(typed: str, kind: str, expected: str) -> None:
    assert clean(typed, kind) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", "paragraph"), (" \u200b ", "paragraph"), ("x" * 20_001, "paragraph"), ("a <!-- 999 --> b", "paragraph"),
        ("# Heading", "text"), ("fine\n| a | b |", "text"), ("```", "text"),
        ("12. Text", "paragraph"), ("- x", "point"),
    ],
)  # fmt: skip
def test_text_that_would_hide_or_break_is_refused(typed: str, kind: str) -> None:
    with pytest.raises(Refused):
        clean(typed, kind)  # type: ignore[arg-type]


def test_a_change_from_outside_keeps_keys_and_forgets_nothing() -> None:
    known = keyed(SMALL)
    by_text = {block.text: block.key for block in known}
    text = (
        SMALL.replace("12 visits", "13 visits")
        .replace("- Second.\n", "")
        .replace("Plain words,", "New.\n\nPlain words,")
    )
    merged = merge(known, parse(text), 100)
    assert compose(merged.blocks) == text
    assert merged.changed == (by_text["There were 12 visits."],)
    assert merged.removed == (by_text["Second."],)
    assert merged.added == (100,)
    gone = next(block for block in merged.blocks if block.removed)
    assert (gone.text, gone.version) == ("Second.", 2)


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_merging_loses_no_known_block(order: list[int], dropped: set[int]) -> None:
    known = tuple(Block("paragraph", f"Words {n}.", f"id{n}", number=n + 1, key=n + 1) for n in range(6))
    found = tuple(replace(known[n], key=0) for n in order if n not in dropped)
    merged = merge(known, found, 50)
    assert sorted(block.key for block in merged.blocks) == [1, 2, 3, 4, 5, 6]
    assert [block.text for block in merged.blocks if not block.removed] == [block.text for block in found]
