"""Opens the unstructured library without its downloads and its telemetry; the only module that imports it."""

import os
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from knowledge_base.errors import DocumentError

QUIET = {"DO_NOT_TRACK": "1", "SCARF_NO_ANALYTICS": "1", "UNSTRUCTURED_DISABLE_NOTICE": "1"}


@cache
def _prepare() -> None:
    """Silence the library and give it a German sentence splitter, before its first use.

    It would fetch an English spaCy model from the internet. There is no setting against it, so the function that
    does it is replaced; a test fails when a new version moves it.
    """
    os.environ.update(QUIET)
    import spacy
    from unstructured.nlp import tokenize

    pipeline = spacy.blank("de")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 20_000_000
    tokenize._get_nlp = lambda *_args, **_kwargs: pipeline


def partition_docx(content: bytes) -> Sequence[Any]:
    """Return the elements of a DOCX file."""
    _prepare()
    from unstructured.partition.docx import partition_docx as partition

    return _guarded(partition, file=BytesIO(content), languages=["deu"])


def partition_pptx(content: bytes) -> Sequence[Any]:
    """Return the elements of a PPTX file, slide by slide."""
    _prepare()
    from unstructured.partition.pptx import partition_pptx as partition

    return _guarded(partition, file=BytesIO(content), languages=["deu"], include_slide_notes=False)


def partition_html(text: str) -> Sequence[Any]:
    """Return the elements of an HTML page."""
    _prepare()
    from unstructured.partition.html import partition_html as partition

    return _guarded(partition, text=text, languages=["deu"])


def partition_eml(content: bytes) -> Sequence[Any]:
    """Return the elements of an e-mail's body."""
    _prepare()
    from unstructured.partition.email import partition_email as partition

    return _guarded(partition, file=BytesIO(content), languages=["deu"], process_attachments=False)


def partition_msg(content: bytes) -> Sequence[Any]:
    """Return the elements of an Outlook message's body."""
    _prepare()
    from unstructured.partition.msg import partition_msg as partition

    return _guarded(partition, file=BytesIO(content), languages=["deu"], process_attachments=False)


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
