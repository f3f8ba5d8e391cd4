"""BM25 alone (bm25s with a German stemmer) over the pieces of LangChain's splitter; it answers nothing."""

from collections.abc import Sequence

import bm25s
import snowballstemmer
from langchain_text_splitters import RecursiveCharacterTextSplitter

from evals.peers.peer import Equipment, Text


class Bm25:
    """See evals.peers.peer.Peer."""

    def __init__(self, _equipment: Equipment) -> None:
        self._stem = snowballstemmer.stemmer("german").stemWords
        self._ranking = bm25s.BM25()
        self._pieces: list[Text] = []

    def index(self, documents: Sequence[Text]) -> int:
        """Split and index."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self._pieces = [Text(one.source, piece) for one in documents for piece in splitter.split_text(one.text)]
        self._ranking.index(self._tokens([piece.text for piece in self._pieces]), show_progress=False)
        return len(self._pieces)

    def find(self, question: str, count: int) -> list[Text]:
        """Rank by BM25; nothing when no word of the question is known."""
        words = [word for word in self._tokens([question])[0] if word in self._ranking.vocab_dict]
        if not words:
            return []
        found, _scores = self._ranking.retrieve([words], k=min(count, len(self._pieces)), show_progress=False)
        return [self._pieces[number] for number in found[0]]

    def answer(self, question: str) -> str:  # noqa: ARG002 - a ranking has no answers
        """Return nothing."""
        return ""

    def _tokens(self, texts: list[str]) -> list[list[str]]:
        words = bm25s.tokenize(texts, stopwords="de", return_ids=False, show_progress=False)
        return [self._stem(line) for line in words]


PEER = Bm25
