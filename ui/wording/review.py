"""Texts of the editors' list."""

from typing import Final

REVIEW_INTRO: Final = "Beanstandete Antworten und unbeantwortete Fragen, neueste zuerst."
REVIEW_STATES: Final = {"offen": "Offen", "in_arbeit": "In Arbeit", "erledigt": "Erledigt"}
REVIEW_ALL: Final = "Alle"
REVIEW_FILTER: Final = "Stand der Bearbeitung"
REVIEW_KINDS: Final = {"flag": "Beanstandet", "gap": "Lücke"}
REVIEW_EMPTY: Final = "Hier ist nichts zu tun."
REVIEW_EMPTY_HELP: Final = "Beanstandungen und unbeantwortete Fragen erscheinen hier von selbst."
REVIEW_REPORTED: Final = "gemeldet am {moment} · gefragt von {person}"
REVIEW_HANDLED: Final = "zuletzt bearbeitet von {person} am {moment}"
REVIEW_REASONS: Final = "Gründe"
REVIEW_COMMENT: Final = "Anmerkung"
REVIEW_ANSWER: Final = "Antwort, wie sie angezeigt wurde"
REVIEW_SOURCES: Final = "Quellen, wie sie vorlagen ({count})"
REVIEW_NO_ANSWER: Final = "Keine Antwort: Die Wissensbasis gab nichts her."
REVIEW_MADE_BY: Final = "Sprachmodell {model} · Anweisung {prompt} · Index {index}"
REVIEW_NOTE: Final = "Notiz der Redaktion"
REVIEW_SET: Final = {"in_arbeit": "In Arbeit nehmen", "erledigt": "Erledigt", "offen": "Wieder öffnen"}
REVIEW_SAVED: Final = "Gespeichert: {state}"
REVIEW_UNDO: Final = "Rückgängig"
REVIEW_NOTE_SAVE: Final = "Notiz speichern"
