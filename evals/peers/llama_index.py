"""LlamaIndex as its starter tutorial shows it: VectorStoreIndex.from_documents, default splitter and query engine."""

from collections.abc import Sequence

from llama_index.core import Document, Settings, VectorStoreIndex
from llama_index.core.schema import MetadataMode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.openai_like import OpenAILike

from evals.peers.peer import Equipment, Text


class LlamaIndexStarter:
    """See evals.peers.peer.Peer; SentenceSplitter 1024/200 tokens and top 2 are LlamaIndex's defaults."""

    def __init__(self, equipment: Equipment) -> None:
        self._chat = equipment.chat
        Settings.llm = None
        Settings.embed_model = HuggingFaceEmbedding(
            model_name=str(equipment.embedding_model),
            query_instruction=equipment.question_prefix,
            text_instruction=equipment.passage_prefix,
            model_kwargs={"dtype": equipment.dtype},
        )

    def index(self, documents: Sequence[Text]) -> int:
        """Build the index in memory."""
        self._index = VectorStoreIndex.from_documents(
            [Document(text=one.text, metadata={"source": one.source}) for one in documents]
        )
        return len(self._index.docstore.docs)

    def find(self, question: str, count: int) -> list[Text]:
        """Retrieve by similarity."""
        nodes = self._index.as_retriever(similarity_top_k=count).retrieve(question)
        return [Text(one.node.metadata["source"], one.node.get_content(MetadataMode.NONE)) for one in nodes]

    def answer(self, question: str) -> str:
        """Ask the default query engine."""
        if self._chat is None:
            return ""
        model = OpenAILike(
            model=self._chat.model,
            api_base=self._chat.url,
            api_key=self._chat.api_key,
            is_chat_model=True,
            temperature=0,
            timeout=300,
        )
        return str(self._index.as_query_engine(llm=model).query(question))


PEER = LlamaIndexStarter
