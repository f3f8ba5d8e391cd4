"""`python -m assistant run`: everything comes up, the second time in less than 30 seconds, and goes without a trace.

Where the first start took longer than that, the machine is a slow one, and the second must be quicker than the first.
"""

import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.adapters.chat_connection import read_connection
from assistant.processes.ports import free_port
from assistant.settings import Settings
from knowledge_base.chroma_connection import running_server
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import installed_path

pytestmark = pytest.mark.models
SECOND_START_SECONDS = 30
PATIENCE_SECONDS = 120
MODEL_SECONDS = 300
ARTICLE = "# Fiktionsbescheinigung ausstellen\n\nDie Gebühr der Fiktionsbescheinigung beträgt 13,00 Euro.\n"


class Product:
    """A running `python -m assistant run` over a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "var"
        self.api, self.ui = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
        self.environment = os.environ | {
            "AMTSLOTSE_VAR": str(self.state),
            "AMTSLOTSE_MODELS": str(Settings().models_folder),
            "AMTSLOTSE_ARTICLES": str(folder / "articles"),
            "AMTSLOTSE_API_PORT": self.api.rpartition(":")[2],
            "AMTSLOTSE_UI_PORT": self.ui.rpartition(":")[2],
        }
        self.said: list[str] = []
        self.start_seconds: list[float] = []

    def call(self, *, timeout: float) -> "subprocess.CompletedProcess[str]":
        """Run the command to its end."""
        return subprocess.run(
            self._command, env=self.environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    @contextmanager
    def running(self, how_to_end: signal.Signals, **settings: str) -> Iterator["subprocess.Popen[str]"]:
        """Start, wait for the last line of the welcome, and end by a signal."""
        began = time.monotonic()
        environment = self.environment | {f"AMTSLOTSE_{name.upper()}": value for name, value in settings.items()}
        process = subprocess.Popen(
            self._command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            assert process.stdout is not None
            self.said = []
            for line in process.stdout:
                self.said.append(line)
                if "Strg-C" in line:
                    break
            assert process.poll() is None, "".join(self.said)
            self.start_seconds.append(time.monotonic() - began)
            yield process
        finally:
            process.send_signal(how_to_end)
            process.communicate(timeout=PATIENCE_SECONDS)

    @property
    def _command(self) -> list[str]:
        return [sys.executable, "-m", "assistant", "run"]

    def component(self, name: str) -> str:
        """Return the state of a component, as health tells it."""
        health = httpx.get(f"{self.api}/health", trust_env=False, timeout=PATIENCE_SECONDS).json()
        return str(health["components"][name]["state"])

    def processes(self) -> list[str]:
        """Return the command lines of this product's processes that still run."""
        mark = f"AMTSLOTSE_VAR={self.state}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Product:
    folder = tmp_path_factory.mktemp("product")
    (folder / "articles").mkdir()
    (folder / "articles" / "fiktionsbescheinigung.md").write_text(ARTICLE, encoding="utf-8")
    return Product(folder)


def test_a_first_start_brings_everything_up_and_ctrl_c_ends_it(product: Product) -> None:
    with product.running(signal.SIGINT) as process:
        said = "".join(product.said)
        assert product.api in said
        assert product.ui in said
        accounts = product.state / "demo_accounts.json"
        assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
        for name in ("sachbearbeitung", "neu", "redaktion"):
            assert re.search(rf"{name}\s+\S{{8,}}", said)
        assert httpx.get(f"{product.api}/health", trust_env=False, timeout=PATIENCE_SECONDS).is_success
        assert httpx.get(product.ui, trust_env=False, timeout=PATIENCE_SECONDS).is_success
        assert running_server(product.state)
        second = product.call(timeout=PATIENCE_SECONDS)
        assert second.returncode == 1
        assert f"läuft schon über {product.state} (Prozess {process.pid})" in second.stderr
    assert process.returncode == 0
    assert product.processes() == []
    assert running_server(product.state) is None


def test_a_second_start_is_quick_and_the_model_comes_up(product: Product) -> None:
    with product.running(signal.SIGTERM):
        first, second = product.start_seconds[0], product.start_seconds[-1]
        assert second < max(SECOND_START_SECONDS, first), "".join(product.said)
        deadline = time.monotonic() + MODEL_SECONDS
        while read_connection(product.state) is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert read_connection(product.state) is not None
        wait_until(product, "reader", "ok")
        wait_until(product, "chat", "ok")
    assert product.processes() == []
    assert read_connection(product.state) is None


def test_beside_a_foreign_chat_server_the_embedded_model_reads(product: Product) -> None:
    with product.running(signal.SIGTERM, chat_url="http://127.0.0.1:9/v1"):
        wait_until(product, "reader", "ok")
        assert product.component("chat") == "degraded"
    assert product.processes() == []


def test_what_the_embedded_model_lacks_is_told_and_quotes_remain(product: Product, tmp_path: Path) -> None:
    model, embedding = locked_model(Purpose.CHAT), locked_model(Purpose.EMBEDDING)
    installed_path(embedding, tmp_path).symlink_to(installed_path(embedding, Settings().models_folder))
    with installed_path(model, tmp_path).open("wb") as damaged:
        damaged.truncate(model.size)
    with product.running(signal.SIGTERM, models=str(tmp_path)) as process:
        assert process.stdout is not None
        patience = threading.Timer(PATIENCE_SECONDS, process.terminate)
        patience.start()
        after: list[str] = []
        for line in process.stdout:
            after.append(line.rstrip())
            if "neuer Versuch in 2 s" in line:  # it was tried again
                break
        patience.cancel()
        assert "wird für die schnelle Berechnung umgeschrieben (einmal, etwa eine Minute)" in after[0]
        assert "neuer Versuch in 1 s" in after[1]
        assert re.match(r"  \| .* Die Modelldatei .* ist beschädigt", after[2])
        assert after[3] == "  Es geht ohne Sprachmodell weiter; Antworten bestehen aus Zitaten."
        assert "neuer Versuch in 2 s" in after[4]
        assert (product.component("chat"), product.component("reader")) == ("degraded", "degraded")


def wait_until(product: Product, component: str, state: str) -> None:
    deadline = time.monotonic() + MODEL_SECONDS
    while product.component(component) != state:
        assert time.monotonic() < deadline, product.component(component)
        time.sleep(0.5)


def test_a_killed_supervisor_takes_everything_with_it(product: Product) -> None:
    with product.running(signal.SIGKILL):
        assert len(product.processes()) >= 4
    deadline = time.monotonic() + PATIENCE_SECONDS
    while product.processes() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert product.processes() == []
