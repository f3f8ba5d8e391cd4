import threading
from collections.abc import Callable

import pytest

from assistant.adapters.patient_reader import PatientReader
from knowledge_base.errors import ModelUnavailable
from tests.unit.assistant.answering.test_reading import Saying


class Shared(Saying):
    """Reads what the other one reads, as long as it is wanted."""

    def read_while(self, wanted: Callable[[], bool], prompt: str) -> list[float]:
        if not wanted():
            raise ModelUnavailable("Nicht mehr gewollt.")
        return self.read(prompt)


class Endless(Shared):
    """Reads for as long as it is wanted."""

    def read_while(self, wanted: Callable[[], bool], prompt: str) -> list[float]:
        self.prompts.append(prompt)
        while wanted():
            threading.Event().wait(0.01)
        raise ModelUnavailable("Nicht mehr gewollt.")


def test_it_reads_like_the_reader_behind_it() -> None:
    reader = Shared(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=60)
    assert patient.name == reader.name
    assert patient.read("Frage: So?") == reader.read("Frage: So?")


def test_nothing_is_read_for_who_has_left() -> None:
    reader, left = Shared(1), threading.Event()
    left.set()
    with pytest.raises(ModelUnavailable):
        PatientReader(reader, left=left, seconds=60).read("Frage: So?")
    assert reader.prompts == []


def test_who_leaves_stops_the_reading(caplog: pytest.LogCaptureFixture) -> None:
    left = threading.Event()
    threading.Timer(0.1, left.set).start()
    with pytest.raises(ModelUnavailable):
        PatientReader(Endless(1), left=left, seconds=600).read("Frage: So?")
    assert caplog.records == []


def test_who_failed_once_is_not_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    reader = Endless(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=0.1)
    for _ in range(3):
        with pytest.raises(ModelUnavailable):
            patient.read("Frage: So?")
    assert len(reader.prompts) == 1
    assert len(caplog.records) == 1


def test_time_is_counted_over_all_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((0, 1, 6, 100, 101, 106))
    monkeypatch.setattr("assistant.adapters.patient_reader.monotonic", lambda: next(moments))
    reader = Shared(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=10)
    patient.read("Frage: a")
    patient.read("Frage: b")
    with pytest.raises(ModelUnavailable):
        patient.read("Frage: c")
    assert len(reader.prompts) == 2
