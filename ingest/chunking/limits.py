"""How large a passage may be: the one place that says so."""

import math

CHUNKING = "absatz-1"
"""Name and version of these rules; part of the index fingerprint. Change it when passages come out differently."""

WINDOW = 512
"""Tokens that the embedding model reads; what lies beyond would not be found."""

MAX_TOKENS = 450
"""Estimated tokens of a passage with its heading prefix; the rest of the window is the estimate's safety margin."""

PROSE_WORDS = 180
"""Words of a passage of running text, as far as whole paragraphs allow."""

TABLE_WORDS = 100
"""Words of a passage of table rows: few rows, so that one row is found by its own words."""

LEAD_IN_WORDS = 60
"""A longer lead-in is repeated with its last sentence only."""

_LATIN_END = 0x250


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text without the model, rather too high than too low.

    Fitted to multilingual-e5 on German statutes: the true number is higher in fewer than 1 of 100 texts, never by 20 %.
    """
    letters = sum(character.isalpha() for character in text)
    foreign = sum(character.isalpha() and ord(character) >= _LATIN_END for character in text)
    digits = sum(character.isdigit() for character in text)
    signs = sum(not character.isalnum() and not character.isspace() for character in text)
    return math.ceil(1.16 * (0.224 * (letters - foreign) + 0.7 * foreign + 0.505 * digits + 1.25 * signs))


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())
