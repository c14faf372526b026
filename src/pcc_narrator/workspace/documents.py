"""YAML as people write it in plan.yaml, notes.yaml and concerns.yaml: every scalar a text, every node with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from pcc_narrator.workspace.problems import Findings, Place

DEEPEST = 20
MOST_NODES = 200_000  # a file that repeats itself through anchors can unfold without end

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null", "Null", "NULL")
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """Decoded YAML: mappings, lists, texts and None. `lines` gives the line of the value (or key) at a path."""

    place: Place
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_yaml(text: str, place: Place, findings: Findings) -> Document | None:
    """The document of a text; None, with the problem remembered, where it is no YAML.

    Numbers stay texts ("0.10" is not 0.1, 2018-19 no sum), so that each field reads them in its own way; tags are
    refused, and a key that is given twice is a problem.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        findings.add(
            place,
            f"this is not YAML: {error.problem or error.context}.",
            "Look at the indentation, and put quotes around a text that holds a colon.",
            row=None if mark is None else mark.line + 1,
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        findings.add(place, f"this is not YAML: {' '.join(str(error).split())}.")
        return None
    document = Document(place)
    if node is not None:
        document.data = _Builder(document, findings).build(node, ())
    return document


def without_nulls(data: Any) -> Any:
    """The data without keys that have no value: "target:" with nothing behind it says nothing."""
    if isinstance(data, Mapping):
        return {key: without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [without_nulls(item) for item in data]
    return data


def records(document: Document, key: str, findings: Findings) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """(line, fields) of each entry of a list document. The list may stand under `key:` or by itself."""
    data: Any = document.data
    path: Path = ()
    if isinstance(data, Mapping) and set(data) == {key}:
        data, path = data[key], (key,)
    if data is None:
        return
    if not isinstance(data, list):
        findings.add(document.place, "the file must hold a list: each entry begins with a dash.")
        return
    for number, entry in enumerate(data):
        line = document.line((*path, number))
        if isinstance(entry, Mapping):
            yield line, {str(name): value for name, value in entry.items()}
        else:
            findings.add(document.place, "each entry must have named fields such as `id: ...`.", row=line)


class _Builder:
    """Turns nodes into plain data and remembers lines."""

    def __init__(self, document: Document, findings: Findings) -> None:
        self.document = document
        self.findings = findings
        self.nodes = 0

    def build(self, node: Any, path: Path) -> Any:
        self.nodes += 1
        line = node.start_mark.line + 1
        self.document.lines.setdefault(path, line)
        if self.nodes > MOST_NODES or len(path) > DEEPEST:
            if self.nodes == MOST_NODES + 1 or self.nodes <= MOST_NODES:
                self.findings.add(self.document.place, "the file unfolds to far more than a person wrote.", row=line)
            return None
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self.findings.add(self.document.place, "tags are not taken here.", "Remove it.", row=line, value=node.tag)
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NULLS else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, number)) for number, item in enumerate(node.value)]
        return self.mapping(node, path)

    def mapping(self, node: Any, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.add(self.document.place, "a key must be one word.", row=line)
                continue
            key = str(key_node.value)
            if key in result:
                first = self.document.lines[(*path, key)]
                self.findings.add(
                    self.document.place,
                    f"the key {key!r} is given twice (first in row {first}).",
                    "Keep one.",
                    row=line,
                )
                continue
            self.document.lines[(*path, key)] = line
            result[key] = self.build(value_node, (*path, key))
        return result
