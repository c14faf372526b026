"""The parts of a workspace, and reading their bytes."""

from __future__ import annotations

from pathlib import Path

from pcc_narrator.workspace.problems import Findings, Place

LARGEST_FILE = 50_000_000  # bytes of one input file; a workspace holds counted figures, not events
WORKBOOK = "workspace.xlsx"
FILES = {
    "plan": "plan.yaml",
    "observations": "observations.csv",
    "areas": "areas.csv",
    "populations": "populations.csv",
    "notes": "notes.yaml",
    "media": "media.csv",
    "concerns": "concerns.yaml",
    "delivery": "delivery.csv",
    "breaks": "breaks.csv",
    "introduction": "introduction.md",
}
REQUIRED = ("plan", "observations", "areas")


def read_bytes(path: Path, place: Place, findings: Findings) -> bytes | None:
    """The content of a file no larger than LARGEST_FILE."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            findings.add(
                place,
                f"the file has {size / 1e6:,.0f} MB; no more than {LARGEST_FILE // 1_000_000} MB are read.",
                "A workspace holds counted figures: count first (`pcc-narrator import`).",
            )
            return None
        return path.read_bytes()
    except OSError as error:
        findings.add(place, f"the file cannot be read: {error.strerror or error}.")
        return None
