"""A small corpus goes the whole way: ingested into its own state, searched, answered, measured, written."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.progress import Progress

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.answering.reading import load_reading
from assistant.settings import Settings
from evals.case import Case, Gold
from evals.corpus import open_corpus, state_for
from evals.suites import Suite, chat_model, reading_model, run_answers, run_retrieval
from knowledge_base.errors import ConfigurationError, ModelError
from tests.support.state_server import KEY, StateScript, said, state_server
from tests.support.word_embedder import WordEmbedder
from tests.unit.assistant.answering.test_reading import Saying

FEE = "Die Gebühr für die Fiktionsbescheinigung beträgt 13 Euro (§ 47 Abs. 1 Nr. 8 AufenthV)."
DOCUMENTS = {
    "gebuehren.md": f"# Gebühren\n\n## Fiktionsbescheinigung\n\n{FEE}\n",
    "karte.md": "# Karte\n\n## Ausgabe\n\nDer Ausgabeschalter gibt die Karte aus.\n",
}
CASES = [
    Case(
        "fb",
        "Wie viel Euro beträgt die Gebühr für die Fiktionsbescheinigung?",
        True,
        "keywords",
        gold=(Gold(document="gebuehren.md", contains="beträgt 13 Euro"),),
        key_facts=(("13 Euro",),),
    ),
    Case("hund", "Welcher Tierarzt impft Meerschweinchen?", False, "off_topic"),
]


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suite]:
    root = tmp_path_factory.mktemp("evals")
    corpus = root / "dokumente"
    corpus.mkdir()
    for name, text in DOCUMENTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    settings = Settings(var=root / "var")
    with open_corpus(corpus, settings, embedder=WordEmbedder()) as base:
        assert state_for(corpus, settings).is_dir()
        yield Suite(corpus, Path("fragen.jsonl"), base, CASES)


def test_retrieval_is_measured_on_answerable_questions(suite: Suite, tmp_path: Path) -> None:
    report = run_retrieval(suite, Progress(disable=True))
    report.save(tmp_path / "r.json")
    content = json.loads((tmp_path / "r.json").read_text())
    assert content["questions"] == 1
    assert content["metrics"] == {"recall@1": 1, "recall@5": 1, "recall@10": 1, "mrr@10": 1, "ndcg@10": 1}
    assert content["metrics_absatz"] == content["metrics"]
    assert content["cases"][0]["passages"][0]["right"] is True
    assert content["documents"] == 2


def test_answers_without_a_model_are_measured_on_every_question(suite: Suite) -> None:
    report = run_answers(suite, None, Progress(disable=True))
    content = report.as_json()
    assert report.suite == "answers_without_model"
    assert content["questions"] == 2
    assert content["metrics"]["key_facts"] == 1
    assert content["metrics"]["citation_precision"] > 0
    assert content["metrics"]["located_quotes"] == 1
    assert content["metrics"]["dangling_citations"] == 0
    assert content["metrics"]["abstained_on_unanswerable"] == 1
    assert content["latency"]["total"]["p95"] >= content["latency"]["search"]["p50"] > 0
    assert content["cases"][0]["statements"][0]["text"] == FEE


@pytest.mark.parametrize(("sense", "facts"), [(1.0, 1), (-1.0, 0)])
def test_answers_are_measured_with_what_the_reader_says(suite: Suite, sense: float, facts: int) -> None:
    reader = Saying(sense)
    content = run_answers(suite, None, Progress(disable=True), reader=reader).as_json()
    assert content["reader"] == reader.name
    assert content["metrics"]["key_facts"] == facts
    assert content["metrics"]["over_abstention"] == 1 - facts
    assert reader.prompts
    assert run_answers(suite, None, Progress(disable=True)).as_json()["reader"] == ""


def test_a_corpus_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match="gibt es nicht"),
        open_corpus(tmp_path / "fehlt", Settings(var=tmp_path)),
    ):
        pass


def test_without_a_model_it_is_said_loudly(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with chat_model(Settings(var=tmp_path, models=str(tmp_path / "leer"))) as writer:
        assert writer is None
    assert "OHNE SPRACHMODELL" in caplog.text
    with chat_model(Settings(var=tmp_path), wanted=False) as writer:
        assert writer is None


def test_without_a_reader_it_is_said_loudly_and_a_wanted_one_is_not_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bare = Settings(var=tmp_path, models=str(tmp_path / "leer"))
    without = bare.model_copy(update={"reader": False})
    assert reading_model(bare, writer=None) is None
    assert reading_model(without, writer=object()) is None
    assert not caplog.text
    assert reading_model(bare, writer=object()) is None
    assert "OHNE LESER" in caplog.text
    for writer in (None, object()):
        with pytest.raises(ModelError, match="Sprachmodell"):
            reading_model(bare, writer=writer, wanted=True)
    with pytest.raises(ConfigurationError, match="AMTSLOTSE_READER"):
        reading_model(without, writer=None, wanted=True)


def test_the_embedded_model_that_writes_is_the_one_that_reads(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(tmp_path / "leer"))
    script = StateScript(lambda _: said([1.0], reader=load_reading().reader))
    with state_server(script) as url:
        write_connection(tmp_path, ChatConnection(url, "m", KEY, os.getpid()))
        reader = reading_model(settings, writer=object())
        assert reader is not None
        assert script.prompts == ["Bereit?"]
        assert list(reader.read("Frage")) == [1.0]
        foreign = settings.model_copy(update={"chat_url": "http://127.0.0.1:9/v1"})
        assert reading_model(foreign, writer=object()) is None, "beside another one, the reader is loaded here"


@pytest.mark.models
def test_without_a_writer_the_reader_is_loaded_here(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    reader = reading_model(settings, writer=None, wanted=True)
    assert reader is not None
    assert len(reader.read("Es kostet 93 Euro.\n\nFrage: Was kostet es?\nJa oder Nein.")) == 2 * 1536
