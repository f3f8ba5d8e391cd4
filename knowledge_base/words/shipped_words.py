"""The analyses of the words of our own articles and register, shipped as a table: nobody's machine makes them again.

`python -m ingest.word_table` makes the table. It says what it was made with; beside any other stemmer, word model or
code of ours it counts for nothing, and every word is analysed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from knowledge_base import stop_words
from knowledge_base.words.word_analysis import WordAnalysis

FILE = Path(__file__).with_name("analysed_words.tsv")

_OURS = (
    Path(__file__).with_name("word_analysis.py"),
    Path(stop_words.__file__),
    Path(stop_words.__file__).with_name("fast_hanta.py"),
)
_FOREIGN = (
    ("HanTa", "HanoverTagger.py"),
    ("HanTa", "morphmodel_ger.pgz"),
    ("snowballstemmer", "german_stemmer.py"),
    ("snowballstemmer", "basestemmer.py"),
    ("snowballstemmer", "among.py"),
)
"""Everything that a word's terms depend on."""


@lru_cache(maxsize=1)
def analysis_version() -> str:
    """Return what tells analyses of other versions apart: a hash of code and word model; costs milliseconds."""
    digest = hashlib.sha256()
    for file in (*_OURS, *(_folder(package) / name for package, name in _FOREIGN)):
        content = file.read_bytes()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


@lru_cache(maxsize=2)
def shipped_words(file: Path = FILE) -> Mapping[str, str]:
    """Return the terms by word, blanks between them; empty when the table is missing, damaged or of another version."""
    try:
        mark, _, table = file.read_text(encoding="utf-8").partition("\n")
        return dict(line.split("\t") for line in table.splitlines()) if mark == _mark(table) else {}
    except (OSError, ValueError):
        return {}


def write_table(words: Iterable[str], file: Path = FILE) -> int:
    """Analyse words and write their table; return how many there are."""
    analysis = WordAnalysis()
    lines = [f"{word}\t{' '.join(analysis.terms(word))}\n" for word in sorted(set(words))]
    table = "".join(lines)
    file.write_text(f"{_mark(table)}\n{table}", encoding="utf-8")
    return len(lines)


def _mark(table: str) -> str:
    """Return the table's first line: what it was made with, and its own hash."""
    return f"{analysis_version()} {hashlib.sha256(table.encode()).hexdigest()}"


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise FileNotFoundError(package)
    return Path(found.origin).parent
