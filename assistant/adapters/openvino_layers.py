"""A model's first layers on this processor: OpenVINO reads four times as fast as llama.cpp and can be stopped."""

import ctypes
import math
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge_base.errors import ModelError, ModelUnavailable
from knowledge_base.models.openvino_library import import_openvino
from knowledge_base.models.reader_file import LAYERS_FILE, TOKENIZER_FILE, WEIGHTS_FILE

MOST_TOKENS = 1024
_LOOK_UP_MILLISECONDS = 20
"""So often a reading looks whether it is still wanted."""

_SHARING_A_SCALE = 128
"""So many numbers between two layers are rounded together: a third faster than OpenVINO's own 32, and as exact (the
cosine to the states that the weights were fitted on is .9995 either way)."""

WITHOUT_READING = "Die Antwort gilt ohne diese Prüfung."
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
            "INFERENCE_PRECISION_HINT": "f32",  # the same on every processor
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": _SHARING_A_SCALE,
        }
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            compiled = import_openvino().Core().compile_model(folder / LAYERS_FILE, "CPU", how)
            self._request = compiled.create_infer_request()
        except Exception as exc:  # tokenizers raises nothing narrower
            raise ModelError(
                f"Der Leser in {folder} lässt sich nicht laden ({exc}).", "Löschen Sie diesen Ordner; er entsteht neu."
            ) from exc
        # the first reading copies the weights in an order that suits the processor
        self.state_after("Bereit?", lambda: True)
        _let_go_of_pages(folder / WEIGHTS_FILE)

    def state_after(self, prompt: str, wanted: Callable[[], bool]) -> list[float]:
        """Return the state at the prompt's last token.

        Raises ModelUnavailable when the prompt is too long, and soon after `wanted` has become false.
        """
        tokens = self._tokenizer.encode(prompt).ids
        if len(tokens) > MOST_TOKENS:
            raise ModelUnavailable(f"{len(tokens)} Token sind zu lesen, {MOST_TOKENS} sind möglich.", WITHOUT_READING)
        try:
            state = self._computed(tokens, wanted)
        except RuntimeError as exc:
            why = f"Der Leser liest nicht ({exc})." if wanted() else "Auf den Leser wird nicht mehr gewartet."
            raise ModelUnavailable(why, WITHOUT_READING) from exc
        if not all(map(math.isfinite, state)):
            raise ModelUnavailable("Der Leser gibt keine Zahlen zurück.", WITHOUT_READING)
        return state

    def _computed(self, tokens: list[int], wanted: Callable[[], bool]) -> list[float]:
        import numpy as np

        self._request.start_async([np.array([tokens], np.int64)], share_inputs=False)
        while not self._request.wait_for(_LOOK_UP_MILLISECONDS):
            if not wanted():
                self._request.cancel()
                self._request.wait()  # raises RuntimeError, unless it was finished just then
        state: list[float] = self._request.get_output_tensor(0).data[0].tolist()
        return state


def _let_go_of_pages(file: Path) -> None:
    """Give back what the mapped file takes of memory; what is looked at again is read again (Linux only)."""
    if sys.platform != "linux":
        return
    give_back = ctypes.CDLL(None).madvise
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        if line.endswith(f" {file.resolve()}"):
            start, end = (int(place, 16) for place in line.split(" ", 1)[0].split("-"))
            give_back(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONT_NEED)
