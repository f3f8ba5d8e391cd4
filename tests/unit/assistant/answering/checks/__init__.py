"""Unit tests of the checks of statements."""
