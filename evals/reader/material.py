"""The questions and statements that the reader's weights are fitted on, and those that are kept out to test them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.checks.cited import Cited
from evals.municipal import MunicipalQuestion
from evals.places import CASES_FOLDER
from evals.statements.written_statements import FILES
from knowledge_base.errors import ConfigurationError
from knowledge_base.sentences import sentences

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FOLDER = CASES_FOLDER / "reader"
GUIDE_QUESTIONS, LAW_QUESTIONS = FOLDER / "guide_questions.jsonl", FOLDER / "law_questions.jsonl"
PAGES, PAGE_QUESTIONS = FOLDER / "pages.jsonl", FOLDER / "page_questions.jsonl"
STATEMENTS = (CASES_FOLDER / "statements_train.jsonl", *FILES.values())
"""Without statements_held.jsonl: on it and on what was unseen, checks and reader are added up (fit-with-reading)."""
TEST_QUESTIONS = tuple(CASES_FOLDER / f"{name}.jsonl" for name in ("articles_unseen", "laws_unseen", "statutes_held"))
TEST_STATEMENTS = tuple(
    CASES_FOLDER / f"statements_{name}.jsonl" for name in ("held", "unseen", "blind", "blind_second")
)


@dataclass(frozen=True, slots=True)
class ReaderQuestion:
    """A question, whether the passage that it was written for answers it, and what must not be split (a document)."""

    id: str
    question: str
    answered: bool
    group: str


@dataclass(frozen=True, slots=True)
class ReaderStatement:
    """A statement on a source, and whether it follows from it; `origin` is the kind of source."""

    id: str
    origin: str
    text: str
    cited: Cited
    follows: bool


def read_questions(path: Path) -> list[ReaderQuestion]:
    """Read questions on guides or laws; raises ConfigurationError when the file cannot be used."""
    return [
        ReaderQuestion(row["id"], row["question"], row["answered"], _place(row["passage"])) for row in read_lines(path)
    ]


def read_page_questions(pages: Path = PAGES, questions: Path = PAGE_QUESTIONS) -> list[MunicipalQuestion]:
    """Read the questions on our own municipal-like pages; raises ConfigurationError when a file cannot be used."""
    texts = {row["id"]: f"{row['title']}\n{row['text']}" for row in read_lines(pages)}
    return [
        MunicipalQuestion(
            row["id"], row["question"], row["page"], texts[row["page"]], (row["line"],) if row["answered"] else ()
        )
        for row in read_lines(questions)
    ]


def read_statements(paths: Iterable[Path] = STATEMENTS) -> list[ReaderStatement]:
    """Read the statements but for those on a source of which a sentence stands in a test file."""
    tested = sources_that_test()
    rows = [row for path in paths for row in read_lines(path) if not _is_tested(row["source"], tested)]
    return [one for row in rows for one in _statements(row)]


@lru_cache(maxsize=1)
def sources_that_test() -> frozenset[str]:
    """Return the sources of the statements that test, as bare words."""
    return frozenset(as_words(row["source"]) for path in TEST_STATEMENTS for row in read_lines(path))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line; raises ConfigurationError when the file cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [dict(json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Nötig ist je Zeile ein Objekt.") from exc
    return rows


def save_lines(ones: "Iterable[DataclassInstance]", path: Path) -> None:
    """Write one JSON object a line, so that a fit can be repeated without any search."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in ones)
    path.write_text("".join(lines), encoding="utf-8")


def as_words(text: str) -> str:
    """Return a text's words alone, by which the same text is known again.

    >>> as_words("Wie lange gilt die  „Duldung“?")
    'wie lange gilt die duldung'
    """
    return " ".join(re.findall(r"\w+", text)).casefold()


def _is_tested(source: str, tested: Iterable[str]) -> bool:
    parts = [as_words(part) for part in (source, *sentences(source))]
    return any(part in other or other in parts[0] for part in parts for other in tested)


def _place(passage: Mapping[str, str]) -> str:
    """Name what a passage is part of: a guide as a whole, one § of a law."""
    return passage.get("document") or f"{passage['section']} {passage['law']}"


def _statements(row: Mapping[str, Any]) -> Iterator[ReaderStatement]:
    cited = Cited(1, row["source"], row["heading"])
    for follows, name in ((True, "faithful"), (False, "false")):
        for place, text in enumerate(row[name], start=1):
            yield ReaderStatement(f"{row['id']}-{name}-{place}", row["origin"], text, cited, follows)
