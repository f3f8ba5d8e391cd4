"""LangChain's tutorial pipeline with our embedding model in place of theirs."""

from langchain_huggingface import HuggingFaceEmbeddings

from evals.peers.langchain_tutorial import LangChainTutorial
from evals.peers.peer import Equipment


def our_embeddings(equipment: Equipment) -> HuggingFaceEmbeddings:
    """Load our model with its prefixes."""
    return HuggingFaceEmbeddings(
        model_name=str(equipment.embedding_model),
        model_kwargs={"model_kwargs": {"dtype": equipment.dtype}},
        encode_kwargs={"prompt": equipment.passage_prefix, "normalize_embeddings": True},
        query_encode_kwargs={"prompt": equipment.question_prefix, "normalize_embeddings": True},
    )


class LangChainOurEmbedder(LangChainTutorial):
    """See evals.peers.peer.Peer."""

    embeddings = staticmethod(our_embeddings)


PEER = LangChainOurEmbedder
