"""Makes the prompts that a reader is fitted on, with the evidence that the product finds for each question."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from rich.progress import Progress

from assistant.answering.answer import AnswerRequest
from assistant.answering.find_evidence import Found
from assistant.answering.reading import question_prompt, statement_prompt
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.console_progress import step
from evals.corpus import open_corpus, today
from evals.evidence_run import open_pages
from evals.once_embedder import OnceEmbedder
from evals.reader.fit import Sample
from evals.reader.material import (
    GUIDE_QUESTIONS,
    LAW_QUESTIONS,
    ReaderQuestion,
    read_lines,
    read_page_questions,
    read_questions,
    read_statements,
)
from evals.retrieval import ASKER
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import ConfigurationError

GUIDES, LAWS, PAGES = "guides", "laws", "pages"
Done = Callable[[], None]
_log = logging.getLogger(__name__)


class Named(Protocol):
    """What has an id, by which it is drawn."""

    @property
    def id(self) -> str:
        """The id."""
        ...


One = TypeVar("One", bound=Named)


def question_samples(
    settings: Settings, progress: Progress, *, laws: Path, laws_state: Path | None, most: int
) -> list[Sample]:
    """Find the evidence for the questions on guides, laws (where they are) and pages, `most` of each (0: all)."""
    embedder = OnceEmbedder(load_embedder(settings))
    asked = drawn(read_questions(GUIDE_QUESTIONS), most)
    with open_corpus(settings.articles, settings, embedder=embedder) as base:
        samples = list(_of_corpus(GUIDES, asked, base, step(progress, GUIDES, len(asked))))
    if laws.is_dir():
        asked = drawn(read_questions(LAW_QUESTIONS), most)
        with open_corpus(laws, settings, state=laws_state, embedder=embedder) as base:
            samples += _of_corpus(LAWS, asked, base, step(progress, LAWS, len(asked)))
    else:
        _log.warning("DIE GESETZE FEHLEN (%s): ohne sie angepasst; Ort mit --corpus angeben.", laws)
    return [*samples, *_of_pages(settings, embedder, progress, most)]


def statement_samples(most: int) -> list[Sample]:
    """Return the statements on statutes and on guides, `most` in all (0: all); one heading is one group."""
    return [
        Sample(f"statements, {one.origin}", one.cited.context, one.follows, statement_prompt(one.text, one.cited))
        for one in drawn(read_statements(), most)
    ]


def drawn(ones: Sequence[One], most: int) -> list[One]:
    """Draw so many, always the same ones and more of them for a higher number; all of them for 0."""
    if most <= 0:
        return list(ones)
    return sorted(ones, key=lambda one: hashlib.sha256(one.id.encode()).hexdigest())[:most]


def read_samples(file: Path) -> list[Sample]:
    """Read prompts that were kept; raises ConfigurationError when the file cannot be used."""
    try:
        return [Sample(**row) for row in read_lines(file)]
    except TypeError as exc:
        raise ConfigurationError(f"{file} enthält keine Fragen ({exc}).", "Ohne --prompts entstehen sie neu.") from exc


def _of_corpus(of_set: str, asked: Sequence[ReaderQuestion], base: KnowledgeBase, done: Done) -> Iterator[Sample]:
    use_case = answer_question(base, None)
    for one in asked:
        found = use_case.find(AnswerRequest(one.question, today(), ASKER))
        yield from _sample(of_set, one.group, one.answered, found)
        done()


def _of_pages(settings: Settings, embedder: OnceEmbedder, progress: Progress, most: int) -> Iterator[Sample]:
    """Each question is asked of its own page alone: another one may answer what this one does not."""
    questions = read_page_questions()
    asked = drawn(questions, most)
    done = step(progress, PAGES, len(asked))
    with open_pages(questions, settings, embedder) as pages:
        for one in asked:
            yield from _sample(PAGES, one.page, one.answerable, pages.choose(one, pages.only(one)))
            done()


def _sample(of_set: str, group: str, answered: bool, found: Found) -> Iterator[Sample]:
    """Yield what the product has the reader read; nothing where nothing is quoted, since then it is not asked."""
    quotes = found.evidence.quoted
    if quotes:
        yield Sample(of_set, group, answered, question_prompt(found.question.search_text, quotes))
