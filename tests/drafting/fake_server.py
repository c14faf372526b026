"""A FAKE server of the OpenAI protocol, for fault tests only: nothing that it says was said by any model.

Each fault is a function that writes a response to a request; `serve` runs one on 127.0.0.1.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler", int], None]


class Handler(BaseHTTPRequestHandler):
    """One request; the server's `answer` decides what comes back."""

    server: FakeServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        self.server.requests.append(json.loads(self.rfile.read(length)))
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.answer(self, len(self.server.requests))

    def send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the screen."""


class FakeServer(ThreadingHTTPServer):
    """The server, with what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.requests: list[dict[str, Any]] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serve(answer: Answer) -> Iterator[FakeServer]:
    server = FakeServer(answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> bytes:
    """A chat completion with this content."""
    return json.dumps({
        "id": "fake", "object": "chat.completion", "created": 0, "model": "fake-model",
        "choices": [{"index": 0, "finish_reason": finish,
                     "message": {"role": "assistant", "content": content, "refusal": refusal}}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }).encode()  # fmt: skip


def says(content: str | None, **more: Any) -> Answer:
    """Always this content."""
    return lambda handler, _: handler.send(completion(content, **more))


def status(code: int, headers: dict[str, str] | None = None) -> Answer:
    """Always this status."""
    return lambda handler, _: handler.send(b'{"error": {"message": "fake", "type": "fake"}}', code, headers)


def quota(handler: Handler, _: int) -> None:
    """429 for an account without money."""
    handler.send(b'{"error": {"message": "fake", "type": "fake", "code": "insufficient_quota"}}', 429)


def filtered(handler: Handler, _: int) -> None:
    """A request that a content filter holds back."""
    handler.send(b'{"error": {"message": "fake", "type": "fake", "code": "content_filter"}}', 400)


def first(code: int, then: Answer, headers: dict[str, str] | None = None) -> Answer:
    """This status once, then something else."""

    def answer(handler: Handler, number: int) -> None:
        (status(code, headers) if number == 1 else then)(handler, number)

    return answer


def silent(handler: Handler, _: int) -> None:
    """Says nothing for longer than any test waits."""
    time.sleep(3)


def reset(handler: Handler, _: int) -> None:
    """Promises a body and breaks off in the middle of it."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True


def drip(handler: Handler, _: int) -> None:
    """A byte now and then, so that it is never silent and never done."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "100000")
    handler.end_headers()
    for _number in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def not_utf8(handler: Handler, _: int) -> None:
    """Bytes that are no UTF-8."""
    handler.send(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}')
