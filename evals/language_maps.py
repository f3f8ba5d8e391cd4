"""The developers' command that learns anew where questions of other languages lie: `python -m evals fit-languages`."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import Settings
from evals.logistic import Floats
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import ConfigurationError
from knowledge_base.language_guess import GERMAN
from knowledge_base.language_maps import FILE, LanguageMap, LanguageMaps, save_language_maps

SENTENCES = Path(__file__).parent / "cases" / "parallel_sentences.jsonl"
"""A thousand questions and statements of our own with their translations; none is from a set that is measured."""
PENALTY = 2.0
"""Of the squared map, in ridge regression over embeddings of length one; 1 to 30 differ by .01."""
RANK = 16
"""Directions that a map corrects; more gained nothing."""
FOLDS = 5


def fit_languages(
    sentences: Annotated[Path, typer.Option("--sentences", help="Dieselben Sätze in allen Sprachen.")] = SENTENCES,
    write: Annotated[bool, typer.Option("--write", help="Abbildungen in language_maps.npz schreiben.")] = False,
) -> None:
    """Für die Entwicklung: lernt neu, wo Fragen anderer Sprachen liegen, und misst es über Kreuz."""
    embedder, texts = load_embedder(Settings()), read_parallel(sentences)
    vectors = {language: embedder.embed_questions(listed).astype(np.float64) for language, listed in texts.items()}
    german = vectors.pop(GERMAN)
    table = Table("Sprache", "Sätze", "die Übersetzung zuerst", "verschoben", "abgebildet", title="Über Kreuz")
    for language, own in vectors.items():
        shares = (found_first(moved, german) for moved in cross_mapped(own, german))
        table.add_row(language, str(len(own)), *(f"{share:.3f}" for share in shares))
    Console().print(table)
    if write:
        maps = {language: fit_map(own, german) for language, own in vectors.items()}
        save_language_maps(LanguageMaps(embedder.name, german.mean(axis=0).astype(np.float32), maps), FILE)


def read_parallel(file: Path) -> dict[str, list[str]]:
    """Read one object a line, each with a text in every language; raises ConfigurationError for an uneven file."""
    try:
        rows: list[Mapping[str, str]] = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]
        return {language: [row[language] for row in rows] for language in (GERMAN, *sorted(set(rows[0]) - {GERMAN}))}
    except (OSError, ValueError, KeyError, IndexError) as exc:
        raise ConfigurationError(f"{file} lässt sich nicht verwenden ({exc}).", "Nötig sind alle Sprachen.") from exc


def fit_map(own: Floats, german: Floats) -> LanguageMap:
    """Fit what leads embeddings of a language, shape (sentences, dimensions), to those of their translations.

    Ridge regression of the difference between both, each around its mean, then cut to `RANK` by its singular values.
    """
    centred = own - own.mean(axis=0)
    missing = german - german.mean(axis=0) - centred
    square = centred.T @ centred + PENALTY * np.eye(own.shape[1])
    left, strength, right = np.linalg.svd(np.linalg.solve(square, centred.T @ missing))
    return LanguageMap(
        own.mean(axis=0).astype(np.float32),
        (left[:, :RANK] * strength[:RANK]).astype(np.float32),
        right[:RANK].astype(np.float32),
    )


def cross_mapped(own: Floats, german: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the embeddings as they are, moved by the means, and mapped; the latter two by what other folds taught."""
    moved, mapped = np.empty_like(own), np.empty_like(own)
    for fold in range(FOLDS):
        held = np.arange(len(own)) % FOLDS == fold
        learned = fit_map(own[~held], german[~held])
        moved[held] = own[held] - learned.mean + german[~held].mean(axis=0)
        mapped[held] = moved[held] + (own[held] - learned.mean) @ learned.left @ learned.right
    return own, moved, mapped


def found_first(vectors: Floats, german: Floats) -> float:
    """Return the share of sentences whose own translation is the nearest German one."""
    scaled = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    nearest: Sequence[int] = np.argmax(scaled @ german.T, axis=1).tolist()
    return sum(found == index for index, found in enumerate(nearest)) / len(nearest)
