"""Says in German what is wrong with an input."""

from collections.abc import Mapping
from typing import Any

_FIELDS = {
    "question": "Die Frage",
    "conversation_id": "Die Unterhaltung",
    "scope": "Die Einschränkung",
    "kinds": "Die Dokumentart",
    "document_ids": "Die Dokumentauswahl",
    "as_of": "Das Datum",
    "username": "Der Benutzername",
    "password": "Das Passwort",
    "rating": "Die Bewertung",
    "reasons": "Die Auswahl der Gründe",
    "comment": "Der Kommentar",
    "state": "Der Bearbeitungsstand",
    "note": "Die Notiz",
    "done": "Die Angabe, ob erledigt",
    "q": "Der Suchbegriff",
    "title": "Der Titel",
    "owner": "Die Zuständigkeit",
    "audience": "Die Zielgruppe",
    "valid_from": "„Gültig ab“",
    "valid_until": "„Gültig bis“",
    "review_by": "Der Prüftermin",
    "kind": "Die Dokumentart",
    "text": "Der Text",
    "personal_data": "Die Angabe zu Personendaten",
}

_MESSAGES = {
    "missing": "{field} fehlt.",
    "string_too_short": "{field} ist leer.",
    "string_too_long": "{field} ist zu lang: höchstens {max_length} Zeichen.",
    "too_short": "{field} ist leer.",
    "too_long": "{field} ist zu lang: höchstens {max_length} Einträge.",
    "extra_forbidden": "Das Feld „{name}“ gibt es nicht.",
    "json_invalid": "Die Anfrage ist kein gültiges JSON.",
    "literal_error": "{field} hat einen unbekannten Wert.",
    "enum": "{field} hat einen unbekannten Wert.",
    "date_from_datetime_parsing": "{field} ist kein gültiges Datum (JJJJ-MM-TT).",
    "date_parsing": "{field} ist kein gültiges Datum (JJJJ-MM-TT).",
    "date_from_datetime_inexact": "{field} ist kein gültiges Datum (JJJJ-MM-TT).",
    "date_type": "{field} ist kein gültiges Datum (JJJJ-MM-TT).",
}


def message_of(error: Mapping[str, Any]) -> str:
    """Turn one of pydantic's errors ({type, loc, ctx}) into a sentence that never repeats the input."""
    names = [part for part in error["loc"] if isinstance(part, str) and part not in {"body", "query", "header"}]
    name = names[-1] if names else ""
    field = next((_FIELDS[part] for part in reversed(names) if part in _FIELDS), f"Das Feld „{name}“")
    if not names and error["type"] in {"missing", "model_attributes_type", "dict_type"}:
        return "Die Anfrage braucht ein JSON-Objekt."
    template = _MESSAGES.get(error["type"], "{field} hat ein falsches Format.")
    return template.format(field=field, name=name[:50], **error.get("ctx", {}))
