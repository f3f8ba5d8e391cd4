from pathlib import Path

import pytest

from assistant.adapters.learning_path_file import read_learning_path
from knowledge_base.errors import DocumentError

SHIPPED = Path(__file__).parents[4] / "knowledge_base" / "articles"


def test_the_shipped_path_names_documents_that_are_there() -> None:
    path = read_learning_path(SHIPPED / "einarbeitung" / "lernpfad.yaml")
    named = {document for week in path.weeks for step in week.steps for document in step.documents}
    assert named
    assert [document for document in sorted(named) if not (SHIPPED / document).is_file()] == []


@pytest.mark.parametrize(
    "content",
    [
        "title: [",
        "- a",
        "",
        "title: x",
        "title: x\nweeks: [1]",
        "title: x\nweeks: [{title: w, steps: [{title: ohne Kennung}]}]",
        "title: x\nweeks: [{title: w, steps: [{id: a, title: t}, {id: a, title: t}]}]",
        "title: !!python/object/apply:os.getcwd []",
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "lernpfad.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"lernpfad\.yaml"):
        read_learning_path(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nicht lesbar"):
        read_learning_path(tmp_path / "lernpfad.yaml")
