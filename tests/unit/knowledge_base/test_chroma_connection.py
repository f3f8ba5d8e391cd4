"""Which Chroma is opened: a given server, a running one, or the folder for one process alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.chroma_connection import chroma_folder, connect, lock_folder, running_server
from knowledge_base.chroma_index import ChromaIndex
from knowledge_base.errors import AlreadyRunning, ConfigurationError, StorageError
from knowledge_base.settings import KnowledgeSettings
from tests.support.chroma_server import chroma_server, free_port

HOLD = """
import sys, time
from pathlib import Path
from knowledge_base.chroma_connection import connect
from knowledge_base.settings import KnowledgeSettings
held = connect(KnowledgeSettings(var=Path(sys.argv[1]), chroma_url=""))
print("held", flush=True)
time.sleep(60)
"""


def open_index(folder: Path, url: str = "") -> ChromaIndex:
    return ChromaIndex(lambda: connect(KnowledgeSettings(var=folder, chroma_url=url)))


def note(folder: Path, url: str, pid: int) -> None:
    (folder / "run").mkdir(exist_ok=True)
    (folder / "run" / "chroma.json").write_text(json.dumps({"url": url, "pid": pid}))


def test_the_folder_is_for_one_process_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match="make run"):
            open_index(tmp_path).ids()
        holder.kill()
    index = open_index(tmp_path)
    assert index.ids() == set()
    index.close()
    lock_folder(tmp_path).release()


def test_what_is_written_embedded_is_served_later_and_the_running_server_is_used(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.add(["a"], np.ones((1, 3), np.float32))
    index.close()
    with chroma_server(chroma_folder(tmp_path)) as (url, pid):
        note(tmp_path, url, pid)
        assert running_server(tmp_path) == url
        served = open_index(tmp_path)
        assert served.ids() == {"a"}
        served.add(["b"], np.ones((1, 3), np.float32))
    assert running_server(tmp_path) is None
    again = open_index(tmp_path)
    assert again.ids() == {"a", "b"}
    again.close()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"url": 1}', '{"url": "http://127.0.0.1:9", "pid": "x"}'])
def test_an_unreadable_note_names_no_server(tmp_path: Path, content: str) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "chroma.json").write_text(content)
    assert running_server(tmp_path) is None


def test_a_note_left_by_a_dead_process_is_not_believed(tmp_path: Path) -> None:
    note(tmp_path, "http://127.0.0.1:9", 2**22 + 1)
    assert running_server(tmp_path) is None
    note(tmp_path, f"http://127.0.0.1:{free_port()}", os.getpid())
    assert running_server(tmp_path) is None


def test_a_restarted_server_is_found_again(tmp_path: Path) -> None:
    port = free_port()
    with chroma_server(tmp_path / "served", port) as (url, _):
        index = open_index(tmp_path, url)
        index.add(["a"], np.ones((1, 3), np.float32))
    with pytest.raises(StorageError, match="nicht erreichbar"):
        index.ids()
    with chroma_server(tmp_path / "served", port):
        assert index.ids() == {"a"}


def test_a_collection_made_anew_by_another_process_is_found_again(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "served") as (url, _):
        reader, writer = open_index(tmp_path, url), open_index(tmp_path, url)
        writer.add(["a"], np.ones((1, 3), np.float32))
        assert reader.ids() == {"a"}
        writer.clear()
        writer.add(["b"], np.ones((1, 5), np.float32))
        assert reader.ids() == {"b"}
        assert [key for key, _ in reader.search(np.ones(5, np.float32), 3)] == ["b"]


def test_a_proxy_of_the_house_is_not_asked_for_the_own_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("NO_PROXY", "intern.example")
    monkeypatch.delenv("no_proxy", raising=False)
    with chroma_server(tmp_path / "served") as (url, _):
        assert open_index(tmp_path, url).ids() == set()
    assert os.environ["NO_PROXY"] == "intern.example,127.0.0.1,localhost"


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="AMTSLOTSE_CHROMA_URL"):
        open_index(tmp_path, f"http://127.0.0.1:{free_port()}").ids()
    with pytest.raises(ConfigurationError, match="keine Adresse"):
        open_index(tmp_path, "http://").ids()
