"""Brings documents into the knowledge base; may be run again at any time."""
