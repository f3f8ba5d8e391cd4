import io
import os
import pickle
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.metadata import DocumentMetadata
from ingest.prepare import Prepared
from ingest.reader import Answer, PlainReader, ReadRequest
from ingest.reader_messages import pack, unpack
from ingest.reader_process import ReaderProcess, ReadingLimits
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data

QUADRATIC = "[" * 100_000
"""Markdown that its library reads in time growing with the square of its length."""

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE b [{ENTITIES}]>'
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "zeros.docx": lambda: zipped(**{"word__document.xml": "<w>" + " " * 200_000_000}),
    "many.docx": lambda: zipped(**{f"word__{number}": "" for number in range(21_000)}),
    "bomb.docx": lambda: zipped(**{"word__document.xml": f"{BOMB}<w:document xmlns:w='x'>&e9;</w:document>"}),
    "bomb.xlsx": lambda: zipped(**{"xl__workbook.xml": f"{BOMB}<workbook>&e9;</workbook>"}),
    "bomb.bpmn": f'{BOMB}<definitions xmlns="{BPMN}"><task name="&e9;"/></definitions>'.encode,
    "bomb.xml": f"{BOMB}<dokumente><norm>&e9;</norm></dokumente>".encode,
    "deep.bpmn": (f'<definitions xmlns="{BPMN}">' + "<subProcess>" * 100_000).encode,
    "deep.html": lambda: b"<div>" * 200_000 + b"x",
    "objects.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj << /A " * 100_000,
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Answer]]:
    def read(files: dict[str, bytes | str], limits: ReadingLimits | None = None, **options: int) -> list[Answer]:
        requests = []
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            requests.append(ReadRequest(path, "d1", DocumentMetadata()))
        with ReaderProcess(limits, **options) as reader:
            return list(reader.read(requests))

    return read


def texts(answer: Answer) -> list[str]:
    assert isinstance(answer, Prepared), str(answer)
    return [passage.text for passage in answer.passages]


def test_it_reads_what_the_plain_reader_reads(tmp_path: Path) -> None:
    requests = []
    for number in range(8):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Text {number}." if number != 3 else "")
        requests.append(ReadRequest(path, f"d{number}", DocumentMetadata(audience=frozenset({"leitung"}))))
    with ReaderProcess(files_per_process=3) as reader:
        answers = list(reader.read(requests))
    plain = list(PlainReader().read(requests))
    assert [str(answer) for answer in answers] == [str(answer) for answer in plain]
    assert isinstance(answers[3], DocumentError)
    assert list(reader.read([])) == []


def test_hostile_files_are_refused_and_the_rest_is_read(read: Callable[..., list[Answer]]) -> None:
    files: dict[str, bytes | str] = {name: make() for name, make in HOSTILE.items()}
    *answers, last = read(files | {"gut.txt": "Gut."})
    for name, answer in zip(files, answers, strict=True):
        assert isinstance(answer, DocumentError), name
        assert answer.remedy, name
    assert texts(last) == ["Gut."]


def test_a_line_of_ten_megabytes_is_read(read: Callable[..., list[Answer]]) -> None:
    (answer,) = read({"zeile.txt": ("Die Gebühr beträgt 93 Euro und ist vorab zu zahlen, " * 200_000)[:10_000_000]})
    assert len(texts(answer)) > 1000


def test_a_file_that_takes_too_long_is_given_up(read: Callable[..., list[Answer]]) -> None:
    slow, good = read({"langsam.md": QUADRATIC, "gut.txt": "Gut."}, ReadingLimits(cpu_seconds=4))
    assert "dauert zu lange (mehr als 4 s Rechenzeit)" in str(slow)
    assert texts(good) == ["Gut."]


def test_a_file_that_only_waits_is_given_up_too(tmp_path: Path) -> None:
    # The good file has no more time, and a process of its own to start in it.
    os.mkfifo(tmp_path / "leitung.txt")
    (tmp_path / "gut.txt").write_text("Gut.")
    names = ("leitung.txt", "gut.txt")
    with ReaderProcess(ReadingLimits(seconds=8)) as reader:
        slow, good = reader.read([ReadRequest(tmp_path / name, "d", DocumentMetadata()) for name in names])
    assert "dauert zu lange (mehr als 8 s)" in str(slow)
    assert texts(good) == ["Gut."]


def test_a_file_that_needs_too_much_memory_is_refused(read: Callable[..., list[Answer]]) -> None:
    limits = ReadingLimits(memory=160 * 1024**2)
    large, good = read({"gross.txt": "Ein Satz. " * 5_000_000, "gut.txt": "Gut."}, limits)
    assert "mehr Arbeitsspeicher als erlaubt" in str(large)
    assert texts(good) == ["Gut."]


def test_a_crash_costs_one_file_and_only_that_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Text {name[0]}.")
    requests = [ReadRequest(tmp_path / name, "d", DocumentMetadata()) for name in ("a.txt", "b.txt", "c.txt")]
    with ReaderProcess() as reader:
        answers = reader.read(requests)
        first = next(answers)
        child = reader._child
        assert child is not None
        os.kill(child._process.pid, signal.SIGKILL)
        rest = list(answers)
    # Killed from outside, no file is to blame: the others are read by the next process.
    assert [texts(answer) for answer in (first, *rest)] == [["Text a."], ["Text b."], ["Text c."]]
    with pytest.raises(ProcessLookupError):
        os.killpg(child._process.pid, 0)


def test_no_answer_makes_the_parent_run_anything() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch /tmp/evil",)

    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(Evil()))
    assert str(unpack(pack(DocumentError("Kaputt.", "Neu speichern.")))) == "Kaputt. Neu speichern."


def test_every_real_and_broken_file_gets_an_answer() -> None:
    """A sample of public test files for document readers, many broken on purpose; the rest is run by hand."""
    paths = sorted(path for path in shared_data("docs").rglob("*") if path.is_file())[::4]
    with ReaderProcess() as reader:
        answers = list(reader.read(ReadRequest(path, "d", DocumentMetadata()) for path in paths))
    assert len(answers) == len(paths) > 30
    for path, answer in zip(paths, answers, strict=True):
        assert isinstance(answer, Prepared) or answer.remedy, path


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_process_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AMTSLOTSE_DATABASE_URL", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "streng-geheim")
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    with ReaderProcess() as reader:
        assert isinstance(next(reader.read([ReadRequest(tmp_path / "a.txt", "d1", DocumentMetadata())])), Prepared)
        (child,) = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8").split()[-1:]
        assert b"streng-geheim" not in Path(f"/proc/{child}/environ").read_bytes()
