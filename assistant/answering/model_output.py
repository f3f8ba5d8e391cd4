"""Reads what a model writes: a JSON list of {quelle, aussage}, or plain sentences with [n] where it knows no better.

Malformed, cut off, endless or empty output costs at most the statement in which it goes wrong.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assistant.answering.grounding import strip_citations
from assistant.answering.writer import Token
from knowledge_base.sentences import sentences

REFUSAL = "Dazu enthalten"
"""How a model that writes plain sentences begins when the sources do not answer the question."""
NO_STATEMENT = "[]"
"""What a model writes that keeps to the schema and finds no answer in the sources."""
MOST_TOKENS = 220
"""Tokens that the model may write; MOST_SENTENCES of German fit."""
MOST_SENTENCES = 3
"""Sentences that are read from the model; what it writes after them strays from the question."""
LONGEST_STATEMENT = 400
"""Characters after which the model must end a statement."""

_MARK_AFTER_STOP = re.compile(r"([.!?])\s*((?:\[\d+(?:\s*,\s*\d+)*\]\s*)+)")
_ITEM_MARK = re.compile(r"^(?:[-–•]|\d{1,2}\.)\s+(?=[A-ZÄÖÜ])")
_IN_OBJECT = re.compile(r'^\{\s*"aussagen"\s*:\s*\[')
_FENCE = re.compile(r"^```(?:json)?\s*")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of the model and the numbers of the sources that it names."""

    text: str
    numbers: tuple[int, ...] = ()


def statements_schema(numbers: Collection[int]) -> dict[str, Any]:
    """Return the JSON schema of an answer: a few statements, each with one of the source numbers that exist."""
    statement = {
        "type": "object",
        "properties": {
            "quelle": {"enum": sorted(numbers)},
            "aussage": {"type": "string", "maxLength": LONGEST_STATEMENT},
        },
        "required": ["quelle", "aussage"],
        "additionalProperties": False,
    }
    return {"type": "array", "maxItems": MOST_SENTENCES, "items": statement}


def as_object_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Put a list's schema into an object, {"aussagen": […]}, for servers that take no other root."""
    return {
        "type": "object",
        "properties": {"aussagen": dict(schema)},
        "required": ["aussagen"],
        "additionalProperties": False,
    }


def read_written(tokens: Iterator[Token]) -> Iterator[Written]:
    """Yield the model's first MOST_SENTENCES, each as soon as it is complete."""
    return islice(_all_written(tokens), MOST_SENTENCES)


def refusal_probability(first: Token) -> float | None:
    """Return the probability that the model refuses, by its first token's alternatives; None when they are not told."""
    if not first.alternatives:
        return None
    return sum(
        probability
        for text, probability in first.alternatives.items()
        if text.strip() and (REFUSAL.startswith(text.strip()) or text.strip().startswith(NO_STATEMENT))
    )


def _all_written(tokens: Iterator[Token]) -> Iterator[Written]:
    written = ""
    given = 0
    for token in tokens:
        written += token.text
        complete, ended = _parse(written, at_end=False)
        yield from complete[given:]
        given = max(given, len(complete))
        if ended:
            return
    yield from _parse(written, at_end=True)[0][given:]


def _parse(written: str, *, at_end: bool) -> tuple[list[Written], bool]:
    """Return all that is complete, and whether nothing more is to come."""
    start = _FENCE.sub("", written.lstrip())
    if not start or (start.startswith("`") and not at_end):
        return [], False
    return _parse_list(start) if start[0] in "[{" else _parse_prose(written, at_end=at_end)


def _parse_list(text: str) -> tuple[list[Written], bool]:
    found: list[Written] = []
    position = text.find("{", text.find("[") if _IN_OBJECT.match(text) else 0)
    while position >= 0:
        try:
            entry, position = json.JSONDecoder(strict=False).raw_decode(text, position)
        except ValueError:
            break  # cut off, still being written, or not JSON
        found += _statements(entry)
        position = text.find("{", position)
    return found, text.rstrip().endswith(("]", "]}", "] }")) and position < 0


def _statements(entry: Any) -> list[Written]:
    if not isinstance(entry, dict):
        return []
    if isinstance(entry.get("aussagen"), list):
        return [statement for inner in entry["aussagen"] for statement in _statements(inner)]
    if not isinstance(entry.get("aussage"), str):
        return []
    number = entry.get("quelle")
    named = (number,) if isinstance(number, int) else ()
    statement = _ITEM_MARK.sub("", entry["aussage"].strip())
    read = [strip_citations(" ".join(text.split())) for text in _whole(sentences(statement))]
    return [Written(text, named or numbers) for text, numbers in read if text]


def _whole(parts: list[str]) -> list[str]:
    """Join a lead-in ("Nötig sind:") with all that follows it; without that it says nothing, and is left out."""
    lead = next((place for place, part in enumerate(parts) if part.rstrip().endswith(":")), None)
    if lead is None:
        return parts
    listed = parts[lead + 1 :]
    return [*parts[:lead], *([" ".join(parts[lead:])] if listed else [])]


def _parse_prose(written: str, *, at_end: bool) -> tuple[list[Written], bool]:
    text = written.strip()
    if text.startswith(REFUSAL):
        return [], True
    parts = sentences(_MARK_AFTER_STOP.sub(lambda match: f" {match[2].strip()}{match[1]} ", text))
    if not at_end and parts and parts.pop().startswith("[") and parts:
        parts.pop()  # its mark is still being written
    read = [strip_citations(part) for part in parts]
    return [Written(*pair) for pair in read if pair[0]], "\n\n" in written.lstrip()
