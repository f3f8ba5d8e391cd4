"""The developers' command that prints what each lever of the search gains or costs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import Settings
from evals.ablation import measure_levers
from evals.case import read_cases
from evals.corpus import evals_folder, open_corpus
from evals.once_embedder import OnceEmbedder
from evals.other_material import FOLDER, QuestionSet, read_question_sets, write_texts
from evals.suites import CASES
from knowledge_base.bootstrap import KnowledgeBase

LAWS = FOLDER.parent / "recht" / "gii_xml_2025-04"
_SEED = 7
_LEVER_WIDTH = 29
_SET_WIDTH = 18
"""Columns of the screen that the name of a lever, and the figures of a question set, take."""


def ablation(
    laws: Annotated[Path, typer.Option("--laws", help="Ordner mit Gesetzen.")] = LAWS,
    state: Annotated[Path | None, typer.Option("--state", help="Zustandsordner für Gesetze und Seiten.")] = None,
    sample: Annotated[int, typer.Option("--sample", help="Fragen je Sprache, immer dieselben; 0: alle.")] = 120,
) -> None:
    """Für die Entwicklung: misst die Suche mit allen Hilfen und ohne jede einzelne (recall@5 / nDCG@10)."""
    settings = Settings()
    place = state or evals_folder(settings) / "states" / "ablation"
    console = Console()
    console.print(f"Zustand: {place}", soft_wrap=True)
    for base, sets in _pools(settings, laws, place, sample):
        rows = measure_levers(base, OnceEmbedder(base.embedder), sets, lambda name: console.print(f"gemessen: {name}"))
        for table in _tables(rows, console.width):
            console.print(table)


def _pools(
    settings: Settings, laws: Path, state: Path, sample: int
) -> Iterator[tuple[KnowledgeBase, list[QuestionSet]]]:
    """Give each knowledge base with the questions that are asked of it: the articles, then laws and pages together."""
    with open_corpus(settings.articles, settings) as base:
        yield base, [QuestionSet("mitgeliefert", tuple(read_cases(CASES)))]
    statutes = QuestionSet("Gesetze", tuple(read_cases(CASES.with_name("statutes.jsonl"))))
    with _laws_and_pages(settings, laws, state) as base:
        yield base, [statutes, *(_drawn(one, sample) for one in read_question_sets())]


@contextmanager
def _laws_and_pages(settings: Settings, laws: Path, state: Path) -> Iterator[KnowledgeBase]:
    texts = state / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    write_texts(texts)
    with open_corpus(laws, settings, state=state):
        pass
    with open_corpus(texts, settings, state=state) as base:
        yield base


def _drawn(questions: QuestionSet, count: int) -> QuestionSet:
    if not 0 < count < len(questions.cases):
        return questions
    return QuestionSet(questions.name, tuple(Random(_SEED).sample(questions.cases, count)))  # noqa: S311 - statistics


def _tables(rows: Mapping[str, Mapping[str, tuple[float, float]]], width: int) -> Iterator[Table]:
    """Give tables with a row for each lever and as many question sets beside one another as fit on the screen."""
    names = list(next(iter(rows.values())))
    abreast = max(1, (width - _LEVER_WIDTH) // _SET_WIDTH)
    for start in range(0, len(names), abreast):
        some = names[start : start + abreast]
        table = Table("Hilfen", *some, title="recall@5 / nDCG@10", title_justify="left")
        for lever, row in rows.items():
            cells = (f"{row[name][0]:.3f} / {row[name][1]:.3f}".replace(".", ",") for name in some)
            table.add_row(lever, *cells)
        yield table
