"""New data for a report that people have edited: their words stay, figures in them follow where that is certain.

What nobody edited is the program's, and is taken from the new draft; what a model wrote stays where new figures are all
that it needs. What somebody wrote is brought up to date sentence
by sentence (`updating`); what cannot be is left, and listed in refresh.json with three texts: as it was drafted, as it
was edited, as the new data would have it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from pcc_narrator.atomic import write_text
from pcc_narrator.checking import Checker
from pcc_narrator.contract import claims_to_json, read_facts
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import FactSet
from pcc_narrator.periods.keys import period_key
from pcc_narrator.pipeline import CHARTS, CLAIMS, EXCEPTIONS, FACTS, REPORT, RUN, draft_report
from pcc_narrator.review.approvals import PROGRAM
from pcc_narrator.review.blocks import Block, mentions, parse
from pcc_narrator.review.data import REFRESHED
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.log import sha256
from pcc_narrator.review.notes import put_back, with_notes
from pcc_narrator.review.outside import pairs
from pcc_narrator.review.run_record import models_paragraphs, run_record
from pcc_narrator.review.store import FILE
from pcc_narrator.review.undoing import counted
from pcc_narrator.review.updating import Updated, update
from pcc_narrator.review.verdicts import Verdicts

NEW_DATA = "new data"  # what the history calls it, and who did it


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One paragraph that somebody wrote, and the new data: the texts, and the sentences that changed or stay open."""

    key: int
    number: int | None
    drafted: str
    edited: str
    now: str
    new_draft: str
    sentences: tuple[dict[str, str], ...]
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did, or would do."""

    figures: int
    rewritten: int
    added: int
    removed: int
    items: tuple[ThreeWay, ...]

    def count(self, kind: str) -> int:
        """How many sentences of people are "updated", have another "meaning", or are "open"."""
        return sum(sentence["kind"] == kind for item in self.items for sentence in item.sentences)


def refresh(
    folder: Path,
    workspace: Path,
    *,
    as_published_on: date | None = None,
    write: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Refreshed:
    """Compute the facts of the report's period anew, and bring the report up to date.

    Nothing is written unless `write`, and nothing before everything is ready. Raises InputError with every problem of
    the inputs, or where the folder is no report of a period.
    """
    known = _was_known(folder)
    desk = Desk(folder)
    try:
        put_back(desk)
        desk.refresh()
        if desk.facts.period is None:
            raise InputError([Problem(str(folder / FACTS), "names no period of a report.", "Draft the report anew.")])
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / "new"
            draft_report(
                workspace, period_key(desk.facts.period, desk.facts.calendar), made, to=(),
                as_published_on=as_published_on, progress=progress,
            )  # fmt: skip
            progress("comparing with what people wrote")
            facts = with_notes(read_facts(made / FACTS), desk.store.notes())
            found = _Merge(desk, facts, parse((made / REPORT).read_text(encoding="utf-8")), known)
            result = replace(found.result(), figures=_changed_figures(desk.facts, facts))
            if write:
                _write(desk, made, found, result)
        return result
    finally:
        desk.close()


def waiting(folder: Path) -> tuple[ThreeWay, ...]:
    """What the last refresh left to be looked at. Settled items are among them."""
    try:
        rows = json.loads((folder / REFRESHED).read_text(encoding="utf-8"))["paragraphs"]
        return tuple(ThreeWay(**{**row, "sentences": tuple(row["sentences"])}) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def settle(desk: Desk, key: int, version: int, choice: str, author: str) -> None:
    """Somebody decided: `choice` is "now", "edited" or "new_draft", the text that is to stand."""
    with desk.lock:
        items = waiting(desk.folder)
        item = next((one for one in items if one.key == key), None)
        if item is None or choice not in ("now", "edited", "new_draft"):
            raise InputError([Problem(REFRESHED, "does not list this paragraph.", "Load the page again.")])
        text = str(getattr(item, choice))
        if text and choice != "now":
            desk.save(key, text, version, author, f"new data: {choice.replace('_', ' ')}")
        settled = [replace(one, settled=author) if one.key == key else one for one in items]
        _write_items(desk.folder, settled)


class _Merge:
    """The report as it stands, laid over the new draft."""

    def __init__(self, desk: Desk, facts: FactSet, drafted: Sequence[Block], known: bool) -> None:
        self.desk = desk
        self.old, self.new = desk.verdicts, Verdicts(Checker(facts))
        self.drafted = drafted
        self.base = _drafted_texts(desk) if known else {}
        self.told: list[tuple[int, str]] = []
        self.items: list[ThreeWay] = []
        self.counts = {"rewritten": 0, "added": 0, "removed": 0}
        self.fresh: dict[int, Block] = {}  # key of a block to the block of the new draft that it is
        self.of_draft: set[int] = set()  # keys of the blocks whose text comes from the new draft
        self.writers = models_paragraphs(desk.folder)
        self.kept: dict[str, str] = {}  # ids of the paragraphs of a model that stay, and the model
        self.blocks = self._numbered(self._merged())

    def result(self) -> Refreshed:
        """What was done."""
        return Refreshed(0, self.counts["rewritten"], self.counts["added"], self.counts["removed"], tuple(self.items))

    def _merged(self) -> list[Block]:
        blocks = self.desk.blocks
        as_drafted = [replace(block, text=self.base.get(block.key, block.text), removed=False) for block in blocks]
        paired = {old.key: index for index, old in pairs(as_drafted, self.drafted).items()}
        self.fresh = {key: self.drafted[index] for key, index in paired.items()}
        merged = [self._one(block, self.fresh.get(block.key)) for block in blocks]
        places = {index: key for key, index in paired.items()}
        key = self.desk.store.next_key()
        for index, fresh in enumerate(self.drafted):
            if index in places:
                continue
            after = places.get(index - 1)
            at = next((place + 1 for place, block in enumerate(merged) if block.key == after), 0)
            merged.insert(at, replace(fresh, key=key))
            places[index], self.fresh[key] = key, fresh
            self.of_draft.add(key)
            self.told.append((key, NEW_DATA))
            self.counts["added"] += fresh.editable
            key += 1
        return merged

    def _numbered(self, blocks: list[Block]) -> list[Block]:
        """The paragraphs counted anew. Mentions follow: those of the new draft by its numbers, all others by ours."""
        number = min((block.number for block in self.desk.blocks if block.number and not block.removed), default=1)
        final: dict[int, int] = {}
        for block in blocks:
            if block.kind == "paragraph" and not block.removed:
                final[block.key] = number
                number += 1
        ours = {block.number or 0: final[block.key] for block in self.desk.blocks if block.key in final}
        drafts = {fresh.number or 0: final[key] for key, fresh in self.fresh.items() if key in final}
        return [
            mentions(
                replace(block, number=final.get(block.key, block.number)),
                drafts if block.key in self.of_draft else ours,
            )
            for block in blocks
        ]

    def _one(self, block: Block, fresh: Block | None) -> Block:
        if block.removed:
            return block
        base = self.base.get(block.key)
        theirs = block.editable and (base is None or base != block.text)
        if theirs:
            return self._theirs(block, fresh, base or "")
        if fresh is None:
            self.told.append((block.key, NEW_DATA))
            self.counts["removed"] += block.editable
            return replace(block, removed=True, version=block.version + 1)
        if fresh.text == block.text:
            return block
        text = self._of_model(block)
        if text is not None:
            if text == block.text:
                return block
            self.told.append((block.key, NEW_DATA))
            self.counts["rewritten"] += 1
            return replace(block, text=text, version=block.version + 1)
        self.told.append((block.key, NEW_DATA))
        self.counts["rewritten"] += block.editable
        self.of_draft.add(block.key)
        return replace(block, text=fresh.text, version=block.version + 1)

    def _of_model(self, block: Block) -> str | None:
        """What a model wrote, with new figures; None where more than figures would change, or the program wrote it."""
        if block.tag not in self.writers:
            return None
        found = self._updated(block)
        if any(sentence.kind != "updated" for sentence in found.sentences):
            return None
        self.kept[block.tag] = self.writers[block.tag]
        return found.text

    def _updated(self, block: Block) -> Updated:
        blocks = self.desk.blocks
        return update(
            block.text,
            lambda text: self.old.instead(blocks, block.key, text),
            lambda text: self.new.instead(blocks, block.key, text),
        )

    def _theirs(self, block: Block, fresh: Block | None, base: str) -> Block:
        found = self._updated(block)
        new_draft = "" if fresh is None else fresh.text
        if not found.sentences and new_draft in ("", base):
            return block
        if found.sentences:
            shown = tuple(asdict(sentence) for sentence in found.sentences)
            self.items.append(ThreeWay(block.key, block.number, base, block.text, found.text, new_draft, shown))
        if found.text == block.text:
            return block
        self.told.append((block.key, NEW_DATA))
        return replace(block, text=found.text, version=block.version + 1)


def _write(desk: Desk, made: Path, merge: _Merge, result: Refreshed) -> None:
    """The text first, then what it is checked against: a run that was killed between them is finished by the next."""
    desk.replace_all(merge.blocks, merge.told, NEW_DATA)
    _write_items(desk.folder, result.items)
    fresh = desk.folder / f".{CHARTS}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    if (made / CHARTS).is_dir():
        shutil.copytree(made / CHARTS, fresh)
        shutil.rmtree(desk.charts, ignore_errors=True)
        fresh.rename(desk.charts)
    write_text(desk.folder / EXCEPTIONS, (made / EXCEPTIONS).read_text(encoding="utf-8"))
    write_text(desk.folder / RUN, run_record((made / RUN).read_text(encoding="utf-8"), merge.kept))
    write_text(desk.folder / FACTS, (made / FACTS).read_text(encoding="utf-8"))
    desk.renew()
    put_back(desk)
    write_text(desk.folder / CLAIMS, claims_to_json(desk.verdicts.whole(desk.markdown)))


def _write_items(folder: Path, items: Sequence[ThreeWay]) -> None:
    rows = [asdict(item) for item in items]
    write_text(folder / REFRESHED, json.dumps({"paragraphs": rows}, ensure_ascii=False, indent=1) + "\n")


def _drafted_texts(desk: Desk) -> dict[int, str]:
    """The text that the program last gave each block, by a draft or by an earlier refresh; renumbering is no edit."""
    found: dict[int, str] = {}
    for block in desk.blocks:
        before = None
        for event in counted(desk.store.history(block.key)):
            of_program = event.author in (PROGRAM, NEW_DATA) or event.action == "renumber"
            if of_program and before == found.get(block.key):
                found[block.key] = event.text
            before = event.text
    return found


def _was_known(folder: Path) -> bool:
    """Whether it is known what was drafted: the page has its history, or the file is as the program wrote it."""
    if (folder / FILE).is_file():
        return True
    try:
        written = json.loads((folder / RUN).read_text(encoding="utf-8"))["report_sha256"]
        return bool(sha256((folder / REPORT).read_bytes()) == written)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _changed_figures(before: FactSet, now: FactSet) -> int:
    return sum(fact.id in before.by_id and before.by_id[fact.id].value != fact.value for fact in now.facts)
