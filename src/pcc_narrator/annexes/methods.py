"""The method note: how figures were computed and tested, and how many of them; what people say of how they count."""

from __future__ import annotations

from collections import Counter

from pcc_narrator.models.fact import FactSet

METHOD_COLUMNS = ("kind", "method", "figures", "approved_by")


def method_rows(facts: FactSet) -> tuple[tuple[str, ...], ...]:
    """Operations and tests with the number of figures that rest on each, then approved notes on method."""
    operations = Counter(fact.derivation.operation.split(" since ")[0] for fact in facts.facts if fact.derivation)
    tests = Counter((fact.method or "").split(";")[0] for fact in facts.facts if fact.method)
    rows = [("computation", name.replace("_", " "), str(count), "") for name, count in sorted(operations.items())]
    rows += [("test or limit", name, str(count), "") for name, count in sorted(tests.items())]
    rows += [
        (note.kind, note.text, "", note.approved_by) for note in facts.notes if note.kind in ("method", "definition")
    ]
    return tuple(rows)
