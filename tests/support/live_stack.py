"""The product as people use it: the real API and the real screens, on free ports, over a small office of its own."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from assistant.app import create_app
from assistant.settings import Settings
from tests.support.small_office import INGEST, build_small_office
from tests.support.word_embedder import WordEmbedder

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@dataclass(frozen=True)
class LiveApi:
    """A running API: where it is and each role's log-in."""

    url: str
    settings: Settings
    passwords: dict[str, str]


@dataclass(frozen=True)
class LiveStack:
    """Running API and screens."""

    api: LiveApi
    url: str


@contextmanager
def live_api(folder: Path, **settings: object) -> Iterator[LiveApi]:
    """Run the API over a small office in `folder`, in a thread."""
    chosen = build_small_office(folder, **settings)
    port = free_port()
    app = create_app(chosen, embedder=WordEmbedder(), ingest=INGEST)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/api/v1/health")
        accounts = json.loads((chosen.state / "demo_accounts.json").read_text(encoding="utf-8"))
        yield LiveApi(url, chosen, {account["username"]: account["password"] for account in accounts})
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@contextmanager
def live_stack(folder: Path, **settings: object) -> Iterator[LiveStack]:
    """Run the API and, in a process of their own, the screens."""
    with live_api(folder, **settings) as api, live_screens(api.url, folder) as url:
        yield LiveStack(api, url)


@contextmanager
def live_screens(api_url: str, folder: Path) -> Iterator[str]:
    """Run the screens over an API and yield their address; what they log is in `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "ui" / "app.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    log = folder / "screens.log"
    with log.open("wb") as output:
        # Started elsewhere than in the repository: neither theme nor imports may depend on the working folder.
        process = subprocess.Popen(
            command + options,
            cwd=folder,
            env=os.environ | {"AMTSLOTSE_API_URL": api_url},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/_stcore/health", process, log)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes] | None" = None, log: Path | None = None) -> None:
    """Wait until `url` answers with success; fail with the log when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            break
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer\n{log.read_text(encoding='utf-8') if log else ''}")
