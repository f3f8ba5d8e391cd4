"""What every DenseIndex does, run over memory, embedded Chroma and a real Chroma server."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.chroma_connection import connect
from knowledge_base.chroma_index import ChromaIndex
from knowledge_base.errors import StorageError
from knowledge_base.index import DenseIndex, Vectors
from knowledge_base.memory_index import MemoryDenseIndex
from knowledge_base.settings import KnowledgeSettings
from tests.support.chroma_server import chroma_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("served")) as (url, _):
        yield url


@pytest.fixture(params=["memory", "chroma embedded", "chroma server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DenseIndex]:
    if request.param == "memory":
        yield MemoryDenseIndex()
        return
    url = request.getfixturevalue("server") if request.param == "chroma server" else ""
    settings = KnowledgeSettings(var=tmp_path, chroma_url=url)
    opened = ChromaIndex(lambda: connect(settings))
    opened.clear()
    yield opened
    opened.close()


def unit(rows: list[list[float]]) -> Vectors:
    vectors = np.asarray(rows, np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


CORNERS = unit([[1, 0, 0], [1, 1, 0], [0, 0, 1]])
ASKED = unit([[1, 0.1, 0]])[0]


def test_the_nearest_come_first_with_their_cosines(index: DenseIndex) -> None:
    index.add(["x", "xy", "z"], CORNERS)
    found = index.search(ASKED, 2)
    assert [key for key, _ in found] == ["x", "xy"]
    assert found[0][1] == pytest.approx(float(CORNERS[0] @ ASKED), abs=1e-4)
    assert [key for key, _ in index.search(ASKED, 99)] == ["x", "xy", "z"]


def test_many_at_once_find_what_each_finds_alone(index: DenseIndex) -> None:
    vectors = np.random.default_rng(7).standard_normal((130, 8)).astype(np.float32)
    index.add([f"p{number}" for number in range(130)], vectors)
    asked = vectors.copy()
    asked[3] = 0.0
    together = index.search_many(asked, 4)
    assert [[key for key, _ in found] for found in together] == [
        [key for key, _ in index.search(vector, 4)] for vector in asked
    ]
    assert together[0][0] == ("p0", pytest.approx(1.0, abs=1e-3))
    assert together[3] == []


def test_an_empty_index_finds_nothing(index: DenseIndex) -> None:
    assert index.search(ASKED, 5) == []
    assert index.ids() == set()
    assert index.cosines(ASKED, ["x"]) == {}
    index.delete(["x"])


def test_adding_an_id_again_replaces_its_vector(index: DenseIndex) -> None:
    index.add(["a", "b"], CORNERS[:2])
    index.add(["a"], CORNERS[2:])
    assert index.ids() == {"a", "b"}
    assert index.cosines(ASKED, ["a"])["a"] == pytest.approx(0.0, abs=1e-4)
    index.add(["b", "b"], CORNERS[[0, 2]])
    assert index.cosines(ASKED, ["b"])["b"] == pytest.approx(0.0, abs=1e-4)


def test_deleted_ids_are_gone_and_unknown_ones_ignored(index: DenseIndex) -> None:
    index.add(["x", "xy", "z"], CORNERS)
    index.delete(["x", "unknown"])
    index.delete([])
    assert index.ids() == {"xy", "z"}
    assert [key for key, _ in index.search(ASKED, 5)] == ["xy", "z"]


def test_cosines_of_named_ids(index: DenseIndex) -> None:
    index.add(["x", "xy", "z"], CORNERS)
    cosines = index.cosines(ASKED, ["z", "x", "unknown"])
    assert cosines.keys() == {"x", "z"}
    assert cosines["x"] == pytest.approx(float(CORNERS[0] @ ASKED), abs=1e-4)
    assert index.cosines(ASKED, []) == {}


@pytest.mark.parametrize("bad", [np.full(3, np.nan, np.float32), np.zeros(3, np.float32)])
def test_a_vector_that_points_nowhere_finds_nothing(index: DenseIndex, bad: Vectors) -> None:
    index.add(["x"], CORNERS[:1])
    assert index.search(bad, 5) == []


@pytest.mark.parametrize("limit", [0, -1])
def test_nothing_asked_for_is_nothing_found(index: DenseIndex, limit: int) -> None:
    index.add(["x"], CORNERS[:1])
    assert index.search(ASKED, limit) == []


def test_after_clear_vectors_of_another_length_fit(index: DenseIndex) -> None:
    index.add(["x"], CORNERS[:1])
    with pytest.raises(StorageError):
        index.add(["y"], np.ones((1, 5), np.float32))
    index.clear()
    assert index.ids() == set()
    index.add(["y"], np.ones((1, 5), np.float32))
    assert index.ids() == {"y"}


def test_more_than_one_batch_and_nearly_exact_neighbours(index: DenseIndex) -> None:
    random = np.random.default_rng(7)
    vectors = random.normal(size=(6000, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [f"p{number}" for number in range(len(vectors))]
    index.add(ids, vectors)
    assert len(index.ids()) == 6000
    questions = random.normal(size=(20, 32)).astype(np.float32)
    right = 0
    for question in questions:
        exact = {ids[position] for position in np.argsort(-(vectors @ question))[:10]}
        right += len(exact & {key for key, _ in index.search(question, 10)})
    assert right >= 0.98 * 200
