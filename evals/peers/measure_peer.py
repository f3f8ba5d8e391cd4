"""Measures one peer in its own process: `python -m evals.peers.measure_peer MODULE < job.json > outcome.json`.

Runs in the peers' environment, so it imports nothing of the product.
"""

import json
import sys
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.peers.peer import ChatServer, Equipment, Peer, Text

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One question's pieces with the seconds that they took; the answer with its seconds, where one was asked for."""

    pieces: list[Text]
    seconds: float
    answer: str | None = None
    answer_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a peer did: pieces in its index, seconds to build it, resident memory in MB after the last question."""

    pieces: int
    index_seconds: float
    memory_mb: float
    found: list[Found] = field(default_factory=list)


def measure(peer: Peer, documents: list[Text], questions: list[str], answered: set[int]) -> Outcome:
    """Index, then ask every question; those whose number is in `answered` are answered too.

    The first search is not measured: it loads what is loaded late.
    """
    began = perf_counter()
    pieces = peer.index(documents)
    index_seconds = perf_counter() - began
    peer.find("Aufenthaltserlaubnis", DEPTH)
    found = [_ask(peer, question, number in answered) for number, question in enumerate(questions)]
    return Outcome(pieces, index_seconds, resident_mb(), found)


def _ask(peer: Peer, question: str, with_answer: bool) -> Found:
    began = perf_counter()
    pieces = peer.find(question, DEPTH)
    seconds = perf_counter() - began
    if not with_answer:
        return Found(pieces, seconds)
    began = perf_counter()
    return Found(pieces, seconds, peer.answer(question), perf_counter() - began)


def resident_mb(status: Path = Path("/proc/self/status")) -> float:
    """Return this process's resident memory; 0 where the system does not tell."""
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def equipment_from(job: dict[str, Any]) -> Equipment:
    """Read a peer's equipment from plain JSON."""
    fields = job["equipment"]
    chat = fields["chat"]
    return Equipment(
        **fields | {"embedding_model": Path(fields["embedding_model"]), "chat": ChatServer(**chat) if chat else None}
    )


def main() -> None:
    """Read the job, measure, write the outcome."""
    job = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # what a library prints must not get into the outcome
        peer: Peer = import_module(f"evals.peers.{sys.argv[1]}").PEER(equipment_from(job))
        outcome = measure(peer, [Text(**one) for one in job["documents"]], job["questions"], set(job["answered"]))
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
