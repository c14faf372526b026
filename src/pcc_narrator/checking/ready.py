"""A fact set made ready to check texts against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pcc_narrator.checking.counting_areas import area_kinds
from pcc_narrator.checking.index import Index
from pcc_narrator.checking.lexicon import Bounds, default_bounds
from pcc_narrator.checking.names import Names
from pcc_narrator.checking.note_words import NoteWords
from pcc_narrator.checking.unknown_names import known_words
from pcc_narrator.contract import facts_from_json
from pcc_narrator.models.fact import FactSet


class Ready:
    """What the checks of all texts share. Once built it changes in nothing but memos of what follows from it, so that
    threads can share it."""

    def __init__(self, facts: FactSet | Mapping[str, Any], *, bounds: Mapping[str, Any] | None = None) -> None:
        self.facts = facts if isinstance(facts, FactSet) else facts_from_json(facts)
        self.bounds: Bounds = default_bounds().changed(bounds) if bounds else default_bounds()
        self.index = Index(self.facts)
        self.names = Names(self.index)
        self.notes = NoteWords(self.facts.notes)
        self.kinds = area_kinds(self.index)
        self.known_words = known_words(self.index)
