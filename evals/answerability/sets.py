"""The questions on which the answerability rule is fitted, as signals: municipal pages, shipped guides, laws."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.answering.answer import AnswerRequest
from assistant.answering.answerability import Signals, as_numbers
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.answerability.fit import Labelled
from evals.case import Case, read_cases
from evals.corpus import open_corpus, today
from evals.evidence_run import open_pages
from evals.municipal import MunicipalQuestion
from evals.once_embedder import OnceEmbedder
from evals.retrieval import ASKER, earlier_turns
from evals.suites import CASES
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Scope

MUNICIPAL_OWN, MUNICIPAL_ALL, GUIDES, LAWS = "municipal, own page", "municipal, all pages", "shipped guides", "laws"
OUR_CASES = {
    GUIDES: ("shipped.jsonl", "near_misses.jsonl"),
    LAWS: ("statutes.jsonl", "near_misses_statutes.jsonl"),
}
"""The case files of each of our sets; statutes_held.jsonl is kept out of every fit."""

Done = Callable[[], None]
"""Is told of each question that is done."""


def counted(signals: Signals) -> dict[str, float]:
    """Return the signals that are fitted: all but the model's refusal, which no set knows."""
    return {name: float(value) for name, value in as_numbers(signals).items() if name != "refusal"}


def municipal_rows(questions: Sequence[MunicipalQuestion], settings: Settings, done: Done) -> Iterator[Labelled]:
    """Ask each municipal question of its own page, and of all pages."""
    with open_pages(questions, settings, load_embedder(settings)) as pages:
        for question in questions:
            for of_set, scope in ((MUNICIPAL_OWN, pages.only(question)), (MUNICIPAL_ALL, Scope())):
                signals = pages.choose(question, scope).evidence.signals
                yield Labelled(of_set, f"page {question.page}", question.answerable, counted(signals))
            done()


def our_cases(of_set: str) -> list[Case]:
    """Read the cases of one of our sets."""
    return [case for name in OUR_CASES[of_set] for case in read_cases(CASES.with_name(name))]


def rows_of_cases(
    of_set: str, corpus: Path, settings: Settings, done: Done, *, state: Path | None = None
) -> Iterator[Labelled]:
    """Ask our questions of the documents that they were written for."""
    embedder = OnceEmbedder(load_embedder(settings))
    with open_corpus(corpus, settings, state=state, embedder=embedder) as base:
        use_case = answer_question(base, None)
        for case in our_cases(of_set):
            found = use_case.find(AnswerRequest(case.question, today(), ASKER, history=earlier_turns(case)))
            yield Labelled(of_set, case.id, case.answerable, counted(found.evidence.signals))
            done()


def save_rows(rows: Sequence[Labelled], file: Path) -> None:
    """Keep measured signals, so that a fit can be repeated in seconds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")


def read_rows(file: Path) -> list[Labelled]:
    """Read signals that were kept; raises ConfigurationError when the file cannot be used."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [Labelled(**json.loads(line)) for line in lines if line]
    except (OSError, ValueError, TypeError) as exc:
        raise ConfigurationError(
            f"{file} enthält keine gemessenen Signale ({exc}).", "Ohne --signals werden sie neu gemessen."
        ) from exc
