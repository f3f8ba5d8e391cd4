"""Settings of ingestion beyond those of the knowledge base."""

from pathlib import Path

from pydantic import Field

from knowledge_base.settings import KnowledgeSettings


class IngestSettings(KnowledgeSettings):
    """Where statutes come from and where they are kept."""

    statutes_url: str = Field(
        "https://www.gesetze-im-internet.de",
        description="Base address of the official statutes, for an office with a mirror of its own.",
    )

    @property
    def statutes_folder(self) -> Path:
        """The folder of the fetched statutes, in it a folder for each Stand."""
        return self.state / "statutes"
