"""Each rule of house style: what it finds, and what looks like it and is fine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.checking.document import read_document
from pcc_narrator.errors import InputError
from pcc_narrator.style import Finding, Rule, default_rules_text, lint, read_rules
from pcc_narrator.style.sentences import length, sentences

RULES = read_rules()
LONG = "The ward " + "and the ward " * 8 + "was shut."  # 2 + 24 + 2 words


def _lint(text: str) -> tuple[Finding, ...]:
    return lint(read_document(text), RULES)


@pytest.mark.parametrize(
    ("text", "rule", "found", "use"),
    [
        (LONG, "sentence-length", LONG, "Cut it in two."),
        ("Visits fell by 3.1% in May.", "percent-sign", "%", "per cent"),
        ("| a | b |\n| --- | --- |\n| x | 3 per cent |", "percent-in-tables", "per cent", "%"),
        ("| a | b |\n| --- | --- |\n| x | 12 (3.1 per cent) |", "percent-in-tables", "per cent", "%"),
        ("Visits fell by 3.1 percent.", "percent-spelling", "percent", "per cent"),
        ("Visits fell by 3.1pp.", "percent-spelling", "pp", "percentage points"),
        ("Fewer compared to May.", "compared-with", "compared to", "with"),
        ("There were 12345 visits.", "thousands", "12345", "12,345"),
        ("It cost £4500.", "thousands", "4500", "4,500"),
        ("There were 1234 visits.", "thousands", "1234", "1,234"),
        ("On 31st December 2018 it shut.", "dates", "31st December 2018", "“31 December 2018”"),
        ("On December 31, 2018 it shut.", "dates", "December 31, 2018", "“31 December 2018”"),
        ("On 2018-12-31 it shut.", "dates", "2018-12-31", "“31 December 2018”"),
        ("On 03/05/2019 it shut.", "dates", "03/05/2019", "“3 May 2019”"),
        ("The 12 months to Dec 2018.", "month-names", "Dec", "in full"),
        ("More than in 2017/18.", "years", "2017/18", "hyphen"),
        ("There were 12 visits in Q3.", "quarters", "Q3", "quarter three"),
        ("There were 3 of the 43 wards open.", "small-numbers", "3", "“three”"),
        ("It shut 9 wards.", "small-numbers", "9", "“nine”"),
        ("A change of -16 in May.", "signed-numbers", "-16", "a fall of"),
        ("It took 10m 42s to answer.", "durations", "10m 42s", "“10 minutes and 42 seconds”"),
        ("Prior to May it was shut.", "plain-words", "Prior to", "“Before”"),
        ("It was shut in order\nto save money.", "plain-words", "in order to", "“to”"),
        ("We know, i.e. it is shut.", "plain-words", "i.e.", "that is"),
        ("It is worth noting that it shut.", "filler", "It is worth noting", "Leave it out"),
        ("It plays a crucial role in care.", "filler", "plays a crucial role", "Leave it out"),
        ("The ward is a testament to care.", "filler", "a testament to", "Leave it out"),
        ("There has been a change in the volume of visits.", "empty-change", "There has been a change in the volume",
         "what rose or fell"),
        ("Quarter three saw 147 visits.", "seeing-periods", "Quarter three saw", "there were"),
        ("I am glad that it fell.", "first-person", "I", "Name who"),
        ("It fell in our wards.", "first-person", "our", "Name who"),
        ("It rose in in May.", "repeated-word", "in in", "Leave one out"),
        ("The center was shut.", "british-spelling", "center", "“centre”"),
    ],
)  # fmt: skip
def test_what_is_found(text: str, rule: str, found: str, use: str) -> None:
    hits = [finding for finding in _lint(text) if finding.rule == rule]
    assert [hit.text for hit in hits] == [found]
    assert use in hits[0].suggestion
    assert " ".join(text[hits[0].start : hits[0].end].split()) == found


@pytest.mark.parametrize(
    "text",
    [
        "There were 10,792 visits in May, and 42,685 in the 12 months to May 2018: 1,383 (3.1 per cent) fewer.",
        "Visits fell by 3.1 per cent, from 2,018 to 1,955.",
        "Visits fell in 2018 and in 2018-19.",
        "In the plan for 2017-21 there were 1,999 visits on 31 December 2018.",
        "It shut on Monday 31 December 2018, at the end of 2018.",
        "See table 5, paragraph 7 and figure 2.",
        "Between 5 and 12 wards were shut.",
        "It took 5 days, 3 percentage points and 4 per cent.",
        "The margin was plus or minus 2.1 percentage points (±2.1).",
        "The 999 calls of section 136 and of phase 2 wards.",
        "The wards that had had a visit said that that was enough.",
        "The report says: “I am glad that it fell by 3.1% compared to May.”",
        "It is led by a program on a computer.",
        "A count of 1,234,567 in 2017.",
        "The level of care, with a margin of 0.5.",
        "| Period | Rate |\n| --- | --- |\n| Q3 | −3.4% |\n| Note | It fell by a third, which is 5 wards of mine. |",
        "### % of trials that were stopped\n\nText.",
        "There were no changes of staff.",
        "- 1,234 wards, each of them open.",
    ],
)
def test_what_is_fine(text: str) -> None:
    assert _lint(text) == ()


def test_the_first_person_has_its_places() -> None:
    text = (
        "## Introduction\n\nI asked.\n\n## Wards\n\nI asked.\n\n"
        "I was asked. <!-- note.asked -->\n\nMy ward. <!-- x.level -->\n"
    )
    assert [(finding.line, finding.text) for finding in _lint(text)] == [(7, "I"), (11, "My")]


def test_places_are_those_of_the_file() -> None:
    text = "# Title\r\n\r\nFine. **It fell by 3%** in May.\r\n"
    (finding,) = _lint(text)
    assert (finding.line, finding.column, text[finding.start : finding.end]) == (3, 21, "%")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It was 3.5 per cent. Then 4.", ["It was 3.5 per cent.", "Then 4."]),
        ("See e.g. The ward. Then it shut.", ["See e.g. The ward.", "Then it shut."]),
        ("Dr. A. Smith came. He left.", ["Dr. A. Smith came.", "He left."]),
        ("He said “go.” Then he left.", ["He said “go.”", "Then he left."]),
        ("  ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_figure_and_a_period_are_one_word_each() -> None:
    said = "1,383 (3.1 per cent) fewer than in the 12 months before"  # the example of docs/style.md
    for most, found in ((6, ["7"]), (7, [])):
        rules = [Rule("long", "{count}", check="long_sentence", most=most)]
        assert [finding.message for finding in lint(read_document(said), rules)] == found


def test_length_counts_spans_once() -> None:
    text = "fewer (3.1 per cent) than before"
    assert length(text, []) == 6
    assert length(text, [(7, 19)]) == 4


@given(st.text(alphabet="aI %Q3-.,\n|“”#1/é£", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for finding in _lint(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.line == text[: finding.start].count("\n") + 1
        assert finding.message and "{" not in finding.message + finding.suggestion


# The table of rules


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_office_changes_what_differs(tmp_path: Path) -> None:
    own = _table(
        tmp_path,
        "[rules.sentence-length]\nmost = 40\n[rules.filler]\non = false\n"
        "[rules.names]\npattern = 'Acme'\nmessage = 'It is called {text} Ltd.'\n"
        "[rules.plain-words]\nkeep = ['prior to the Act']\n[rules.plain-words.words]\n'prior to' = 'before'\n",
    )
    rules = {rule.id: rule for rule in read_rules(own)}
    assert rules["sentence-length"].most == 40
    assert "filler" not in rules
    assert list(rules)[-1] == "names"
    found = lint(read_document("Acme shut prior to the Act and prior to May, whilst open."), tuple(rules.values()))
    assert [(finding.rule, finding.start) for finding in found] == [("names", 0), ("plain-words", 31)]
    assert found[0].message == "It is called Acme Ltd."


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[rules.x]\nmessage = 'a'", "rules.x': needs one of check, pattern or words"),
        ("[rules.x]\npattern = 'a'", "'rules.x.message': is missing"),
        ("[rules.x]\npattern = '('\nmessage = 'a'", "'rules.x.pattern': '(': is no regular expression"),
        ("[rules.x]\ncheck = 'y'\nmessage = 'a'", "is no check. The checks are long_sentence"),
        ("[rules.filler]\nwhere = ['margins']", "'margins': is no place. The places are prose"),
        ("[rules.filler]\nwehre = ['prose']", "'rules.filler.wehre': is no field of a rule"),
        ("[rules.sentence-length]\nmost = '25'", "must be a whole number"),
        ("[rules.sentence-length]\nmost = true", "must be a whole number"),
        ("[rules.sentence-length]\nmost = 0", "must be the number of words that is enough"),
        ("[rules.x]\nwords = {a = 1}\nmessage = 'a'", "must give a text for each word"),
        ("[rules]\nx = 1", "must be a table [rules.ID]"),
        ("[filler]\non = false", "must hold tables [rules.ID] alone; it holds filler"),
        ("[rules.x", "is no TOML"),
    ],
)
def test_a_wrong_table_is_told(tmp_path: Path, table: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_rules(_table(tmp_path, table))
    assert said in str(raised.value).replace('column "', "column '")
    assert "house.toml" in str(raised.value)


def test_the_shipped_table_lays_over_itself(tmp_path: Path) -> None:
    assert read_rules(_table(tmp_path, default_rules_text())) == RULES
