"""Ingestion in processes of its own: stopped, limited, and its nonsense understood as failure."""

import json
import os
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from assistant.adapters import ingest_process
from assistant.adapters.ingest_process import IngestProcess
from assistant.uploads.ingestion import Stopped
from assistant.uploads.upload import UploadProgress
from knowledge_base.errors import AlreadyRunning, DocumentError, StorageError


def says(tmp_path: Path, script: str, make_way: object = lambda: None) -> IngestProcess:
    """An ingestion that is this script."""
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(script), encoding="utf-8")
    return IngestProcess(
        (sys.executable, str(program)),
        dict(os.environ),
        logs=tmp_path / "logs",
        make_way=make_way,  # type: ignore[arg-type]
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft" / "a.txt"
    path.parent.mkdir()
    path.write_text("Text.", encoding="utf-8")
    return path


def test_a_stopped_preview_ends_the_process_and_leaves_nothing(tmp_path: Path, file: Path) -> None:
    note = tmp_path / "pid"
    ingestion = says(
        tmp_path, f"import os, time, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(600)"
    )
    stop = threading.Event()

    def stop_once_it_runs() -> None:
        until = time.monotonic() + 60
        while not (note.exists() and note.read_text()) and time.monotonic() < until:
            time.sleep(0.02)
        stop.set()

    threading.Thread(target=stop_once_it_runs).start()
    with pytest.raises(Stopped):
        ingestion.preview(file, stop)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
    assert [path.name for path in file.parent.iterdir()] == ["a.txt"]


def test_what_takes_too_long_or_too_much_memory_is_refused(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = says(tmp_path, "x = bytearray(4 * 1024**3); print('{}')")
    with pytest.raises(DocumentError, match="ließ sich nicht lesen"):
        greedy.preview(file, threading.Event())
    monkeypatch.setattr(ingest_process, "PREVIEW_SECONDS", 0.5)
    with pytest.raises(DocumentError, match="zu lange"):
        says(tmp_path, "import time; time.sleep(600)").preview(file, threading.Event())


@pytest.mark.parametrize("said", ["", "nichts", "[]", '{"documents": 3}'])
def test_a_preview_that_is_none_is_a_failure(tmp_path: Path, file: Path, said: str) -> None:
    with pytest.raises((StorageError, DocumentError)):
        says(tmp_path, f"print({said!r})").preview(file, threading.Event())


def test_progress_and_result_of_a_publication(tmp_path: Path) -> None:
    report = {
        "seconds": 1,
        "files": [
            {"source": "/x/a.txt", "action": "add", "passages": 4, "warnings": ["W"], "reason": "neu"},
            {"source": "/x/b.txt", "action": "refuse", "passages": 0, "warnings": [], "reason": "Kaputt."},
        ],
    }
    lines = [{"waiting": "anderes"}, {"share": 0.0, "passages": 0}, {"share": 0.5, "passages": 2}, report]
    script = "import time\n" + "".join(f"print({json.dumps(line)!r}, flush=True); time.sleep(0.2)\n" for line in lines)
    told: list[UploadProgress] = []
    done = says(tmp_path, script + "raise SystemExit(1)").publish(tmp_path, threading.Event(), told.append)
    assert (done.files, done.passages, done.warnings) == (1, 4, ("W",))
    assert [(refused.name, refused.message) for refused in done.refused] == [("b.txt", "Kaputt.")]
    assert [progress.share for progress in told] == [None, 0.0, 0.5]
    assert told[0].note.startswith("Wartet")


def test_a_failed_publication_says_why(tmp_path: Path) -> None:
    error = {"error": {"message": "Kein Platz.", "remedy": "Schaffen."}}
    with pytest.raises(StorageError, match=r"Kein Platz\. Schaffen\."):
        says(tmp_path, f"print({json.dumps(error)!r}); raise SystemExit(2)").publish(
            tmp_path, threading.Event(), lambda _: None
        )
    with pytest.raises(StorageError, match="unterbrochen"):
        says(tmp_path, "import os; os.kill(os.getpid(), 9)").publish(tmp_path, threading.Event(), lambda _: None)


def test_it_waits_for_whoever_holds_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_process, "_TRY_AGAIN_SECONDS", 0.05)
    attempts, told = iter(range(3)), list[UploadProgress]()

    def make_way() -> None:
        if next(attempts) < 2:
            raise AlreadyRunning("Besetzt.")

    ingestion = says(tmp_path, """print('{"seconds": 0, "files": []}')""", make_way)
    assert ingestion.publish(tmp_path, threading.Event(), told.append).files == 0
    assert told[:2] == [UploadProgress("Wartet: Besetzt.")] * 2


def test_a_preview_is_told_no_secret(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "environment.json"
    for name in ("AMTSLOTSE_DATABASE_URL", "AMTSLOTSE_CHAT_API_KEY", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD"):
        monkeypatch.setenv(name, "streng-geheim")
    script = f"import json, os, pathlib; pathlib.Path({str(note)!r}).write_text(json.dumps(dict(os.environ)))"
    with pytest.raises(DocumentError):
        says(tmp_path, script).preview(file, threading.Event())
    told = json.loads(note.read_text())
    assert "streng-geheim" not in told.values()
    assert told["PATH"] == os.environ["PATH"]
    assert told["TMPDIR"] == str(file.parent)
