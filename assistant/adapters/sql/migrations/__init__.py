"""Alembic steps that build the assistant's tables."""
