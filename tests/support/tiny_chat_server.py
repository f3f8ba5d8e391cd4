"""A foreign chat server, as small as can be: speaks the OpenAI protocol and says what it was told to say."""

import json
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
    url: str = ""
    begun: int = 0
    abandoned: threading.Event = field(default_factory=threading.Event)


@contextmanager
def tiny_chat_server(words: Sequence[str], seconds_per_word: float = 0.0) -> Iterator[TinyChatServer]:
    """Serve on a free loopback port."""
    state = TinyChatServer(words, seconds_per_word)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def _handler(state: TinyChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(json.dumps({"object": "list", "data": [{"id": "tiny", "object": "model"}]}).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            state.begun += 1
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for word in state.words:
                    self._event(json.dumps(_chunk(word)))
                    time.sleep(state.seconds_per_word)
                self._event(json.dumps(_chunk("", "stop")))
                self._event("[DONE]")
            except OSError:
                state.abandoned.set()

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

    return Handler


def _chunk(text: str, reason: str | None = None) -> dict:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "tiny", "choices": [choice]}
