"""Settings of ingestion beyond those of the knowledge base."""

from pathlib import Path

from pydantic import Field

from knowledge_base.settings import KnowledgeSettings


class IngestSettings(KnowledgeSettings):
    """Where statutes come from and where they are kept, and how much one document may be."""

    statutes_url: str = Field(
        "https://www.gesetze-im-internet.de",
        description="Base address of the official statutes, for an office with a mirror of its own.",
    )

    document_passages: int = Field(
        20_000, ge=1, description="Most passages that one document may have; the whole BGB has about 5,000."
    )

    @property
    def statutes_folder(self) -> Path:
        """The folder of the fetched statutes, in it a folder for each Stand."""
        return self.state / "statutes"
