"""The one place that loads the embedding model; sentence-transformers does the work."""

import logging
import os
import platform
import threading
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge_base.embedding_source import find_embedding_model
from knowledge_base.errors import ModelError
from knowledge_base.index import Embedder, Vectors
from knowledge_base.offline import go_offline
from knowledge_base.settings import KnowledgeSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_LOG = logging.getLogger(__name__)
_BATCH = 16
# Cutting a long text at token borders may give a piece a few tokens more than counted.
_SLACK_TOKENS = 8
_QUESTIONS = 64
"""Embeddings of questions that are remembered: search and the choice of sentences ask for the same one."""


class SentenceEmbedder:
    """An Embedder (see knowledge_base.index) over sentence-transformers; may be used by several threads at once.

    Texts are normalised to NFC. A text longer than the model's window is embedded piece by piece, and its vector is
    the mean of the pieces', so that no text is cut off silently.
    """

    def __init__(self, model: "SentenceTransformer", name: str, question_prefix: str, passage_prefix: str) -> None:
        self._model = model
        self._name = name
        self._question_prefix = question_prefix
        self._passage_prefix = passage_prefix
        self._dimensions = int(model.get_embedding_dimension() or 0)
        self._window = int(model.max_seq_length or 512)
        # Neither the tokenizer nor torch's settings may be used by two threads at once.
        self._lock = threading.Lock()
        self._questions: dict[str, npt.NDArray[np.float32]] = {}
        self._questions_lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name and build."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return self._dimensions

    @property
    def max_tokens(self) -> int:
        """The model's window in tokens, prefix and special tokens included."""
        return self._window

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape (len(texts), dimensions), each row of length one."""
        return self._embed(texts, self._passage_prefix)

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Embed one question, shape (dimensions,), of length one; the latest ones are remembered."""
        with self._questions_lock:
            known = self._questions.get(text)
        if known is None:
            known = self._embed([text], self._question_prefix)[0]
            known.flags.writeable = False
            with self._questions_lock:
                while len(self._questions) >= _QUESTIONS:
                    self._questions.pop(next(iter(self._questions)))
                self._questions[text] = known
        return known

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed several questions at once, shape (len(texts), dimensions), each row of length one."""
        return self._embed(texts, self._question_prefix)

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a passage as the model would see it: prefix and special tokens included."""
        with self._lock:
            return len(self._tokenize(self._passage_prefix + unicodedata.normalize("NFC", text)))

    def _embed(self, texts: Sequence[str], prefix: str) -> Vectors:
        pieces: list[str] = []
        owners: list[int] = []
        for owner, text in enumerate(texts):
            for piece in self._cut(unicodedata.normalize("NFC", text), prefix):
                pieces.append(prefix + piece)
                owners.append(owner)
        sums = np.zeros((len(texts), self._dimensions), np.float32)
        np.add.at(sums, owners, self._encode(pieces))
        return _unit(sums)

    def _encode(self, texts: list[str]) -> Vectors:
        """Embed prepared texts, neighbours in length together, so that little padding is computed."""
        vectors = np.empty((len(texts), self._dimensions), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with self._lock:  # per batch, so that a question need not wait for a long run of passages
                vectors[batch] = self._model.encode(
                    [texts[index] for index in batch], batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
                )
        return _unit(vectors)  # again, because bfloat16 leaves lengths of .998 to 1.002

    def _cut(self, text: str, prefix: str) -> list[str]:
        with self._lock:
            if len(self._tokenize(prefix + text)) <= self._window:
                return [text]
            offsets = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)[
                "offset_mapping"
            ]
            size = max(1, self._window - len(self._tokenize(prefix)) - _SLACK_TOKENS)
        _LOG.info("Ein Text mit %d Token wird in Stücken von %d Token eingebettet.", len(offsets), size)
        return [
            text[offsets[at][0] : offsets[min(at + size, len(offsets)) - 1][1]] for at in range(0, len(offsets), size)
        ]

    def _tokenize(self, text: str) -> list[int]:
        ids: list[int] = self._model.tokenizer(text, verbose=False)["input_ids"]
        return ids


def load_embedder(settings: KnowledgeSettings) -> Embedder:
    """Load the embedding model that is set; takes seconds. Raises ModelError when it is missing or unusable."""
    go_offline()
    # Waiting threads that spin longer take the processor from the chat model, and from each other: 15 times slower.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    source = find_embedding_model(settings)
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    if settings.embedding_threads:
        torch.set_num_threads(settings.embedding_threads)
    on_cpu = not torch.cuda.is_available()
    dtype = torch.bfloat16 if on_cpu and has_fast_bfloat16() else torch.float32
    try:
        model = SentenceTransformer(source.location, local_files_only=True, model_kwargs={"dtype": dtype})
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as exc:
        raise ModelError(
            f"Das Einbettungsmodell in {source.location} lässt sich nicht laden ({type(exc).__name__}: {exc}).",
            "Prüfen Sie AMTSLOTSE_EMBEDDING_MODEL, oder löschen Sie den Ordner und holen Sie das Modell neu.",
        ) from exc
    return SentenceEmbedder(model, source.label, settings.embedding_question_prefix, settings.embedding_passage_prefix)


def has_fast_bfloat16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Tell whether the processor multiplies bfloat16 matrices (AMX).

    There it takes a third of float32's time; with avx512_bf16 alone it took 1.6 times as long as float32.
    """
    if platform.machine() != "x86_64" or not cpuinfo.is_file():
        return False
    flags = next((line for line in cpuinfo.read_text().splitlines() if line.startswith("flags")), "")
    return "amx_bf16" in flags.split()


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
