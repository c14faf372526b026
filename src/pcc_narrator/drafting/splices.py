"""Clauses joined by a comma alone, taken apart: "{{f1:clause}}, {{f2:clause}}." is two sentences.

A rendered clause is a whole statement, so a full stop can stand wherever a comma alone stands between two of them. No
word is changed. A clause right behind "while" or its like hangs on the next ("While {{f1:clause}}, {{f2:clause}}."):
there the comma is right and stays. Where such a word stands further off nobody knows, and that is said.
"""

from __future__ import annotations

import re

_CLAUSE = r"\{\{[^{}]*:\s*clause\s*\}\}"
_SPLICE = re.compile(rf"({_CLAUSE})\s*,\s*(?={_CLAUSE})")
_REFERENCE = re.compile(r"\{\{[^{}]*\}\}")
_HANGING = frozenset(
    {"while", "whilst", "although", "though", "whereas", "as", "because", "since", "when", "where", "after", "before"}
    | {"if", "unless", "until", "once", "given"}
)
_WORD = re.compile(r"[A-Za-z]+")
_STOP = re.compile(r"[.!?;]")


def unspliced(text: str) -> tuple[str, bool]:
    """The text, its references not yet filled in, with a full stop for each comma that joins two clauses alone.

    False beside it where it cannot be told whether a comma joins alone: then it is as it was.

    >>> unspliced("{{f1:clause}}, {{f2:clause}}.")
    ('{{f1:clause}}. {{f2:clause}}.', True)
    """
    parts = _SPLICE.split(text)  # words, clause, words, clause, …: each clause stands in front of a comma and a clause
    made = ""
    for before, clause in zip(parts[::2], parts[1::2], strict=False):
        words = [word.lower() for word in _WORD.findall(_STOP.split(_REFERENCE.sub(" ", before))[-1])]
        hangs = bool(words) and words[-1] in _HANGING and not before.rstrip().endswith("}}")
        if not hangs and not _HANGING.isdisjoint(words):
            return text, False
        made += f"{before}{clause}{',' if hangs else '.'} "
    return made + parts[-1], True
