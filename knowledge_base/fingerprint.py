"""Which embedding model and which chunking built an index; another one must not search it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexFingerprint:
    """The embedding model's name and build, and the name and version of the chunking."""

    embedding: str
    chunking: str

    @property
    def label(self) -> str:
        """Both in one line, as it is kept with each answer.

        >>> IndexFingerprint("multilingual-e5-small/384", "absatz-1").label
        'multilingual-e5-small/384 · absatz-1'
        """
        return f"{self.embedding} · {self.chunking}"
