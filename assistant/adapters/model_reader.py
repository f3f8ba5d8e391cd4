"""The reader as answering needs it: the embedded server's second model, asked for the state at a prompt's end."""

import math
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.adapters.chat_connection import ChatConnection, find_connection
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable

if TYPE_CHECKING:
    import httpx

_MOST_SECONDS = 30.0
_KEPT_OPEN_SECONDS = 2.0
"""Less than the server keeps a connection open, so that no request meets a closed one."""

_REMEDY = "Die Antwort gilt ohne diese Prüfung; sehen Sie nach in logs/chat.log."


class ModelReader:
    """A Reader (see assistant.answering.reading) over HTTP; threads may share it.

    `connect` names the server anew for each request, because the embedded one may have been restarted elsewhere.
    """

    def __init__(self, connect: Callable[[], ChatConnection], *, timeout_seconds: float) -> None:
        self._connect = connect
        self._timeout = timeout_seconds
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str], httpx.Client] = {}

    @property
    def name(self) -> str:
        """The model and its layers, or that it cannot be asked."""
        try:
            return self._connect().reader_name or "nicht erreichbar"
        except ModelUnavailable:
            return "nicht erreichbar"

    def read(self, prompt: str) -> list[float]:
        """Return the state at the prompt's last token, not normalised.

        Raises ModelUnavailable when no reader runs, when it refuses (a prompt that is too long) or takes too long.
        """
        import httpx

        connection = self._connect()
        if not connection.reader_url:
            raise ModelUnavailable("Der Leser läuft nicht oder wird noch geladen.", _REMEDY)
        try:
            client = self._client_for(connection)
            answer = client.post("/embeddings", json={"input": prompt, "encoding_format": "float"})
            return _state(answer.raise_for_status().json())
        except httpx.HTTPStatusError as exc:
            raise ModelUnavailable(f"Der Leser lehnt ab (HTTP {exc.response.status_code}).", _REMEDY) from exc
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OverflowError) as exc:
            raise ModelUnavailable(f"Der Leser antwortet nicht ({type(exc).__name__}).", _REMEDY) from exc

    def _client_for(self, connection: ChatConnection) -> "httpx.Client":
        import httpx

        where = connection.reader_url, connection.api_key
        with self._lock:
            if where not in self._clients:
                self._clients.clear()  # a restarted server has another address and key: the old client is of no use
                self._clients[where] = httpx.Client(
                    base_url=connection.reader_url,
                    headers={"Authorization": f"Bearer {connection.api_key}"},
                    limits=httpx.Limits(keepalive_expiry=_KEPT_OPEN_SECONDS),
                    timeout=self._timeout,
                    trust_env=False,  # a proxy is never asked for an address on this machine
                )
            return self._clients[where]


def open_reader(settings: Settings) -> ModelReader | None:
    """Make the reader of the embedded chat model; None when the settings want none. Connects to nothing yet."""
    if not settings.wants_reader:
        return None
    return ModelReader(
        lambda: find_connection(settings), timeout_seconds=min(settings.chat_timeout_seconds, _MOST_SECONDS)
    )


def _state(answer: object) -> list[float]:
    """Take the numbers out of an answer; raises ValueError when they are not there."""
    try:
        numbers = answer["data"][0]["embedding"]  # type: ignore[index]
    except (LookupError, TypeError) as exc:
        raise ValueError("keine Zahlen") from exc
    if not isinstance(numbers, list) or not numbers:
        raise ValueError("keine Zahlen")
    if not all(type(number) in (float, int) for number in numbers):
        raise ValueError("keine Zahlen")
    state = [float(number) for number in numbers]
    if not all(map(math.isfinite, state)):
        raise ValueError("keine endlichen Zahlen")
    return state
