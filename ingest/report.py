"""What a run did: a line for every file, for people and for machines."""

import errno
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge_base.errors import StorageError

ACTIONS = {
    "add": "neu",
    "replace": "ersetzt",
    "rename": "umbenannt",
    "remove": "entfernt",
    "keep": "unverändert",
    "skip": "übergangen",
    "refuse": "abgelehnt",
}
"""What happened, in German, in the order of the summary."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: what happened to it, how it was read, how many passages it has, and what is to be said about it."""

    source: str
    action: str
    how: str = ""
    passages: int = 0
    warnings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class RunReport:
    """A whole run; `seconds` of wall time, `embedded` passages that the model read, `warnings` about the run itself."""

    started_at: datetime
    files: list[FileLine] = field(default_factory=list)
    seconds: float = 0.0
    embedded: int = 0
    documents: int = 0
    passages: int = 0
    repaired: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many files could not be read."""
        return sum(line.action == "refuse" for line in self.files)

    def summary(self) -> str:
        """Return the run in one German line."""
        counts = Counter(line.action for line in self.files)
        done = ", ".join(f"{counts[action]} {name}" for action, name in ACTIONS.items() if counts[action])
        total = f"Wissensbasis: {self.documents} Dokumente, {self.passages} Textstellen."
        return f"{done or 'Nichts gefunden'} in {self.seconds:.1f} s. {total}".replace(".", ",", 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the run as plain values."""
        counts = Counter(line.action for line in self.files)
        return {
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 2),
            "counts": {action: counts[action] for action in ACTIONS},
            "embedded": self.embedded,
            "repaired": self.repaired,
            "documents": self.documents,
            "passages": self.passages,
            "warnings": self.warnings,
            "files": [asdict(line) for line in sorted(self.files, key=lambda line: line.source)],
        }

    def save(self, path: Path) -> None:
        """Write the run as JSON, whole or not at all; raises StorageError."""
        beside = path.with_suffix(".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(path)
        except OSError as exc:
            full = exc.errno == errno.ENOSPC
            raise StorageError(
                f"Der Datenträger von {path.parent} ist voll." if full else f"{path} lässt sich nicht schreiben.",
                "Bitte Speicherplatz und Schreibrechte prüfen; der nächste Lauf macht dort weiter.",
            ) from exc
