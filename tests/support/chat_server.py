"""A small HTTP server that speaks the OpenAI protocol from a script, as a stand-in for other people's chat servers."""

import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "skript-1b"


@dataclass
class ChatScript:
    """How the server behaves, and what it has seen; `seconds_before` is how long it reads the prompt."""

    tokens: tuple[str, ...] = ("Die ", "Gebühr ", "beträgt ", "93 ", "Euro.")
    seconds_before: float = 0.0
    seconds_per_token: float = 0.0
    status: int = 200
    refuses_likelihoods: bool = False
    holds_the_prompt: bool = True
    ends_well: bool = True
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)


@contextmanager
def chat_server(script: ChatScript) -> Iterator[str]:
    """Serve on a free loopback port; gives the base URL, which ends in /v1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    script: ChatScript

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}, {"id": "other"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.script.requests.append(body)
        self.script.keys.append(self.headers.get("Authorization", ""))
        if self.script.status != 200:
            self._json(self.script.status, {"error": {"message": "no"}})
        elif not self.script.holds_the_prompt:
            self._json(400, {"error": {"message": "too long", "code": "context_length_exceeded"}})
        elif self.script.refuses_likelihoods and "logprobs" in body:
            self._json(400, {"error": {"message": "logprobs are not supported"}})
        elif not body.get("stream"):
            self._json(200, {"choices": [{"index": 0, "message": {"role": "assistant", "content": "x"}}]})
        elif self._is_left_within(self.script.seconds_before):
            self.script.hung_up.set()
        else:
            self._stream(likelihoods="logprobs" in body)

    def _is_left_within(self, seconds: float) -> bool:
        readable, _, _ = select.select([self.connection], [], [], seconds)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    def _stream(self, *, likelihoods: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for token in self.script.tokens:
                time.sleep(self.script.seconds_per_token)
                self._event(json.dumps(_chunk(token, likelihoods=likelihoods)))
            if self.script.ends_well:
                self._event(json.dumps(_chunk("", reason="stop")))
                self._event("[DONE]")
            else:
                self._event("{broken")
        except OSError:
            self.script.hung_up.set()

    def _event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def _json(self, status: int, value: dict[str, Any]) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _chunk(token: str, *, likelihoods: bool = False, reason: str | None = None) -> dict[str, Any]:
    choice: dict[str, Any] = {"index": 0, "delta": {"role": "assistant", "content": token}, "finish_reason": reason}
    if likelihoods:
        top = [{"token": token, "logprob": -0.1, "bytes": None}, {"token": "Dazu", "logprob": -2.5, "bytes": None}]
        choice["logprobs"] = {"content": [{"token": token, "logprob": -0.1, "bytes": None, "top_logprobs": top}]}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": [choice]}
