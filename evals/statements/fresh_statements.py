"""Statements written by hand after the checks were built: true and false ones, to look at as seldom as possible."""

import json
from pathlib import Path

from evals.places import CASES_FOLDER
from evals.statements.paraphrases import Paraphrase
from evals.statements.planted_errors import Planted
from knowledge_base.errors import ConfigurationError

FILE = CASES_FOLDER / "statements_fresh.jsonl"


def read_fresh(path: Path = FILE) -> tuple[list[Paraphrase], list[Planted]]:
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
            Planted(f"{row['id']}-false-{place}", row["half"], "by hand", "source", text, beside)
            for number, row in enumerate(rows)
            for beside in [tuple(dict.fromkeys(sources[number - back] for back in range(3)))]
            for place, text in enumerate(row["false"], start=1)
        ]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Bitte die Datei prüfen.") from exc
    return faithful, false
