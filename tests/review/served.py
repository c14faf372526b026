"""`pcc-narrator review` in a process of its own, and a scripted browser on it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

COMMAND = "from pcc_narrator.cli import main; main()"
PATIENCE = 120  # seconds that an answer may take before something hangs; no test is about speed


class Served:
    """The program as a person starts it. Used in `with`: no process and no pipe outlives a test."""

    def __init__(self, folder: Path, *options: str, name: str = "Script") -> None:
        self.folder, self.options, self.name = folder, options, name
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def __enter__(self) -> Served:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.end(signal.SIGKILL)

    def start(self, port: int = 0) -> None:
        """Start it, and wait until it says its address."""
        options = ["--no-browser", f"--name={self.name}", f"--port={port}", *self.options]
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "review", str(self.folder), *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            line = self.process.stdout.readline()
            said += line
            if not line:
                self.end(signal.SIGKILL)
                raise AssertionError(f"The program did not start: {said}")
        self.address = found[0]
        self._browser: Any = None

    @property
    def base(self) -> str:
        """The address without its key."""
        return self.address.split("/?")[0]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.base.rpartition(":")[2])

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it, wait for that, close its pipe; gives the exit code and the rest of what it said."""
        process, self.process = self.process, None
        assert process is not None
        process.send_signal(how)
        try:
            output, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        return process.returncode, output

    # A scripted browser

    def new_browser(self) -> tuple[urllib.request.OpenerDirector, str]:
        """Open the page; gives what later requests need."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with opener.open(self.address, timeout=PATIENCE) as answer:
            csrf = re.search(r'name="csrf" content="([^"]+)"', answer.read().decode())
        assert csrf
        return opener, csrf[1]

    def get(self, path: str, browser: Any = None) -> Any:
        """What a look-up answers."""
        with self._of(browser)[0].open(f"{self.base}{path}", timeout=PATIENCE) as answer:
            return json.loads(answer.read())

    def post(self, path: str, body: dict[str, Any], browser: Any = None) -> Any:
        """What a change answers."""
        opener, csrf = self._of(browser)
        request = urllib.request.Request(
            f"{self.base}{path}", json.dumps(body).encode(),
            {"Content-Type": "application/json", "X-CSRF-Token": csrf},
        )  # fmt: skip
        with opener.open(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())

    def _of(self, browser: Any) -> Any:
        if browser is None:
            browser = self._browser = self._browser or self.new_browser()
        return browser
