"""Fixtures that every test may use, and how the tests draw their examples."""

from hypothesis import settings

from tests.support.postgres import database_url, postgres_server, postgres_url

__all__ = ["database_url", "postgres_server", "postgres_url"]

# The suite says the same of the same code; `pytest --hypothesis-profile=default` explores further.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
