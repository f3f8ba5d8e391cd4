"""The reader as answering needs it: the local model server reads, and nobody waits for it longer than wanted."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import wait
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from assistant.adapters.chat_connection import ChatConnection, read_connection
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import reader_name

if TYPE_CHECKING:
    import httpx

_LOG = logging.getLogger(__name__)
_LOOK_UP_SECONDS = 0.02
_CONNECT_SECONDS = 5.0
_SECONDS = 60.0
_KEPT_OPEN_SECONDS = 2.0
"""Less than the server keeps an idle connection, so that none is used that it is just closing."""

_MOST_BYTES = 1_000_000
_MOST_NUMBERS = 16_384
_WITHOUT_READING = "Die Antwort gilt ohne diese Prüfung."


class _Answer(BaseModel):
    """What the server says; anything else is refused."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    reader: str
    state: list[FiniteFloat] = Field(min_length=1, max_length=_MOST_NUMBERS)


class ServedReader:
    """A Reader (see assistant.answering.reading) that the local model server is; threads may share it.

    `connect` names the server anew for each prompt, because it may have been restarted elsewhere; None: none runs.
    """

    def __init__(self, name: str, connect: Callable[[], ChatConnection | None]) -> None:
        self._name, self._connect = name, connect
        self._lock = threading.Lock()
        self._requests: tuple[asyncio.AbstractEventLoop, httpx.AsyncClient] | None = None

    @property
    def name(self) -> str:
        """The model and its layers."""
        return self._name

    def read(self, prompt: str) -> list[float]:
        """Return the prompt's state, as long as the server's turns take; raises ModelUnavailable, and says so."""
        try:
            return self.read_while(lambda: True, prompt)
        except ModelUnavailable as problem:
            _LOG.warning("Nicht gelesen: %s", problem)  # who asks goes on without
            raise

    def read_while(self, wanted: Callable[[], bool], prompt: str) -> list[float]:
        """Return the prompt's state; the request is broken off once it is not `wanted`. Raises ModelUnavailable."""
        connection = self._connect()
        if connection is None:
            raise ModelUnavailable(
                "Das eingebaute Sprachmodell läuft nicht, das Belege und Aussagen liest.", _WITHOUT_READING
            )
        loop, client = self._running_requests()
        asked = None
        try:
            while wanted():
                asked = asked or asyncio.run_coroutine_threadsafe(self._ask(client, connection, prompt), loop)
                if wait([asked], timeout=_LOOK_UP_SECONDS).done:
                    return asked.result()
        finally:
            if asked is not None:
                asked.cancel()
        raise ModelUnavailable("Auf den Leser wird nicht mehr gewartet.", _WITHOUT_READING)

    async def _ask(self, client: "httpx.AsyncClient", connection: ChatConnection, prompt: str) -> list[float]:
        import httpx

        headers = {"Authorization": f"Bearer {connection.api_key}"}
        content = b""
        try:
            request = client.stream("POST", f"{connection.url}/state", json={"prompt": prompt}, headers=headers)
            async with request as response:
                response.raise_for_status()
                async for part in response.aiter_bytes():
                    content += part
                    if len(content) > _MOST_BYTES:
                        raise _other_answer()
        except httpx.HTTPStatusError as exc:
            raise _no_answer(f"HTTP {exc.response.status_code}") from exc
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as exc:
            raise _no_answer(type(exc).__name__) from exc
        return self._state(content)

    def _state(self, content: bytes) -> list[float]:
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError as exc:
            raise _other_answer() from exc
        if answer.reader != self._name:
            raise ModelUnavailable(f"Gelesen hat {answer.reader[:100]}, nicht {self._name}.", _WITHOUT_READING)
        return answer.state

    def _running_requests(self) -> "tuple[asyncio.AbstractEventLoop, httpx.AsyncClient]":
        """Return the loop and client of all requests; the loop runs in a daemon thread, started with the first."""
        import httpx

        with self._lock:
            if self._requests is None:
                loop = asyncio.new_event_loop()
                client = httpx.AsyncClient(
                    trust_env=False,  # a proxy is never asked for an address on this machine
                    timeout=httpx.Timeout(_SECONDS, connect=_CONNECT_SECONDS),
                    limits=httpx.Limits(keepalive_expiry=_KEPT_OPEN_SECONDS),
                )
                self._requests = loop, client
                threading.Thread(target=loop.run_forever, name="reader-requests", daemon=True).start()
            return self._requests


def open_reader(settings: Settings) -> ServedReader | None:
    """Return the reader, which connects to nothing yet; None when the settings want none."""
    if not settings.wants_reader:
        return None
    return ServedReader(reader_name(locked_model(Purpose.CHAT)), lambda: read_connection(settings.state))


def _no_answer(reason: str) -> ModelUnavailable:
    """Say why, without an error's own text, which may hold the prompt or the key."""
    return ModelUnavailable(f"Der Leser antwortet nicht ({reason}).", _WITHOUT_READING)


def _other_answer() -> ModelUnavailable:
    return ModelUnavailable("Der Leser gibt keinen Zustand zurück, mit dem sich rechnen lässt.", _WITHOUT_READING)
