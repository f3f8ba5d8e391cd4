"""This product measured as a peer, in its own process: `python -m evals.peers.product < job.json > outcome.json`."""

import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.answering.answer import AnswerDone, AnswerRequest
from assistant.answering.reading import Reader
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.corpus import today
from evals.peers.measure_peer import equipment_from, measure
from evals.peers.peer import ChatServer, Text
from evals.retrieval import ASKER
from evals.suites import reading_model
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.index import Query


class Product:
    """See evals.peers.peer.Peer; its index is ready before."""

    def __init__(self, base: KnowledgeBase, chat: ChatServer | None, reader: Reader | None = None) -> None:
        writer = None
        if chat is not None:
            connection = ChatConnection(chat.url, chat.model, chat.api_key)
            writer = ChatModelWriter(lambda: connection, timeout_seconds=300)
        self._base = base
        self._answering = answer_question(base, writer, reader=reader)

    def index(self, _documents: Sequence[Text]) -> int:
        """Return the number of passages."""
        return self._base.registry.counts()[1]

    def find(self, question: str, count: int) -> list[Text]:
        """Search as the product does."""
        hits = self._base.search.search(Query(question, today(), ASKER, limit=count))
        return [Text(hit.document.source, hit.passage.text) for hit in hits]

    def answer(self, question: str) -> str:
        """Return the statements that are shown; "" when the question is refused."""
        for event in self._answering.stream(AnswerRequest(question, today(), ASKER)):
            if isinstance(event, AnswerDone):
                return " ".join(statement.text for statement in event.answer.statements)
        return ""


def main() -> None:
    """Read the job, measure, write the outcome."""
    job = json.load(sys.stdin)
    settings, chat = Settings(), equipment_from(job).chat
    own = settings.model_copy(
        update={"var": Path(job["state"]), "models": job["models"], "database_url": "", "chroma_url": ""}
    )
    with (
        redirect_stdout(sys.stderr),
        open_knowledge_base(own) as base,
    ):
        reader = reading_model(settings, chat)
        outcome = measure(Product(base, chat, reader), [], job["questions"], set(job["answered"]))
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
