"""Small real values for the answering tests."""

from datetime import date

from knowledge_base.document import Document, DocumentKind, Locator, Passage
from knowledge_base.index import Hit


def hit(text: str, *, context: str = "Leitfaden", score: float = 1.0, cosine: float = 0.88, cited: bool = False) -> Hit:
    """Make a hit whose passage holds `text`."""
    passage = Passage(f"p{hash(text)}", "d1", 0, DocumentKind.TEXT, context, text, Locator(label=context))
    document = Document("d1", "r1", "/leitfaden.md", "Leitfaden", DocumentKind.TEXT, "text/markdown", date(2025, 3, 1))
    return Hit(passage, document, score, cosine, None, cited)
