"""A foreign chat server, as small as can be: speaks the OpenAI protocol and says what it was told to say."""

import json
import select
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class TinyChatServer:
    """What is said, how slowly, and what happened to the requests."""

    words: Sequence[str]
    seconds_per_word: float = 0.0
    seconds_before: float = 0.0
    url: str = ""
    begun: int = 0
    abandoned: threading.Event = field(default_factory=threading.Event)


@contextmanager
def tiny_chat_server(
    words: Sequence[str], seconds_per_word: float = 0.0, seconds_before: float = 0.0
) -> Iterator[TinyChatServer]:
    """Serve on a free loopback port; `seconds_before` is how long the prompt is read."""
    state = TinyChatServer(words, seconds_per_word, seconds_before)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    state: TinyChatServer

    def do_GET(self) -> None:
        self._send(json.dumps({"object": "list", "data": [{"id": "tiny", "object": "model"}]}).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.state.begun += 1
        if self._is_abandoned_within(self.state.seconds_before):
            self.state.abandoned.set()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for word in self.state.words:
                self._event(json.dumps(_chunk(word)))
                time.sleep(self.state.seconds_per_word)
            self._event(json.dumps(_chunk("", "stop")))
            self._event("[DONE]")
        except OSError:
            self.state.abandoned.set()

    def _is_abandoned_within(self, seconds: float) -> bool:
        readable, _, _ = select.select([self.connection], [], [], seconds)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    def _event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def _chunk(text: str, reason: str | None = None) -> dict:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "tiny", "choices": [choice]}
