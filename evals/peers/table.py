"""The comparison with the peers, for the terminal."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from evals.peers.scored import SHOWN, PeerScore

Cell = Callable[[PeerScore], str]


def _share(measure: str) -> Cell:
    def cell(one: PeerScore) -> str:
        if measure not in one.metrics:
            return "–"
        low, high = one.intervals[measure]
        return f"{one.metrics[measure]:.2f} ({low:.2f}–{high:.2f})"

    return cell


def _seconds(measure: str) -> Cell:
    def cell(one: PeerScore) -> str:
        return f"{one.metrics[measure]:.2f} s" if measure in one.metrics else "–"

    return cell


ROWS: dict[str, Cell] = {
    "recall@1": _share("recall@1"),
    "recall@4": _share("recall@4"),
    "recall@5": _share("recall@5"),
    "recall@10": _share("recall@10"),
    "MRR@10": _share("mrr@10"),
    "nDCG@10": _share("ndcg@10"),
    f"key facts in the first {SHOWN} pieces": _share(f"key_facts@{SHOWN}"),
    f"characters of the first {SHOWN} pieces": lambda one: f"{one.metrics[f'characters@{SHOWN}']:.0f}",
    "key facts in the answer": _share("answer_key_facts"),
    "unanswerable refused": _share("abstained_on_unanswerable"),
    "answerable refused": _share("over_abstention"),
    "search p50": _seconds("search_p50"),
    "search p95": _seconds("search_p95"),
    "answer p50": _seconds("answer_p50"),
    "pieces in the index": lambda one: str(one.pieces),
    "building the index": lambda one: f"{one.index_seconds:.0f} s" if one.index_seconds >= 1 else "–",
    "memory while asked": lambda one: f"{one.memory_mb:.0f} MB",
    "lines of code": lambda one: str(one.lines_of_code),
}


def show_peers(scores: Sequence[PeerScore], console: Console) -> None:
    """Print one column per peer; rows that say nothing of anybody are left out."""
    table = Table("", *(one.name for one in scores), title="Peers", title_justify="left")
    for label, cell in ROWS.items():
        cells = [cell(one) for one in scores]
        if set(cells) != {"–"}:
            table.add_row(label, *cells)
    console.print(table)
