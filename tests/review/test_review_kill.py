"""The server killed at random points of a scripted edit: after a restart every acknowledged edit is there."""

from __future__ import annotations

import random
import signal
import threading
import time
import urllib.error
from http.client import HTTPException
from itertools import count
from pathlib import Path

import pytest
from served import Served

from pcc_narrator.review import verify
from pcc_narrator.review.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]
EDITS, KILLS = 200, 6
SECONDS = 60  # that twenty people edit at once
DIED = (OSError, HTTPException)  # refused, reset, or an answer that ends in its middle


def editable(folder: Path) -> dict[int, int]:
    """The paragraphs of a report: their keys, and the versions that they have."""
    desk = Desk(folder)
    versions = {block.key: block.version for block in desk.blocks if block.kind == "paragraph"}
    desk.close()
    return versions


def unless_answered(error: BaseException) -> None:
    """A server that was killed gives no status: one that came is a fault of the program."""
    if isinstance(error, urllib.error.HTTPError):
        raise error


def test_every_acknowledged_edit_outlives_sigkill(folder: Path) -> None:
    versions, chance = editable(folder), random.Random(8)
    acknowledged: dict[int, str] = {}
    kills = sorted(chance.sample(range(1, EDITS), KILLS))  # the number of the edit during which each falls
    done = 0
    while done < EDITS:
        last = None
        with Served(folder) as client:
            try:
                while done < EDITS:
                    if kills and done >= kills[0]:
                        kills.pop(0)
                        threading.Timer(chance.uniform(0, 0.3), client.kill).start()
                    key = chance.choice(list(versions))
                    last = (key, f"Edit {done} of the script.")
                    answer = client.post("/api/save", {"key": key, "version": versions[key], "text": last[1]})
                    versions |= {block["key"]: block["version"] for block in answer["blocks"]}
                    acknowledged[key] = last[1]
                    last, done = None, done + 1
            except DIED as error:
                unless_answered(error)
                done += 1
        desk = Desk(folder)
        for key, text in acknowledged.items():
            now = desk.block(key).text
            if last is not None and last[0] == key and now == last[1]:
                acknowledged[key] = now  # written, and killed before it could say so
            else:
                assert now == text
            assert text in {event.text for event in desk.history(key)}
        assert (folder / "report.md").read_text(encoding="utf-8") == desk.markdown
        versions = {key: desk.block(key).version for key in versions}
        desk.close()
    assert not kills


def test_twenty_browsers_for_a_minute(folder: Path) -> None:
    """No error, no lost edit: every text that was sent is in the history, those of a conflict as set aside."""
    keys = list(editable(folder))
    wrong: list[str] = []
    acknowledged: list[tuple[int, str]] = []
    conflicts: list[tuple[int, str]] = []
    until = time.monotonic() + SECONDS

    def work(number: int) -> None:
        try:
            browser = client.new_browser()
            for turn in count():
                if time.monotonic() > until:
                    break
                key, text = keys[(number + turn) % len(keys)], f"Browser {number}, turn {turn}."
                version = client.get(f"/api/block?key={key}", browser)["version"]
                try:
                    client.post("/api/save", {"key": key, "version": version, "text": text}, browser)
                except urllib.error.HTTPError as error:
                    with error:
                        if error.code == 409:
                            conflicts.append((key, text))
                        else:
                            wrong.append(f"{error.code}: {error.read()[:200]!r}")
                    continue
                acknowledged.append((key, text))
                client.get("/api/changes?since=0", browser)
        except Exception as error:
            wrong.append(repr(error))

    with Served(folder) as client:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        client.end(signal.SIGINT)
    assert wrong == []
    assert {text.split(",")[0] for _, text in acknowledged} == {f"Browser {number}" for number in range(20)}
    desk = Desk(folder)
    kept = {key: {event.text for event in desk.history(key)} for key in keys}
    for key, text in [*acknowledged, *conflicts]:
        assert text in kept[key]
    assert all(desk.block(key).text in {text for _, text in acknowledged} for key in {key for key, _ in acknowledged})
    desk.close()


def test_approvals_outlive_sigkill_and_the_log_stays_whole(folder: Path) -> None:
    keys, chance = list(editable(folder)), random.Random(3)
    signed = 0
    for _ in range(4):
        with Served(folder) as client:
            kill = threading.Timer(chance.uniform(0.1, 0.6), client.kill)
            try:
                while True:
                    key = chance.choice(keys)
                    body = {"key": key, "version": client.get(f"/api/block?key={key}")["version"]}
                    client.post("/api/approve", {**body, "reason": "A reason that is long enough."})
                    signed += 1
                    if not kill.ident:
                        kill.start()
            except DIED as error:
                unless_answered(error)
    Desk(folder).close()
    found = verify(folder)
    assert found.problems == ()
    assert found.entries >= signed > 0
