"""Abbreviations, everyday words and foreign terms of the office, and how German documents and statutes put them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge_base.errors import ConfigurationError
from knowledge_base.stop_words import GERMAN

FILE = Path(__file__).with_name("thesaurus.toml")
FOREIGN_FILE = Path(__file__).with_name("thesaurus_foreign.toml")

_WORD = re.compile(r"\w+(?:-\w+)*")
_ENDINGS = ("", "e", "n", "en", "s", "es", "er", "innen", "in")
_SAFE_IN_SMALL_LETTERS = 4
"""Letters from which an abbreviation counts when typed small, too; shorter ones are words ("an", "ne")."""
_WHOLE_UP_TO = 3
"""A foreign word of at most so many letters must stand there as it is; of a longer one the beginning is enough."""
_ARABIC_PREFIXES = re.compile(r"^(?:[وفبكل]?ال|لل)(?=\w{3})")


class Thesaurus:
    """Adds to a question what else its words are called."""

    def __init__(
        self,
        abbreviations: Mapping[str, str],
        synonyms: Mapping[str, str],
        foreign: Mapping[str, str] | None = None,
    ) -> None:
        self._abbreviations = dict(abbreviations)
        self._small = {
            short.lower(): long
            for short, long in abbreviations.items()
            if len(short) >= _SAFE_IN_SMALL_LETTERS and short.lower() not in GERMAN
        }
        self._synonyms = {word.lower() + ending: other for word, other in synonyms.items() for ending in _ENDINGS}
        self._synonyms |= {word.lower(): other for word, other in synonyms.items()}
        self._foreign = [(_foreign_words(phrase), german) for phrase, german in (foreign or {}).items()]

    def long_forms(self, text: str) -> list[str]:
        """Return what the abbreviations in a text stand for; short ones count only in their own capitals."""
        return _distinct(self._long_form(word) for word in _with_parts(text))

    def other_words(self, text: str) -> list[str]:
        """Return how the law says what a text says in everyday words."""
        return _distinct(self._synonyms.get(word.lower()) for word in _WORD.findall(text))

    def german_words(self, text: str) -> list[str]:
        """Return the German terms for what a text says in another language."""
        words = _foreign_words(text)
        return _distinct(german for phrase, german in self._foreign if _stands_in(phrase, words))

    def _long_form(self, word: str) -> str | None:
        return self._abbreviations.get(word) or (self._small.get(word) if word.islower() else None)


def _with_parts(text: str) -> Iterator[str]:
    """Give each word, and the parts of hyphenated ones: "AE-Antrag" speaks of the AE."""
    for word in _WORD.findall(text):
        yield word
        if "-" in word:
            yield from word.split("-")


def _foreign_words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).replace("İ", "i").lower()
    return tuple(_ARABIC_PREFIXES.sub("", word) for word in re.findall(r"\w+", plain))


def _stands_in(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(
        all(_is_form_of(word, known) for word, known in zip(words[start:], phrase, strict=False))
        for start in range(len(words) - len(phrase) + 1)
    )


def _is_form_of(word: str, known: str) -> bool:
    return word == known or (len(known) > _WHOLE_UP_TO and word.startswith(known))


def _distinct(found: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(entry for entry in found if entry))


@lru_cache(maxsize=4)
def load_thesaurus(file: Path = FILE, foreign: Path = FOREIGN_FILE) -> Thesaurus:
    """Read the thesaurus files; raises ConfigurationError when one is no valid TOML of words."""
    own, others = _tables(file), _tables(foreign)
    return Thesaurus(
        own.get("abbreviations", {}),
        own.get("synonyms", {}),
        {phrase: german for table in others.values() for phrase, german in table.items()},
    )


def _tables(file: Path) -> dict[str, dict[str, str]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        if not all(isinstance(value, str) for table in content.values() for value in table.values()):
            raise ValueError("nur Text ist erlaubt")
    except (OSError, ValueError, AttributeError) as exc:
        raise ConfigurationError(
            f"Der Thesaurus {file} ist nicht lesbar: {exc}", "Bitte die Datei berichtigen."
        ) from exc
    return content
