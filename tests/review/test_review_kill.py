"""The server killed at random points of a scripted edit: after a restart every acknowledged edit is there."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from pcc_narrator.review import verify
from pcc_narrator.review.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]
COMMAND = "from pcc_narrator.cli import main; main()"


class Client:
    """A scripted browser on a server of its own process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "review", str(folder), "--no-browser", "--name", "Script"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout
        found = re.search(r"(http://[^/\s]+)/\S+", self.process.stdout.readline())
        assert found
        self.base, self.address = found[1], found[0]
        self.browser = self.new_browser()

    def new_browser(self) -> tuple[urllib.request.OpenerDirector, str]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(self.address).read().decode()
        csrf = re.search(r'name="csrf" content="([^"]+)"', page)
        assert csrf
        return opener, csrf[1]

    def post(self, path: str, body: dict[str, Any], browser: Any = None) -> Any:
        opener, csrf = browser or self.browser
        request = urllib.request.Request(
            f"{self.base}{path}", json.dumps(body).encode(),
            {"Content-Type": "application/json", "X-CSRF-Token": csrf},
        )  # fmt: skip
        with opener.open(request, timeout=20) as answer:
            return json.loads(answer.read())

    def get(self, path: str, browser: Any = None) -> Any:
        with (browser or self.browser)[0].open(f"{self.base}{path}", timeout=20) as answer:
            return json.loads(answer.read())

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.communicate(timeout=20)


def editable(folder: Path) -> list[int]:
    desk = Desk(folder)
    keys = [block.key for block in desk.blocks if block.kind == "paragraph"]
    desk.close()
    return keys


def test_every_acknowledged_edit_outlives_sigkill(folder: Path) -> None:
    keys, chance = editable(folder), random.Random(8)
    acknowledged: dict[int, str] = {}
    done = 0
    while done < 200:
        client = Client(folder)
        kill = threading.Timer(chance.uniform(0.4, 4.0), client.process.kill)
        kill.start()
        last = None
        try:
            while done < 200:
                key = chance.choice(keys)
                version = client.get(f"/api/block?key={key}")["version"]
                last = (key, f"Edit {done} of the script.")
                client.post("/api/save", {"key": key, "version": version, "text": last[1]})
                acknowledged[key] = last[1]
                last, done = None, done + 1
        except (OSError, urllib.error.URLError):
            done += 1
        kill.cancel()
        client.end(signal.SIGKILL)
        desk = Desk(folder)
        for key, text in acknowledged.items():
            now = desk.block(key).text
            if last is not None and last[0] == key and now == last[1]:
                acknowledged[key] = now  # written, and killed before it could say so
            else:
                assert now == text
            assert text in {event.text for event in desk.history(key)}
        assert (folder / "report.md").read_text(encoding="utf-8") == desk.markdown
        desk.close()


def test_twenty_browsers_for_ten_seconds(folder: Path) -> None:
    keys = editable(folder)
    client = Client(folder)
    wrong: list[str] = []
    acknowledged: list[tuple[int, str]] = []
    slowest = [0.0]
    stop = time.monotonic() + 10

    def work(number: int) -> None:
        browser, turn = client.new_browser(), 0
        while time.monotonic() < stop:
            key = keys[(number + turn) % len(keys)]
            turn += 1
            text = f"Browser {number}, turn {turn}."
            try:
                version = client.get(f"/api/block?key={key}", browser)["version"]
                began = time.monotonic()
                client.post("/api/save", {"key": key, "version": version, "text": text}, browser)
                slowest[0] = max(slowest[0], time.monotonic() - began)
                acknowledged.append((key, text))
                client.get("/api/changes?since=0", browser)
                time.sleep(0.3)
            except urllib.error.HTTPError as error:
                if error.code != 409:
                    wrong.append(f"{error.code}: {error.read()[:200]!r}")
            except Exception as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.end(signal.SIGINT)
    assert wrong == []
    assert len(acknowledged) >= 20
    desk = Desk(folder)
    for key, text in acknowledged:
        assert text in {event.text for event in desk.history(key)}
    desk.close()
    assert slowest[0] < 10


def test_approvals_outlive_sigkill_and_the_log_stays_whole(folder: Path) -> None:
    keys, chance = editable(folder), random.Random(3)
    signed = 0
    for _ in range(4):
        client = Client(folder)
        kill = threading.Timer(chance.uniform(0.4, 1.0), client.process.kill)
        kill.start()
        try:
            while True:
                key = chance.choice(keys)
                body = {"key": key, "version": client.get(f"/api/block?key={key}")["version"]}
                client.post("/api/approve", {**body, "reason": "A reason that is long enough."})
                signed += 1
        except (OSError, urllib.error.URLError):
            pass
        client.end(signal.SIGKILL)
    Desk(folder).close()
    found = verify(folder)
    assert found.problems == ()
    assert found.entries >= signed > 0
