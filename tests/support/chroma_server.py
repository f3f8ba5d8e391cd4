"""A real Chroma server on a free port."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START_SECONDS = 120.0


@contextmanager
def chroma_server(folder: Path, port: int | None = None) -> Iterator[tuple[str, int]]:
    """Serve a folder; yields (address, process id)."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    process = _started(folder, port)
    try:
        end = time.monotonic() + START_SECONDS
        while not _answers(url):
            if time.monotonic() > end:
                raise TimeoutError(url)
            if process.poll() is not None:  # a connection to elsewhere may have had the port just now
                process = _started(folder, port)
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
    return subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat", trust_env=False).is_success
    except httpx.HTTPError:
        return False
