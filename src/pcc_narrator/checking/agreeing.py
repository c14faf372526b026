"""What the sentences and cells of one text say of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.one_subject import in_one_row
from pcc_narrator.checking.read_sentence import ReadSentence, borne_out
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.repeats import find_disagreements
from pcc_narrator.checking.table_sums import check_totals
from pcc_narrator.checking.within.next_sentence import find_of_sentence_before
from pcc_narrator.checking.within.said_again import find_said_again, pairs_of_sentences
from pcc_narrator.checking.within.totals_opened import find_totals_of_items
from pcc_narrator.models.figure import Figure


def agree(reads: tuple[ReadSentence, ...], bounds: Bounds, *, any_facts: bool) -> tuple[ReadSentence, ...]:
    """The sentences, with what other sentences or cells of the same text contradict.

    `any_facts`: whether there are facts to judge by; without any, the text's own figures are taken as they stand.
    """
    by_start = {read.sentence.start: read for read in reads}
    found = [
        (by_start[said.start], at, judged)
        for said, at, judged in find_disagreements(r.sentence for r in reads if r.sentence.block.kind != "row")
    ]
    for read, at, judged in found:
        own = read.figures.get(at)
        if own is not None and own.verdict == "not_enough_information":
            read.figures[at] = replace(judged, reading=own.reading)
    _beside_other_sentences(reads, by_start, bounds)
    for read, parts, judged in _totals(reads):
        own = read.figures.get(0)
        if own is None:
            continue
        if own.verdict == "supported":
            _judge_rest(parts, judged)
            continue
        if judged.verdict == "supported":
            stands = all(borne_out(part.figures, (0,), any_facts=any_facts) for part in parts)
        else:
            stands = own.verdict == "not_enough_information"
        if stands:
            read.figures[0] = replace(judged, reading=own.reading)
    for read, at, judged in in_one_row(reads, bounds):
        read.figures[at] = judged
    return reads


def _beside_other_sentences(reads: tuple[ReadSentence, ...], by_start: dict[int, ReadSentence], bounds: Bounds) -> None:
    """What no fact bears out, and the sentence before it or its paragraph contradicts."""
    told = [read.sentence for read in reads if read.sentence.block.kind not in ("cell", "head", "row")]
    found = [
        (two, at, judged)
        for one, two in pairs_of_sentences(told)
        for at, judged in find_of_sentence_before(one.items, two.items, bounds)
    ]
    for sentence, at, judged in (*found, *find_said_again(told), *find_totals_of_items(told)):
        read = by_start[sentence.start]
        own = read.figures.get(at)
        if sentence.items[at].figure is None:
            if any(step == at and word.verdict == "refuted" for step, _, word in read.words):
                continue
            read.words.append((at, "arithmetic", judged))
        elif own is not None and own.verdict == "not_enough_information":
            read.figures[at] = replace(judged, reading=own.reading)


def _judge_rest(parts: tuple[ReadSentence, ...], total: Judged) -> None:
    """The one part of a proved total that no fact knows ("all other roles"), by what its proved parts leave."""
    unknown = [part for part in parts if 0 in part.figures and part.figures[0].verdict != "supported"]
    if len(unknown) == 1 and unknown[0].figures[0].verdict == "not_enough_information":
        own = unknown[0].figures[0]
        unknown[0].figures[0] = replace(total, expected=None, reading=own.reading)


def _totals(
    reads: tuple[ReadSentence, ...],
) -> Iterator[tuple[ReadSentence, tuple[ReadSentence, ...], Judged]]:
    """Each total of a table with its parts, and what adding them up says of it."""
    tables: dict[int, dict[tuple[int, int], list[ReadSentence]]] = {}
    for read in reads:
        cell = read.sentence.block.cell
        if cell is not None and read.sentence.block.kind == "cell":
            tables.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(read)
    for table in tables.values():
        cells: dict[tuple[int, int], Figure] = {}
        heads: dict[tuple[int, int], tuple[str, str]] = {}
        for place, inside in table.items():
            cell = inside[0].sentence.block.cell
            assert cell is not None
            heads[place] = (cell.row_head, cell.column_head)
            items = inside[0].sentence.items
            if len(inside) == 1 and len(items) == 1 and items[0].figure is not None:
                cells[place] = items[0].figure
        for place, parts, judged in check_totals(cells, heads):
            yield table[place][0], tuple(table[part][0] for part in parts), judged
