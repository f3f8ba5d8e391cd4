"""Faithful restatements of sentences from statutes and guides: written by hand, and more made from them by rule."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.places import CASES_FOLDER
from knowledge_base.errors import ConfigurationError

FILE = CASES_FOLDER / "paraphrases.jsonl"


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A statement that says only what its source says; `half` is "dev" (looked at while building) or "held"."""

    id: str
    half: str
    origin: str
    source: str
    heading: str
    text: str
    kind: str = "by hand"


def read_paraphrases(path: Path = FILE) -> list[Paraphrase]:
    """Read the restatements written by hand; raises ConfigurationError when the file cannot be used."""
    try:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            Paraphrase(
                id=str(entry["id"]),
                half=str(entry["half"]),
                origin=str(entry["origin"]),
                source=str(entry["source"]),
                heading=str(entry["heading"]),
                text=str(entry["paraphrase"]),
            )
            for entry in entries
        ]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Bitte die Datei prüfen.") from exc


def restated_by_rule(written: Sequence[Paraphrase]) -> list[Paraphrase]:
    """Restate the sources themselves by rules that cannot change what they say."""
    made: list[Paraphrase] = []
    for one in {case.source: case for case in written}.values():
        for kind, text in _restated(one.source):
            made.append(replace(one, id=f"{one.id}-{kind}", text=text, kind=kind))
    return made


_BRACKETS = re.compile(r"\s*\((?:§|Beispiel)[^()]*\)")
_NUMERALS = {"zwei": "2", "drei": "3", "vier": "4", "sechs": "6", "neun": "9", "zehn": "10", "zwölf": "12"}
_NUMERAL = re.compile(r"\b(" + "|".join(_NUMERALS) + r")\b(?=(?: \w+)? (?:Tage|Woche|Monat|Jahr))")
_SPELLINGS = (
    ("Absatz", "Abs."), ("Abs.", "Absatz"), ("Nummer", "Nr."), (" Euro", " €"), ("unverzüglich", "umgehend"),
    ("längstens", "höchstens"), ("höchstens", "längstens"), ("innerhalb von", "binnen"), ("sofern", "wenn"),
    ("erforderlich", "nötig"), (" übermitteln", " mitteilen"), ("soweit", "wenn"),
)  # fmt: skip
_CONDITION_LAST = re.compile(r"^([A-ZÄÖÜ][^,;:]+), wenn ([^;:]+)\.$")


def _restated(source: str) -> Iterator[tuple[str, str]]:
    bare = _BRACKETS.sub("", source)
    if bare != source:
        yield "without §§", bare
    numerals = _NUMERAL.sub(lambda match: _NUMERALS[match[1]], bare)
    if numerals != bare:
        yield "numerals", numerals
    for before, after in _SPELLINGS:
        if before in source:
            yield "spelling", source.replace(before, after)
            break
    if match := _CONDITION_LAST.match(bare):
        yield "condition first", f"Wenn {match[2]}, gilt Folgendes: {match[1]}."
    parts = [part for part in bare.rstrip(".").split("; ") if len(part.split()) >= 4 and ":" not in part]
    if len(parts) > 1 and not re.match(r"(?:danach|dieser|dies|er|sie|es)\b", parts[1]):
        yield "one of two sentences", f"{parts[1][0].upper()}{parts[1][1:]}."
