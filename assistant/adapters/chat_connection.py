"""Which chat server to talk to: the one that the settings name, or the embedded one that is running."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable, StorageError

RUN_FILE = Path("run", "chat.json")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class ChatConnection:
    """An OpenAI-compatible server: `url` ends in /v1; no `model`: the first that it lists; no `pid`: a foreign one."""

    url: str
    model: str
    api_key: str = field(default="", repr=False)
    pid: int = 0

    @property
    def is_local(self) -> bool:
        """Tell whether the server is on this machine."""
        return urlsplit(self.url).hostname in _LOOPBACK


def find_connection(settings: Settings) -> ChatConnection:
    """Return the server in force; raises ModelUnavailable when the embedded one is not running."""
    if settings.chat_url:
        return ChatConnection(
            settings.chat_url.rstrip("/"), settings.chat_model, settings.chat_api_key.get_secret_value()
        )
    connection = read_connection(settings.state)
    if connection is None:
        raise ModelUnavailable(
            "Das eingebaute Sprachmodell läuft nicht.",
            "Starten Sie es mit: make run, oder warten Sie, bis es geladen ist (bis dahin gelten die Zitate).",
        )
    return connection


def read_connection(state: Path) -> ChatConnection | None:
    """Return what the embedded server has written; None when there is nothing, or its process is gone."""
    try:
        values = json.loads((state / RUN_FILE).read_text(encoding="utf-8"))
        connection = ChatConnection(**values)
        os.kill(connection.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return connection


def write_connection(state: Path, connection: ChatConnection) -> None:
    """Write the address and key where only the owner can read them, in one step; raises StorageError."""
    target = state / RUN_FILE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".chat")  # mkstemp gives mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(connection), file)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as exc:
        raise StorageError(
            f"{target} lässt sich nicht schreiben ({exc.strerror}).", "Prüfen Sie Platz und Rechte dieses Ordners."
        ) from exc


def remove_connection(state: Path, pid: int) -> None:
    """Remove the file of process `pid`; another process's file stays."""
    connection = read_connection(state)
    if connection is not None and connection.pid == pid:
        (state / RUN_FILE).unlink(missing_ok=True)
