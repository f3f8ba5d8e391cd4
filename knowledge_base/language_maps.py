"""What leads questions of other languages to where German ones lie: learned ahead for one embedding model.

For each language, the mean embedding of a thousand sentences and a linear map of low rank, fitted by ridge regression
on their German translations (`python -m evals fit-languages`). Both hold for the model that they were learned with.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ConfigurationError
from knowledge_base.language_guess import GERMAN

FILE = Path(__file__).with_name("language_maps.npz")

Vector = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """A language's mean, shape (dimensions,), and its map's factors, (dimensions, rank) and (rank, dimensions)."""

    mean: Vector
    left: Matrix
    right: Matrix

    def correction(self, vector: Vector) -> Vector:
        """Return what is to be added to an embedding beside the difference of the means."""
        added: Vector = ((vector - self.mean) @ self.left @ self.right).astype(np.float32)
        return added


@dataclass(frozen=True, slots=True)
class LanguageMaps:
    """The maps by language, and the name of the embedding model that they hold for."""

    embedding: str
    german_mean: Vector
    maps: Mapping[str, LanguageMap]


@lru_cache(maxsize=2)
def load_language_maps(file: Path = FILE) -> LanguageMaps:
    """Read the shipped maps; raises ConfigurationError when the file cannot be used."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        embedding = str(arrays.pop("embedding"))
        numbers = {name: array.astype(np.float32) for name, array in arrays.items()}
        german = numbers.pop(GERMAN)
        maps = {
            language: LanguageMap(numbers[language], numbers[f"{language}.left"], numbers[f"{language}.right"])
            for language in numbers
            if "." not in language
        }
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as exc:
        raise ConfigurationError(
            f"Die Sprachabbildungen in {file} sind nicht lesbar: {exc}", "Neu installieren."
        ) from exc
    return LanguageMaps(embedding, german, maps)


def save_language_maps(learned: LanguageMaps, file: Path = FILE) -> None:
    """Write maps, in half precision."""
    arrays = {GERMAN: learned.german_mean}
    for language, one in learned.maps.items():
        arrays |= {language: one.mean, f"{language}.left": one.left, f"{language}.right": one.right}
    halved: dict[str, Any] = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(file, embedding=np.array(learned.embedding), **halved)
