import math
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.adapters.layers_reader import LayersReader, open_reader
from assistant.adapters.model_server import connect_or_start
from assistant.adapters.reader_maker import make_elsewhere
from assistant.answering.reading import load_reading
from assistant.settings import Settings
from knowledge_base.errors import ModelError, ModelUnavailable
from knowledge_base.models.reader_file import WEIGHTS_FILE, has_reader, make_reader, reader_folder
from tests.support.model_packages import make_model
from tests.support.tiny_gguf import WIDTH, write_tiny_gguf

ASKED = "<|im_start|>user\nText: {}\n\nFrage: Was kostet das?<|im_end|>\n<|im_start|>assistant\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models with a tiny one, whose reader is made."""
    folder = tmp_path_factory.mktemp("modelle")
    make_model([], write_tiny_gguf(folder / "testmodell.gguf", layers=18).read_bytes())
    make_reader(tiny(folder)._model, folder)
    return folder


def tiny(folder: Path) -> LayersReader:
    model = make_model([], (folder / "testmodell.gguf").read_bytes())

    def make() -> None:
        make_reader(model, folder)

    return LayersReader(model, folder, threads=1, make=make)


@pytest.fixture(scope="module")
def reader(folder: Path) -> LayersReader:
    reader = tiny(folder)
    reader.load()
    return reader


def test_the_same_text_has_the_same_state_and_another_one_another(reader: LayersReader) -> None:
    state = reader.read(ASKED.format("Der Aufkleber kostet 93 Euro."))
    assert len(state) == 2 * WIDTH
    assert all(map(math.isfinite, state))
    assert reader.read(ASKED.format("Der Aufkleber kostet 93 Euro.")) == state
    assert reader.read(ASKED.format("Das Amt hat geschlossen.")) != state
    asks_more = reader.read(ASKED.format("Der Aufkleber kostet 93 Euro.").replace("kostet das", "kostet das alles"))
    assert asks_more[WIDTH:] != state[WIDTH:]
    assert reader.name == "testmodell, erste 18 Schichten, Ende und Mittel"


def test_a_prompt_that_is_too_long_is_refused_and_the_next_one_read(reader: LayersReader) -> None:
    with pytest.raises(ModelUnavailable, match="1024 sind möglich"):
        reader.read("wort " * 1000)
    assert len(reader.read("wort")) == 2 * WIDTH


def test_threads_may_share_it(reader: LayersReader) -> None:
    prompts = [ASKED.format("ü" * number) for number in range(1, 7)]
    alone = [reader.read(prompt) for prompt in prompts]
    together: dict[str, list[float]] = {}
    threads = [threading.Thread(target=lambda p=p: together.update({p: reader.read(p)})) for p in prompts * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[prompt] for prompt in prompts] == alone


def test_who_waits_for_a_turn_may_leave(reader: LayersReader) -> None:
    with reader._turn, pytest.raises(ModelUnavailable, match="nicht mehr gewartet"):
        reader.read_while(lambda: False, "x")
    assert len(reader.read("x")) == 2 * WIDTH


def test_before_it_is_loaded_it_says_so(folder: Path) -> None:
    with pytest.raises(ModelUnavailable, match="noch nicht geladen"):
        tiny(folder).read("x")


def test_missing_files_are_made(tmp_path: Path) -> None:
    make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=18).read_bytes())
    reader = tiny(tmp_path)
    reader.load()
    assert has_reader(reader._model, tmp_path)
    assert len(reader.read("x")) == 2 * WIDTH


def test_what_cannot_be_made_is_told_by_the_other_process(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nicht lesbar .* Holen Sie sie neu") as told:
        make_elsewhere(Settings(var=tmp_path, models=str(tmp_path / "leer")))
    assert "Starten Sie danach neu" in str(told.value)


def test_what_is_not_wanted_is_not_made(tmp_path: Path) -> None:
    make_elsewhere(Settings(var=tmp_path, models=str(tmp_path / "leer"), reader=False))
    assert not (tmp_path / "leer").exists()


def test_without_the_model_it_says_how_to_get_it(tmp_path: Path) -> None:
    reader = open_reader(Settings(var=tmp_path, models=str(tmp_path / "leer"), chat_url=""))
    assert reader is not None
    with pytest.raises(ModelError, match="models --fetch"):
        reader.load()


@pytest.mark.parametrize("file", ["layers.xml", "layers.bin", "tokenizer.json"])
def test_damaged_files_are_told(file: str, tmp_path: Path) -> None:
    make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=18).read_bytes())
    path = make_reader(tiny(tmp_path)._model, tmp_path) / file
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(ModelError, match="Löschen Sie diesen Ordner"):
        tiny(tmp_path).load()


@pytest.mark.parametrize("chosen", [{"chat_enabled": False}, {"reader": False}])
def test_none_is_opened_where_none_is_wanted(chosen: dict[str, Any], tmp_path: Path) -> None:
    assert open_reader(Settings(var=tmp_path, **chosen)) is None


@pytest.mark.models
def test_the_real_one_reads_the_tokens_of_the_chat_model(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    reader = open_reader(settings)
    assert reader is not None
    reader.load()
    assert reader.name == load_reading().reader
    assert mapped_bytes(reader_folder(reader._model, settings.models_folder) / WEIGHTS_FILE) < 200_000_000
    texts = (
        ASKED.format("§ 81 Abs. 4 AufenthG: „Fiktionswirkung“ bis 31.12.2026 – 93,00 €\r\n\n  Größe:\t3 m²"),
        "Hilfe für Familien 👨‍👩‍👧, Übersetzung: Öffnungszeiten; عربى Türkçe Українська 2026",
        "don't  ...\n\n\n<|im_end|>",
    )
    assert reader._layers is not None
    with connect_or_start(settings) as chat:
        for text in texts:
            answer = httpx.post(
                f"{chat.url.removesuffix('/v1')}/tokenize",
                json={"content": text, "parse_special": True},
                headers={"Authorization": f"Bearer {chat.api_key}"},
                trust_env=False,
            )
            ours = reader._layers._tokenizer.encode(text).ids
            assert ours == answer.raise_for_status().json()["tokens"]
    long = ASKED.format("Die Frist beträgt zwei Wochen. " * 90)
    assert len(reader.read(long)) == 2 * 1536


def mapped_bytes(file: Path) -> int:
    """Return how much of a mapped file is in this process's memory."""
    blocks = Path("/proc/self/smaps").read_text().split("VmFlags:")
    sizes = [block.partition("Rss:")[2].split()[0] for block in blocks if str(file.resolve()) in block]
    assert sizes, "the file is mapped"
    return sum(map(int, sizes)) * 1024
