"""Questions of migrants on municipal pages, with the lines that answer them: material for the developers' commands.

The pages are written out as HTML and ingested like any document, so that they are cut and found as in the product.
"""

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evals.metrics.plain_text import collapsed
from evals.places import SHARED_DATA
from knowledge_base.errors import ConfigurationError

DEFAULT_FILE = SHARED_DATA / "qa" / "integreat_qa_de.jsonl"
"""OMoS-QA in German, beside a checkout (digitalfabrik/integreat-qa-dataset, CC BY 4.0)."""


@dataclass(frozen=True, slots=True)
class MunicipalQuestion:
    """A question, the page it was asked of, and the page's lines that answer it (none: it cannot be answered)."""

    id: str
    question: str
    page: str
    text: str
    gold_lines: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the page answers it."""
        return bool(self.gold_lines)


def read_municipal(path: Path = DEFAULT_FILE) -> list[MunicipalQuestion]:
    """Read the question set; raises ConfigurationError, saying where to get it, when it is not there."""
    if not path.is_file():
        raise ConfigurationError(
            f"DIE KOMMUNALEN FRAGEN FEHLEN: {path} gibt es nicht, gemessen wurde nichts.",
            "Der Datensatz heißt OMoS-QA (digitalfabrik/integreat-qa-dataset); Ort mit --questions angeben.",
        )
    with path.open(encoding="utf-8") as lines:
        return [_question(json.loads(line)) for line in lines if line.strip()]


def _question(row: dict[str, object]) -> MunicipalQuestion:
    answers = row["answers"]
    assert isinstance(answers, list)  # noqa: S101 - the form of the data set
    gold = dict.fromkeys(collapsed(str(answer["text"])) for answer in answers)
    return MunicipalQuestion(
        id=str(row["id"]),
        question=str(row["question"]),
        page=str(row["context_id"]),
        text=str(row["context"]),
        gold_lines=tuple(line for line in gold if line),
    )


def write_pages(questions: Iterable[MunicipalQuestion], folder: Path) -> None:
    """Write every page once as <page>.html, its first line as the heading; unchanged files stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for page, text in {question.page: question.text for question in questions}.items():
        target, content = folder / f"{page}.html", _as_html(text)
        if not target.exists() or target.read_text(encoding="utf-8") != content:
            target.write_text(content, encoding="utf-8")


def _as_html(text: str) -> str:
    title, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line != title)
    heading = html.escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="de"><head><meta charset="utf-8"><title>{heading}</title></head>\n'
        f"<body>\n<h1>{heading}</h1>\n{body}\n</body></html>\n"
    )
