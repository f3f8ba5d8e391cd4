"""Starts `python -m ingest` for uploads: files of strangers are opened there, never in the process of the API."""

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

from assistant.adapters.room_watch import RoomWatch
from assistant.adapters.run_lines import RunLines
from assistant.adapters.upload_preview import PREVIEW_FILE, preview_from
from assistant.processes.parent import child_setup
from assistant.uploads.ingestion import Published, Stopped
from assistant.uploads.preview import Preview, Refusal
from assistant.uploads.upload import UploadProgress
from knowledge_base.bare_environment import bare_environment
from knowledge_base.errors import AlreadyRunning, DocumentError, StorageError

PREVIEW_SECONDS = 1800.0
"""Scans are read page by page; the reading process of ingestion has closer limits of its own."""
PREVIEW_MEMORY = 3 * 1024**3
PUBLISH_SECONDS = 12 * 3600.0
WAIT_SECONDS = 11 * 3600
"""So long a publication waits for another run: the whole federal law may be on its way."""

LARGEST_PREVIEW = 200 * 1024**2
_POLL_SECONDS = 0.1
_TRY_AGAIN_SECONDS = 2.0
_REFUSED, _FAILED = 1, 2
_DONE = {"add", "replace", "rename", "keep"}


class IngestProcess:
    """An Ingestion; see there. `command` is how ingestion is started, `make_way` is called before it writes."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, logs: Path, make_way: Callable[[], None]
    ) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._logs = logs
        self._make_way = make_way

    def preview(self, path: Path, stop: Event) -> Preview:
        """Read a file and lay its preview beside it."""
        said, room = path.with_name(f".{PREVIEW_FILE}"), RoomWatch(path.parent)
        try:
            code = self._run(("preview", str(path), "--json"), said, stop, seconds=PREVIEW_SECONDS, look=room.look)
            if code not in {0, _REFUSED} or said.stat().st_size > LARGEST_PREVIEW:
                raise room.blamed_for(_unreadable())
            found = preview_from(json.loads(said.read_bytes()))
            if found.documents:
                said.replace(path.with_name(PREVIEW_FILE))
            elif room.was_short():
                raise room.blamed_for(_unreadable())
        except ValueError as exc:  # it broke off
            raise room.blamed_for(_unreadable()) from exc
        except OSError as exc:
            if not path.exists():
                raise Stopped from exc
            raise StorageError(
                f"Die Vorschau lässt sich nicht ablegen ({exc.strerror}).",
                "Bitte Speicherplatz und Schreibrechte prüfen.",
            ) from exc
        finally:
            said.unlink(missing_ok=True)
        return found

    def publish(self, folder: Path, stop: Event, tell: Callable[[UploadProgress], None]) -> Published:
        """Bring the knowledge base in line with a folder, after other runs."""
        self._wait_for_way(stop, tell)
        said, room = self._logs / "upload.jsonl", RoomWatch(self._logs)
        seen = RunLines(said, tell)

        def look() -> None:
            room.look()
            seen.look()

        arguments = ("publish", "--wait", str(WAIT_SECONDS), "--", str(folder))
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            code = self._run(arguments, said, stop, seconds=PUBLISH_SECONDS, look=look)
            seen.look()
        except OSError as exc:
            raise StorageError(
                f"Die Aufnahme ließ sich nicht starten ({exc.strerror}).",
                "Bitte Speicherplatz und Schreibrechte prüfen.",
            ) from exc
        if code not in {0, _REFUSED} or "files" not in seen.last or "seconds" not in seen.last:
            raise room.blamed_for(_interrupted(seen.last))
        return _published(seen.last)

    def _wait_for_way(self, stop: Event, tell: Callable[[UploadProgress], None]) -> None:
        while True:
            try:
                self._make_way()
            except AlreadyRunning as exc:
                tell(UploadProgress(f"Wartet: {exc.message}"))
                if stop.wait(_TRY_AGAIN_SECONDS):
                    raise Stopped from exc
            else:
                return

    def _run(
        self,
        arguments: Sequence[str],
        said: Path,
        stop: Event,
        *,
        seconds: float,
        look: Callable[[], None] = lambda: None,
    ) -> int:
        """Run a command until it ends; raises Stopped, and DocumentError when it takes too long."""
        is_preview = arguments[0] == "preview"
        self._logs.mkdir(parents=True, exist_ok=True)
        with said.open("wb") as output, (self._logs / "upload.log").open("ab") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own command line
                [*self._command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                # What a stopped preview leaves lies beside the draft, and goes with it.
                env=bare_environment(self._environment) | {"TMPDIR": str(said.parent)}
                if is_preview
                else self._environment,
                start_new_session=True,
                preexec_fn=_setup(PREVIEW_MEMORY if is_preview else None),  # noqa: PLW1509 - system calls only
            )
        until = time.monotonic() + seconds
        try:
            while (code := process.poll()) is None:
                if stop.wait(_POLL_SECONDS):
                    raise Stopped
                if time.monotonic() > until:
                    raise DocumentError(
                        f"Das dauert zu lange (mehr als {seconds / 60:.0f} Minuten).",
                        "Bitte in kleinere Dokumente teilen.",
                    )
                look()
        finally:
            _end(process)
        return code


def _unreadable() -> DocumentError:
    return DocumentError(
        "Die Datei ließ sich nicht lesen.",
        "Bitte in kleinere Dokumente teilen oder im Ursprungsprogramm neu speichern.",
    )


def _interrupted(said: Mapping[str, Any]) -> StorageError:
    error = said.get("error", {})
    return StorageError(
        error.get("message", "Die Aufnahme wurde unterbrochen."),
        error.get("remedy", "") or "Bitte noch einmal versuchen; näheres steht im Protokoll upload.log.",
    )


def _published(said: Mapping[str, Any]) -> Published:
    done = [line for line in said["files"] if line["action"] in _DONE]
    refused = [line for line in said["files"] if line["action"] == "refuse"]
    return Published(
        files=len(done),
        passages=sum(line["passages"] for line in done),
        warnings=tuple(warning for line in done for warning in line["warnings"]),
        refused=tuple(Refusal(Path(line["source"]).name, line["reason"], "") for line in refused),
    )


def _setup(memory: int | None) -> Callable[[], None]:
    tie = child_setup()

    def before_start() -> None:
        if tie is not None:
            tie()
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return before_start


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with all that it started, if it still runs."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
