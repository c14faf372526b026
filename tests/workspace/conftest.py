"""A small sound workspace on disk, and a way to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from workspace_files import SOUND

Make = Callable[..., Path]


@pytest.fixture
def make_workspace(tmp_path: Path) -> Make:
    """Writes the sound workspace, with files replaced, changed by (old, new) pairs, or left out (None)."""

    def make(changes: dict[str, str | bytes | list[tuple[str, str]] | None] | None = None) -> Path:
        folder = tmp_path / "workspace"
        folder.mkdir()
        files: dict[str, str | bytes | None] = dict(SOUND)
        for name, change in (changes or {}).items():
            if isinstance(change, list):
                text = SOUND[name]
                for old, new in change:
                    assert old in text, (name, old)
                    text = text.replace(old, new, 1)
                files[name] = text
            else:
                files[name] = change
        for name, content in files.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / name).write_bytes(data)
        return folder

    return make
