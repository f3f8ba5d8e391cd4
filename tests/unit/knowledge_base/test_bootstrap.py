"""The knowledge base put together over a state folder."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.errors import IndexMismatch
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.index import Query
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder, make_document, make_passages


def settings(folder: Path) -> KnowledgeSettings:
    return KnowledgeSettings(var=folder, database_url="", chroma_url="")


def fill(folder: Path) -> None:
    with open_knowledge_base(settings(folder), embedder=LetterEmbedder()) as knowledge:
        document = make_document()
        passages = make_passages(document, "Die Gebühr beträgt 93 Euro.", "Termine vergibt die Pforte.")
        knowledge.registry.set_fingerprint(IndexFingerprint(knowledge.embedder.name, "absatz-1"))
        knowledge.registry.stage(document, passages, content_hash="c", metadata_hash="m")
        knowledge.dense.add(
            [passage.id for passage in passages],
            knowledge.embedder.embed_passages([passage.searchable_text for passage in passages]),
        )
        knowledge.lexical.add(passages)
        knowledge.registry.publish([document.id])


def test_what_was_put_in_is_found_after_opening_again(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_knowledge_base(settings(tmp_path), embedder=LetterEmbedder()) as knowledge:
        hits = knowledge.search.search(Query("Wie hoch ist die Gebühr?", date(2025, 6, 1)))
        assert hits[0].passage.text == "Die Gebühr beträgt 93 Euro."
        assert knowledge.dense.ids() == knowledge.lexical.ids() == knowledge.registry.current_passage_ids()
        assert knowledge.fingerprint == IndexFingerprint("letters/256", "absatz-1")


def test_a_lost_full_text_index_comes_back_by_itself(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "lexical" / "layout").unlink()
    with open_knowledge_base(settings(tmp_path), embedder=LetterEmbedder()) as knowledge:
        assert knowledge.lexical.ids() == knowledge.registry.current_passage_ids()


def test_another_embedding_model_may_not_search_but_may_look(tmp_path: Path) -> None:
    fill(tmp_path)
    other = LetterEmbedder()
    other.name = "other"
    with open_knowledge_base(settings(tmp_path), embedder=other) as knowledge:
        assert knowledge.registry.counts() == (1, 2)
        with pytest.raises(IndexMismatch, match="python -m ingest rebuild"):
            _ = knowledge.search


def test_opening_loads_neither_models_nor_indexes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge_base.bootstrap import open_knowledge_base; "
        "from knowledge_base.settings import KnowledgeSettings; "
        "open_knowledge_base(KnowledgeSettings(var=Path(sys.argv[1]))).close(); "
        "print(sorted({'torch', 'chromadb', 'transformers', 'HanTa', 'tantivy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
