"""Statements written by hand, true and false ones, on sentences from statutes and guides."""

import json
from pathlib import Path

from evals.places import CASES_FOLDER
from evals.statements.paraphrases import Paraphrase
from evals.statements.planted_errors import Planted
from knowledge_base.errors import ConfigurationError

FILES = {
    "dev2": CASES_FOLDER / "statements_dev.jsonl",
    "fresh": CASES_FOLDER / "statements_fresh.jsonl",
    "second": CASES_FOLDER / "statements_second.jsonl",
}
"""The files by name; the weights of the checks are fitted on all of them (`python -m evals fit-checks`)."""
_BY_HAND = "by hand"


def read_written(path: Path) -> tuple[list[Paraphrase], list[Planted]]:
    """Read sources, each with faithful and false statements; raises ConfigurationError when the file cannot be used.

    As in an answer, two other sources may be cited beside the right one.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        sources = [(row["source"], row["heading"]) for row in rows]
        faithful = [
            Paraphrase(f"{row['id']}-{place}", row["half"], row["origin"], row["source"], row["heading"], text)
            for row in rows
            for place, text in enumerate(row["faithful"], start=1)
        ]
        false = [
            Planted(f"{row['id']}-false-{place}", row["half"], _BY_HAND, "source", text, beside)
            for number, row in enumerate(rows)
            for beside in [tuple(dict.fromkeys(sources[number - back] for back in range(3)))]
            for place, text in enumerate(row["false"], start=1)
        ]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Bitte die Datei prüfen.") from exc
    return faithful, false
