"""One report from the shipped data: the workspace is written, drafted from, and kept beside the report."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pcc_narrator.atomic import replaced_folder
from pcc_narrator.drafting import Writer
from pcc_narrator.pipeline import Finished, Progress, draft_report
from pcc_narrator.workspace.importers.open_data import write_open_workspace

WORKSPACE = "workspace"


def draft_area(
    name: str,
    period: str,
    out: Path,
    *,
    writer: Writer | str = "template",
    to: tuple[str, ...] = ("html",),
    allow_findings: bool = False,
    progress: Progress = lambda _: None,
) -> Finished:
    """The report on the area that a name means. Its workspace is kept as `workspace` in the output folder.

    Raises InputError with the nearest known name, or for a period that the data lack.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = write_open_workspace(name, Path(folder) / WORKSPACE, period=period)
        finished = draft_report(
            made, period, out, writer=writer, to=to, allow_findings=allow_findings, progress=progress
        )
        with replaced_folder(out / WORKSPACE) as kept:
            for path in sorted(made.iterdir()):
                shutil.copyfile(path, kept / path.name)
    return finished
