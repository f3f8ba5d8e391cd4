"""Texts of the editors' list."""

from typing import Final

REVIEW_INTRO: Final = "Beanstandete Antworten und was ohne Antwort blieb, neueste zuerst."
REVIEW_STATES: Final = {"offen": "Offen", "in_arbeit": "In Arbeit", "erledigt": "Erledigt"}
REVIEW_ALL: Final = "Alle"
REVIEW_FILTER: Final = "Stand der Bearbeitung"
REVIEW_KINDS: Final = {"flag": "Beanstandet", "gap": "Lücke"}
REVIEW_EMPTY: Final = "Hier ist nichts zu tun."
REVIEW_EMPTY_HELP: Final = "Beanstandungen, unbeantwortete Fragen und Teilfragen erscheinen hier von selbst."
REVIEW_REPORTED: Final = "gemeldet am {moment} · gefragt von {person}"
REVIEW_HANDLED: Final = "zuletzt bearbeitet von {person} am {moment}"
REVIEW_REASONS: Final = "Gründe"
REVIEW_COMMENT: Final = "Anmerkung"
REVIEW_PART: Final = "Teilfrage ohne Antwort: „{part}“"
REVIEW_WHOLE: Final = "Ganze Frage"
REVIEW_ANSWER: Final = "Antwort, wie sie angezeigt wurde"
REVIEW_SOURCES: Final = "Quellen, wie sie vorlagen ({count})"
REVIEW_NO_ANSWER: Final = "Keine Antwort: Die Wissensbasis gab nichts her."
REVIEW_MADE_BY: Final = "Sprachmodell {model} · Anweisung {prompt} · Index {index}"
REVIEW_MADE_BY_QUOTES: Final = "ohne Sprachmodell · Index {index}"
REVIEW_NOTE: Final = "Notiz der Redaktion"
REVIEW_SET: Final = {"in_arbeit": "In Arbeit nehmen", "erledigt": "Erledigt", "offen": "Wieder öffnen"}
REVIEW_SAVED: Final = "Gespeichert: {state}"
REVIEW_UNDO: Final = "Rückgängig"
REVIEW_NOTE_SAVE: Final = "Notiz speichern"

SECTION: Final = "Bereich"
SECTIONS: Final = {
    "antworten": "Antworten und Lücken",
    "doppelt": "Doppelt und widersprüchlich",
    "entfernt": "Entfernte Dokumente",
}
DUPLICATES_STATES: Final = {"offen": "Offen", "kein_widerspruch": "So in Ordnung", "erledigt": "Erledigt"}
DUPLICATES_INTRO: Final = (
    "Stellen verschiedener Dokumente, die fast dasselbe sagen oder sich widersprechen. Widersprüche stehen zuerst."
)
DUPLICATES_EMPTY: Final = "Hier ist nichts zu tun."
DUPLICATES_EMPTY_HELP: Final = "Nach jedem Einlesen werden neue und geänderte Dokumente mit allen anderen verglichen."
DUPLICATES_COUNT: Final = "{contradictions} widersprüchlich, {duplicates} doppelt"
DUPLICATES_KINDS: Final = {"contradiction": "Widerspruch", "duplicate": "Doppelt"}
DUPLICATES_DIFFERS: Final = {
    "amount": "anderer Betrag",
    "period": "andere Frist oder Dauer",
    "date": "anderes Datum",
    "share": "anderer Anteil",
    "number": "andere Zahl",
    "reference": "andere Rechtsgrundlage",
    "bound": "mindestens oder höchstens",
    "negation": "eine Stelle verneint",
    "modality": "muss, soll oder kann",
    "form": "andere Form",
    "office": "andere Stelle zuständig",
}
DUPLICATES_MARK: Final = "weicht ab"
DUPLICATES_LAW: Final = "Gesetz"
DUPLICATES_SET: Final = {
    "kein_widerspruch": "So in Ordnung",
    "erledigt": "Erledigt",
    "offen": "Wieder öffnen",
}
DUPLICATES_DECIDED: Final = "zuletzt entschieden von {person} am {moment}"
DUPLICATES_HOLDS: Final = "Die Entscheidung gilt, solange beide Texte gleich bleiben."
DUPLICATES_OPEN: Final = "Im Dokument zeigen"
