"""`python -m tests.support.word_ingest …` is `python -m ingest …` with an embedder that needs no model file."""

import knowledge_base.embedding
from ingest.__main__ import app
from tests.support.word_embedder import WordEmbedder

if __name__ == "__main__":
    knowledge_base.embedding.load_embedder = lambda _settings: WordEmbedder()  # type: ignore[assignment,return-value]
    app()
