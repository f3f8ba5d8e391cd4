"""Questions that nobody tunes the search on: XQuAD and municipal pages, asked in several languages of German texts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.case import Case, Gold
from evals.municipal import DEFAULT_FILE, read_municipal, write_pages
from knowledge_base.errors import ConfigurationError

FOLDER = DEFAULT_FILE.parent
XQUAD = "xquad"
MUNICIPAL = "integreat_qa"
LANGUAGES = {XQUAD: ("de", "en", "tr", "ar", "ru"), MUNICIPAL: ("de", "en", "ar", "uk")}
"""The languages of the questions, by the beginning of the files' names; the German file holds the texts."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one origin in one language."""

    name: str
    cases: tuple[Case, ...]


def read_question_sets(folder: Path = FOLDER) -> list[QuestionSet]:
    """Read the answerable questions of each file; a hit anywhere in the German text asked of counts.

    Raises ConfigurationError when a file is missing.
    """
    return [
        QuestionSet(f"{origin} {language}", tuple(_cases(folder / f"{origin}_{language}.jsonl")))
        for origin, languages in LANGUAGES.items()
        for language in languages
    ]


def write_texts(target: Path, folder: Path = FOLDER) -> None:
    """Write the German texts as files to ingest: paragraphs of XQuAD as text, municipal pages as HTML."""
    write_pages(read_municipal(folder / f"{MUNICIPAL}_de.jsonl"), target)
    for row in _rows(folder / f"{XQUAD}_de.jsonl"):
        file = target / f"{row['context_id']}.txt"
        if not file.exists():
            file.write_text(str(row["context"]) + "\n", encoding="utf-8")


def _cases(path: Path) -> Iterator[Case]:
    ending = "txt" if path.name.startswith(XQUAD) else "html"
    for row in _rows(path):
        if row["answers"]:
            gold = Gold(document=f"{row['context_id']}.{ending}")
            yield Case(str(row["id"]), str(row["question"]), answerable=True, kind=path.stem, gold=(gold,))


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    if not path.is_file():
        raise ConfigurationError(
            f"DIE FRAGEN FEHLEN: {path} gibt es nicht.", "XQuAD und OMoS-QA als JSONL in diesen Ordner legen."
        )
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
