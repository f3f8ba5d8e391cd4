"""What a run says of its last step: comparing documents with each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text

from ingest.console import ProgressLines, show_report
from ingest.progress import NoProgress
from ingest.reader import PlainReader
from ingest.run import Run
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.database import transaction
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder

FEE = "# Gebühren\n\nDie Gebühr für die Fiktionsbescheinigung beträgt {} Euro (§ 47 Abs. 1 Nr. 8 AufenthV)."
FAILS = "CREATE TRIGGER full BEFORE INSERT ON kb_compared BEGIN SELECT RAISE(ABORT, 'no room'); END"


class Heard(NoProgress):
    """Remembers what it was told of the comparison."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def compared(self, done: int, of: int) -> None:
        self.told.append((done, of))


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, euros in (("a.md", 13), ("b.md", 15)):
        (docs / name).write_text(FEE.format(euros), encoding="utf-8")
    settings = KnowledgeSettings(_env_file=None, var=tmp_path / "var", database_url="")
    with open_knowledge_base(settings, embedder=WordEmbedder()) as opened:
        yield opened


def test_how_far_the_comparison_is_is_told(
    base: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = Heard()
    Run(base, tmp_path / "var", heard, reader=PlainReader()).carry_out([tmp_path / "docs"])
    assert heard.told[-1] == (2, 2)
    ProgressLines(Console(stderr=True), every=0).compared(1, 2)
    assert capsys.readouterr().err == "  Doppeltes und Widersprüche: 1 von 2 Dokumenten verglichen\n"


def test_a_comparison_that_fails_is_told_and_made_up_for(
    base: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction(base.engine) as connection:
        connection.execute(text(FAILS))
    report = Run(base, tmp_path / "var", reader=PlainReader()).carry_out([tmp_path / "docs"])
    [warning] = report.warnings
    assert report.as_dict()["warnings"] == [warning]
    assert report.documents == 2
    show_report(report, Console())
    assert f"Hinweis: {warning}" in capsys.readouterr().out
    assert LikePassagesStore(base.engine).pairs() == []

    with transaction(base.engine) as connection:
        connection.execute(text("DROP TRIGGER full"))
    again = Run(base, tmp_path / "var", reader=PlainReader()).carry_out([tmp_path / "docs"])
    assert again.warnings == []
    assert len(LikePassagesStore(base.engine).pairs()) == 1
