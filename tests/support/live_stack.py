"""The product as people use it: the real API and the real screens, on free ports, over a small office of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from assistant.app import create_app
from assistant.settings import Settings
from tests.support.running_app import running_app
from tests.support.small_office import INGEST, build_small_office
from tests.support.word_embedder import WordEmbedder

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
END_SECONDS = 60


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
    with running_app(create_app(chosen, embedder=WordEmbedder(), ingest=INGEST)) as url:
        wait_for(f"{url}/api/v1/health")
        accounts = json.loads((chosen.state / "demo_accounts.json").read_text(encoding="utf-8"))
        yield LiveApi(url, chosen, {account["username"]: account["password"] for account in accounts})


@contextmanager
def live_stack(folder: Path, **settings: object) -> Iterator[LiveStack]:
    """Run the API and, in a process of their own, the screens."""
    with live_api(folder, **settings) as api, live_screens(api.url, folder) as url:
        yield LiveStack(api, url)


@contextmanager
def live_screens(api_url: str, folder: Path) -> Iterator[str]:
    """Run the screens over an API and yield their address; what they log is in `folder`."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "ui" / "app.py"), "--server.address", "127.0.0.1"]

    def start(port: int, output: IO[bytes]) -> "subprocess.Popen[bytes]":
        # Started elsewhere than in the repository: neither theme nor imports may depend on the working folder.
        return subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=folder,
            env=os.environ | {"AMTSLOTSE_API_URL": api_url},
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    process, url = started_server(start, "/_stcore/health", folder / "screens.log")
    try:
        yield url
    finally:
        process.terminate()
        process.wait(timeout=END_SECONDS)


def started_server(
    start: Callable[[int, IO[bytes]], "subprocess.Popen[bytes]"], health: str, log: Path
) -> tuple["subprocess.Popen[bytes]", str]:
    """Start a server on a free port, given a port and its log; return it with its address once `health` answers.

    A connection to elsewhere may have got the port just before: a server that ends is started once more on another.
    """
    for is_last in (False, True):
        port = free_port()
        with log.open("wb") as output:
            process = start(port, output)
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}{health}", process, log)
        except AssertionError:
            if is_last or process.poll() is None:
                process.kill()
                process.wait()
                raise
        else:
            break
    return process, url


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
