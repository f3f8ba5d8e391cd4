"""Typed text as it may be kept: without control characters, in one Unicode form."""

import unicodedata

_KEPT_CONTROLS = frozenset("\n\t")
_DROPPED = frozenset({"Cc", "Cs"})


def plain_text(text: str) -> str:
    """Drop control characters and lone surrogates, use composed characters, and trim the ends.

    >>> plain_text("  Gebu\\u0308hr\\x00? ")
    'Gebühr?'
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(character for character in composed if _is_kept(character)).strip()


def _is_kept(character: str) -> bool:
    return character in _KEPT_CONTROLS or unicodedata.category(character) not in _DROPPED
