"""Fixtures that every test may use, and how the tests draw their examples."""

from hypothesis import HealthCheck, settings

from tests.support.postgres import database_url, postgres_server, postgres_url

__all__ = ["database_url", "postgres_server", "postgres_url"]

# The suite says the same of the same code, however busy the machine is; `pytest --hypothesis-profile=default` explores
# further.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
