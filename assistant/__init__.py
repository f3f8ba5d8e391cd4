"""Answers questions from the knowledge base, with sources, or says that it cannot."""
