"""Fits and measures the rule that decides whether a question can be answered."""
