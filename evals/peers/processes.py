"""Starts each peer in a process of its own, so that memory and imports of one do not count for another."""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.processes.environment import REPOSITORY, environment_for
from assistant.settings import Settings
from evals.peers.code_lines import code_lines
from knowledge_base.errors import ConfigurationError

PEERS_PYTHON = REPOSITORY / ".venv-peers" / "bin" / "python"
OURS = "amtslotse"
PEERS: Mapping[str, str] = {
    "langchain_tutorial": "LangChain tutorial (MiniLM, 1000/200, Chroma)",
    "langchain_e5": "LangChain, our embedding model",
    "llama_index": "LlamaIndex defaults, our embedding model",
    "haystack_rag": "Haystack defaults, our embedding model",
    "bm25": "BM25 alone",
}
WITHOUT_ANSWERS = frozenset({"bm25"})
_PRODUCT = ("assistant", "ingest", "knowledge_base")
_LAST_WORDS = 400

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Runner:
    """What every peer is given, as plain JSON; `answered` are the numbers of the questions to be answered in words."""

    settings: Settings
    job: dict[str, Any]
    answered: Sequence[int] = ()
    python: Path = PEERS_PYTHON

    def run(self, name: str) -> dict[str, Any] | None:
        """Measure one peer, or the product; None, with the reason in the log, when it fails.

        Raises ConfigurationError when the peers' environment is not there.
        """
        if name == OURS:
            command = [sys.executable, "-m", "evals.peers.product"]
        elif self.python.exists():
            command = [str(self.python), "-m", "evals.peers.measure_peer", name]
        else:
            raise ConfigurationError(f"{self.python} gibt es nicht.", "Bitte mit make peers einrichten.")
        job = self.job | {"answered": [] if name in WITHOUT_ANSWERS else list(self.answered)}
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            cwd=REPOSITORY,
            check=False,
            env=environment_for(self.settings),
        )
        if done.returncode:
            _log.warning("%s ist gescheitert: %s", name, done.stderr.strip()[-_LAST_WORDS:])
            return None
        outcome: dict[str, Any] = json.loads(done.stdout)
        return outcome


def lines_of(name: str) -> int:
    """Count the lines of code of a peer (a peer that builds on another counts its lines too), or of the product."""
    if name == OURS:
        files = [path for package in _PRODUCT for path in (REPOSITORY / package).rglob("*.py")]
    else:
        folder = REPOSITORY / "evals" / "peers"
        files = [folder / f"{name}.py", *([folder / "langchain_tutorial.py"] if name == "langchain_e5" else [])]
    return sum(code_lines(path.read_text(encoding="utf-8")) for path in files)
