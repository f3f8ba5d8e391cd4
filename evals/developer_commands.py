"""The developers' commands: how well evidence is chosen, and how well the answerability rule parts questions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.answerability import is_answerable, is_worth_reading
from assistant.answering.find_evidence import Found
from assistant.answering.reading import Reader, read_question
from assistant.settings import Settings
from evals.answerability.rule import RuleFigures, look, measure_rule
from evals.console_progress import console_progress, step
from evals.evidence_choice import EvidenceFigures, measure_evidence
from evals.evidence_run import Pages, open_pages
from evals.municipal import DEFAULT_FILE, MunicipalQuestion, read_municipal
from evals.reader.kept_reader import kept_reader
from evals.suites import chat_model
from knowledge_base.embedding import load_embedder
from knowledge_base.index import Scope

Questions = Annotated[Path, typer.Option("--questions", help="Kommunale Fragen (OMoS-QA) als JSONL.")]
Sample = Annotated[int, typer.Option("--sample", help="Nur so viele Fragen, immer dieselben; 0: alle.")]
Chooser = Callable[[MunicipalQuestion], Found]
_SEED = 7
_SCOPES = ("nur die Seite der Frage", "alle Seiten")


def evidence(questions: Questions = DEFAULT_FILE, sample: Sample = 0) -> None:
    """Für die Entwicklung: misst die Auswahl der Zitate an kommunalen Fragen mit bekannten Antwortzeilen."""
    asked = _drawn(read_municipal(questions), sample)
    table = Table("", *_SCOPES, title="Auswahl der Zitate", title_justify="left")
    settings = Settings()
    with open_pages(asked, settings, load_embedder(settings)) as pages, _shown(_choosers(pages), asked) as choosers:
        measured = [measure_evidence(asked, chooser) for chooser in choosers]
    for label, value in _EVIDENCE_ROWS.items():
        table.add_row(label, *(_share(value(figures)) for figures in measured))
    Console().print(table)


def abstention(
    questions: Questions = DEFAULT_FILE,
    sample: Sample = 0,
    model: Annotated[int, typer.Option("--model", help="So viele Fragen auch dem Sprachmodell stellen (langsam).")] = 0,
    reader: Annotated[bool, typer.Option("--reader", help="Auch mit Leser (beim ersten Mal langsam).")] = False,
) -> None:
    """Für die Entwicklung: misst die Regel, wann eine Frage als nicht beantwortbar gilt."""
    asked = _drawn(read_municipal(questions), sample)
    settings = Settings()
    with (
        open_pages(asked, settings, load_embedder(settings)) as pages,
        chat_model(settings, wanted=model > 0) as writer,
    ):
        with _shown(_choosers(pages), asked) as choosers:
            measured = [measure_rule(look(asked, chooser)) for chooser in choosers]
        if reader:
            with kept_reader(settings) as reads, _shown(_choosers(pages), asked) as choosers:
                measured += [measure_rule(look(asked, reading_first(chooser, reads))) for chooser in choosers]
        _show_rule("Regel ohne Sprachmodell", measured)
        if writer is not None:
            few = _drawn(asked, model)
            with _shown(_choosers(pages)[:1], few) as choosers:
                measured = [measure_rule(look(few, choosers[0], writer))]
            _show_rule(f"Regel mit {writer.name}", measured)


def reading_first(chooser: Chooser, reader: Reader) -> Chooser:
    """Have what is chosen read, where the product would, and put what the reader says among the signals."""

    def choose(question: MunicipalQuestion) -> Found:
        found = chooser(question)
        evidence, signals = found.evidence, found.evidence.signals
        if not (is_answerable(signals) or is_worth_reading(signals)):
            return found
        reading = read_question(reader, found.question.search_text, evidence.quoted)
        return replace(found, evidence=replace(evidence, signals=replace(signals, reading=reading)))

    return choose


def _drawn(questions: Sequence[MunicipalQuestion], count: int) -> list[MunicipalQuestion]:
    """Draw so many questions, always the same ones; all of them for 0."""
    if not 0 < count < len(questions):
        return list(questions)
    return Random(_SEED).sample(questions, count)  # noqa: S311 - statistics, not secrets


@contextmanager
def _shown(choosers: Sequence[Chooser], asked: Sequence[MunicipalQuestion]) -> Iterator[list[Chooser]]:
    """Show the progress of each way to choose over the questions."""

    def counting(chooser: Chooser, done: Callable[[], None]) -> Chooser:
        def choose(question: MunicipalQuestion) -> Found:
            done()
            return chooser(question)

        return choose

    with console_progress() as progress:
        steps = [step(progress, scope, len(asked)) for scope in _SCOPES[: len(choosers)]]
        yield [counting(*pair) for pair in zip(choosers, steps, strict=True)]


def _choosers(pages: Pages) -> list[Chooser]:
    """Return the two ways to choose: from the question's own page alone, and from all pages."""
    return [
        lambda question: pages.choose(question, pages.only(question)),
        lambda question: pages.choose(question, Scope()),
    ]


_EVIDENCE_ROWS: dict[str, Callable[[EvidenceFigures], float]] = {
    "beantwortbare Fragen": lambda figures: figures.questions,
    "Antwortzeile unter den gefundenen Textstellen": lambda figures: figures.found,
    "Antwortzeile im ersten Zitat": lambda figures: figures.first_quote,
    "Antwortzeile in einem Zitat": lambda figures: figures.any_quote,
    "zitierte Antwortzeilen (Fragen mit bis zu vier)": lambda figures: figures.recall_of_lines,
    "Zitate, die antworten": lambda figures: figures.precision,
    "Zitate je Frage": lambda figures: figures.quotes,
}


def _show_rule(title: str, measured: Sequence[RuleFigures]) -> None:
    columns = [*_SCOPES, *(f"{scope}, mit Leser" for scope in _SCOPES)]
    table = Table("", *columns[: len(measured)], title=title, title_justify="left")
    table.add_row("Fragen (beantwortbar / nicht)", *(f"{one.answerable} / {one.unanswerable}" for one in measured))
    for signal in measured[0].auroc:
        table.add_row(f"AUROC {signal}", *(_share(one.auroc[signal]) for one in measured))
    table.add_row("nicht Beantwortbares abgelehnt", *(_share(one.abstained_on_unanswerable) for one in measured))
    table.add_row("Beantwortbares abgelehnt", *(_share(one.over_abstention) for one in measured))
    Console().print(table)


def _share(value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if value > 1 and value == int(value) else f"{value:.3f}".replace(".", ",")
