"""Which variants there are, and making those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.variants import plain, press, social, statement
from pcc_narrator.variants.types import Source, Variant, source_of

KINDS = (press.NAME, social.NAME, plain.NAME, statement.NAME)
_MAKERS: dict[str, Callable[[Source], Variant]] = {
    press.NAME: press.press_release,
    social.NAME: social.social,
    plain.NAME: plain.plain,
}


def write_variants(
    facts: FactSet,
    flags: Sequence[Flag],
    markdown: str = "",
    *,
    kinds: Sequence[str],
    plan: Path | None = None,
    contact: str = "",
) -> tuple[Variant, ...]:
    """The variants named in `kinds`, in that order; the same bytes for the same input.

    `markdown` is the full report, for its title and whose it is; `plan` the plan file of the statement; `contact` whom
    the press may ask. Raises InputError for a kind that is not known, facts without areas or a plan file that is wrong;
    FindingsError should the facts refute a finished text.
    """
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise InputError([Problem("--kind", f"{kind!r} is no variant.", f"Choose from {', '.join(KINDS)}.")
                          for kind in unknown])  # fmt: skip
    if not facts.areas:
        raise InputError([Problem("facts.json", "names no area.", "The first area is the one the report is about.")])
    source = source_of(facts, flags, markdown, contact)
    made = []
    for kind in dict.fromkeys(kinds):
        if kind == statement.NAME:
            if plan is None:
                raise InputError([Problem("--plan", "is needed for the statement.", "Name its plan file.")])
            made.append(statement.statement(source, statement.read_statement_plan(plan)))
        else:
            made.append(_MAKERS[kind](source))
    return tuple(made)
