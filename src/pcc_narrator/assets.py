"""Where the files that ship with the program are: prompts, templates, sample workspaces."""

from __future__ import annotations

from pathlib import Path


def asset(name: str) -> Path:
    """The path of a shipped file or folder, such as "prompts/section.txt" or "data/wiltshire-2018-19".

    In an installed wheel they lie beside this module; in a source checkout at the root of the project.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "_assets", here.parent.parent):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"{name} is not part of this installation")
