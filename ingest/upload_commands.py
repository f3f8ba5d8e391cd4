"""The two commands that the upload screen starts: `preview` reads a file, `publish` takes a folder of uploads in.

Both speak JSON, a line at a time; the last line is the result, or {"error": …} with exit code 2.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.command_line import FAILED, REFUSED, AsJson
from knowledge_base.errors import AlreadyRunning, AmtslotseError
from knowledge_base.settings import KnowledgeSettings

SECONDS_BETWEEN_TRIES = 1.0
SECONDS_BETWEEN_LINES = 0.5

File = Annotated[Path, typer.Argument(help="Eine Datei.", exists=True, dir_okay=False, show_default=False)]
Folders = Annotated[list[Path], typer.Argument(help="Dateien oder Ordner.", show_default=False)]
Wait = Annotated[float, typer.Option("--wait", help="So viele Sekunden auf einen anderen Lauf warten.")]


def preview(file: File, as_json: AsJson = False) -> None:
    """Zeigen, wie eine Datei gelesen würde, ohne sie aufzunehmen: Textstellen, Hinweise, Gründe einer Ablehnung."""
    from ingest.preview import preview as read_file
    from ingest.reader_process import ReaderProcess

    with _errors_as_json(), closing(ReaderProcess()) as reader:
        found = read_file(file.absolute(), reader)
    if as_json:
        _say(found.as_dict())
    else:
        for prepared in found.documents:
            typer.echo(f"{prepared.document.title}: {prepared.how}, {len(prepared.passages)} Textstellen")
            for passage in prepared.passages:
                typer.echo(f"\n[{passage.locator.label}]\n{passage.text}")
        for name, error in found.refused:
            typer.echo(f"abgelehnt {name}: {error}", err=True)
    if not found.documents:
        raise typer.Exit(REFUSED)


def publish(folders: Folders, wait: Wait = 0.0) -> None:
    """Wie `run`, für Programme: wartet auf andere Läufe, meldet den Fortschritt zeilenweise als JSON."""
    from ingest.run import Run
    from ingest.sources import below
    from knowledge_base.bootstrap import open_knowledge_base

    until, told = time.monotonic() + wait, False
    with _errors_as_json():
        settings = KnowledgeSettings()
        while True:
            try:
                with open_knowledge_base(settings) as base:
                    # Taking back what was published is a removal that somebody asked for.
                    run = Run(base, settings.state, JsonProgress(), allow_removal=True)
                    # What was taken back just before a crash is neither on disk nor known.
                    known = [Path(source) for source in base.registry.sources()]
                    paths = [each.resolve() for each in folders]
                    report = run.carry_out(
                        path for path in paths if path.exists() or any(below(source, path) for source in known)
                    )
                break
            except AlreadyRunning as exc:
                if not told and wait:
                    _say({"waiting": exc.message})
                told = True
                if time.monotonic() >= until:
                    raise
                time.sleep(SECONDS_BETWEEN_TRIES)
    _say(report.as_dict())
    if report.refused:
        raise typer.Exit(REFUSED)


class JsonProgress:
    """A Progress that says on standard output how far a run is, as a share of 1 and in passages."""

    def __init__(self) -> None:
        self._size, self._done, self._passages, self._said = 1, 0, 0, 0.0

    def recognised(self, done: int, of: int) -> None:
        """Say nothing: uploads take the place of no other file."""

    def begin(self, files: int, size: int) -> None:
        """Say that it begins."""
        self._size = max(1, size)
        _say({"files": files, "share": 0.0, "passages": 0})

    def advance(self, size: int, passages: int) -> None:
        """Say how far it is, unless that was said just now."""
        self._done += size
        self._passages += passages
        if time.monotonic() - self._said >= SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            _say({"share": min(1.0, self._done / self._size), "passages": self._passages})

    def registered(self, done: int, of: int) -> None:
        """Say how far the register is, unless something was said just now."""
        if time.monotonic() - self._said >= SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            _say({"share": 1.0, "passages": self._passages, "registered": done, "of": of})

    def compared(self, done: int, of: int) -> None:
        """Say how far the comparison is, unless that was said just now."""
        if time.monotonic() - self._said >= SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            _say({"share": 1.0, "passages": self._passages, "compared": done, "of": of})


@contextmanager
def _errors_as_json() -> Iterator[None]:
    try:
        yield
    except AmtslotseError as exc:
        _say({"error": {"message": exc.message, "remedy": exc.remedy}})
        raise typer.Exit(FAILED) from exc


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()
