"""Haystack as its first retrieval tutorial shows it, with the default DocumentSplitter (200 words) and top 10."""

from collections.abc import Sequence
from typing import Any

from haystack import Document, Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.dataclasses import ChatMessage
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import Secret
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from evals.peers.peer import Equipment, Text

TEMPLATE = """Given the following information, answer the question.

Context:
{% for document in documents %}
    {{ document.content }}
{% endfor %}

Question: {{question}}
Answer:"""


class HaystackTutorial:
    """See evals.peers.peer.Peer."""

    def __init__(self, equipment: Equipment) -> None:
        self._chat = equipment.chat
        self._store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        model: dict[str, Any] = {
            "model": str(equipment.embedding_model),
            "model_kwargs": {"dtype": equipment.dtype},
            "progress_bar": False,
        }
        self._embed_documents = SentenceTransformersDocumentEmbedder(prefix=equipment.passage_prefix, **model)
        self._retrieval = Pipeline()
        self._retrieval.add_component(
            "embedder", SentenceTransformersTextEmbedder(prefix=equipment.question_prefix, **model)
        )
        self._retrieval.add_component("retriever", InMemoryEmbeddingRetriever(self._store))
        self._retrieval.connect("embedder.embedding", "retriever.query_embedding")

    def index(self, documents: Sequence[Text]) -> int:
        """Split, embed and write."""
        pipeline = Pipeline()
        pipeline.add_component("splitter", DocumentSplitter())
        pipeline.add_component("embedder", self._embed_documents)
        pipeline.add_component("writer", DocumentWriter(self._store))
        pipeline.connect("splitter", "embedder")
        pipeline.connect("embedder", "writer")
        texts = [Document(content=one.text, meta={"source": one.source}) for one in documents]
        written: int = pipeline.run({"splitter": {"documents": texts}})["writer"]["documents_written"]
        return written

    def find(self, question: str, count: int) -> list[Text]:
        """Retrieve by similarity."""
        found = self._retrieval.run({"embedder": {"text": question}, "retriever": {"top_k": count}})
        return [Text(one.meta["source"], one.content or "") for one in found["retriever"]["documents"]]

    def answer(self, question: str) -> str:
        """Put the default number of pieces into the tutorial's template."""
        if self._chat is None:
            return ""
        documents = self._retrieval.run({"embedder": {"text": question}})["retriever"]["documents"]
        prompt = ChatPromptBuilder([ChatMessage.from_user(TEMPLATE)], required_variables="*")
        generator = OpenAIChatGenerator(
            api_key=Secret.from_token(self._chat.api_key),
            model=self._chat.model,
            api_base_url=self._chat.url,
            generation_kwargs={"temperature": 0},
            timeout=300,
        )
        messages = prompt.run(documents=documents, question=question)["prompt"]
        return str(generator.run(messages=messages)["replies"][0].text)


PEER = HaystackTutorial
