import getpass
import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from ingest.index_writer import SLICE
from ingest.lock import ingest_lock
from ingest.progress import NoProgress
from ingest.reader import PlainReader
from ingest.report import RunReport
from ingest.run import Run
from ingest.upkeep import damage, rebuild, remove
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.document import content_hash, full_text
from knowledge_base.errors import AlreadyRunning, ConfigurationError, IndexMismatch, RemovalRefused
from knowledge_base.index import Query, Vectors
from knowledge_base.register import load_register
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder

TODAY = date(2026, 11, 22)


class Killed(BaseException):
    """Stands for the process ending at this point."""


class DyingEmbedder(LetterEmbedder):
    """Embeds so many texts, then the process dies."""

    def __init__(self, survives: int) -> None:
        self.left = survives

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.left -= len(texts)
        if self.left < 0:
            raise Killed
        return super().embed_passages(texts)


class HeardOfRegister(NoProgress):
    """Remembers what it was told of the register, and fails when documents are read."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def begin(self, files: int, size: int) -> None:
        raise AssertionError

    def registered(self, done: int, of: int) -> None:
        self.told.append((done, of))


class Office:
    """A folder of documents and a knowledge base over them."""

    def __init__(self, root: Path, embedder: LetterEmbedder | None = None) -> None:
        self.docs, self.state = root / "docs", root / "var"
        self.docs.mkdir(exist_ok=True)
        settings = KnowledgeSettings(var=self.state, _env_file=None)  # type: ignore[call-arg]
        self.base: KnowledgeBase = open_knowledge_base(settings, embedder=embedder or LetterEmbedder())

    def write(self, name: str, text: str) -> Path:
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *paths: Path, allow_removal: bool = False) -> RunReport:
        run = Run(self.base, self.state, reader=PlainReader(), allow_removal=allow_removal)
        return run.carry_out(paths or [self.docs])

    def found(self, question: str) -> list[str]:
        return [hit.passage.text for hit in self.base.search.search(Query(question, TODAY))]

    def actions(self, report: RunReport) -> dict[str, str]:
        return {Path(line.source).name: line.action for line in report.files}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.base.close()


def test_a_document_is_found_and_its_passages_are_its_text(office: Office) -> None:
    office.write(
        "gebuehr.md", "# Gebühren\n\nDie Verlängerung kostet 93 Euro.\n\n## Ausnahme\n\nKinder zahlen die Hälfte."
    )
    report = office.run()
    assert office.actions(report) == {"gebuehr.md": "add"}
    assert "Die Verlängerung kostet 93 Euro." in office.found("Was kostet die Verlängerung?")
    (entry,) = office.base.registry.documents()
    passages = office.base.registry.passages(entry.document.id)
    assert full_text(passages) == "Die Verlängerung kostet 93 Euro.\n\nKinder zahlen die Hälfte."
    assert entry.document.title == "Gebühren"


def test_a_second_run_changes_nothing_and_embeds_nothing(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    office.run()
    report = office.run()
    assert office.actions(report) == {"a.md": "keep"}
    assert report.embedded == 0


def test_a_change_replaces_and_embeds_only_what_is_new(office: Office) -> None:
    office.write("a.md", "# A\n\nDie Gebühr beträgt 93 Euro.\n\n## B\n\nDas bleibt so.")
    office.run()
    office.write("a.md", "# A\n\nDie Gebühr beträgt 98 Euro.\n\n## B\n\nDas bleibt so.")
    report = office.run()
    assert report.embedded == 1
    found = office.found("Gebühr Euro")
    assert "Die Gebühr beträgt 98 Euro." in found
    assert "Die Gebühr beträgt 93 Euro." not in found
    assert office.base.dense.ids() == office.base.registry.current_passage_ids() == office.base.lexical.ids()


def test_what_vanished_is_removed_but_only_below_what_was_given(office: Office) -> None:
    first, second = office.write("eins/a.md", "# A\n\nEins."), office.write("zwei/b.md", "# B\n\nZwei.")
    office.write("eins/c.md", "# C\n\nDrei.")
    office.run()
    first.unlink()
    second.unlink()
    report = office.run(office.docs / "eins")
    assert office.actions(report) == {"a.md": "remove", "c.md": "keep"}
    assert [(one.in_run, one.who) for one in office.base.history.removals()] == [(report.started_at, "")]
    assert office.base.registry.counts() == (2, 2)
    assert set(office.found("Eins")) == {"Zwei.", "Drei."}


def test_a_renamed_file_keeps_its_id_and_is_not_embedded_again(office: Office) -> None:
    path = office.write("alt.md", "# A\n\nEins.")
    office.run()
    before = office.base.registry.sources()[str(path)].document_id
    path.rename(office.docs / "neu.md")
    report = office.run()
    assert office.actions(report) == {"neu.md": "rename"}
    assert report.embedded == 0
    assert office.base.registry.sources()[str(office.docs / "neu.md")].document_id == before


def test_metadata_are_taken_over_and_their_change_is_noticed(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    office.write(
        "metadata.yaml",
        "documents:\n  a.md: {title: Titel, owner: Team A, audience: [leitung], valid_from: 2025-03-01}",
    )
    office.run()
    (entry,) = office.base.registry.documents()
    assert (entry.document.title, entry.document.owner, entry.document.audience) == ("Titel", "Team A", {"leitung"})
    assert entry.document.stand == date(2025, 3, 1)
    assert office.found("Eins") == []
    office.write("metadata.yaml", "documents:\n  a.md: {title: Titel, audience: [alle]}")
    assert office.actions(office.run()) == {"a.md": "replace"}
    assert office.found("Eins") == ["Eins."]


def test_a_folder_whose_metadata_are_wrong_shows_nothing_new_and_the_rest_goes_on(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    office.write("metadata.yaml", "documents:\n  a.md: {audiance: [leitung]}")
    office.write("unter/b.md", "# B\n\nZwei.")
    report = office.run()
    assert office.actions(report) == {"docs": "refuse", "b.md": "add"}
    assert "audiance" in next(line.reason for line in report.files if line.action == "refuse")
    assert [entry.document.title for entry in office.base.registry.documents()] == ["B"]


def test_unreadable_files_are_refused_and_the_rest_goes_on(office: Office) -> None:
    office.write("gut.md", "# Gut\n\nEins.")
    office.write("leer.md", "  ")
    office.write("kaputt.docx", "kein ZIP")
    office.write("bild.png", "x")
    report = office.run()
    assert office.actions(report) == {"gut.md": "add", "leer.md": "refuse", "kaputt.docx": "refuse", "bild.png": "skip"}
    assert report.refused == 2
    saved = json.loads((office.state / "ingest" / "last_run.json").read_text())
    assert {Path(line["source"]).name: line["reason"] for line in saved["files"]}["leer.md"].startswith(
        "Die Datei ist leer"
    )


def test_a_file_that_became_unreadable_keeps_its_earlier_revision(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    office.run()
    office.write("a.md", "")
    assert office.actions(office.run()) == {"a.md": "refuse"}
    assert office.found("Eins") == ["Eins."]


def test_a_path_that_does_not_exist_is_an_error(office: Office) -> None:
    with pytest.raises(ConfigurationError, match="gibt es nicht"):
        office.run(office.docs / "fehlt")


@pytest.mark.parametrize("survives", [0, 3, 64, 100, 130])
def test_a_killed_run_shows_nothing_half_written_and_the_next_one_finishes(tmp_path: Path, survives: int) -> None:
    def write_all(office: Office, word: str) -> None:
        for number in range(3):
            sections = "".join(f"## Abschnitt {part}\n\nText {word} {number} {part}.\n\n" for part in range(50))
            office.write(f"{number}.md", f"# Dokument {number}\n\n{sections}")

    office = Office(tmp_path)
    write_all(office, "alt")
    office.run()
    write_all(office, "neu")
    office.base.close()
    dying = Office(tmp_path, DyingEmbedder(survives))
    with pytest.raises(Killed):
        dying.run()
    half = {text for text in dying.found("Text Abschnitt") if "neu" in text}
    assert not half or dying.base.registry.counts() == (3, 150)
    dying.base.close()
    again = Office(tmp_path)
    report = again.run()
    assert report.embedded < 150 - survives + SLICE
    assert not any("alt" in text for text in again.found("Text alt Abschnitt"))
    assert again.base.dense.ids() == again.base.lexical.ids() == again.base.registry.current_passage_ids()
    assert damage(again.base, again.state) == []
    again.base.close()


def test_a_killed_run_whose_file_then_vanished_leaves_nothing_behind(tmp_path: Path) -> None:
    office = Office(tmp_path)
    path = office.write("a.md", "# A\n\nEins.")
    office.run()
    orphan = ["p" + "0" * 23]
    office.base.dense.add(orphan, LetterEmbedder().embed_passages(["Rest"]))
    (office.state / "ingest" / "unfinished").touch()
    assert damage(office.base, office.state)
    path.unlink()
    office.write("b.md", "# B\n\nZwei.")
    assert office.run().repaired == 1
    assert damage(office.base, office.state) == []
    office.base.close()


def test_damage_is_found_and_rebuilt(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.\n\n## B\n\nZwei.")
    office.run()
    office.base.dense.delete(list(office.base.dense.ids())[:1])
    office.base.lexical.clear()
    assert [line.split(":")[0] for line in damage(office.base, office.state)] == ["Vektorindex", "Wortindex"]
    assert rebuild(office.base, office.state) == []
    assert damage(office.base, office.state) == []
    assert office.found("Eins") != []


@pytest.mark.parametrize("broken", ["missing", "wrong", "empty"])
def test_damage_is_noticed_and_repaired_by_the_next_run_without_the_model(office: Office, broken: str) -> None:
    for number in range(5):
        office.write(f"{number}.md", f"# T\n\nText {number} über die Gebühr.")
    office.run()
    ids = sorted(office.base.dense.ids())
    if broken == "missing":
        office.base.dense.delete(ids[:2])
        office.base.lexical.delete(ids[3:])
    elif broken == "wrong":
        office.base.dense.add(ids, LetterEmbedder().embed_passages(["xyz"] * 5))
        (office.state / "ingest" / "unfinished").touch()
    else:
        office.base.dense.clear()
    assert damage(office.base, office.state) != []
    report = office.run()
    assert report.repaired
    assert report.embedded == 0
    assert damage(office.base, office.state) == []


def test_another_embedding_model_is_refused_with_the_remedy(tmp_path: Path) -> None:
    class OtherEmbedder(LetterEmbedder):
        name = "other"

    office = Office(tmp_path)
    office.write("a.md", "# A\n\nEins.")
    office.run()
    office.base.close()
    other = Office(tmp_path, OtherEmbedder())
    other.write("b.md", "# B\n\nZwei.")
    with pytest.raises(IndexMismatch, match="rebuild"):
        other.run()
    rebuild(other.base, other.state)
    other.run()
    assert other.base.registry.counts() == (2, 2)
    other.base.close()


def test_removed_documents_are_gone_though_their_files_stay(office: Office) -> None:
    path = office.write("a.md", "# A\n\nEins.")
    office.run()
    assert [document.source for document in remove(office.base, office.state, [path])] == [str(path)]
    assert [(one.in_run, one.who) for one in office.base.history.removals()] == [(None, getpass.getuser())]
    assert path.exists()
    assert office.found("Eins") == []
    with pytest.raises(ConfigurationError):
        remove(office.base, office.state, [path])


def test_an_edit_keeps_what_was_and_removal_can_take_that_along(office: Office) -> None:
    path = office.write("gebuehr.md", "Die Verlängerung kostet 93 Euro.")
    office.write("zweite.md", "Die Verlängerung kostet 93 Euro. Oder so ähnlich.")
    office.run()
    path.write_text("Die Verlängerung kostet 100 Euro.", encoding="utf-8")
    office.run()
    key = office.base.registry.sources()[str(path)].document_id
    hashes = office.base.history.content_hashes([key])
    assert len(office.base.history.revisions(key)) == len(hashes) == 2
    assert not any(
        "93 Euro." in text and "ähnlich" not in text for text in office.found("Was kostet die Verlängerung?")
    )
    remove(office.base, office.state, [path])
    assert office.base.history.is_removed(key)
    assert all(office.base.originals.path(each) for each in hashes)
    remove(office.base, office.state, [path], with_history=True)
    assert office.base.history.revisions(key) == []
    assert not any(office.base.originals.path(each) for each in hashes)
    with pytest.raises(ConfigurationError):
        remove(office.base, office.state, [path], with_history=True)
    office.run()
    assert office.base.history.revisions(key)[0].replaced_at is None


def test_a_rename_leaves_earlier_revisions_readable_though_headings_come_from_the_name(office: Office) -> None:
    path = office.write("alt.txt", "Eins.")
    office.write("metadata.yaml", "documents: {alt.txt: {owner: A}}")
    office.run()
    office.write("metadata.yaml", "documents: {alt.txt: {owner: B}, neu.txt: {owner: B}}")
    office.run()
    path.rename(office.docs / "neu.txt")
    office.run()
    (entry,) = office.base.registry.documents()
    history = office.base.history
    ids = [revision.id for revision in history.revisions(entry.document.id)]
    kept = history.passages(entry.document.id, ids)
    assert [[passage.text for passage in kept[each]] for each in ids] == [["Eins."]] * 2


def test_two_runs_at_once_are_refused(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    with ingest_lock(office.state), pytest.raises(AlreadyRunning, match="gerade schon"):
        office.run()


def test_a_folder_that_is_suddenly_empty_is_not_believed(office: Office) -> None:
    path = office.write("a.md", "# A\n\nEins.")
    office.run()
    path.unlink()
    with pytest.raises(RemovalRefused, match=r"bekannt sind daraus 1.*--allow-removal"):
        office.run()
    assert office.found("Eins") == ["Eins."]
    assert office.actions(office.run(allow_removal=True)) == {"a.md": "remove"}


def test_more_than_half_of_many_documents_do_not_go_unasked(office: Office) -> None:
    paths = [office.write(f"{number}.md", f"# T\n\nText {number}.") for number in range(10)]
    office.run()
    for path in paths[:5]:
        path.unlink()
    assert office.run().as_dict()["counts"]["remove"] == 5
    for number in range(10, 15):
        office.write(f"{number}.md", f"# T\n\nText {number}.")
    office.run()
    for path in paths[5:]:
        path.unlink()
    office.docs.joinpath("10.md").rename(office.docs / "umbenannt.md")
    assert office.run().as_dict()["counts"]["remove"] == 5
    for number in range(15, 20):
        office.write(f"{number}.md", f"# T\n\nText {number}.")
    office.run()
    for path in sorted(office.docs.glob("1*.md"))[:6]:
        path.unlink()
    with pytest.raises(RemovalRefused, match=r"Von 10 bekannten Dokumenten .* fehlen 6"):
        office.run()


def test_an_emptied_folder_among_others_is_not_believed(office: Office) -> None:
    for number in range(30):
        office.write(f"hier/{number}.md", f"# T\n\nText {number}.")
    for number in range(10):
        office.write(f"laufwerk/{number}.md", f"# T\n\nAnderes {number}.")
    office.run()
    for path in (office.docs / "laufwerk").iterdir():
        path.unlink()
    with pytest.raises(RemovalRefused, match="laufwerk ist leer"):
        office.run()


@pytest.mark.skipif(os.geteuid() == 0, reason="ROOT MAY READ EVERYTHING: run as an ordinary user to check this")
def test_a_folder_that_cannot_be_entered_loses_nothing(office: Office) -> None:
    office.write("zu/a.md", "# A\n\nEins.")
    office.write("b.md", "# B\n\nZwei.")
    office.run()
    (office.docs / "zu").chmod(0)
    assert office.actions(office.run()) == {"zu": "refuse", "b.md": "keep"}
    (office.docs / "zu").chmod(0o755)
    assert office.base.registry.counts()[0] == 2


def test_pipes_and_unwritable_names_do_not_stop_a_run(office: Office) -> None:
    office.write("a.md", "# A\n\nEins.")
    os.mkfifo(office.docs / "leitung.txt")
    Path(os.fsdecode(os.fsencode(office.docs) + b"/k\xf6nnen.txt")).write_text("Text")
    assert office.actions(office.run()) == {"a.md": "add", "leitung.txt": "skip", "k\ufffdnnen.txt": "refuse"}


def test_a_register_that_was_edited_is_embedded_by_the_next_run_though_no_document_changed(tmp_path: Path) -> None:
    names = "<jurabk>EinbTestV</jurabk>"
    section = f"<metadaten>{names}<enbez>§ 1</enbez><titel>Test</titel></metadaten>"
    text = '<textdaten><text format="XML"><Content><P>(1) Der Test wird abgelegt.</P></Content></text></textdaten>'
    office = Office(tmp_path)
    office.write(
        "test.xml",
        f"<?xml version='1.0'?><dokumente builddate='20250331120000'><norm><metadaten>{names}</metadaten></norm>"
        f"<norm>{section}{text}</norm></dokumente>",
    )
    office.run()
    office.base.close()
    mark = office.state / "register_embedded"
    as_embedded = mark.read_text(encoding="utf-8")

    unchanged = Office(tmp_path, DyingEmbedder(survives=0))
    unchanged.run()  # would die if anything were embedded
    assert "register" not in vars(unchanged.base)  # not even opened, so no model is loaded for it
    mark.write_text("another register", encoding="utf-8")
    texts = {text for entry in load_register() if entry.reference.law == "EinbTestV" for text in entry.texts}
    lost = sorted(content_hash(unchanged.base.embedder.name, "register", text) for text in texts)[:2]
    with unchanged.base.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM kb_vectors WHERE hash IN ('{lost[0]}', '{lost[1]}')")
    with pytest.raises(Killed):
        unchanged.run()
    unchanged.base.close()

    edited, heard = Office(tmp_path), HeardOfRegister()
    Run(edited.base, edited.state, heard, reader=PlainReader()).carry_out([edited.docs])
    assert heard.told == [(0, 2), (2, 2)]
    assert edited.base.register.embed_missing() == 0
    assert mark.read_text(encoding="utf-8") == as_embedded
    edited.base.close()
