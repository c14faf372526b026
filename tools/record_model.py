"""Record a small real model over the sample, and measure it: what `make record` runs.

Writes data/replay/wiltshire-2018-19-q3 (the model picks, orders and groups), the cassettes of the tests, and
outputs/eval (one table, one page: three forms of reply, the template, and the model without constraint).

`--only chat` records what the model replies to a few questions on the review page instead (minutes).

Serve the model on 127.0.0.1:8099 first. On two idle cores this takes about an hour with the model named here; it can be
stopped and started again: replies that are kept are not asked for twice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODEL = "qwen2.5-coder-1.5b-instruct"
SAMPLE, PERIOD = "data/wiltshire-2018-19", "2018-19-Q3"
FOLDER = "data/replay/wiltshire-2018-19-q3"
PROGRAM = [sys.executable, "-c", "from pcc_narrator.cli import main; main()"]
PATIENT = {"PCC_NARRATOR_IN_FLIGHT": "1", "PCC_NARRATOR_TIMEOUT": "900", "PCC_NARRATOR_DEADLINE": "6000"}


def run(*arguments: str) -> None:
    """One command of the program, or of Python; what it says is shown."""
    command = [*PROGRAM, *arguments] if arguments[0] != "-m" else [sys.executable, *arguments]
    print("$", " ".join(arguments), flush=True)
    environment = {**os.environ, **PATIENT, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, cwd=ROOT, env=environment, check=False)


def about(model_file: Path | None, commit: str) -> dict[str, str]:
    """What is recorded, of which file, and how it is recorded again."""
    kept = json.loads((ROOT / FOLDER / "about.json").read_text()) if (ROOT / FOLDER / "about.json").exists() else {}
    sha256 = hashlib.sha256(model_file.read_bytes()).hexdigest() if model_file else kept.get("sha256", "")
    return {
        "model": MODEL,
        "shape": "choices",
        "name": "Qwen2.5-Coder-1.5B-Instruct, GGUF",
        "licence": "Apache-2.0",
        "sha256": sha256,
        "served_by": "llama.cpp llama-server -c 8192 -np 1",
        "commit": commit,
        "recorded_again_by": (
            f"pcc-narrator draft {SAMPLE} -p {PERIOD} -o outputs/recorded --writer openai-choose:{MODEL} "
            f"--base-url http://127.0.0.1:8099/v1 --replies {FOLDER} --fresh"
        ),
    }


def main() -> None:
    """Record, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", default="http://127.0.0.1:8099/v1")
    parser.add_argument("--model-file", type=Path, help="the GGUF file that is served, for its sha256")
    parser.add_argument("--sections", default="", help="measure these sections only, by id")
    parser.add_argument(
        "--only", default="", choices=["", "chat"], help="chat: only the answers of the review page, for its tests"
    )
    parser.add_argument("--skip", default="", help="replay, cassettes, eval: what is not to be done, with commas")
    chosen = parser.parse_args()
    skip = set(chosen.skip.split(","))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    if chosen.only == "chat":
        sys.path.insert(0, str(ROOT / "tools"))
        from record_chat import record

        os.environ.update(PATIENT)
        known = about(chosen.model_file, commit)
        again = f"python tools/record_model.py --only chat --base-url {chosen.base_url}"
        record(MODEL, chosen.base_url, {**known, "shape": "paragraphs", "recorded_again_by": again})
        return
    if "replay" not in skip:
        (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
        (ROOT / FOLDER / "about.json").write_text(json.dumps(about(chosen.model_file, commit), indent=1) + "\n")
        run("draft", SAMPLE, "-p", PERIOD, "-o", "outputs/recorded", "--writer", f"openai-choose:{MODEL}",
            "--base-url", chosen.base_url, "--replies", FOLDER)  # fmt: skip
    if "cassettes" not in skip:
        run("-m", "pytest", "tests/drafting/test_drafting_recorded.py", "--record-mode=rewrite")
    if "eval" not in skip:
        writers = [part for shape in ("choose", "write", "segments") for part in ("-w", f"openai-{shape}:{MODEL}")]
        only = ["--sections", chosen.sections] if chosen.sections else []
        run("eval", f"{SAMPLE}@{PERIOD}", *writers, "--free", f"openai:{MODEL}", "--base-url", chosen.base_url,
            "--replies", "outputs/eval/replies", "--beside", "data/real-report/words.csv",
            "-o", "outputs/eval", *only)  # fmt: skip


if __name__ == "__main__":
    main()
