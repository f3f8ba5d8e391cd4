"""Says before a run what would spoil its figures: nothing to search, or gold places that the documents do not have."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.case import Case, Gold
from evals.matching import Level, is_at
from knowledge_base.document import Document, Passage
from knowledge_base.errors import ConfigurationError
from knowledge_base.law_names import canonical_law
from knowledge_base.registry.registry import Registry

SHOWN = 10
"""Missing places that are named; of more only the number is told."""

_log = logging.getLogger(__name__)


def check_corpus(registry: Registry, corpus: Path, cases: Sequence[Case]) -> None:
    """Warn of gold places that no passage is; raises ConfigurationError when there is no document at all."""
    if not registry.counts()[0]:
        raise ConfigurationError(f"In {corpus} steht kein lesbares Dokument.", "Bitte den Ordner prüfen.")
    missing = list(missing_gold(registry, cases))
    if not missing:
        return
    named = "".join(f"\n  Frage {case.id}: {place(gold)}" for case, gold in missing[:SHOWN])
    more = f"\n  … und {len(missing) - SHOWN} weitere" if len(missing) > SHOWN else ""
    _log.warning("FUNDSTELLEN FEHLEN in %s, sie zählen als nicht gefunden:%s%s", corpus, named, more)


def missing_gold(registry: Registry, cases: Sequence[Case]) -> Iterator[tuple[Case, Gold]]:
    """Yield every gold entry, with its question, that no passage of the documents is."""
    passages: dict[str, list[tuple[Document, Passage]]] = {}
    for entry in registry.documents():
        for passage in registry.passages(entry.document.id):
            for law in {"", canonical_law(passage.locator.law or "")}:
                passages.setdefault(law, []).append((entry.document, passage))
    for case in cases:
        for gold in case.gold:
            there = passages.get(canonical_law(gold.law) if gold.is_statute else "", [])
            if not any(is_at(gold, passage, document, Level.ABSATZ) for document, passage in there):
                yield case, gold


def place(gold: Gold) -> str:
    """Write a gold entry for people."""
    if gold.is_statute:
        return f"{gold.section}{f' Abs. {gold.absatz}' if gold.absatz else ''} {gold.law}"
    quoted = f" mit „{gold.contains}“" if gold.contains else ""
    return f"{gold.document} {gold.locator}".strip() + quoted
