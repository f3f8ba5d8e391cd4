"""Measures whether questions about one person's case, and sentences that decide one, are told from rules."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answering.individual_case import decides_a_case, is_about_one_person
from evals.places import CASES_FOLDER

CASES = CASES_FOLDER / "individual_case.jsonl"
"""Of our own: {"text", "part": "question" or "statement", "individual"}."""


def wrong_cases(path: Path = CASES) -> tuple[dict[str, int], list[str]]:
    """Return how many cases there are of each part and side, and those that are told wrong."""
    counts: dict[str, int] = {}
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        told = (is_about_one_person if case["part"] == "question" else decides_a_case)(case["text"])
        name = f"{case['part']} {'individual' if case['individual'] else 'rule'}"
        counts[name] = counts.get(name, 0) + 1
        if told is not case["individual"]:
            wrong.append(f"{name}: {case['text']}")
    return counts, wrong


def individual() -> None:
    """Misst, ob Fragen zu einem Einzelfall und Sätze, die ihn entscheiden, erkannt werden."""
    counts, wrong = wrong_cases()
    table = Table("", "Fälle", "richtig", title="Einzelfälle", title_justify="left")
    for name, count in sorted(counts.items()):
        missed = sum(line.startswith(f"{name}:") for line in wrong)
        table.add_row(name, str(count), f"{1 - missed / count:.3f}")
    console = Console()
    console.print(table)
    for line in wrong:
        console.print(line, markup=False)
