"""Variants in a model's words: figures and notes stay, what the checker does not pass stays the template's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fake_model import model_server
from typer.testing import CliRunner

from pcc_narrator.cli.app import app
from pcc_narrator.contract import read_exceptions, read_facts
from pcc_narrator.drafting.llm.model import Reply
from pcc_narrator.models.fact import FactSet, Note
from pcc_narrator.models.flag import Flag
from pcc_narrator.review.ask.free import Asker
from pcc_narrator.review.blocks import compose, parse
from pcc_narrator.review.retelling import ASKED, retold
from pcc_narrator.variants import KINDS, Variant, write_variants

Read = tuple[FactSet, tuple[Flag, ...], str]
RETOLD = tuple(ASKED)


def paragraph_of(prompt: str) -> str:
    return prompt.split("<paragraph>\n")[1].split("\n</paragraph>")[0]


def overall(said: str) -> str:
    return f"Overall, {said[0].lower()}{said[1:]}"


@dataclass
class Fake:
    """A model that makes its reply of the paragraph that it was sent."""

    makes: Callable[[str], str]
    name: str = "fake"

    def ask(self, request: object) -> Reply:
        text = self.makes(paragraph_of(request.user))  # type: ignore[attr-defined]
        return Reply(json.dumps({"paragraphs": [{"message": "say", "text": text}]}))


@pytest.fixture(scope="module")
def read(drafted: Path) -> Read:
    facts = read_facts(drafted / "facts.json")
    action = Note("act", "action", "Two wards opened early.", (facts.measures[0].id,), "A. Reed")
    text = (drafted / "report.md").read_text(encoding="utf-8")
    return replace(facts, notes=(*facts.notes, action)), tuple(read_exceptions(drafted / "exceptions.json")), text


def made(read: Read, kind: str) -> Variant:
    facts, flags, text = read
    (variant,) = write_variants(facts, flags, text, kinds=(kind,))
    return variant


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d,.]*", text.split("<!--")[0]))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "statement"])
def test_a_variant_is_blocks_and_back(read: Read, kind: str) -> None:
    text = made(read, kind).text
    assert compose(parse(text)) == text


@pytest.mark.parametrize("kind", RETOLD)
def test_other_words_are_taken_and_every_figure_stays(read: Read, kind: str) -> None:
    before = made(read, kind)
    after = retold(before, read[0], read[1], Asker(Fake(overall)))
    assert after.text.count("Overall, ") > 1
    assert figures(after.text) == figures(before.text)
    assert not after.report.refuted
    assert any("in the words of fake" in line for line in after.told)
    assert sum(line.startswith("Reading age") for line in after.told) == (kind == "plain")


@pytest.mark.parametrize("kind", RETOLD)
@pytest.mark.parametrize(
    "says",
    [
        lambda said: "Everything fell by 50 per cent.",
        lambda said: said.replace("{{q1}}", "900"),
        lambda said: f"{said} It is a scandal.",
        lambda said: "",
    ],
    ids=["another figure", "a figure typed", "a reproach", "nothing"],
)
def test_what_does_not_pass_stays_the_template_s(read: Read, kind: str, says: Callable[[str], str]) -> None:
    before = made(read, kind)
    after = retold(before, read[0], read[1], Asker(Fake(says)))
    assert after.text == before.text
    assert any(line.startswith("0 of ") for line in after.told)


def test_approved_notes_and_other_variants_keep_their_words(read: Read) -> None:
    sent: list[str] = []

    def heard(said: str) -> str:
        sent.append(said)
        return said

    release = made(read, "press-release")
    assert "Two wards opened early." in release.text
    retold(release, read[0], read[1], Asker(Fake(heard)))
    assert sent and not any("wards" in said for said in sent)
    posts = made(read, "social")
    assert retold(posts, read[0], read[1], Asker(Fake(heard))) is posts


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_on_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with model_server(lambda prompt: overall(paragraph_of(prompt))) as address:
        arguments = ["--kind", "plain", "--to", "md", "--writer", "openai:fake", "--base-url", address]
        run = CliRunner().invoke(app, ["variants", str(folder), *arguments])
    assert run.exit_code == 0, run.output
    assert "in the words of fake" in run.output
    assert "Overall, " in (folder / "variants" / "plain.md").read_text(encoding="utf-8")
