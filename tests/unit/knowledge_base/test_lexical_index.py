"""The full-text index on disk: several processes, damage, other versions."""

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge_base.errors import StorageError
from knowledge_base.lexical_index import LAYOUT, TantivyIndex
from tests.support.knowledge import make_document, make_passages

PASSAGES = make_passages(make_document(), "Die Gebühr beträgt 93 Euro.", "Termine werden vergeben.")

WRITE = """
import sys
from pathlib import Path
from knowledge_base.lexical_index import TantivyIndex
from tests.support.knowledge import make_document, make_passages
index = TantivyIndex(Path(sys.argv[1]))
for number in range(5):
    index.add(make_passages(make_document(sys.argv[2] + str(number)), "Gebühr"))
"""


def full(folder: Path) -> TantivyIndex:
    index = TantivyIndex(folder, refill=lambda: iter(PASSAGES))
    assert index.search("Gebühr", 5)
    return index


def test_an_open_reader_sees_what_other_processes_write_even_at_once(tmp_path: Path) -> None:
    reader = TantivyIndex(tmp_path / "lexical")
    assert reader.search("Gebühr", 20) == []
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path / "lexical"), name]) for name in ("first", "second")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert len(reader.search("Gebühr", 20)) == 10
    assert len(reader.ids()) == 10


def test_an_index_of_another_version_is_made_anew_from_the_registry(tmp_path: Path) -> None:
    full(tmp_path / "lexical").close()
    (tmp_path / "lexical" / "layout").write_text("0/0")
    assert full(tmp_path / "lexical").ids() == {passage.id for passage in PASSAGES}
    assert (tmp_path / "lexical" / "layout").read_text() == LAYOUT


@pytest.mark.parametrize("damage", ["cut", "noise", "gone", "no meta"])
@pytest.mark.parametrize("still_open", [True, False])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str, still_open: bool) -> None:
    folder = tmp_path / "lexical"
    index = full(folder)
    for file in folder.iterdir():
        if damage == "no meta" and file.name == "meta.json":
            file.write_text("{")
        elif damage != "no meta" and len(file.stem) == 32:
            content = file.read_bytes()
            file.unlink()
            if damage != "gone":
                file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"\x00" * len(content))
    if not still_open:
        index = TantivyIndex(folder, refill=lambda: iter(PASSAGES))
    assert [key for key, _ in index.search("Gebühr", 5)] == [PASSAGES[0].id]
    index.add(make_passages(make_document("b.md"), "Neue Gebühr."))
    assert len(index.search("Gebühr", 5)) == 2


def test_a_copy_killed_while_filling_is_made_anew(tmp_path: Path) -> None:
    def breaks_off() -> object:
        yield PASSAGES[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        TantivyIndex(tmp_path / "lexical", refill=breaks_off).search("Gebühr", 5)  # type: ignore[arg-type]
    assert full(tmp_path / "lexical").ids() == {passage.id for passage in PASSAGES}


def test_a_folder_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="rebuild"):
        TantivyIndex(tmp_path / "file" / "lexical").search("Gebühr", 5)


def test_a_pasted_decision_is_searched_quickly(tmp_path: Path) -> None:
    index = full(tmp_path / "lexical")
    assert index.search("Gebühr " + " ".join(f"wort{number}" for number in range(20_000)), 5)
