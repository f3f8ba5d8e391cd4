"""Alembic's environment, and the steps that build the registry's tables."""
