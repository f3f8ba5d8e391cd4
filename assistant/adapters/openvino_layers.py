"""A model's first layers on this processor: OpenVINO reads four times as fast as llama.cpp."""

import ctypes
import math
import sys
from pathlib import Path

from assistant.answering.reading import asked_part
from knowledge_base.errors import ModelError, ModelUnavailable
from knowledge_base.models.openvino_library import import_openvino
from knowledge_base.models.reader_file import LAYERS_FILE, TOKENIZER_FILE, WEIGHTS_FILE

MOST_TOKENS = 1024
_SHARING_A_SCALE = 128
"""So many numbers between two layers are rounded together: a third faster than OpenVINO's own 32, and as exact (the
cosine to the states that the weights were fitted on is .9995 either way)."""

WITHOUT_READING = "Die Antwort gilt ohne diese Prüfung."
_ANEW = "Löschen Sie diesen Ordner und starten Sie neu; er entsteht wieder."
_DONT_NEED = 4
"""MADV_DONTNEED of Linux."""


class OpenVinoLayers:
    """Reads one prompt at a time."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the files that make_reader left in `folder`; raises ModelError."""
        from tokenizers import Tokenizer

        how = {
            "INFERENCE_NUM_THREADS": threads,
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": "f32",  # where a processor has 16 bits too, they are left aside
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": _SHARING_A_SCALE,
        }
        openvino = import_openvino()
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as exc:  # tokenizers raises nothing narrower
            raise ModelError(f"Der Leser in {folder} lässt sich nicht laden ({exc}).", _ANEW) from exc
        try:
            compiled = openvino.Core().compile_model(folder / LAYERS_FILE, "CPU", how)
            self._request = compiled.create_infer_request()
        except RuntimeError as exc:
            raise ModelError(f"Der Leser in {folder} lässt sich nicht laden ({exc}).", _ANEW) from exc
        # the first reading copies the weights in an order that suits the processor
        if not any(self.state_after("Bereit?")):
            raise ModelError(f"Der Leser in {folder} ist beschädigt (nur Nullen).", _ANEW)
        _let_go_of_pages(folder / WEIGHTS_FILE)

    def state_after(self, prompt: str) -> list[float]:
        """Return the state at the prompt's last token, and after it the mean of those where it says what is asked.

        It cannot be stopped: after a stop OpenVINO may fail at the next prompt. Raises ModelUnavailable when the prompt
        is too long.
        """
        read = self._tokenizer.encode(prompt)
        if len(read.ids) > MOST_TOKENS:
            raise ModelUnavailable(f"{len(read.ids)} Token sind zu lesen, {MOST_TOKENS} sind möglich.", WITHOUT_READING)
        first, end = asked_part(prompt)
        asked = [place for place, (begins, ends) in enumerate(read.offsets) if begins < end and ends > first]
        try:
            state = self._computed(read.ids, (asked[0], asked[-1] + 1))
        except RuntimeError as exc:
            raise ModelUnavailable(f"Der Leser liest nicht ({exc}).", WITHOUT_READING) from exc
        if not all(map(math.isfinite, state)):
            raise ModelUnavailable("Der Leser gibt keine Zahlen zurück.", WITHOUT_READING)
        return state

    def _computed(self, tokens: list[int], asked: tuple[int, int]) -> list[float]:
        import numpy as np

        given = [np.array(numbers, np.int64) for numbers in ([tokens], asked[:1], asked[1:])]
        state: list[float] = self._request.infer(given)[0][0].tolist()
        return state


def _let_go_of_pages(file: Path) -> None:
    """Give back what the mapped file takes of memory; what is looked at again is read again (Linux only)."""
    if sys.platform != "linux":
        return
    give_back = ctypes.CDLL(None).madvise
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        if line.endswith(f" {file.resolve()}"):
            start, end = (int(place, 16) for place in line.split(" ", 1)[0].split("-"))
            give_back(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONT_NEED)
