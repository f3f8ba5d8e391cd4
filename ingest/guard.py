"""Keeps a run from emptying the knowledge base because a drive is not there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.plan import Action, PlannedStep
from ingest.sources import below
from knowledge_base.errors import RemovalRefused

FEW = 10
"""Of fewer known documents any number may vanish, as long as some file is left."""

REMEDY = "Ist das Laufwerk verbunden? Wenn sie wirklich entfernt werden sollen: --allow-removal"


def check_removal(roots: Iterable[Path], steps: Iterable[PlannedStep], known: Iterable[str]) -> None:
    """Raise RemovalRefused when an existing folder is suddenly empty, or more than half of many documents would go."""
    steps = list(steps)
    gone = [Path(step.source) for step in steps if step.action is Action.REMOVE]
    there = [Path(step.source) for step in steps if step.action is not Action.REMOVE]
    held = [Path(source) for source in known]
    for root in roots:
        lost = sum(below(path, root) for path in gone)
        if not lost or not root.is_dir():
            continue
        before = sum(below(path, root) for path in held)
        if not any(below(path, root) for path in there):
            raise RemovalRefused(f"In {root} liegt kein Dokument mehr, bekannt sind daraus {lost}.", REMEDY)
        if before >= FEW and lost * 2 > before:
            raise RemovalRefused(f"Von {before} bekannten Dokumenten in {root} fehlen {lost}.", REMEDY)
    for folder, lost in _emptied(gone):
        raise RemovalRefused(f"Der Ordner {folder} ist leer, bekannt sind daraus {lost} Dokumente.", REMEDY)


def _emptied(gone: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yield folders that are still there with nothing in them: a drive that is mounted there looks like this."""
    folders = Counter(parent for path in gone for parent in path.parents)
    for folder, lost in folders.items():
        if lost >= FEW and folder.is_dir() and not any(folder.iterdir()):
            yield folder, lost
