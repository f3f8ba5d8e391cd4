"""Real laws in two versions: which one answers for which day, and what an edit of one § costs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.reader import PlainReader
from ingest.report import RunReport
from ingest.run import Run
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.index import Hit, Query
from knowledge_base.memory_index import MemoryDenseIndex, MemoryLexicalIndex
from knowledge_base.revisions.revision_diff import Change, compare_revisions
from knowledge_base.settings import KnowledgeSettings
from tests.support.two_versions import LAWS, copy_laws
from tests.support.word_embedder import WordEmbedder

EARLIER, TODAY = date(2023, 6, 1), date(2026, 11, 22)
QUESTIONS = (
    "§ 10 Abs. 1 StAG",
    "Nach wie vielen Jahren rechtmäßigen Aufenthalts wird ein Ausländer eingebürgert?",
    "Welche Leistungen gibt es nach dem Asylbewerberleistungsgesetz?",
    "Wer ist zum Integrationskurs verpflichtet?",
)


def opened(folder: Path) -> KnowledgeBase:
    settings = KnowledgeSettings(var=folder / "var", _env_file=None)  # type: ignore[call-arg]
    base = open_knowledge_base(settings, embedder=WordEmbedder())
    base.dense, base.lexical = MemoryDenseIndex(), MemoryLexicalIndex()
    return base


def run(base: KnowledgeBase, folder: Path) -> RunReport:
    return Run(base, folder / "var", reader=PlainReader()).carry_out([folder / "recht"])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("versions")
    copy_laws(folder / "recht")
    with opened(folder) as base:
        report = run(base, folder)
        assert report.documents == 2 * len(LAWS)
        yield base


def hits(base: KnowledgeBase, question: str, day: date) -> list[Hit]:
    return base.search.search(Query(question, day, limit=20))


def cited(base: KnowledgeBase, question: str, day: date) -> str:
    """Return the text of all passages of the § that the question names."""
    found = base.search.search(Query(question, day, limit=200))
    return "\n".join(hit.passage.text for hit in found if hit.cited)


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_the_version_of_the_day_answers(both: KnowledgeBase, question: str) -> None:
    for day, year in ((EARLIER, "2023-04"), (TODAY, "2025-04")):
        found = hits(both, question, day)
        assert found
        assert {Path(hit.document.source).parent.name for hit in found} == {year}


def test_the_older_law_says_something_else(both: KnowledgeBase) -> None:
    earlier, now = (cited(both, "§ 10 Abs. 1 StAG", day) for day in (EARLIER, TODAY))
    assert "seit acht Jahren rechtmäßig" in earlier
    assert "seit fünf Jahren rechtmäßig" not in earlier
    assert "seit fünf Jahren rechtmäßig" in now


def test_two_versions_of_a_law_are_compared_section_by_section(both: KnowledgeBase) -> None:
    entries = [entry.document for entry in both.registry.documents() if entry.document.version_of == "law:StAG"]
    old, new = sorted(entries, key=lambda document: document.stand)
    diff = compare_revisions(old, new, both.registry.passages(old.id), both.registry.passages(new.id))
    changed = {change.after for change in diff.passages if change.change is Change.CHANGED}
    assert "§ 10 Abs. 1 StAG" in changed
    removed = {change.before for change in diff.passages if change.change is Change.REMOVED}
    labels = {passage.locator.label for passage in both.registry.passages(new.id)}
    assert not removed & labels


def test_one_edited_section_is_one_embedded_passage_and_one_in_the_history(tmp_path: Path) -> None:
    folder = copy_laws(tmp_path / "recht", ("2025-04",)) / "2025-04"
    with opened(tmp_path) as base:
        first = run(base, tmp_path)
        path = folder / "KonsG.xml"
        text = path.read_text(encoding="utf-8")
        assert text.count("Gerichte und Behörden Vernehmungen") == 1
        path.write_text(text.replace("Gerichte und Behörden Vern", "Gerichte und Behörden gern Vern"), encoding="utf-8")
        again = run(base, tmp_path)
        assert (again.embedded, again.passages) == (1, first.passages)
        key = base.registry.sources()[str(path)].document_id
        now, before = base.history.revisions(key)
        texts = base.history.passages(key, [now.id, before.id])
        diff = compare_revisions(before.document, now.document, texts[before.id], texts[now.id])
        (change,) = [one for one in diff.passages if one.change is not Change.UNCHANGED]
        assert [one.text.strip() for one in change.text if one.mark != "kept"] == ["gern"]
