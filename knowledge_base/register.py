"""The subject register: office words and questions for §§ as editable data (register/*.toml); never quoted."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge_base.errors import ConfigurationError
from knowledge_base.law_names import canonical_law
from knowledge_base.legal_reference import LegalReference

FOLDER = Path(__file__).parent / "register"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What people in the office say and ask when this place of a law is meant."""

    reference: LegalReference
    words: str
    questions: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Each text under which the place is to be found."""
        return (*self.questions, self.words) if self.words else self.questions


@lru_cache(maxsize=4)
def load_register(folder: Path = FOLDER) -> tuple[RegisterEntry, ...]:
    """Read all files of a register; raises ConfigurationError naming the file that cannot be read."""
    return tuple(entry for file in sorted(folder.glob("*.toml")) for entry in _read(file))


def _read(file: Path) -> list[RegisterEntry]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        law = canonical_law(content["law"])
        return [_entry(law, entry) for entry in content["entries"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ConfigurationError(
            f"Das Schlagwortregister {file} ist nicht lesbar: {exc}", "Bitte die Datei berichtigen."
        ) from exc


def _entry(law: str, entry: Mapping[str, Any]) -> RegisterEntry:
    mark, _, number = entry["section"].partition(" ")
    reference = LegalReference(law, number.strip(), entry.get("absatz") or None, article=mark.startswith("Art"))
    return RegisterEntry(reference, entry.get("words", ""), tuple(entry.get("questions", ())))
