"""What questions in general are like: some sentences resemble every question, so their likeness tells less."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge_base.index import Embedder

QUESTIONS = Path(__file__).with_name("typical_questions.txt")
_known: dict[str, npt.NDArray[np.float32]] = {}


def typical_question(embedder: Embedder) -> npt.NDArray[np.float32]:
    """Return the mean vector of typical questions, shape (dimensions,); embedded once for each model."""
    if embedder.name not in _known:
        questions = QUESTIONS.read_text(encoding="utf-8").splitlines()
        vectors = [embedder.embed_question(question) for question in questions if question.strip()]
        _known[embedder.name] = np.mean(vectors, axis=0)
    return _known[embedder.name]
