"""Measures the search for duplicates and contradictions, on planted pairs and on the shipped documents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import Settings
from evals.corpus import open_corpus
from evals.planted_pairs import CONTRADICTION, DUPLICATE, NONE, PlantedPair, Text, hand_written, made_by_rule
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import DocumentKind, Passage
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.likeness.similar_passages import compare_passages
from knowledge_base.likeness.statement import statements_of

Corpus = Annotated[Path | None, typer.Option("--corpus", help="Ordner mit Dokumenten; sonst die mitgelieferten.")]
State = Annotated[Path | None, typer.Option("--state", help="Zustandsordner des Korpus; sonst einer unter var/evals/.")]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what was said of it."""

    pair: PlantedPair
    said: str


def duplicates(
    corpus: Corpus = None,
    state: State = None,
    misses: Annotated[str, typer.Option("--misses", help="Verfehlte Paare dieser Hälfte zeigen: dev oder held.")] = "",
    findings: Annotated[bool, typer.Option("--findings", help="Die Funde in den Dokumenten zeigen.")] = False,
) -> None:
    """Misst an gestellten Paaren, wie gut Doppeltes und Widersprüchliches gefunden wird."""
    settings, console = Settings(), Console()
    with open_corpus(corpus or settings.articles, settings, state=state) as base:
        passages = _guides(base)
        judged = [Judged(pair, judge(pair.left, pair.right)) for pair in [*hand_written(), *made_by_rule(passages)]]
        for half in ("dev", "held"):
            console.print(_table(half, [one for one in judged if one.pair.half == half]))
        for one in judged:
            if one.pair.half == misses and one.said != one.pair.expected:
                console.print(
                    f"{one.pair.id}: {one.pair.expected}, gesagt: {one.said}\n  {one.pair.left}\n  {one.pair.right}"
                )
        _tell_findings(base, passages, console, shown=findings)


def judge(left: Text, right: Text) -> str:
    """Return what the comparison says of two passages, each given as headings and text."""
    like = compare_passages(statements_of(left[1], left[0]), statements_of(right[1], right[0]))
    return NONE if like is None else like.likeness.value


def precision_and_recall(judged: Sequence[Judged], what: str) -> tuple[float, float]:
    """Return the share of right ones among what was said to be `what`, and of those found among what is."""
    right = sum(one.said == one.pair.expected == what for one in judged)
    said, there = sum(one.said == what for one in judged), sum(one.pair.expected == what for one in judged)
    return (right / said if said else 1.0), (right / there if there else 1.0)


def _table(half: str, judged: Sequence[Judged]) -> Table:
    table = Table("Art", "Paare", "richtig", title=f"Gestellte Paare, Hälfte {half}", title_justify="left")
    for kind in sorted({(one.pair.expected, one.pair.kind) for one in judged}):
        some = [one for one in judged if (one.pair.expected, one.pair.kind) == kind]
        right = sum(one.said == one.pair.expected for one in some)
        table.add_row(" / ".join(kind), str(len(some)), f"{right} ({right / len(some):.0%})")
    for what in (DUPLICATE, CONTRADICTION):
        precision, recall = precision_and_recall(judged, what)
        table.add_row(f"[bold]{what}[/bold]", str(len(judged)), f"Genauigkeit {precision:.3f}, Ausbeute {recall:.3f}")
    return table


def _tell_findings(base: KnowledgeBase, passages: Sequence[Passage], console: Console, *, shown: bool) -> None:
    """Say how many pairs of the documents' own passages are listed, in all and of every 1,000 possible ones."""
    held = Counter(passage.document_id for passage in passages)
    possible = sum(held[one] * held[other] for one, other in combinations(held, 2))
    pairs = LikePassagesStore(base.engine).pairs()
    counts = Counter(pair.likeness.value for pair in pairs)
    console.print(
        f"In den Dokumenten: {counts[CONTRADICTION]} Widersprüche, {counts[DUPLICATE]} Doppelte unter "
        f"{possible} Paaren von Textstellen ({1000 * len(pairs) / max(1, possible):.3f} von 1.000)."
    )
    for pair in pairs if shown else ():
        for each in pair.statements:
            differs = f"{each.differs_in} {each.left.differs} / {each.right.differs}"
            console.print(f"{pair.likeness} {differs}\n  {each.left.text}\n  {each.right.text}", markup=False)


def _guides(base: KnowledgeBase) -> list[Passage]:
    entries = [entry for entry in base.registry.documents() if entry.document.kind is not DocumentKind.STATUTE]
    return [passage for entry in entries for passage in base.registry.passages(entry.document.id)]
