"""The review page on the larger sample, in a real Chromium: first page, verdicts after a pause, look-ups, memory.

    python benchmarks/review.py [SECONDS]    # 20 editors at once for so long (60)

Prints one table. Needs Chromium and the packages of the tests.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "review"))

from browsing import ARGUMENTS, CHROMIUM, edit, figure_of, opened  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from served import Served  # noqa: E402

from pcc_narrator.pipeline import draft_report  # noqa: E402

QUESTIONS = (
    "Which measures got worse for two quarters running?", "Why is crime volume flagged?",
    "What is the conviction rate?", "Compare recorded crime with its peers.", "Which targets were missed?",
    "What is flagged?",
)  # fmt: skip


def main() -> None:
    """Draft, serve, measure, print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "report"
        draft_report(ROOT / "data" / "wiltshire-2018-19", "2018-19-Q3", folder, to=())
        rows: list[tuple[str, str, str]] = []
        began = time.perf_counter()
        with Served(folder) as served:
            rows.append(("start to the address", "", f"{time.perf_counter() - began:.2f} s"))
            rows += in_the_browser(served)
            rows.append(look_ups(served))
            rows.append(("memory of the server", "300 MB", f"{memory(served):.0f} MB"))
            rows += many_editors(served, seconds)
            rows.append(("memory after that", "300 MB", f"{memory(served):.0f} MB"))
    print(f"load average {os.getloadavg()[0]:.1f}")
    for name, bar, found in rows:
        print(f"{name:52} {bar:>8} {found:>40}")


def in_the_browser(served: Served) -> list[tuple[str, str, str]]:
    """The first page three times, and twenty pauses, each after another wrong figure."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = opened(browser, served.address)
        firsts = []
        for _ in range(3):
            began = time.perf_counter()
            page.reload(wait_until="domcontentloaded")
            firsts.append(time.perf_counter() - began)
        block, right, _ = figure_of(page)
        edit(page, block)
        area = page.locator(f"#{block} textarea")
        text = area.input_value()
        for turn in range(20):
            other = int(right.replace(",", "")) + turn + 1  # another each time: no verdict is remembered
            area.fill(text.replace(right, f"{other:,}"))
            while page.evaluate("performance.getEntriesByName('verdicts').length") <= turn:
                time.sleep(0.02)
        spent = page.evaluate("performance.getEntriesByName('verdicts').map(one => one.duration)")
        blocks = page.locator(".block").count()
        page.keyboard.press("Escape")
        browser.close()
    waits = f"median {statistics.median(spent):.0f}, worst {max(spent):.0f} ms"
    return [
        (f"first page, {blocks} blocks", "1 s", f"{min(firsts):.2f} s at best, {max(firsts):.2f} s at worst"),
        ("pause to verdicts in the browser, 20 times", "300 ms", waits),
    ]  # fmt: skip


def look_ups(served: Served) -> tuple[str, str, str]:
    """Each question five times over HTTP."""
    import json
    import urllib.request

    opener, csrf = served.new_browser()
    spent = []
    for question in QUESTIONS * 5:
        request = urllib.request.Request(
            f"{served.base}/api/ask", json.dumps({"question": question}).encode(),
            {"Content-Type": "application/json", "X-CSRF-Token": csrf},
        )  # fmt: skip
        began = time.perf_counter()
        with opener.open(request) as answer:
            answer.read()
        spent.append((time.perf_counter() - began) * 1000)
    return "look-ups without a model", "200 ms", f"median {statistics.median(spent):.0f}, worst {max(spent):.0f} ms"


def many_editors(served: Served, seconds: float) -> list[tuple[str, str, str]]:
    """Twenty editors who save, look and pause; conflicts are no errors."""
    keys = [int(key) for key in _paragraphs(served)]
    spent: list[float] = []
    conflicts, wrong = [0], [0]
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        browser, turn = served.new_browser(), 0
        while time.monotonic() < end:
            turn += 1
            key = keys[(number * 5 + turn) % len(keys)]
            version = served.get(f"/api/block?key={key}", browser)["version"]
            began = time.perf_counter()
            try:
                served.post("/api/save", {"key": key, "version": version, "text": f"Editor {number}, {turn}."}, browser)
                spent.append(time.perf_counter() - began)
            except urllib.error.HTTPError as error:
                with error:
                    (conflicts if error.code == 409 else wrong)[0] += 1
            time.sleep(0.3)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shown = f"{len(spent)} saved, {conflicts[0]} conflicts, {wrong[0]} errors"
    waits = f"median {statistics.median(spent):.2f}, worst {max(spent):.2f} s"
    return [(f"20 editors for {seconds:.0f} s", "0 errors", shown), ("a save while 20 edit", "", waits)]


def _paragraphs(served: Served) -> list[str]:
    import re

    opener, _ = served.new_browser()
    with opener.open(f"{served.base}/") as page:
        return re.findall(r'<div class="block paragraph" id="b(\d+)"', page.read().decode())


def memory(served: Served) -> float:
    """The highest resident memory of the server so far, in MB."""
    assert served.process is not None
    status = Path(f"/proc/{served.process.pid}/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
