"""A small HTTP server that answers POST /v1/state from a script, as a stand-in for the local model server."""

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "geheim"
READER = "Leser"


def said(state: object, reader: object = READER) -> bytes:
    """Return the body of an answer."""
    return json.dumps({"reader": reader, "state": state}).encode()


@dataclass
class StateScript:
    """How the server behaves, and what it has seen; `release` unset: it reads until the asker hangs up."""

    answer: Callable[[str], bytes] = lambda _: said([1.0, -2.0])
    status: int = 200
    models_status: int = 200
    release: threading.Event = field(default_factory=threading.Event)
    prompts: list[str] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.release.set()


@contextmanager
def state_server(script: StateScript, models: Sequence[str] = ("m",)) -> Iterator[str]:
    """Serve on a free loopback port; gives the base URL, which ends in /v1."""
    handler = type("Handler", (_Handler,), {"script": script, "models": models})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept
    script: StateScript
    models: Sequence[str]

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        listed = {"object": "list", "data": [{"id": name} for name in self.models]}
        self._say(self.script.models_status, json.dumps(listed).encode())

    def do_POST(self) -> None:
        self.script.connections.add(self.client_address)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/state":
            self._say(404, b"{}")
        elif self.headers.get("Authorization") != f"Bearer {KEY}":
            self._say(401, b"{}")
        else:
            self.script.prompts.append(body["prompt"])
            if self._is_left():
                self.script.hung_up.set()
            else:
                self._say(self.script.status, self.script.answer(body["prompt"]))

    def _is_left(self) -> bool:
        while not self.script.release.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return True
        return False

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
