"""Turns blocks into passages: the document's own units."""
