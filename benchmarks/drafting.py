"""Wall time of a draft whose model takes two seconds a section: 31 sections, eight in flight.

The server is a FAKE: it waits, then gives each point's plain version back. Run: python benchmarks/drafting.py
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "drafting")]

from fake_server import Handler, completion, serve  # noqa: E402

from pcc_narrator.drafting import draft, totals  # noqa: E402
from pcc_narrator.drafting.llm.providers import Server, openai  # noqa: E402
from pcc_narrator.drafting.llm.writer import Limits, ModelWriter  # noqa: E402
from pcc_narrator.evaluating import stage_of  # noqa: E402

SECTIONS, LATENCY, IN_FLIGHT = 31, 2.0, 8


def slow(handler: Handler, number: int) -> None:
    """The plain versions, after the latency."""
    user = handler.server.requests[number - 1]["messages"][1]["content"]
    time.sleep(LATENCY)
    said, point = {}, ""
    for line in user.splitlines():
        if line.startswith("p") and "Must use" in line:
            point = line.partition(":")[0]
            said[point] = "x"
        elif line.strip().startswith("plain: "):
            said[point] = line.strip().removeprefix("plain: ")
    handler.send(completion(json.dumps(said)))


def main() -> None:
    """Measure and print."""
    stage = stage_of(ROOT / "data" / "wiltshire-2018-19", "2018-19-Q3")
    part = stage.outline.parts[0]
    some = [section for one in stage.outline.parts for section in one.sections]
    while len(some) < SECTIONS:
        some.append(replace(some[len(some) % 7], id=f"again_{len(some)}"))
    outline = replace(stage.outline, parts=(replace(part, sections=tuple(some[:SECTIONS])),))
    with serve(slow) as server:
        warm = replace(outline, parts=(replace(part, sections=tuple(some[:1])),))
        for tries in (1, 3):
            model = openai("fake", Server(base_url=server.base_url))
            writer = ModelWriter(model, name="openai:fake", in_flight=IN_FLIGHT, limits=Limits(tries=tries))
            draft(warm, stage.facts, writer=writer)  # pays for the imports
            server.requests.clear()
            began = time.monotonic()
            made = draft(outline, stage.facts, writer=writer, check=lambda text, _: stage.check(text))
            print(
                f"{SECTIONS} sections, {LATENCY:g} s a request, {IN_FLIGHT} in flight, at most {tries} tries: "
                f"{time.monotonic() - began:.1f} s, {totals(made.runs)['calls']} requests"
            )


if __name__ == "__main__":
    main()
