"""The services that make up the product, and how one sees that each is ready."""

import sys
from pathlib import Path

from assistant.adapters.chat_connection import read_connection
from assistant.adapters.model_maker import without_it
from assistant.adapters.model_server import SERVER_COMMAND
from assistant.processes.environment import REPOSITORY
from assistant.processes.service import Service
from assistant.settings import Settings

_PROBE_SECONDS = 2.0


def chroma_service(settings: Settings, port: int) -> Service:
    """Chroma over the state folder, on a loopback port."""
    program = str(Path(sys.executable).with_name("chroma"))
    command = (program, "run", "--path", str(settings.state / "chroma"), "--host", "127.0.0.1", "--port", str(port))
    heartbeat = f"http://127.0.0.1:{port}/api/v2/heartbeat"
    return Service("chroma", "Der Index (Chroma)", command, lambda _: answers(heartbeat))


def api_service(settings: Settings) -> Service:
    """The API."""
    command = (sys.executable, "-m", "assistant", "serve")
    health = f"{base_url(settings.api_host, settings.api_port)}/health"
    return Service("api", "Die Schnittstelle (API)", command, lambda _: answers(health))


def ui_service(settings: Settings) -> Service:
    """The screens."""
    options = {
        "server.address": settings.ui_host,
        "server.port": str(settings.ui_port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": str(settings.upload_megabytes),
        "browser.gatherUsageStats": "false",
    }
    flags = [text for name, value in options.items() for text in (f"--{name}", value)]
    command = (sys.executable, "-m", "streamlit", "run", str(REPOSITORY / "ui" / "app.py"), *flags)
    health = f"{base_url(settings.ui_host, settings.ui_port)}/_stcore/health"
    return Service("ui", "Die Bildschirme", command, lambda _: answers(health))


def chat_service(settings: Settings) -> Service:
    """The local model, whose parts it makes first if they are missing; without it answers are quotes."""

    def is_ready(pid: int) -> bool:
        connection = read_connection(settings.state)
        return connection is not None and connection.pid == pid

    return Service("chat", "Das Sprachmodell", SERVER_COMMAND, is_ready, without_it(settings))


def base_url(host: str, port: int) -> str:
    """Return the address under which this machine reaches a service; "all addresses" is reached by loopback."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def answers(url: str) -> bool:
    """Tell whether something answers there without an error; no proxy is asked."""
    import httpx

    try:
        with httpx.Client(trust_env=False, timeout=_PROBE_SECONDS) as client:
            return client.get(url).is_success
    except httpx.HTTPError:
        return False
