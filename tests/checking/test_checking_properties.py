# ruff: noqa: E501  (tables of sentences)
"""What holds of any text: nothing numeric is passed over, offsets are exact, the report is always the same."""

import os
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from checking_facts import EMPTY, HOSPITAL, RAIN, WITH_REQUIREMENTS
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.checking import Checker, check
from pcc_narrator.contract import facts_to_json
from pcc_narrator.models.fact import Fact
from pcc_narrator.periods.numerals import cardinals, ordinals

CHECKER = Checker(HOSPITAL)
NUMBER_WORDS = {
    *cardinals(),
    *ordinals(),
    "hundred",
    "thousand",
    "million",
    "dozen",
    "half",
    "third",
    "doubled",
    "tripled",
}
REPORT = (
    Path(__file__).resolve().parents[3] / "shared" / "reference" / "wiltshire-pcc-performance-report-q3-2018-19.txt"
)

PIECES = st.sampled_from([
    "There were ", "attendances ", "fell ", "rose ", "by ", "to ", "from ", "of ", "10,792", "3.1 per cent", "four", "forty-two", "a third",
    "in quarter three", "in the 12 months to December 2018", "than in quarter two", ". ", ", ", "; ", "\n\n", "\n- ", "\n12. ", "| ", "|\n| --- |\n",
    "St Anne's ", "Mill Lane ", "ward falls ", "significantly ", "the highest ", "since 2008", "third consecutive ", "doubled ", "± 2.1", "−3.4%", "+725",
    "£1.2m", "10 minutes and 42 seconds", "one in six", "## ", "<!-- 99 -->", "`7`", "[5](x9)", "![12](a3.svg)", "(", ")", "“", "”", "&minus;4", "¹", "Q3 ",
    "2018-19", "17th March 2019", "compared with ", "respectively", "more ", "fewer ", "than ", "per 1,000 population", "six ", "all ", "most ", "forces ",
])  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join),
    st.text(max_size=120),
    st.text("0123456789 ,.%|-–()\n#*>¼²", max_size=60),
)


def uncovered(text, report):
    spans = [(item.start, item.end) for item in (*report.claims, *report.ignored)]
    covered = [False] * len(text)
    for start, end in spans:
        for at in range(start, end):
            covered[at] = True
    missed = [
        text[max(0, at - 20) : at + 20] for at, letter in enumerate(text) if letter.isdecimal() and not covered[at]
    ]
    word = ""
    for at, letter in enumerate(text + " "):
        if letter.isalpha():
            word += letter
            continue
        if word.lower() in NUMBER_WORDS and word.isascii() and not all(covered[at - len(word) : at]):
            missed.append(text[max(0, at - 30) : at + 10])
        word = ""
    return missed


@given(TEXTS)
def test_every_digit_and_number_word_is_a_claim_or_ignored(text):
    assert uncovered(text, CHECKER.check(text)) == []


@given(TEXTS)
def test_offsets_and_lines_are_exact(text):
    report = CHECKER.check(text)
    for claim in report.claims:
        assert text[claim.start : claim.end] == claim.text
        assert text.count("\n", 0, claim.start) + 1 == claim.line
        assert claim.start - (text.rfind("\n", 0, claim.start) + 1) + 1 == claim.column
    for item in report.ignored:
        assert text[item.start : item.end] == item.text
    assert list(report.claims) == sorted(report.claims, key=lambda claim: (claim.start, claim.end, claim.kind))


@given(TEXTS)
def test_without_facts_only_arithmetic_is_supported_and_nothing_breaks(text):
    supported = [claim for claim in check(text, EMPTY).claims if claim.verdict == "supported"]
    assert all(claim.rule in ("arithmetic", "sum") and not claim.facts for claim in supported)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_an_order_of_facts_changes_no_verdict(text):
    backwards = type(HOSPITAL)(
        HOSPITAL.measures, HOSPITAL.areas, HOSPITAL.facts[::-1], HOSPITAL.notes, (), HOSPITAL.period, HOSPITAL.calendar
    )
    one, two = CHECKER.check(text), Checker(backwards).check(text)
    assert [(c.start, c.kind, c.verdict) for c in one.claims] == [(c.start, c.kind, c.verdict) for c in two.claims]


@pytest.mark.skipif(not REPORT.exists(), reason="the published report is not here")
def test_a_published_report_is_covered():
    text = REPORT.read_text(encoding="utf-8")
    assert uncovered(text, CHECKER.check(text)) == []


def test_a_decoded_facts_file_will_do():
    import json

    data = json.loads(facts_to_json(HOSPITAL))
    text = "There were 10,729 attendances in quarter three."
    assert [c.message for c in check(text, data).claims] == [c.message for c in check(text, HOSPITAL).claims]


def test_strict_counts_open_claims_as_findings():
    text = "The canteen served 5,120 meals."
    assert not check(text, HOSPITAL).refuted
    assert [claim.text for claim in check(text, HOSPITAL, strict=True).refuted] == ["5,120"]


def test_bounds_can_be_changed_by_name():
    text = "Attendances were broadly stable compared with quarter two."
    assert not check(text, HOSPITAL).refuted
    tight = {"stable_percent": 1, "relatively_percent": 1}
    assert [c.text for c in check(text, HOSPITAL, bounds=tight).refuted] == ["stable"]
    with pytest.raises(ValueError, match="no_such_bound"):
        check(text, HOSPITAL, bounds={"no_such_bound": 1})


def test_what_the_outline_requires_must_be_said():
    said = "There were 10,792 attendances in quarter three."
    assert [item.outline_id for item in check(said, WITH_REQUIREMENTS).missing] == ["falls.level"]
    both = said + " There were 147 ward falls."
    assert check(both, WITH_REQUIREMENTS).missing == ()


def test_one_checker_serves_many_threads():
    texts = [f"Rainfall was {value} mm in May 2019." for value in range(30, 46)]
    checker = Checker(RAIN)
    alone = [Checker(RAIN).check(text) for text in texts]
    found = {}
    threads = [threading.Thread(target=lambda t=text: found.__setitem__(t, checker.check(t))) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[text] for text in texts] == alone


def test_the_same_facts_are_named_whatever_the_hash_seed(tmp_path):
    """Several facts bear "rose" and "the three" out: which is named must not depend on the order of a set."""
    by = {"period": HOSPITAL.period, "base": HOSPITAL.period.shifted(-12), "measure": "falls", "area": "st_anne"}
    more = (
        Fact("falls.change_percent", statistic="change_percent", value=Decimal(96), unit="percent", **by),
        Fact("falls.change", statistic="change", value=Decimal(72), unit="count", **by),
        *(
            Fact(
                f"falls.{name}", statistic=name, value=Decimal(value), unit="count", out_of=3, **{**by, "area": "peers"}
            )
            for name, value in (("areas_with_increase", 2), ("areas_with_decrease", 1), ("areas_unchanged", 0))
        ),
    )
    (tmp_path / "facts.json").write_text(facts_to_json(HOSPITAL.with_facts(more)), encoding="utf-8")
    code = (
        "import json, sys; from pcc_narrator.checking import check; from pcc_narrator.contract import claims_to_json; "
        "text = 'Ward falls rose on the same quarter a year earlier. Ward falls rose again. Falls rose in 2 of the 3 trusts.'; "
        "print(claims_to_json(check(text, json.load(open(sys.argv[1])))))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "facts.json")],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1


def test_the_checker_is_light_to_import():
    code = (
        "import sys, pcc_narrator.checking; "
        "bad = {'pandas', 'pydantic', 'langchain', 'matplotlib', 'openai'} & set(sys.modules); sys.exit(str(bad) if bad else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
