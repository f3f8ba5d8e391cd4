"""Builds the office documents in knowledge_base/articles from their plain-text sources."""
