"""What the reading process and its parent say to each other: pickled, and unpickled by a short list of types only.

The process reads files of strangers. Should one of them take it over, it can still not make its parent run anything.
"""

import io
import pickle
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from knowledge_base.errors import DocumentError

MAX_ANSWER_BYTES = 512 * 1024 * 1024

TYPES: Mapping[str, frozenset[str]] = {
    "ingest.prepare": frozenset({"Prepared"}),
    "knowledge_base.document": frozenset({"Document", "DocumentKind", "Locator", "Passage", "Validity"}),
    "datetime": frozenset({"date"}),
    "builtins": frozenset({"frozenset"}),
}
"""Frozen values without behaviour; nothing else is built from an answer."""


def pack(answer: Any) -> bytes:
    """Return an answer as bytes; an error travels as its two sentences."""
    return pickle.dumps(
        (answer.message, answer.remedy) if isinstance(answer, DocumentError) else answer, pickle.HIGHEST_PROTOCOL
    )


def unpack(message: bytes) -> Any:
    """Return what was packed; raises UnpicklingError when there is anything else in it."""
    found = _Unpickler(io.BytesIO(message)).load()
    return DocumentError(*found) if isinstance(found, tuple) else found


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in TYPES.get(module, ()):
            return getattr(import_module(module), name)
        raise pickle.UnpicklingError(f"{module}.{name}")
