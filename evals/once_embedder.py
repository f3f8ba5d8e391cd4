"""An embedder for measurements, which meet the same texts many times."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from knowledge_base.index import Embedder, Vectors


@dataclass(frozen=True, slots=True)
class OnceEmbedder:
    """An Embedder that embeds each text once, questions and passages apart."""

    embedder: Embedder
    known: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)
    asked: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The model's name, as it enters the index fingerprint."""
        return self.embedder.name

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return self.embedder.dimensions

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed the texts that are new, shape (len(texts), dimensions)."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.embedder.embed_passages(new), strict=True))
        return np.stack([self.known[text] for text in texts])

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Embed one question, shape (dimensions,)."""
        if text not in self.asked:
            self.asked[text] = self.embedder.embed_question(text)
        return self.asked[text]

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed several questions, shape (len(texts), dimensions)."""
        return self.embedder.embed_questions(texts)

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text, special tokens included."""
        return self.embedder.count_tokens(text)
