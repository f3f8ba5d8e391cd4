"""The questions on which computed and read log-odds are added up: those of fit-answerability, with what is read."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answer import AnswerRequest
from assistant.answering.answerability import is_off_topic
from assistant.answering.find_evidence import Found
from assistant.answering.reading import question_prompt
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.answerability.fit import Labelled
from evals.answerability.sets import GUIDES, LAWS, MUNICIPAL_ALL, MUNICIPAL_OWN, Done, counted, our_cases
from evals.console_progress import console_progress, step
from evals.corpus import open_corpus, today
from evals.evidence_run import open_pages
from evals.municipal import MunicipalQuestion, read_municipal
from evals.once_embedder import OnceEmbedder
from evals.reader.material import read_lines
from evals.retrieval import ASKER, earlier_turns
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Scope

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's signals, and what a reader reads of it: "" where the product asks none (no quotes, off-topic)."""

    row: Labelled
    prompt: str


def asked_questions(settings: Settings, *, questions: Path, laws: Path, laws_state: Path | None) -> list[Asked]:
    """Find the evidence for all four sets; what is missing is named in the log."""
    asked: list[Asked] = []
    embedder = OnceEmbedder(load_embedder(settings))
    with console_progress() as progress:
        if questions.is_file():
            municipal = read_municipal(questions)
            done = step(progress, "Kommunale Seiten", len(municipal))
            asked += _of_pages(municipal, settings, embedder, done)
        else:
            _log.warning("DIE KOMMUNALEN FRAGEN FEHLEN (%s): ohne sie angepasst.", questions)
        for of_set, corpus, state in ((GUIDES, settings.articles, None), (LAWS, laws, laws_state)):
            if corpus.is_dir():
                done = step(progress, of_set, len(our_cases(of_set)))
                with open_corpus(corpus, settings, state=state, embedder=embedder) as base:
                    use_case = answer_question(base, None)
                    for case in our_cases(of_set):
                        found = use_case.find(AnswerRequest(case.question, today(), ASKER, history=earlier_turns(case)))
                        asked.append(_asked(of_set, case.id, case.answerable, found))
                        done()
            else:
                _log.warning("%s FEHLT: ohne %s angepasst.", corpus, of_set)
    return asked


def _of_pages(
    questions: Sequence[MunicipalQuestion], settings: Settings, embedder: OnceEmbedder, done: Done
) -> Iterator[Asked]:
    with open_pages(questions, settings, embedder) as pages:
        for one in questions:
            for of_set, scope in ((MUNICIPAL_OWN, pages.only(one)), (MUNICIPAL_ALL, Scope())):
                yield _asked(of_set, f"page {one.page}", one.answerable, pages.choose(one, scope))
            done()


def _asked(of_set: str, group: str, answerable: bool, found: Found) -> Asked:
    evidence = found.evidence
    quotes, signals = evidence.quoted, evidence.signals
    prompt = question_prompt(found.question.search_text, quotes) if quotes and not is_off_topic(signals) else ""
    return Asked(Labelled(of_set, group, answerable, counted(signals)), prompt)


def read_asked(file: Path) -> list[Asked]:
    """Read what was kept; raises ConfigurationError when the file cannot be used."""
    try:
        return [Asked(Labelled(**row["row"]), row["prompt"]) for row in read_lines(file)]
    except (KeyError, TypeError) as exc:
        raise ConfigurationError(f"{file} enthält keine Fragen ({exc}).", "Ohne --prompts entstehen sie neu.") from exc
