import threading

import pytest

from assistant.adapters.patient_reader import PatientReader
from knowledge_base.errors import ModelUnavailable
from tests.unit.assistant.answering.test_reading import Broken, Saying


def test_it_reads_like_the_reader_behind_it() -> None:
    reader = Saying(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=5)
    assert patient.name == reader.name
    assert patient.read("Frage: So?") == reader.read("Frage: So?")


def test_nothing_is_read_for_who_has_left() -> None:
    reader, left = Saying(1), threading.Event()
    left.set()
    with pytest.raises(ModelUnavailable):
        PatientReader(reader, left=left, seconds=5).read("Frage: So?")
    assert reader.prompts == []


def test_who_failed_once_is_not_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    class Counting(Broken):
        def read(self, prompt: str) -> list[float]:
            self.prompts.append(prompt)
            raise ModelUnavailable("Zu langsam.")

    reader = Counting(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=5)
    for _ in range(3):
        with pytest.raises(ModelUnavailable):
            patient.read("Frage: So?")
    assert len(reader.prompts) == 1
    assert len(caplog.records) == 1


def test_time_is_counted_over_all_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((0, 6, 100, 106))
    monkeypatch.setattr("assistant.adapters.patient_reader.monotonic", lambda: next(moments))
    reader = Saying(1)
    patient = PatientReader(reader, left=threading.Event(), seconds=10)
    patient.read("Frage: a")
    patient.read("Frage: b")
    with pytest.raises(ModelUnavailable):
        patient.read("Frage: c")
    assert len(reader.prompts) == 2
