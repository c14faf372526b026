"""Marks of a tagged PDF that its tree does not reach: page numbers and running titles become decoration.

WeasyPrint marks what stands in the margins of a page as content and does not hang it into the tag tree. A screen
reader would not know what to do with it; PDF/UA asks that everything is in the tree or is an artifact.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def margins_to_artifacts(_document: Any, pdf: Any) -> None:
    """A finisher of WeasyPrint: works on the document just before it is written."""
    import pydyf

    objects = {item.number: item for item in pdf.objects}
    typed = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    tied: dict[bytes, set[int]] = defaultdict(set)
    for root in (item for item in typed if item.get("Type") == "/StructTreeRoot"):
        _tie(root, b"", objects, tied)
    for page in (item for item in typed if item.get("Type") == "/Page"):
        stream = _object(page.get("Contents"), objects)
        if isinstance(stream, pydyf.Stream):
            _retag(stream, tied[page.reference])


def _tie(root: Any, page: bytes, objects: dict[int, Any], tied: dict[bytes, set[int]]) -> None:
    """Collects the marks that are reached from the root of the tree, by page."""
    waiting: list[tuple[Any, bytes]] = [(root, page)]
    while waiting:
        node, page = waiting.pop()
        if isinstance(node, int):
            tied[page].add(node)
        elif isinstance(node, list):
            waiting += [(kid, page) for kid in node]
        elif isinstance(node, bytes):
            waiting.append((_object(node, objects), page))
        elif isinstance(node, dict):
            page = node.get("Pg", page)
            waiting.append((node["MCID"] if node.get("Type") == "/MCR" else node.get("K", []), page))


def _object(reference: Any, objects: dict[int, Any]) -> Any:
    return objects.get(int(reference.split()[0])) if isinstance(reference, bytes) else None


def _retag(stream: Any, tied: set[int]) -> None:
    import pydyf

    def mark(match: re.Match[bytes]) -> bytes:
        return match[0] if int(match[1]) in tied else b"/Artifact BMC"

    stream.stream = [_MARK.sub(mark, b"\n".join(pydyf._to_bytes(part) for part in stream.stream))]
