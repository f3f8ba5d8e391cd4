"""The same text is embedded once, also across restarts, and the vectors stay the same."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.index import Vectors
from knowledge_base.remembering_embedder import RememberingEmbedder
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder


class CountingEmbedder(WordEmbedder):
    """Counts the texts that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return super().embed_passages(texts)


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    below = CountingEmbedder()
    with open_knowledge_base(KnowledgeSettings(var=tmp_path), embedder=below) as base:
        above = RememberingEmbedder(below, base.registry)
        first = above.embed_passages(["Gebühr", "Pass", "Gebühr"])
        again = above.embed_passages(["Pass"])
    assert below.embedded == ["Gebühr", "Pass"]
    np.testing.assert_allclose(first, below.embed_passages(["Gebühr", "Pass", "Gebühr"]), atol=1e-3)
    np.testing.assert_array_equal(again[0], first[1])


def test_it_is_remembered_after_a_restart(tmp_path: Path) -> None:
    for expected in (["Gebühr"], []):
        below = CountingEmbedder()
        with open_knowledge_base(KnowledgeSettings(var=tmp_path), embedder=below) as base:
            RememberingEmbedder(below, base.registry).embed_passages(["Gebühr"])
        assert below.embedded == expected


def test_no_texts_give_no_vectors(tmp_path: Path) -> None:
    below = WordEmbedder()
    with open_knowledge_base(KnowledgeSettings(var=tmp_path), embedder=below) as base:
        assert RememberingEmbedder(below, base.registry).embed_passages([]).shape == (0, below.dimensions)


def test_many_may_ask_for_the_same_new_text_at_once(tmp_path: Path) -> None:
    below = WordEmbedder()
    texts = [f"Satz Nummer {number} über die Gebühr" for number in range(60)]
    with open_knowledge_base(KnowledgeSettings(var=tmp_path), embedder=below) as base, ThreadPoolExecutor(8) as pool:
        embedders = [RememberingEmbedder(below, base.registry) for _ in range(8)]
        results = list(pool.map(lambda embedder: embedder.embed_passages(texts), embedders))
    assert all(np.allclose(result, results[0], atol=1e-3) for result in results)
