"""Measures whether the chosen quotes hold the lines that answer (`python -m evals evidence`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.find_evidence import Found
from evals.metrics.bootstrap import mean
from evals.metrics.plain_text import stands_in
from evals.municipal import MunicipalQuestion

FEW_LINES = 4
"""Recall is measured on questions with at most so many answering lines; three quotes cannot hold a whole page."""


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """Shares over answerable questions: an answering line among the passages found, in the first quote, in any quote;
    answering lines that are quoted (questions with few lines), quotes that answer, and quotes per question.
    """

    questions: int
    found: float
    first_quote: float
    any_quote: float
    recall_of_lines: float
    precision: float
    quotes: float


def measure_evidence(
    questions: Sequence[MunicipalQuestion], choose: Callable[[MunicipalQuestion], Found]
) -> EvidenceFigures:
    """Choose evidence for every answerable question and compare it with its answering lines."""
    compared = [_compare(question, choose(question)) for question in questions if question.answerable]
    few = [one.recall for one in compared if one.lines <= FEW_LINES]
    return EvidenceFigures(
        questions=len(compared),
        found=mean([one.found for one in compared]) or 0.0,
        first_quote=mean([float(one.right[:1] == [True]) for one in compared]) or 0.0,
        any_quote=mean([float(any(one.right)) for one in compared]) or 0.0,
        recall_of_lines=mean(few) or 0.0,
        precision=mean([float(right) for one in compared for right in one.right]) or 0.0,
        quotes=mean([len(one.right) for one in compared]) or 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """One question: its number of answering lines, which quotes answer, the share of lines that is quoted."""

    lines: int
    found: bool
    right: list[bool]
    recall: float


def _compare(question: MunicipalQuestion, found: Found) -> _Compared:
    gold = question.gold_lines
    quotes = [quote.unit.text for quote in found.selection.quotes]
    return _Compared(
        lines=len(gold),
        found=any(overlap(hit.passage.text, line) for hit in found.hits for line in gold),
        right=[any(overlap(quote, line) for line in gold) for quote in quotes],
        recall=sum(any(overlap(quote, line) for quote in quotes) for line in gold) / len(gold),
    )


def overlap(text: str, line: str) -> bool:
    """Tell whether one stands in the other: a line may be part of a quote, a quote one sentence of a line."""
    return stands_in(line, text) or stands_in(text, line)
