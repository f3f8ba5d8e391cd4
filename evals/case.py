"""A test question with what answers it, and the files that hold such questions (one JSON object a line)."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_base.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Gold:
    """One place that answers: a law's § (and Absatz), or a document with a fragment of its text or a place in it.

    `instead_of` is the number (from 0) of the gold entry that an acceptable one replaces; None: any one.
    """

    law: str = ""
    section: str = ""
    absatz: str = ""
    document: str = ""
    contains: str = ""
    locator: str = ""
    instead_of: int | None = None

    @property
    def is_statute(self) -> bool:
        """Whether this is a place in a law."""
        return bool(self.law)


@dataclass(frozen=True, slots=True)
class Case:
    """A question as it is typed; `key_facts` are the facts of a right answer, each in its accepted spellings.

    `missing` are the parts of it that the documents do not answer, as they are typed.
    """

    id: str
    question: str
    answerable: bool
    kind: str = ""
    history: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    also_acceptable: tuple[Gold, ...] = ()
    key_facts: tuple[tuple[str, ...], ...] = ()
    missing: tuple[str, ...] = ()


def read_cases(path: Path) -> list[Case]:
    """Read a case file; raises ConfigurationError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Bitte den Pfad prüfen.") from exc
    cases = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            cases.append(_read_line(line, f"{path}, Zeile {number}"))
    _require_different_ids(cases, path)
    if not cases:
        raise ConfigurationError(f"{path} enthält keine Fragen.", "Erwartet wird je Zeile ein JSON-Objekt.")
    return cases


def _read_line(line: str, place: str) -> Case:
    try:
        case = _case(json.loads(line))
    except json.JSONDecodeError as exc:
        raise ConfigurationError(
            f"{place}, Spalte {exc.colno}: kein gültiges JSON ({exc.msg}).", "Nötig ist je Zeile ein JSON-Objekt."
        ) from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        problem = f"es fehlt {exc}" if isinstance(exc, KeyError) else str(exc)
        raise ConfigurationError(f"{place}: {problem}.", "Nötig sind id, question, answerable und gold.") from exc
    if case.answerable and not case.gold:
        raise ConfigurationError(f"{place}: beantwortbar, aber ohne gold.", "Bitte die Fundstelle eintragen.")
    return case


def _require_different_ids(cases: Sequence[Case], path: Path) -> None:
    twice = [identity for identity, count in Counter(case.id for case in cases).items() if count > 1]
    if twice:
        raise ConfigurationError(f"{path}: die id {twice[0]} steht mehrmals.", "Bitte jeder Frage eine eigene geben.")


def _case(fields: Mapping[str, Any]) -> Case:
    if not isinstance(fields, Mapping):
        raise TypeError("kein JSON-Objekt")
    if not isinstance(fields["answerable"], bool):
        raise TypeError(f"answerable ist {fields['answerable']!r} statt true oder false")
    return Case(
        id=str(fields["id"]),
        question=str(fields["question"]),
        answerable=fields["answerable"],
        kind=str(fields.get("kind", "")),
        history=tuple(map(str, fields.get("history", ()))),
        gold=tuple(_gold(entry) for entry in fields.get("gold", ())),
        also_acceptable=tuple(_gold(entry) for entry in fields.get("also_acceptable", ())),
        key_facts=tuple(
            (fact,) if isinstance(fact, str) else tuple(map(str, fact)) for fact in fields.get("key_facts", ())
        ),
        missing=tuple(map(str, fields.get("missing", ()))),
    )


def _gold(entry: Mapping[str, Any]) -> Gold:
    if not isinstance(entry, Mapping):
        raise TypeError(f"gold ist eine Liste von Fundstellen, {entry!r} ist keine")
    if not entry.get("law") and not entry.get("document"):
        raise ValueError(f"weder law noch document in {dict(entry)}")
    words = {name: str(entry.get(name) or "") for name in ("law", "section", "absatz", "document", "contains")}
    return Gold(**words, locator=str(entry.get("locator") or ""), instead_of=entry.get("instead_of"))
