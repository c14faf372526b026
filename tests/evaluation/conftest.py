"""The evaluation is no package: its modules are found beside its runner."""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "checker"
if str(FOLDER) not in sys.path:
    sys.path.insert(0, str(FOLDER))
