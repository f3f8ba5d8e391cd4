"""Ingestion by many workers on several machines: jobs in PostgreSQL."""
