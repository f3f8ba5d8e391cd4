"""Pairs of passages of which is known whether they say the same, contradict each other or neither.

Most are made by rule from sentences of the shipped documents, the others are written by hand; one half, told apart by
document, is for developing the comparison and the other only for measuring it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.places import CASES_FOLDER
from knowledge_base.document import Passage, content_hash
from knowledge_base.errors import ConfigurationError
from knowledge_base.likeness.facts_in_text import Fact, FactKind, facts_in
from knowledge_base.likeness.statement import Statement, statements_of

HAND_WRITTEN = CASES_FOLDER / "duplicates.jsonl"
MOST_OF_A_KIND = 14
"""Pairs of one kind made by rule for each half."""

DUPLICATE, CONTRADICTION, NONE = "duplicate", "contradiction", "none"
Text = tuple[str, str]
"""Headings and text of a passage."""

_REWORDED = {
    "beträgt": "liegt bei",
    "meldet": "übermittelt",
    "prüft": "kontrolliert",
    "erteilt": "ausgestellt",
    "benennt": "nennt",
    "händigt": "gibt",
    "wird": "wurde",
    "bestellt": "fordert",
}
_SUBJECTS = {
    "Niederlassungserlaubnis": "Aufenthaltskarte",
    "Aufenthaltserlaubnis": "Niederlassungserlaubnis",
    "Fiktionsbescheinigung": "Duldung",
    "Duldung": "Blaue Karte EU",
    "Einbürgerung": "Verpflichtungserklärung",
    "Verpflichtungserklärung": "Einbürgerung",
    "Chancenkarte": "Niederlassungserlaubnis",
    "Aufenthaltsgestattung": "Aufenthaltskarte",
    "Beschäftigung": "Ausbildung",
    "Widerspruch": "Asylantrag",
}
_SWAPS = {
    FactKind.NEGATION: (
        (" nicht ", " "),
        (" keine ", " eine "),
        (" ist ", " ist nicht "),
        (" werden ", " werden nicht "),
    ),
    FactKind.MODALITY: ((" kann ", " muss "), (" können ", " müssen "), (" muss ", " kann "), (" müssen ", " können ")),
    FactKind.FORM: (("schriftlich", "mündlich"), ("elektronisch", "schriftlich"), ("persönlich", "schriftlich")),
    FactKind.OFFICE: (
        ("Sachbearbeitung", "Registratur"),
        ("Servicepunkt", "Ausländerbehörde"),
        ("Ausländerbehörde", "Auslandsvertretung"),
        ("Auslandsvertretung", "Ausländerbehörde"),
    ),
}


@dataclass(frozen=True, slots=True)
class PlantedPair:
    """Two passages and what is to be said of them; `half` is "dev" or "held"."""

    id: str
    half: str
    kind: str
    left: Text
    right: Text
    expected: str


def hand_written(path: Path = HAND_WRITTEN) -> list[PlantedPair]:
    """Read the pairs that were written by hand; raises ConfigurationError."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            PlantedPair(row["id"], row["half"], row["kind"], _text(row["left"]), _text(row["right"]), row["expected"])
            for row in rows
        ]
    except (OSError, ValueError, KeyError) as exc:
        raise ConfigurationError(f"{path} ist keine lesbare Fallsammlung ({exc}).") from exc


def made_by_rule(passages: Sequence[Passage]) -> list[PlantedPair]:
    """Make pairs from the sentences of documents, the same ones each time."""
    found: defaultdict[tuple[str, str], list[PlantedPair]] = defaultdict(list)
    for passage in sorted(passages, key=lambda each: content_hash(each.text)):
        half = "held" if int(content_hash(passage.document_id)[:2], 16) % 2 else "dev"
        statements = statements_of(passage.text, passage.context)
        for place, statement in enumerate(statements):
            for kind, expected, right in _variants(passage, statement, statements[place + 1 : place + 2]):
                some = found[half, kind]
                if len(some) < MOST_OF_A_KIND:
                    name = f"{kind}-{half}-{len(some) + 1:02}"
                    some.append(PlantedPair(name, half, kind, (passage.context, statement.text), right, expected))
                    break
    return [pair for some in found.values() for pair in some]


def _variants(
    passage: Passage, statement: Statement, following: Sequence[Statement]
) -> Iterator[tuple[str, str, Text]]:
    """Yield what can be made of a sentence, the rarest kinds first: each sentence serves once."""
    heading, text = passage.context, statement.text
    for kind, change in _CHANGES.items():
        if (changed := change(text)) and changed != text:
            yield kind.value, CONTRADICTION, (heading, changed)
    reworded = _reworded(text)
    yield from [("other_subject", NONE, other) for other in [_other_subject(heading, text)] if other]
    if reworded != text:
        yield "reworded", DUPLICATE, (heading, reworded)
    yield from [("other_facts", NONE, (heading, next_one.text)) for next_one in following]
    yield "verbatim", DUPLICATE, (heading, text)


def _with_figure(kind: FactKind) -> Callable[[str], str]:
    def change(text: str) -> str:
        fact = next((fact for fact in facts_in(text) if fact.kind is kind and re.search(r"\d", _of(text, fact))), None)
        if fact is None:
            return ""
        raised = re.sub(r"\d+", lambda number: str(int(number[0]) + 2), _of(text, fact), count=1)
        return text[: fact.start] + raised + text[fact.end :]

    return change


def _spelled_period(text: str) -> str:
    for old, new in (("zwei ", "vier "), ("drei ", "sechs "), ("vier ", "sechs "), ("fünf ", "drei ")):
        fact = next((fact for fact in facts_in(text) if fact.kind is FactKind.PERIOD and old in _of(text, fact)), None)
        if fact:
            return text[: fact.start] + _of(text, fact).replace(old, new) + text[fact.end :]
    return _with_figure(FactKind.PERIOD)(text)


def _swapped(kind: FactKind) -> Callable[[str], str]:
    def change(text: str) -> str:
        if (
            kind in (FactKind.OFFICE, FactKind.FORM)
            and len({fact.value for fact in facts_in(text) if fact.kind is kind}) != 1
        ):
            return ""
        return next((text.replace(old, new, 1) for old, new in _SWAPS[kind] if old in text), "")

    return change


_CHANGES: dict[FactKind, Callable[[str], str]] = {
    FactKind.DATE: _with_figure(FactKind.DATE),
    FactKind.AMOUNT: _with_figure(FactKind.AMOUNT),
    FactKind.PERIOD: _spelled_period,
    FactKind.FORM: _swapped(FactKind.FORM),
    FactKind.MODALITY: _swapped(FactKind.MODALITY),
    FactKind.NEGATION: _swapped(FactKind.NEGATION),
    FactKind.OFFICE: _swapped(FactKind.OFFICE),
    FactKind.REFERENCE: _with_figure(FactKind.REFERENCE),
}


def _reworded(text: str) -> str:
    """Say a sentence a little differently: without its brackets, with other verbs, its clauses the other way round."""
    plain = re.sub(r"\s*\([^()]*\)", "", text)
    plain = re.sub(r"\w+", lambda word: _REWORDED.get(word[0], word[0]), plain)
    clause = re.fullmatch(r"(?P<main>[^,]+), wenn (?P<condition>[^,]+)\.", plain)
    return f"Wenn {clause['condition']}, {clause['main'][:1].lower()}{clause['main'][1:]}." if clause else plain


def _other_subject(heading: str, text: str) -> Text | None:
    subject = next((name for name in _SUBJECTS if re.search(rf"\b{name}\b", text)), None)
    if subject is None:
        return None
    other = _SUBJECTS[subject]
    raised = re.sub(r"\b\d+(?= Euro| Wochen| Monate| Jahre)", lambda number: str(int(number[0]) + 5), text)
    return re.sub(rf"\b{subject}\b", other, heading), re.sub(rf"\b{subject}\b", other, raised)


def _of(text: str, fact: Fact) -> str:
    return text[fact.start : fact.end]


def _text(row: dict[str, str]) -> Text:
    return row["context"], row["text"]
