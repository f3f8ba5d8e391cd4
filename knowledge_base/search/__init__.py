"""Finds the passages for a question: candidates of every kind, fused."""
