"""The developers' command that fits how rule, checks and reader are added up: `python -m evals fit-with-reading`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from assistant.answering.reading import ReadingWeights, load_reading
from assistant.answering.with_reading import WEIGHTS, WithReading, load_with_reading
from assistant.settings import Settings
from evals.console_progress import console_progress, step
from evals.logistic import Floats
from evals.municipal import DEFAULT_FILE
from evals.places import LAW_TEXTS
from evals.reader.kept_reader import KeptReader, kept_reader
from evals.reader.material import save_lines
from evals.reader.with_reading_compared import compared_questions, fit_questions, held_out_rule, weighed_questions
from evals.reader.with_reading_questions import asked_questions, read_asked
from evals.reader.with_reading_report import questions_table, statements_table
from evals.reader.with_reading_statements import (
    checked_statements,
    compared_statements,
    fit_statements,
    weighed_statements,
)

_HEAD = """\
# Weights of what is computed and what a reader says, as log-odds (with_reading.py), and the least sum that counts \
as yes.
# Fitted by `python -m evals fit-with-reading --write`; figures: docs/decisions/0019-a-reader-of-the-first-layers.md.
"""
_PARTS = {
    "question": "does the evidence answer it? computed: answerability.toml",
    "statement": "does it follow from the sentence? computed: checks/judging.toml",
}


def fit_with_reading(
    states: Annotated[Path | None, typer.Option("--states", help="Ordner für das Gelesene.")] = None,
    questions: Annotated[Path, typer.Option("--questions", help="Kommunale Fragen (OMoS-QA).")] = DEFAULT_FILE,
    laws: Annotated[Path, typer.Option("--laws", help="Ordner mit den Gesetzen.")] = LAW_TEXTS,
    laws_state: Annotated[Path | None, typer.Option("--laws-state", help="Zustandsordner der Gesetze.")] = None,
    prompts: Annotated[Path | None, typer.Option("--prompts", help="Gefundene Belege: lesen, oder ablegen.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Gewichte in reading.toml schreiben.")] = False,
) -> None:
    """Für die Entwicklung: passt an, wie Regel, Prüfungen und Leser zusammenzählen, und misst es über Kreuz."""
    settings, console = Settings(), Console(width=150)
    if prompts is not None and prompts.is_file():
        asked = read_asked(prompts)
    else:
        asked = asked_questions(settings, questions=questions, laws=laws, laws_state=laws_state)
        if prompts is not None:
            save_lines(asked, prompts)
    rule, to_read = held_out_rule(asked), np.array([bool(one.prompt) for one in asked])
    quoted = [one for one in asked if one.prompt]
    console.print(f"{len(quoted)} von {len(asked)} Fragen werden gelesen; die anderen haben keine Belege.")
    checked = checked_statements()
    with kept_reader(settings, states) as reader:
        of_questions = readings(reader, [one.prompt for one in quoted], load_reading().question)
        of_statements = readings(reader, [one.prompt for one in checked], load_reading().statement)
    shipped = load_with_reading()
    rows = weighed_questions(quoted, rule[to_read], of_questions)
    console.print(questions_table(rows, compared_questions(rows, shipped[0])))
    statements = weighed_statements(checked, of_statements)
    console.print(statements_table(statements, compared_statements(checked, statements, shipped[1])))
    fitted = as_toml(fit_questions(rows), fit_statements(statements))
    console.print(fitted, markup=False, highlight=False)
    if write:
        WEIGHTS.write_text(fitted, encoding="utf-8")


def readings(reader: KeptReader, prompts: Sequence[str], weights: ReadingWeights) -> Floats:
    """Return the reader's log-odds of each prompt, shape (len(prompts),); raises ModelUnavailable."""
    with console_progress(remaining=True) as progress:
        done = step(progress, "Gelesen", len(prompts))
        return np.array([_told(weights.log_odds(reader.read(prompt)), done) for prompt in prompts])


def _told(log_odds: float, done: Callable[[], None]) -> float:
    done()
    return log_odds


def as_toml(question: WithReading, statement: WithReading) -> str:
    """Write the weights as reading.toml holds them."""
    parts: Mapping[str, WithReading] = {"question": question, "statement": statement}
    lines = [_HEAD]
    for name, part in parts.items():
        lines += [
            f"[{name}]".ljust(22) + f" # {_PARTS[name]}",
            f"intercept = {part.intercept:.3f}",
            f"computed = {part.computed:.3f}",
            f"reading = {part.reading:.3f}",
            f"least = {part.least:.3f}",
            f"worth_reading = {part.worth_reading:.1f}",
            "",
        ]
    return "\n".join(lines)
