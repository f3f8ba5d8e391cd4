"""Settings of the knowledge base, read from environment variables AMTSLOTSE_… or a `.env` file."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PRIVATE = 0o077
"""The umask of every command that writes state: nobody else on the machine reads questions, texts and originals."""


class KnowledgeSettings(BaseSettings):
    """Where the state lies and which embedding model is used."""

    model_config = SettingsConfigDict(env_prefix="AMTSLOTSE_", env_file=".env", extra="ignore", frozen=True)

    var: Path = Field(Path("var"), description="Folder of all state: database, indexes, models, originals, logs.")
    database_url: str = Field(
        "", description="SQLAlchemy address of the database; empty: SQLite in the state folder. PostgreSQL works too."
    )
    chroma_url: str = Field(
        "", description="Address of a Chroma server; empty: the server started by `make run`, else embedded."
    )
    models: str = Field(
        "", description="Folder of the model files, which several states may share; empty: in the state folder."
    )
    embedding_model: str = Field(
        "multilingual-e5-small",
        description="Embedding model: the built-in one, or any sentence-transformers hub name or local folder.",
    )
    embedding_question_prefix: str = Field("query: ", description="Put before each question that is embedded.")
    embedding_passage_prefix: str = Field("passage: ", description="Put before each passage that is embedded.")
    embedding_threads: int = Field(
        0, ge=0, description="Processor threads for embedding; 0: as many as there are cores."
    )

    @property
    def state(self) -> Path:
        """The state folder as an absolute path."""
        return self.var.expanduser().resolve()

    @property
    def models_folder(self) -> Path:
        """The folder of the model files as an absolute path."""
        return Path(self.models).expanduser().resolve() if self.models else self.state / "models"

    @property
    def sql_url(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{self.state / 'amtslotse.db'}"


def keep_loopback_direct() -> None:
    """Exempt this machine from any proxy that the environment names, for libraries whose client cannot be told."""
    for name in ("NO_PROXY", "no_proxy"):
        exempt = [entry for entry in os.environ.get(name, "").split(",") if entry]
        os.environ[name] = ",".join(dict.fromkeys([*exempt, "127.0.0.1", "localhost"]))
