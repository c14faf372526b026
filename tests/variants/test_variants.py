"""The same facts for other readers: true, short enough, plain enough, and silent where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.assets import asset
from pcc_narrator.checking import check
from pcc_narrator.cli.app import app
from pcc_narrator.contract import exceptions_to_json, facts_to_json
from pcc_narrator.errors import InputError
from pcc_narrator.models.fact import Note
from pcc_narrator.models.period import Calendar
from pcc_narrator.pipeline import Analysis
from pcc_narrator.variants import KINDS, Variant, write_variants
from pcc_narrator.variants.months import in_months, in_years
from pcc_narrator.variants.reading_age import reading_age
from pcc_narrator.variants.social import LIMITS, LINK, length
from pcc_narrator.wording import Wording

PLAN = asset("data/statements/national-measures.yaml")
HEAD = "# Performance report\n\nThe Board of Riverside. Quarter three 2018-19\n\n## Summary\n"


@pytest.fixture(scope="module", params=["wiltshire-2018-19", "nhs-emergency-care"])
def found(request: pytest.FixtureRequest, analysed: Callable[[str, str], Analysis]) -> Analysis:
    return analysed(request.param, "2018-19-Q3")


@pytest.fixture(scope="module")
def police(analysed: Callable[[str, str], Analysis]) -> Analysis:
    return analysed("wiltshire-2018-19", "2018-19-Q3")


def made(found: Analysis, *kinds: str, plan: Path = PLAN) -> dict[str, Variant]:
    done = write_variants(found.facts, found.exceptions.flags, HEAD, kinds=kinds or KINDS, plan=plan)
    return {one.name: one for one in done}


def test_every_claim_of_every_variant_is_supported(found: Analysis) -> None:
    for variant in made(found).values():
        undecided = [claim.text for claim in variant.report.claims if claim.verdict != "supported"]
        assert undecided == [], variant.name
        assert check(variant.text, replace(found.facts, requirements=())) == variant.report


def test_the_same_bytes_again(police: Analysis) -> None:
    assert made(police) == made(police)


def test_a_press_release_has_whose_it_is_and_only_approved_words(police: Analysis) -> None:
    text = made(police, "press-release")["press-release"].text
    assert text.startswith("# Hate crimes in Wiltshire rose by 35.7 per cent in the 12 months to December 2018\n")
    assert "\nThe Board of Riverside. Quarter three 2018-19\n" in text
    done = text.partition("## What is being done")[2].partition("## Notes")[0]
    actions = [line.removeprefix("- ") for line in done.splitlines() if line.startswith("- ")]
    notes = {note.text for note in police.facts.notes if note.kind == "action" and note.approved_by}
    assert actions and set(actions) <= notes


def test_a_quotation_is_used_if_one_was_approved_and_else_its_want_is_told(police: Analysis) -> None:
    without = made(police, "press-release")["press-release"]
    assert any("no approved quotation" in line for line in without.told)
    quote = Note("q", "quotation", "“We must do better,” said the Commissioner.", ("cyber_crime",), "A. Approver")
    facts = replace(police.facts, notes=(*police.facts.notes, quote))
    (variant,) = write_variants(facts, police.exceptions.flags, HEAD, kinds=["press-release"])
    assert quote.text in variant.text
    unapproved = replace(police.facts, notes=(replace(quote, approved_by=""),))
    (variant,) = write_variants(unapproved, police.exceptions.flags, HEAD, kinds=["press-release"])
    assert quote.text not in variant.text and "## What is being done" not in variant.text


def test_a_press_release_says_whom_to_ask_or_marks_the_place(police: Analysis) -> None:
    (marked,) = write_variants(police.facts, police.exceptions.flags, HEAD, kinds=["press-release"])
    assert "\n## Contact\n\n**To fill in before it is sent:" in marked.text
    assert any("no contact" in line for line in marked.told)
    contact = "Press office, 01632 960001, press@example.org"
    (named,) = write_variants(police.facts, police.exceptions.flags, HEAD, kinds=["press-release"], contact=contact)
    assert f"\n## Contact\n\n{contact}\n" in named.text and "To fill in" not in named.text
    assert not any("no contact" in line for line in named.told)


def test_posts_fit_every_network_and_stand_alone(found: Analysis) -> None:
    text = made(found, "social")["social"].text
    posts = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert posts
    assert all(length(post) <= min(LIMITS.values()) - LINK for post in posts)
    assert all(post.startswith(f"{found.facts.areas[0].title}: ") for post in posts)
    assert not any("quarter three" in post for post in posts)


@pytest.mark.parametrize(("text", "size"), [("abc", 3), ("é", 1), ("é", 1), ("日", 2), ("😀", 2)])
def test_characters_are_counted_as_networks_count_them(text: str, size: int) -> None:
    assert length(text) == size


def test_plain_words_are_plain_and_grouped_by_what_is_better(police: Analysis) -> None:
    variant = made(police, "plain")["plain"]
    age = reading_age(variant.text)
    assert age is not None and 6 < age < 11
    assert any(line.startswith(f"Reading age {age:.1f}") for line in variant.told)
    worse = variant.text.partition("## What got worse")[2].partition("\n## ")[0]
    assert "The number of hate crimes went up." in worse and "That is 182 more than in the year before." in worse
    better = variant.text.partition("## What got better")[2].partition("\n## ")[0]
    assert "anti-social behaviour went down" in better
    assert not re.search(r"quarter (one|two|three|four)|12 months|per cent\)", variant.text.partition("\n## ")[2])


def test_long_words_and_sentences_raise_the_reading_age() -> None:
    easy = reading_age("- The cat sat on the mat. The dog ran to the door.\n")
    hard = reading_age("- Notwithstanding considerable organisational transformation, "
                       "disproportionately numerous administrative irregularities materialised.\n")  # fmt: skip
    assert easy is not None and hard is not None and easy < 7 < 18 < hard


def test_without_textstat_the_page_still_comes_out(police: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcc_narrator.variants.reading_age.reading_age", lambda text: None)
    variant = made(police, "plain")["plain"]
    assert "## What got worse" in variant.text and "pip install 'pcc-narrator[plain]'" in variant.told[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("in quarter three", "in the three months to December 2018"),
        ("than in quarter two", "than in the three months to September 2018"),
        ("since quarter four 2016-17", "since the three months to March 2017"),
        ("the same quarter a year earlier", "the same three months a year earlier"),
        ("a quarter of visits", "a quarter of visits"),
    ],
)
def test_quarters_are_named_by_their_months(police: Analysis, said: str, expected: str) -> None:
    w = Wording(police.facts)
    assert w.facts.calendar == Calendar(4)
    assert in_months(w, said) == expected
    assert in_years(f"{said}, the 12 months before") == f"{said}, the year before"


def test_the_statement_has_every_priority_and_says_where_there_is_nothing(police: Analysis) -> None:
    variant = made(police, "statement")["statement"]
    heads = re.findall(r"(?m)^## (.*)$", variant.text)
    assert len(heads) == 7  # six priorities and the source
    assert "### Burglary\n\n- In Wiltshire, burglary fell by 1,099 (25.4 per cent) to 3,222" in variant.text
    assert "### Homicides\n\nThe report holds no figure on this. The Home Office publishes it" in variant.text
    assert any(
        line.startswith("Reduce neighbourhood crime: the plan file does not say whether") for line in variant.told
    )


def test_a_share_among_victims_of_burglary_is_not_told_as_burglary(police: Analysis, tmp_path: Path) -> None:
    """Satisfaction is broken down by "Residential burglary": a percentage of people, not a count of offences."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("title: T\npriorities: [{title: P, measures: [{title: Residential burglary}]}]", encoding="utf-8")
    assert "no figure on this" in made(police, "statement", plan=plan)["statement"].text


def test_the_offices_own_words_are_checked_too(police: Analysis, tmp_path: Path) -> None:
    own = "In Wiltshire recorded burglary fell from 4,321 to 3,222 in the 12 months to December 2018."
    text = PLAN.read_text(encoding="utf-8")
    at = "  - title: Reduce neighbourhood crime\n"
    (tmp_path / "good.yaml").write_text(text.replace(at, f"{at}    statement: {own}\n    applies: It applies.\n"))
    good = made(police, "statement", plan=tmp_path / "good.yaml")["statement"]
    assert own in good.text and not any(line.startswith("Reduce neighbourhood") for line in good.told)
    (tmp_path / "bad.yaml").write_text(text.replace(at, f"{at}    statement: {own.replace('3,222', '3,232')}\n"))
    with pytest.raises(Exception, match="the statement was not written; the facts refute it"):
        made(police, "statement", plan=tmp_path / "bad.yaml")


@pytest.mark.parametrize(
    ("content", "said"),
    [("title: [", "is no YAML"), ("title: x", "priorities"), ("title: x\npriorities: []", "priorities"),
     ("title: x\npriorities: [{title: a, measures: [{title: b, colour: red}]}]", "priorities.0.measures.0.colour")],
)  # fmt: skip
def test_a_plan_file_that_is_wrong_names_the_place(police: Analysis, tmp_path: Path, content: str, said: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(said)):
        made(police, "statement", plan=plan)


def test_nothing_flagged_is_said(police: Analysis) -> None:
    for kind in ("press-release", "social"):
        (variant,) = write_variants(police.facts, (), HEAD, kinds=[kind])
        assert "Nothing was flagged in this period." in variant.text


def test_unknown_kinds_and_facts_without_areas_are_refused(police: Analysis) -> None:
    with pytest.raises(InputError, match="'poem' is no variant"):
        made(police, "poem")
    with pytest.raises(InputError, match="names no area"):
        write_variants(replace(police.facts, areas=()), (), kinds=["plain"])


def test_the_command_writes_both_forms_and_keeps_what_was_edited(police: Analysis, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(facts_to_json(police.facts), encoding="utf-8")
    (tmp_path / "exceptions.json").write_text(exceptions_to_json(police.exceptions.flags), encoding="utf-8")
    (tmp_path / "run.json").write_text('{"made": {}}', encoding="utf-8")
    run = CliRunner()
    first = run.invoke(app, ["variants", str(tmp_path), "--kind", "social,plain"])
    assert first.exit_code == 0, first.output
    assert {path.name for path in (tmp_path / "variants").iterdir()} == {
        "social.md",
        "social.html",
        "plain.md",
        "plain.html",
    }
    edited = tmp_path / "variants" / "social.md"
    edited.write_text("ours", encoding="utf-8")
    again = run.invoke(app, ["variants", str(tmp_path), "--kind", "social,plain", "--to", "md"])
    assert (tmp_path / "social.edited-1.md").read_text() == "ours"
    assert "social.edited-1.md" in again.output and "plain.edited" not in again.output
    assert "no form" in run.invoke(app, ["variants", str(tmp_path), "--to", "pdf"]).output
