"""The developers' command that fits what weighs the reader's state anew: `python -m evals fit-reader`."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.reading import WEIGHTS, Reader, ReadingModel, ReadingWeights
from assistant.settings import Settings
from evals.console_progress import console_progress, step
from evals.corpus import evals_folder
from evals.places import LAW_TEXTS
from evals.reader.fit import STRENGTHS, CrossValidated, Sample, cross_validate, fit
from evals.reader.loaded_reader import loaded_reader
from evals.reader.material import save_lines
from evals.reader.samples import question_samples, read_samples, statement_samples
from evals.reader.states import States, key_of, load_states, missing_prompts, read_all

STATEMENTS_PER_QUESTION = 4
"""Of each kind in a sample: statements are of fewer kinds, and shorter."""


def fit_reader(
    states: Annotated[Path | None, typer.Option("--states", help="Ordner für das Gelesene.")] = None,
    prompts: Annotated[Path | None, typer.Option("--prompts", help="Gefundene Belege: lesen, oder ablegen.")] = None,
    corpus: Annotated[Path, typer.Option("--corpus", help="Ordner mit den Gesetzen.")] = LAW_TEXTS,
    corpus_state: Annotated[Path | None, typer.Option("--corpus-state", help="Zustandsordner der Gesetze.")] = None,
    sample: Annotated[
        int,
        typer.Option(
            "--sample", help="Nur so viele Fragen je Art und viermal so viele Aussagen, immer dieselben; 0: alle."
        ),
    ] = 0,
    write: Annotated[bool, typer.Option("--write", help="Gewichte in reading_weights.json schreiben.")] = False,
) -> None:
    """Für die Entwicklung: passt neu an, wie der Leser gewogen wird, und misst es über Kreuz (ganz: Stunden)."""
    settings, console = Settings(), Console(width=120)
    if prompts is not None and prompts.is_file():
        questions = read_samples(prompts)
    else:
        with console_progress() as progress:
            questions = question_samples(settings, progress, laws=corpus, laws_state=corpus_state, most=sample)
        if prompts is not None:
            save_lines(questions, prompts)
    told = statement_samples(STATEMENTS_PER_QUESTION * sample)
    folder = states or evals_folder(settings) / "reader_states"
    reader = loaded_reader(settings)
    read = states_of(reader, [*questions, *told], folder)
    fitted = [
        fit_best(here, part, console)
        for here, part in ((questions, read[: len(questions)]), (told, read[len(questions) :]))
    ]
    if write:
        write_weights(ReadingModel(reader.name, *fitted), WEIGHTS)


def states_of(reader: Reader, samples: Sequence[Sample], folder: Path) -> States:
    """Read what is not in the folder yet and return a state for each sample, shape (len(samples), numbers)."""
    name, prompts = reader.name, [sample.prompt for sample in samples]
    missing = missing_prompts(name, prompts, load_states(folder))
    if missing:
        with console_progress(remaining=True) as progress:
            read_all(reader, missing, folder, step(progress, "Gelesen", len(missing)))
    known = load_states(folder)
    return np.stack([known[key_of(name, prompt)] for prompt in prompts]).astype(np.float32)


def fit_best(samples: Sequence[Sample], states: States, console: Console) -> ReadingWeights:
    """Show what each strength of the penalty reaches on folds, and fit all with the best."""
    measured = []
    with console_progress() as progress:
        done = step(progress, "Über Kreuz", len(STRENGTHS))
        for strength in STRENGTHS:
            measured.append(cross_validate(states, samples, strength))
            done()
    best = max(measured, key=lambda one: one.mean)
    console.print(_table(samples, measured, best))
    return fit(states, samples, best.strength)


def write_weights(model: ReadingModel, file: Path) -> None:
    """Write the weights in one step, a number a line."""
    parts = {"question": model.question, "statement": model.statement}
    content = {name: {"bias": part.bias, "weights": list(part.weights)} for name, part in parts.items()}
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=file.stem, delete=False, encoding="utf-8") as target:
        json.dump({"reader": model.reader, **content}, target, ensure_ascii=False, indent=0)
        target.write("\n")
    Path(target.name).chmod(0o644)  # temporary files are for their owner alone
    Path(target.name).replace(file)


def _table(samples: Sequence[Sample], measured: Sequence[CrossValidated], best: CrossValidated) -> Table:
    heads = [f"{one.strength:g}{' (gewählt)' if one is best else ''}" for one in measured]
    table = Table("Über Kreuz: AUROC", "ja", "nein", *heads, title_justify="left")
    for name in best.auroc:
        positive = [one.positive for one in samples if one.of_set == name]
        table.add_row(
            name,
            str(sum(positive)),
            str(len(positive) - sum(positive)),
            *(f"{one.auroc[name]:.3f}" for one in measured),
        )
    table.add_row("Mittel", "", "", *(f"{one.mean:.3f}" for one in measured))
    return table
