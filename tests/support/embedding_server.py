"""A small HTTP server that answers every embeddings request with what it was told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class EmbeddingScript:
    """What the server answers, and what it has seen; `ports` are those from which the requests came."""

    answer: bytes = b'{"object": "list", "data": [{"index": 0, "embedding": [0.5, -2, 3e-05]}]}'
    status: int = 200
    seconds: float = 0.0
    paths: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)


@contextmanager
def embedding_server(script: EmbeddingScript) -> Iterator[str]:
    """Serve on a free loopback port; gives the base URL, which ends in /v1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    script: EmbeddingScript
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""

    def do_POST(self) -> None:
        self.script.paths.append(self.path)
        self.script.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.script.keys.append(self.headers.get("Authorization", ""))
        self.script.ports.append(self.client_address[1])
        time.sleep(self.script.seconds)
        self.send_response(self.script.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.script.answer)))
        self.end_headers()
        self.wfile.write(self.script.answer)
