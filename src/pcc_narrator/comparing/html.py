"""A comparison as one page that asks nothing of any server and needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from pcc_narrator.comparing.figures import iterate
from pcc_narrator.comparing.rows import (
    flag_kinds_moved,
    flag_subject,
    move_row,
    place,
    revision_row,
    side_title,
    withdrawn_row,
)
from pcc_narrator.comparing.types import Comparison, FlagMove
from pcc_narrator.wording.cells import measure_title
from pcc_narrator.wording.nouns import inside


def to_html(comparison: Comparison) -> str:
    """The page: figures, revisions, exceptions, words. Meaning is never by colour alone."""
    c = comparison
    page: str = _template().render(
        title=f"{side_title(c.new)} compared with {inside(side_title(c.old))}",
        area=c.new.facts.areas[0].title if c.new.facts.areas else "",
        old=side_title(c.old),
        new=side_title(c.new),
        main=[move_row(c, move) for move in iterate(c.moves, main=True)],
        others=[move_row(c, move) for move in iterate(c.moves, main=False)],
        unchanged=c.unchanged,
        added=[measure_title(c.new.facts, one) for one in c.measures_added],
        removed=[measure_title(c.old.facts, one) for one in c.measures_removed],
        revised=[revision_row(c, revision) for revision in c.revisions if revision.supplied],
        followed=[revision_row(c, revision) for revision in c.revisions if not revision.supplied],
        withdrawn=[withdrawn_row(c, fact) for fact in c.withdrawn],
        kinds=flag_kinds_moved(c),
        flags=[
            (title, _flags(c, [move for move in c.flags if move.kind == kind]))
            for kind, title in (("came", "Came"), ("went", "Went"), ("stayed", "Stayed"))
        ],
        texts=[(place(change), change) for change in c.texts],
        texts_unchanged=c.texts_unchanged,
    )
    return page


def _flags(c: Comparison, moves: Sequence[FlagMove]) -> list[tuple[str, str]]:
    return [
        (flag_subject(c.old.facts if move.kind == "went" else c.new.facts, move.flag), move.flag.evidence)
        for move in moves
    ]


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(__package__).joinpath("page.html").read_text(encoding="utf-8"))
