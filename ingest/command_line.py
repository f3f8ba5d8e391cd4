"""What the commands share: options, consoles, exit codes, and how failures are told."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.errors import AmtslotseError
from knowledge_base.settings import KnowledgeSettings

REFUSED, FAILED = 1, 2

Paths = Annotated[list[Path], typer.Argument(help="Dateien oder Ordner.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON auf der Standardausgabe.")]
AllowRemoval = Annotated[
    bool, typer.Option("--allow-removal", help="Auch dann entfernen, wenn das meiste oder alles verschwunden ist.")
]

output, messages = Console(), Console(stderr=True)


@contextmanager
def opened_knowledge_base() -> Iterator[tuple[KnowledgeBase, Path]]:
    """Open the knowledge base; an expected failure ends the command with its message and exit code 2."""
    with german_errors():
        settings = KnowledgeSettings()
        with open_knowledge_base(settings) as base:
            yield base, settings.state


@contextmanager
def german_errors() -> Iterator[None]:
    """Turn an expected failure into its German message and exit code 2, Ctrl-C into 130."""
    if hasattr(os, "getsid") and os.getsid(0) == os.getpid():
        # In the background a shell has Ctrl-C ignored; `stop` must reach the run all the same.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    try:
        yield
    except AmtslotseError as exc:
        messages.print(f"Fehler: {exc}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(FAILED) from exc
    except KeyboardInterrupt as exc:
        messages.print("Abgebrochen. Der nächste Lauf macht dort weiter.", markup=False)
        raise typer.Exit(130) from exc
