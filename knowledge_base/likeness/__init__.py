"""Passages of different documents that say the same, or the same otherwise."""
