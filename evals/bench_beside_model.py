"""Ingests documents and embeds the very same texts with the model alone, by turns; compares both times."""

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import numpy.typing as npt

from assistant.settings import Settings
from ingest.run import Run
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.embedding import load_embedder
from knowledge_base.german_text import german_text
from knowledge_base.index import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and of processor time: all threads, and child processes that have ended.

    `reading` are the children's alone: the process that reads files, and what that started.
    """

    wall: float
    cpu: float
    reading: float


class ObservedEmbedder:
    """The product's embedder, with the texts that it was given and the time that they took."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.texts: list[str] = []
        self.seconds = 0.0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed, and note it."""
        began = perf_counter()
        vectors = self._embedder.embed_passages(texts)
        self.seconds += perf_counter() - began
        self.texts += texts
        return vectors

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Embed a question."""
        return self._embedder.embed_question(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed several questions."""
        return self._embedder.embed_questions(texts)

    def count_tokens(self, text: str) -> int:
        """Count tokens."""
        return self._embedder.count_tokens(text)


def against_bare_model(settings: Settings, files: Sequence[Path], rounds: int) -> dict[str, float]:
    """Return how ingestion compares with the model alone, by the clock and by processor time.

    Each round ingests the files into an empty state and embeds their texts in one call, in changing order, so that
    what a loaded machine does to one it does to the other. A ratio is the model's time by the ingestion's: the median
    of the rounds. `model_share` is the part of the ingestion's own time that it spent inside the model.
    """
    model = load_embedder(settings)
    observed = ObservedEmbedder(model)
    _ingest(settings, files[:1], observed)  # what is imported at the first use belongs to neither
    took: list[tuple[Spent, Spent, float]] = []
    for number in range(rounds):
        turns: list[Callable[[], object]] = [
            lambda: _ingest(settings, files, observed),
            lambda: model.embed_passages(observed.texts),
        ]
        first = number % 2
        spent = {turn: _spent(turns[turn]) for turn in (first, 1 - first)}
        took.append((spent[0], spent[1], observed.seconds))
    return {
        "files": len(files),
        "texts": len(observed.texts),
        "rounds": rounds,
        "ingest_seconds": _rounded(median(ours.wall for ours, _, _ in took)),
        "bare_seconds": _rounded(median(bare.wall for _, bare, _ in took)),
        "ingest_cpu_seconds": _rounded(median(ours.cpu for ours, _, _ in took)),
        "reading_cpu_seconds": _rounded(median(ours.reading for ours, _, _ in took)),
        "bare_cpu_seconds": _rounded(median(bare.cpu for _, bare, _ in took)),
        "ratio_wall": _rounded(median(bare.wall / ours.wall for ours, bare, _ in took)),
        "ratio_cpu": _rounded(median(bare.cpu / ours.cpu for ours, bare, _ in took)),
        "ratio_cpu_reading_aside": _rounded(median(bare.cpu / (ours.cpu - ours.reading) for ours, bare, _ in took)),
        "model_share": _rounded(median(inside / ours.wall for ours, _, inside in took)),
    }


def _ingest(settings: Settings, files: Sequence[Path], embedder: ObservedEmbedder) -> None:
    embedder.forget()
    german_text.cache_clear()  # a run of its own would know no word yet
    with tempfile.TemporaryDirectory(prefix="amtslotse-bench-") as name:
        var = Path(name) / "var"
        own = settings.model_copy(update={"var": var, "database_url": "", "chroma_url": ""})
        with open_knowledge_base(own, embedder=embedder) as base:
            Run(base, var).carry_out(files)


def _spent(work: Callable[[], object]) -> Spent:
    began, before = perf_counter(), os.times()
    work()
    after = os.times()
    # user, system, and both of the children that were waited for
    return Spent(perf_counter() - began, sum(after[:4]) - sum(before[:4]), sum(after[2:4]) - sum(before[2:4]))


def _rounded(seconds: float) -> float:
    return round(seconds, 3)
