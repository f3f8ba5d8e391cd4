"""The two parts of the model on this processor, and what tokens leave in them."""

import ctypes
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ModelError
from knowledge_base.models.model_files import READING_FILE, WRITING_FILE, weights_of
from knowledge_base.models.openvino_library import import_openvino

Floats = npt.NDArray[np.float32]
ANEW = "Löschen Sie diesen Ordner und starten Sie neu; er entsteht wieder."
_LOG = logging.getLogger(__name__)
_SHARING_A_SCALE = 128
"""So many numbers between two layers are rounded together: a third faster than OpenVINO's own 32, and as exact (the
cosine to the states that the reader's weights were fitted on is .9995 either way). Processors that know AVX2 alone can
do neither."""

_KEPT_LENGTHS = 64
"""OpenVINO keeps something for each new length of prompt and past, 5,000 times by default: memory would grow."""

_PAST_RANK = 3
"""Keys and values are the only inputs of a graph with three axes: tokens, heads, numbers of a head."""

_DONT_NEED = 4
"""MADV_DONTNEED of Linux."""


class Past:
    """Keys and values that tokens left in one part, with room for so many tokens."""

    def __init__(self, shapes: Sequence[tuple[int, int]], room: int) -> None:
        self.kept = [np.empty((room, *shape), np.float32) for shape in shapes]
        self.length = 0

    def begin_like(self, other: "Past", length: int) -> None:
        """Take over what the first `length` tokens left in another one."""
        for mine, theirs in zip(self.kept, other.kept, strict=True):
            mine[:length] = theirs[:length]
        self.length = length


class Part:
    """One graph, compiled; it computes one passage at a time."""

    def __init__(self, file: Path, threads: int, sharing: int) -> None:
        """Load it; so many numbers between two layers share a scale, none are rounded for 0. Raises RuntimeError."""
        self._openvino = import_openvino()
        how = {
            "INFERENCE_NUM_THREADS": threads,
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": "f32",  # where a processor has 16 bits too, they are left aside
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": sharing,
            "CPU_RUNTIME_CACHE_CAPACITY": _KEPT_LENGTHS,
        }
        compiled = self._openvino.Core().compile_model(file, "CPU", how)
        self._request = compiled.create_infer_request()
        past = [list(one.partial_shape) for one in compiled.inputs if one.partial_shape.rank.get_length() == _PAST_RANK]
        self._shapes = [(heads.get_length(), numbers.get_length()) for _, heads, numbers in past]
        self._outputs = len(compiled.outputs)
        self._weights = file.with_name(weights_of(file.name))

    def room_for(self, tokens: int) -> Past:
        """Return an empty past with room for so many tokens."""
        return Past(self._shapes, tokens)

    def compute(self, given: Sequence[npt.NDArray[Any]], past: Past) -> list[Floats]:
        """Compute new tokens after `past`, which grows by them, and return what the graph returns but keys and values.

        What is returned holds until the next call. Raises RuntimeError.
        """
        tensor, before = self._openvino.Tensor, past.length
        for place, numbers in enumerate([*given, *(kept[:before] for kept in past.kept)]):
            self._request.set_input_tensor(place, tensor(numbers, shared_memory=bool(numbers.size)))
        self._request.infer()
        results = [self._request.get_output_tensor(place).data for place in range(self._outputs)]
        own = self._outputs - len(past.kept)
        after = before + len(results[own])
        for kept, new in zip(past.kept, results[own:], strict=True):
            kept[before:after] = new
        past.length = after
        return results[:own]

    def let_go_of_pages(self) -> None:
        """Give back what the mapped weights take of memory once they are packed; Linux alone knows how."""
        if sys.platform != "linux":
            return
        give_back = ctypes.CDLL(None).madvise
        for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            if line.endswith(f" {self._weights.resolve()}"):
                start, end = (int(place, 16) for place in line.split(" ", 1)[0].split("-"))
                give_back(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONT_NEED)


@dataclass(frozen=True, slots=True)
class Parts:
    """Both parts, and how many words the model weighs; without the second one it only reads."""

    reading: Part
    writing: Part | None
    words: int


def load_parts(folder: Path, threads: int, *, writes: bool) -> Parts:
    """Load the parts and try them once, which packs the weights as suits the processor; raises ModelError."""
    try:
        try:
            return _tried(folder, threads, _SHARING_A_SCALE, writes=writes)
        except RuntimeError as problem:
            _LOG.info("Dieser Prozessor rechnet ohne gerundete Zwischenwerte, etwas langsamer: %s", problem)
        return _tried(folder, threads, 0, writes=writes)
    except RuntimeError as exc:
        raise ModelError(f"Das Sprachmodell in {folder} lässt sich nicht laden ({exc}).", ANEW) from exc


def _tried(folder: Path, threads: int, sharing: int, *, writes: bool) -> Parts:
    reading = Part(folder / READING_FILE, threads, sharing)
    writing = Part(folder / WRITING_FILE, threads, sharing) if writes else None
    tokens, first, end = (np.array(numbers, np.int64) for numbers in ([0, 1], [0], [1]))
    states, _ = reading.compute([tokens, first, end], reading.room_for(2))
    _check(states, folder)
    reading.let_go_of_pages()
    words = 0
    if writing is not None:
        (weights,) = writing.compute([states, first], writing.room_for(2))
        _check(weights, folder)
        words = weights.shape[1]
        writing.let_go_of_pages()
    return Parts(reading, writing, words)


def _check(numbers: Floats, folder: Path) -> None:
    if not np.isfinite(numbers).all() or np.ptp(numbers) == 0:
        raise ModelError(f"Das Sprachmodell in {folder} ist beschädigt.", ANEW)
