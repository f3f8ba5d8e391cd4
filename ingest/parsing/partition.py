"""Opens the unstructured library without its downloads and its telemetry; the only module that imports it."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import Any

from knowledge_base.errors import DocumentError

QUIET = {"DO_NOT_TRACK": "1", "SCARF_NO_ANALYTICS": "1", "UNSTRUCTURED_DISABLE_NOTICE": "1"}
ENGLISH_WORDS = "unstructured.nlp.english_words"

NARRATIVE, TITLE = "is_possible_narrative_text", "is_possible_title"
GUESSES = {
    "docx": (NARRATIVE,),
    "html.parser": (NARRATIVE,),
    "pptx": (NARRATIVE, TITLE),
    "text": (NARRATIVE, TITLE),
}
"""Functions by the module of `unstructured.partition` that asks them."""

ASKED_OF_LINES = ("pptx", "text")
TWO_LINES = 2
"""Lines of a text that can have no empty one in it."""


def partition_docx(content: bytes) -> Sequence[Any]:
    """Return the elements of a DOCX file."""
    return _guarded(_module("docx").partition_docx, file=BytesIO(content), languages=["deu"])


def partition_pptx(content: bytes) -> Sequence[Any]:
    """Return the elements of a PPTX file, slide by slide."""
    partition = _module("pptx").partition_pptx
    return _guarded(partition, file=BytesIO(content), languages=["deu"], include_slide_notes=False)


def partition_html(text: str) -> Sequence[Any]:
    """Return the elements of an HTML page."""
    _module("html.parser")
    return _guarded(_module("html").partition_html, text=text, languages=["deu"])


def partition_eml(content: bytes) -> Sequence[Any]:
    """Return the elements of an e-mail's body."""
    _module("html.parser")
    _module("text")
    partition = _module("email").partition_email
    return _guarded(partition, file=BytesIO(content), languages=["deu"], process_attachments=False)


def partition_msg(content: bytes) -> Sequence[Any]:
    """Return the elements of an Outlook message's body."""
    _module("html.parser")
    _module("text")
    partition = _module("msg").partition_msg
    return _guarded(partition, file=BytesIO(content), languages=["deu"], process_attachments=False)


@cache
def _module(name: str) -> Any:
    """Import a module of the library, with its guesses what kind of text one is answered no where that changes nothing.

    A narrative, a title that no style marks and any other text are paragraphs to us; only of texts with an empty line
    does it matter, in slides and e-mails, what they were taken for: a title is not divided there.
    """
    _prepare()
    module = import_module(f"unstructured.partition.{name}")
    for guess in GUESSES.get(name, ()):
        asked = getattr(module, guess) if name in ASKED_OF_LINES else None
        setattr(module, guess, partial(_guess, asked))
    return module


def _guess(asked: Callable[[str], bool] | None, text: str) -> bool:
    return asked is not None and len(text.splitlines()) > TWO_LINES and asked(text)


@cache
def _prepare() -> None:
    """Silence the library, and keep from it what it would load or fetch for nothing, before its first use.

    It would fetch an English spaCy model from the internet, and load spaCy and a list of English words at once, which
    takes longer than reading twenty guides. There is no setting against it, so what does it is replaced; tests fail
    when a new version moves it.
    """
    os.environ.update(QUIET)
    # Its words would count only if checks for English were switched on.
    sys.modules.setdefault(ENGLISH_WORDS, _stand_in(ENGLISH_WORDS, ENGLISH_WORDS=frozenset()))
    has_spacy = "spacy" in sys.modules
    sys.modules.setdefault("spacy", _stand_in("spacy"))
    try:
        from unstructured.nlp import tokenize
    finally:
        if not has_spacy:
            del sys.modules["spacy"]
    tokenize._get_nlp = _sentence_splitter


@cache
def _sentence_splitter(*_args: Any, **_kwargs: Any) -> Any:
    """Return a splitter of German sentences."""
    import spacy

    pipeline = spacy.blank("de")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 20_000_000
    return pipeline


def _stand_in(name: str, **content: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(content)
    return module


def _guarded(partition: Any, **arguments: Any) -> Sequence[Any]:
    try:
        found: Sequence[Any] = partition(**arguments)
    except MemoryError:
        raise
    # What a parser of foreign formats raises on a broken file cannot be listed; anything means: not readable.
    except Exception as exc:
        raise DocumentError(
            f"Die Datei ist beschädigt und lässt sich nicht lesen ({type(exc).__name__}).",
            "Bitte im Ursprungsprogramm öffnen und neu speichern.",
        ) from exc
    return found
