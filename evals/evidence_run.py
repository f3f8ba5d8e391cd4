"""Chooses evidence for the municipal questions as the product does before any model is asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.answering.answer import AnswerRequest
from assistant.answering.find_evidence import Found
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.corpus import evals_folder, open_corpus, today
from evals.municipal import MunicipalQuestion, write_pages
from evals.once_embedder import OnceEmbedder
from evals.retrieval import ASKER
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.index import Embedder, Scope


@dataclass(frozen=True, slots=True)
class Pages:
    """The knowledge base of the pages, and the document that each page is."""

    base: KnowledgeBase
    documents: dict[str, str]

    def only(self, question: MunicipalQuestion) -> Scope:
        """Return the scope that holds just the page that a question was asked of."""
        return Scope(document_ids=frozenset({self.documents[question.page]}))

    def choose(self, question: MunicipalQuestion, scope: Scope) -> Found:
        """Search and choose the quotes."""
        request = AnswerRequest(question.question, today(), ASKER, scope)
        return answer_question(self.base, None).find(request)


@contextmanager
def open_pages(questions: Sequence[MunicipalQuestion], settings: Settings, embedder: Embedder) -> Iterator[Pages]:
    """Ingest the municipal pages and open their knowledge base."""
    folder = evals_folder(settings) / f"municipal_pages_{len({question.page for question in questions})}"
    write_pages(questions, folder)
    with open_corpus(folder, settings, embedder=OnceEmbedder(embedder)) as base:
        documents = {entry.document.source: entry.document.id for entry in base.registry.documents()}
        yield Pages(base, {question.page: documents[str(folder / f"{question.page}.html")] for question in questions})
