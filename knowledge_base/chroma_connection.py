"""Opens Chroma: a given server, the one that `make run` started, or the folder itself, for this process alone."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from filelock import FileLock, Timeout

from knowledge_base.errors import AlreadyRunning, ConfigurationError, StorageError
from knowledge_base.settings import KnowledgeSettings, keep_loopback_direct

HEARTBEAT_SECONDS = 3.0
"""How long a server that was named in the state folder may take to say that it lives."""


@dataclass(frozen=True, slots=True)
class ChromaConnection:
    """A Chroma client, where it leads, and how to let go of it."""

    client: Any
    address: str
    close: Callable[[], None]


def connect(settings: KnowledgeSettings) -> ChromaConnection:
    """Open Chroma as the settings and the running processes say.

    Raises StorageError when a server cannot be reached, AlreadyRunning when another process holds the folder.
    """
    if settings.chroma_url:
        return _server(settings.chroma_url)
    own = running_server(settings.state)
    return _server(own) if own else _folder(settings.state)


def running_server(state: Path) -> str | None:
    """Return the address of the Chroma server named in run/chroma.json, if its process lives and it answers."""
    try:
        note = json.loads((state / "run" / "chroma.json").read_text(encoding="utf-8"))
        url, pid = str(note["url"]), int(note["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return url if _alive(pid) and _answers(url) else None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # it is there, but belongs to another user
    return True


def _answers(url: str) -> bool:
    try:
        # Never through a proxy: the server stands in the same house.
        with httpx.Client(trust_env=False, timeout=HEARTBEAT_SECONDS) as client:
            return client.get(f"{url.rstrip('/')}/api/v2/heartbeat").is_success
    except httpx.HTTPError:
        return False


def _server(url: str) -> ChromaConnection:
    import chromadb
    from chromadb.errors import ChromaError

    parts = urlsplit(url if "//" in url else f"http://{url}")
    if not parts.hostname:
        raise ConfigurationError(f"AMTSLOTSE_CHROMA_URL ist keine Adresse: „{url}“.", "Beispiel: http://127.0.0.1:8100")
    keep_loopback_direct()
    secure = parts.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=parts.hostname, port=parts.port or (443 if secure else 80), ssl=secure, settings=_quiet_settings()
        )
    except (ChromaError, ValueError, httpx.HTTPError) as exc:
        raise StorageError(
            f"Der Chroma-Server {url} ist nicht erreichbar.", "Bitte starten oder AMTSLOTSE_CHROMA_URL prüfen."
        ) from exc
    return ChromaConnection(client, url, lambda: None)


def _folder(state: Path) -> ChromaConnection:
    import chromadb
    from chromadb.errors import ChromaError

    lock = lock_folder(state)
    folder = chroma_folder(state)
    try:
        client = chromadb.PersistentClient(path=str(folder), settings=_quiet_settings())
    except (ChromaError, ValueError, RuntimeError, OSError) as exc:
        lock.release()
        raise StorageError(
            f"Der Index in {folder} lässt sich nicht öffnen.", "Bitte neu aufbauen: python -m ingest rebuild"
        ) from exc
    return ChromaConnection(client, str(folder), lambda: _let_go(client, lock))


def chroma_folder(state: Path) -> Path:
    """Return where Chroma keeps its files, served or embedded."""
    return state / "chroma"


def lock_folder(state: Path) -> FileLock:
    """Take Chroma's folder for this process alone; whoever starts a server on it holds this as long as it runs.

    Raises AlreadyRunning when another process holds it, StorageError when the folder cannot be written.
    """
    folder = chroma_folder(state)
    # Taken and released by different threads of a process.
    lock = FileLock(state / "chroma.lock", timeout=0, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as exc:
        raise AlreadyRunning(
            f"Ein anderer Vorgang benutzt gerade den Index in {folder}.",
            "Bitte warten, bis er fertig ist, oder alles über `make run` starten.",
        ) from exc
    except OSError as exc:
        raise StorageError(
            f"Der Ordner {folder} ist nicht beschreibbar ({exc.strerror}).", "Bitte Schreibrechte prüfen."
        ) from exc
    return lock


def _let_go(client: Any, lock: FileLock) -> None:
    client.close()
    lock.release()


def _quiet_settings() -> Any:
    """No telemetry, and no look into the product's own .env file."""
    from chromadb.config import Settings

    return Settings(_env_file=None, anonymized_telemetry=False)
