"""The assistant's tables and stores, on SQLite and PostgreSQL alike."""
