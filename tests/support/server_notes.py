"""Notes what becomes of requests inside a server, so that no test need guess when one has arrived or its asker left."""

import threading
from typing import Any

PATIENCE_SECONDS = 60


class ServerNotes:
    """How many requests were begun (the server works, and listens whether the asker leaves) and how many have ended."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._counts = {"begun": 0, "ended": 0}

    def add(self, what: str) -> None:
        with self._changed:
            self._counts[what] += 1
            self._changed.notify_all()

    def wait_for(self, what: str, count: int) -> None:
        with self._changed:
            came = self._changed.wait_for(lambda: self._counts[what] >= count, PATIENCE_SECONDS)
            assert came, f"{self._counts[what]} of {count} {what}"


class NotingServer:
    """ASGI middleware that notes."""

    def __init__(self, app: Any, notes: ServerNotes) -> None:
        self._app, self._notes = app, notes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = False

        async def noting_receive() -> Any:
            nonlocal read
            if read:
                self._notes.add("begun")
            message = await receive()
            read = read or not message.get("more_body")
            return message

        try:
            await self._app(scope, noting_receive, send)
        finally:
            self._notes.add("ended")
