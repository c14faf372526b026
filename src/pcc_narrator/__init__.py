"""pcc-narrator: writes a performance report from data, and proves every figure in it.

    from pcc_narrator import load_workspace, compute_facts, find_exceptions, outline, draft, check, render

Each name is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pcc_narrator.checking import check as check
    from pcc_narrator.contract import facts_from_json as facts_from_json
    from pcc_narrator.contract import read_facts as read_facts
    from pcc_narrator.drafting import draft as draft
    from pcc_narrator.facts import compute_facts as compute_facts
    from pcc_narrator.flags import find_exceptions as find_exceptions
    from pcc_narrator.outlining import outline as outline
    from pcc_narrator.rendering import render as render
    from pcc_narrator.workspace import load_workspace as load_workspace

_HOMES = {
    "load_workspace": "pcc_narrator.workspace",
    "compute_facts": "pcc_narrator.facts",
    "find_exceptions": "pcc_narrator.flags",
    "outline": "pcc_narrator.outlining",
    "draft": "pcc_narrator.drafting",
    "check": "pcc_narrator.checking",
    "render": "pcc_narrator.rendering",
    "read_facts": "pcc_narrator.contract",
    "facts_from_json": "pcc_narrator.contract",
}
__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
