"""Settings of the assistant and its processes; the only place in this package that reads the environment."""

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from knowledge_base.settings import KnowledgeSettings

_MOST_THREADS = 8


class Settings(KnowledgeSettings):
    """Addresses, chat model and budgets; each is an environment variable AMTSLOTSE_<NAME>."""

    api_host: str = Field("127.0.0.1", description="Address on which the API listens.")
    api_port: int = Field(8000, description="Port of the API.")
    ui_host: str = Field("127.0.0.1", description="Address on which the screens listen.")
    ui_port: int = Field(8501, description="Port of the screens.")
    articles: Path = Field(
        Path("knowledge_base/articles"), description="Folder that `make run` ingests; holds einarbeitung/lernpfad.yaml."
    )

    chat_url: str = Field(
        "", description="Base URL of an OpenAI-compatible server (vLLM, Ollama, llama.cpp); empty: the embedded model."
    )
    chat_model: str = Field("", description="Model name at that server; empty: the first one it lists.")
    chat_api_key: SecretStr = Field(SecretStr(""), description="API key of that server; never logged.")
    chat_enabled: bool = Field(
        True,
        description="False answers by quotes alone, without any chat model. The embedded one computes from 1.8 GB that "
        "are made once of the 1.1 GB fetched, whether or not it also reads.",
    )
    chat_timeout_seconds: float = Field(90.0, description="Longest time the chat model may take for one answer.")
    chat_threads: int = Field(0, ge=0, description="Processor threads of the embedded chat model; 0: cores, at most 8.")
    chat_context_tokens: int = Field(4096, description="Context window of the embedded chat model.")
    reader: bool = Field(
        True,
        description="Have the embedded chat model's first layers read whether quotes answer the question and "
        "statements follow from their sentences, also where a chat server is set (1.1 GB are fetched all the same, and "
        "1.8 GB made of them).",
    )
    answer_language: Literal["german", "question"] = Field(
        "german",
        description="`question`: statements also come translated into the question's language, unless asked otherwise.",
    )
    answer_languages: str = Field(
        "",
        description="Languages into which the chat model may translate, separated by commas: en, tr, ru, uk, ar; "
        "empty: none, as the embedded model translates too badly.",
    )
    session_hours: int = Field(12, description="Hours after which a log-in ends.")
    allowed_hosts: str = Field(
        "", description="Further host names under which the API may be called, separated by commas (behind a proxy)."
    )
    answers_at_once: int = Field(8, description="So many questions of one person may be under way at a time.")
    answers_per_minute: int = Field(120, description="So many questions may one person ask in a minute.")
    uploads_per_minute: int = Field(60, ge=1, description="So many files may one person upload in a minute.")
    upload_megabytes: int = Field(50, ge=1, le=100, description="Largest file that editors may upload, in megabytes.")

    @property
    def model_threads(self) -> int:
        """Processor threads that a model may take at a time: as set, else what this process may use, at most 8."""
        usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        return self.chat_threads or min(usable, _MOST_THREADS)

    @property
    def wants_reader(self) -> bool:
        """Tell whether a reader is to run, beside whichever chat model writes."""
        return self.reader and self.chat_enabled

    @property
    def wants_local_model(self) -> bool:
        """Tell whether the embedded model is to run: to write, or to read beside a chat server that writes."""
        return self.chat_enabled and (self.reader or not self.chat_url)
