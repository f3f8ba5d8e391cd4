"""The API's own Chroma server: other processes can write, and whoever searches meanwhile notices nothing."""

import threading
import time
from pathlib import Path

import numpy as np

from assistant.adapters.own_chroma import OwnChroma
from assistant.settings import Settings
from knowledge_base.chroma_connection import connect, running_server
from knowledge_base.chroma_index import ChromaIndex


def test_searches_go_on_while_the_folder_is_handed_over_to_a_server(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, var=tmp_path)
    index = ChromaIndex(lambda: connect(settings))
    vectors = np.eye(8, dtype=np.float32)
    index.add([f"p{number}" for number in range(8)], vectors)
    found: list[str] = []
    failed: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                found.append(index.search(vectors[3], 1)[0][0])
            except BaseException as exc:  # noqa: BLE001 - whatever it is, the test fails with it
                failed.append(exc)
                return
            time.sleep(0.005)

    searchers = [threading.Thread(target=search) for _ in range(3)]
    for thread in searchers:
        thread.start()
    chroma = OwnChroma(settings, index.change_over)
    try:
        chroma.make_way()
        assert running_server(settings.state) is not None
        chroma.make_way()  # there is one already
        other = ChromaIndex(lambda: connect(settings))
        other.add(["p8"], np.ones((1, 8), dtype=np.float32))
        other.close()
        assert "p8" in index.ids()
        after, until = len(found), time.monotonic() + 60
        while len(found) <= after + len(searchers) and not failed and time.monotonic() < until:
            time.sleep(0.05)
        assert len(found) > after + len(searchers), "searching went on over the server"
    finally:
        done.set()
        for thread in searchers:
            thread.join()
        index.close()
        chroma.close()
    assert failed == []
    assert set(found) == {"p3"}
    assert running_server(settings.state) is None
    again = ChromaIndex(lambda: connect(settings))
    assert len(again.ids()) == 9, "embedded again after the end"
    again.close()


def test_a_server_that_is_there_is_used(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, var=tmp_path, chroma_url="http://127.0.0.1:9")
    OwnChroma(settings, lambda _work: (_ for _ in ()).throw(AssertionError("nothing to start"))).make_way()
