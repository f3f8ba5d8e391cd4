"""Abbreviations and everyday words of the office, and how documents and statutes put them (thesaurus.toml)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge_base.errors import ConfigurationError

FILE = Path(__file__).with_name("thesaurus.toml")

_WORD = re.compile(r"\w+(?:-\w+)*")
_ENDINGS = ("", "e", "n", "en", "s", "es", "er", "innen", "in")


class Thesaurus:
    """Adds to a question what else its words are called."""

    def __init__(self, abbreviations: Mapping[str, str], synonyms: Mapping[str, str]) -> None:
        self._abbreviations = dict(abbreviations)
        self._synonyms = {word.lower() + ending: other for word, other in synonyms.items() for ending in _ENDINGS}
        self._synonyms |= {word.lower(): other for word, other in synonyms.items()}

    def long_forms(self, text: str) -> list[str]:
        """Return what the abbreviations in a text stand for; they count only in their own capitals."""
        return _distinct(self._abbreviations.get(word) for word in _WORD.findall(text))

    def other_words(self, text: str) -> list[str]:
        """Return how the law says what a text says in everyday words."""
        return _distinct(self._synonyms.get(word.lower()) for word in _WORD.findall(text))


def _distinct(found: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(entry for entry in found if entry))


@lru_cache(maxsize=4)
def load_thesaurus(file: Path = FILE) -> Thesaurus:
    """Read a thesaurus file; raises ConfigurationError when it is no valid TOML of words."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        tables = [content.get(name, {}) for name in ("abbreviations", "synonyms")]
        if not all(isinstance(value, str) for table in tables for value in table.values()):
            raise ValueError("nur Text ist erlaubt")
    except (OSError, ValueError, AttributeError) as exc:
        raise ConfigurationError(
            f"Der Thesaurus {file} ist nicht lesbar: {exc}", "Bitte die Datei berichtigen."
        ) from exc
    return Thesaurus(*tables)
