"""Brings texts to one form before they are compared: Unicode, spaces, dashes, hyphenation, letter case."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2212": "-", "\u00ad": None, "\u200b": None})


def collapsed(text: str) -> str:
    """Return the text in NFC with every run of white space as one space; soft hyphens are taken out.

    >>> collapsed("93,00\\u202fEuro\\n je  Antrag")
    '93,00 Euro je Antrag'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_DASHES)).strip()


def stands_in(part: str, whole: str) -> bool:
    """Tell whether a text stands verbatim in another, white space aside; an empty text stands nowhere."""
    wanted = collapsed(part)
    return bool(wanted) and wanted in collapsed(whole)
