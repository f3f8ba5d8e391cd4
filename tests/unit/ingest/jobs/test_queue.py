"""What is said when the queue's database cannot be reached: a sentence, and never the password."""

import logging

import psycopg
import pytest

from ingest.jobs.queue import connection_string, translated_errors
from knowledge_base.errors import StorageError
from knowledge_base.settings import KnowledgeSettings


def test_an_unreachable_database_is_told_without_its_password(caplog: pytest.LogCaptureFixture) -> None:
    settings = KnowledgeSettings(
        _env_file=None,  # type: ignore[call-arg]
        database_url="postgresql+psycopg://nutzer:streng-geheim@127.0.0.1:1/x?connect_timeout=2",
        chroma_url="http://127.0.0.1:2",
    )
    with caplog.at_level(logging.DEBUG), pytest.raises(StorageError) as told, translated_errors():
        psycopg.connect(connection_string(settings))
    assert "nicht benutzbar" in told.value.message
    assert "streng-geheim" not in f"{told.value} {caplog.text}"
