import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

import knowledge_base.embedding
from ingest.progress import NoProgress
from ingest.report import RunReport
from ingest.watch import Watcher, is_watched
from knowledge_base.errors import AmtslotseError, ConfigurationError
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder

SECONDS = 60.0
"""Far more than it takes, for a machine that is busy."""


class Watch:
    """A folder that is watched in a thread."""

    def __init__(self, root: Path) -> None:
        self.docs, self.stop = root / "docs", threading.Event()
        self.docs.mkdir()
        (self.docs / "a.md").write_text("# A\n\nEins.")
        (self.docs / "b.md").write_text("# B\n\nZwei.")
        settings = KnowledgeSettings(var=root / "var", _env_file=None)  # type: ignore[call-arg]
        watcher = Watcher(settings, [self.docs], NoProgress)
        self.outcomes: Queue[RunReport | AmtslotseError] = Queue()
        self.thread = threading.Thread(target=lambda: [*map(self.outcomes.put, watcher.reports(self.stop))])
        self.thread.start()

    def changes(self) -> dict[str, str]:
        """Return what the next run that changed something did."""
        while True:
            outcome = self.outcomes.get(timeout=SECONDS)
            assert isinstance(outcome, RunReport), outcome
            changed = {Path(line.source).name: line.action for line in outcome.files if line.action != "keep"}
            if changed:
                return changed


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    monkeypatch.setattr(knowledge_base.embedding, "load_embedder", lambda _settings: LetterEmbedder())
    watch = Watch(tmp_path)
    yield watch
    watch.stop.set()
    watch.thread.join(SECONDS)


def test_saved_renamed_and_deleted_files_are_followed(watch: Watch) -> None:
    assert watch.changes() == {"a.md": "add", "b.md": "add"}
    (watch.docs / "a.md").write_text("# A\n\nAnders.")
    assert watch.changes() == {"a.md": "replace"}
    (watch.docs / "b.md").rename(watch.docs / "c.md")
    assert watch.changes() == {"c.md": "rename"}
    (watch.docs / "unter").mkdir()
    (watch.docs / "unter" / "d.md").write_text("# D\n\nVier.")
    assert watch.changes() == {"d.md": "add"}
    (watch.docs / "c.md").unlink()
    assert watch.changes() == {"c.md": "remove"}


def test_many_changes_at_once_are_one_run_and_a_refusal_does_not_end_it(watch: Watch) -> None:
    watch.changes()
    for number in range(20):
        (watch.docs / f"{number}.md").write_text(f"# T\n\nText {number}.")
        time.sleep(0.02)
    done: dict[str, str] = {}
    runs = 0
    while len(done) < 20:
        done |= watch.changes()
        runs += 1
    assert runs <= 10, "nearly one for each change"
    for path in watch.docs.iterdir():
        path.unlink()
    outcome = watch.outcomes.get(timeout=SECONDS)
    while isinstance(outcome, RunReport):
        outcome = watch.outcomes.get(timeout=SECONDS)
    assert "--allow-removal" in str(outcome)
    (watch.docs / "neu.md").write_text("# N\n\nNeu.")
    assert isinstance(watch.outcomes.get(timeout=SECONDS), AmtslotseError)


def test_what_does_not_exist_is_said_at_once(tmp_path: Path) -> None:
    settings = KnowledgeSettings(var=tmp_path / "var", _env_file=None)  # type: ignore[call-arg]
    with pytest.raises(ConfigurationError, match="gibt es nicht"):
        next(Watcher(settings, [tmp_path / "fehlt"], NoProgress).reports(threading.Event()))


@pytest.mark.parametrize(
    ("name", "watched"),
    [("a.docx", True), ("metadata.yaml", True), ("~$a.docx", False), (".a.swp", False), ("a.tmp", False)],
)
def test_files_that_programs_keep_for_themselves_are_passed_over(name: str, watched: bool) -> None:
    assert is_watched(Path("/docs") / name) is watched
