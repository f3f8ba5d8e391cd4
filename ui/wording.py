"""Every German text of the screens, in one place: Sie-Form, short, concrete.

Texts with braces are filled with str.format. Reasons for feedback, notices and problems come from the API.
"""

from typing import Final

PRODUCT: Final = "Amtslotse"
CLAIM: Final = "Antworten aus der Wissensbasis der Ausländerbehörde, mit Quellen"

# Navigation
NAV_ASK: Final = "Fragen"
NAV_DOCUMENTS: Final = "Wissensbasis"
NAV_LEARNING: Final = "Einarbeitung"
NAV_REVIEW: Final = "Redaktion"
NAV_LOGIN: Final = "Anmelden"
LOGOUT: Final = "Abmelden"
ROLES: Final = {"sachbearbeitung": "Sachbearbeitung", "neu": "Neu im Team", "redaktion": "Redaktion"}

# Log-in
LOGIN_TITLE: Final = "Anmelden"
LOGIN_USERNAME: Final = "Benutzername"
LOGIN_PASSWORD: Final = "Passwort"  # noqa: S105  # a label
LOGIN_SUBMIT: Final = "Anmelden"
LOGIN_INCOMPLETE: Final = "Geben Sie Benutzername und Passwort ein."
LOGIN_ENDED: Final = "Ihre Anmeldung ist abgelaufen. Melden Sie sich bitte neu an."
LOGIN_HINT: Final = "Die Zugangsdaten stehen in der Ausgabe von „make run“ oder kommen von der Systembetreuung."

# Problems
RETRY: Final = "Noch einmal versuchen"
DEFECT: Final = "Auf dieser Seite ist ein Fehler aufgetreten. Laden Sie sie neu; bleibt es dabei, sagen Sie Bescheid."
NOT_ALLOWED: Final = "Dieser Bereich ist für Ihre Rolle nicht freigegeben."

# Asking
ASK_PLACEHOLDER: Final = "Ihre Frage an die Wissensbasis"
ASK_EMPTY_TITLE: Final = "Was möchten Sie wissen?"
ASK_EMPTY_TEXT: Final = (
    "Jede Antwort zeigt die Fundstellen, auf denen sie ruht. Steht etwas nicht in der Wissensbasis, sagt Amtslotse das."
)
ASK_EXAMPLES: Final = (
    "Welche Unterlagen brauche ich, um eine Aufenthaltserlaubnis zu verlängern?",
    "Was kostet die Niederlassungserlaubnis?",
    "Wann wird eine Fiktionsbescheinigung ausgestellt?",
    "Welche Voraussetzungen hat die Ausbildungsduldung?",
)
QUESTION: Final = "Frage"
SEARCHING: Final = "Suche in der Wissensbasis …"
FORMULATING: Final = "Fundstellen gefunden. Die Antwort wird formuliert und geprüft …"
SOURCES: Final = "Quellen"
SOURCES_FOLDED: Final = "Quellen ({count})"
NO_SOURCES: Final = "Keine Fundstellen."
NEAREST: Final = "Am nächsten liegende Fundstellen"
ABSTAINED: Final = "Dazu finde ich in der Wissensbasis nichts."
ABSTAINED_NEAREST: Final = "Am nächsten liegen:"
ABSTAINED_NOTED: Final = "Die Frage ist bei der Redaktion als Lücke vermerkt."
QUOTES_ONLY: Final = "Das Sprachmodell ist nicht erreichbar. Sie sehen die Fundstellen im Wortlaut."
STATES: Final = {
    "belegt": "belegt",
    "zitat": "Zitat",
    "abstained": "nicht gefunden",
    "outdated": "veraltet",
    "quotes_only": "nur Zitate",
}
STATE_HELP: Final = {
    "belegt": "Formuliert und gegen die Fundstelle geprüft",
    "zitat": "Wortlaut der Fundstelle",
    "outdated": "Der Prüftermin ist überschritten",
}
OPEN_SOURCE: Final = "Im Dokument zeigen"
AS_OF_LINE: Final = "Stand {day}"
ANSWER_LINE: Final = "Antwort zum Stand {day}"
WITHHELD_ONE: Final = "Ein formulierter Satz war nicht belegt und wurde weggelassen."
WITHHELD_MANY: Final = "{count} formulierte Sätze waren nicht belegt und wurden weggelassen."
DATA_STAND: Final = "Stand {day}"
DATA_REVIEW: Final = "prüfen bis {day}"
DATA_OVERDUE: Final = "veraltet: Prüftermin {day} überschritten"
DATA_VALID_FROM: Final = "gilt ab {day}"
DATA_VALID_UNTIL: Final = "gilt bis {day}"

# Advanced
ADVANCED: Final = "Erweitert"
ADVANCED_DATE: Final = "Rechtsstand am (TT.MM.JJJJ)"
ADVANCED_DATE_HELP: Final = "Die Antwort nutzt nur, was an diesem Tag galt."
ADVANCED_KINDS: Final = "Nur in"
ADVANCED_KINDS_EMPTY: Final = "Alle Dokumentarten"
SCOPE_LINE: Final = "Eingeschränkt: {parts}"
SCOPE_DOCUMENTS: Final = "nur Dokumente dieses Schritts"
SCOPE_RESET: Final = "Einschränkung aufheben"

# Copy as a file note
NOTE_COPY: Final = "Vermerk mit Quellen kopieren"
NOTE_COPIED: Final = "Vermerk kopiert"
NOTE_TITLE: Final = "Vermerk"
NOTE_QUESTION: Final = "Frage: {question}"
NOTE_ANSWER: Final = "Antwort:"
NOTE_SOURCES: Final = "Quellen:"
NOTE_QUOTED: Final = "(Zitat)"
NOTE_FOOT: Final = "Auskunft aus Amtslotse vom {asked_at}, Rechtsstand {as_of}. Vor Verwendung prüfen."

# Feedback
FEEDBACK_UP: Final = "Hilfreich"
FEEDBACK_DOWN: Final = "Nicht hilfreich"
FEEDBACK_THANKS: Final = {
    "up": "Als hilfreich vermerkt.",
    "down": "Vermerkt. Die Redaktion sieht die Antwort mit ihren Quellen.",
}
FEEDBACK_UNDO: Final = "Zurücknehmen"
FEEDBACK_REASONS: Final = {"up": "Was war gut? (freiwillig)", "down": "Woran liegt es? (freiwillig)"}
FEEDBACK_COMMENT: Final = "Anmerkung (freiwillig)"
FEEDBACK_COMMENT_HINT: Final = "Was fehlt oder stimmt nicht? Bitte keine Personendaten."
FEEDBACK_SEND: Final = "Anmerkung senden"
FEEDBACK_SENT: Final = "Anmerkung gesendet"
FEEDBACK_DETAILS: Final = "Grund und Anmerkung"

# Conversations
CONVERSATIONS: Final = "Gespräche"
CONVERSATION_NEW: Final = "Neues Gespräch"
CONVERSATIONS_EMPTY: Final = "Noch keine Gespräche. Ihre Fragen erscheinen hier; nur Sie sehen sie."
CONVERSATION_DELETE: Final = "Gespräch löschen: {title}"
CONVERSATION_DELETE_ASK: Final = "„{title}“ mit allen Fragen und Antworten löschen?"
CONVERSATIONS_DELETE_ALL: Final = "Alle löschen"
CONVERSATIONS_DELETE_ASK: Final = (
    "Alle {count} Gespräche mit Fragen und Antworten löschen? Das lässt sich nicht umkehren."
)
DELETE: Final = "Löschen"
DELETE_TITLE: Final = "Gespräche löschen"
CANCEL: Final = "Abbrechen"

# Documents
DOCUMENTS_INTRO: Final = "Alle Dokumente, auf die sich Antworten stützen."
DOCUMENTS_FILTER: Final = "Suchen"
DOCUMENTS_FILTER_HINT: Final = "Titel, Zuständigkeit oder Dateiname"
DOCUMENTS_KIND: Final = "Art"
DOCUMENTS_ALL_KINDS: Final = "Alle Arten"
DOCUMENTS_OVERDUE_ONLY: Final = "Nur veraltete"
DOCUMENTS_COUNT: Final = "{shown} von {count} Dokumenten"
DOCUMENTS_EMPTY: Final = "Die Wissensbasis ist leer."
DOCUMENTS_EMPTY_HELP: Final = "Dokumente kommen mit „python -m ingest run ORDNER“ hinein."
DOCUMENTS_NONE_FOUND: Final = "Kein Dokument passt zu dieser Auswahl."
DOCUMENTS_NONE_HELP: Final = "Ändern Sie den Suchtext oder die Art."
DOCUMENT_OPEN: Final = "Öffnen"
DOCUMENT_ORIGINAL: Final = "Original öffnen"
DOCUMENT_NO_TEXT: Final = "Zu diesem Dokument liegt kein Text vor."
DOCUMENT_GONE: Final = "Die Fundstelle steht nicht mehr in der heutigen Fassung. So lautete sie:"
DOCUMENT_EXCERPT: Final = "Auszug: {shown} von {count} Abschnitten um die Fundstelle."
DOCUMENT_WHOLE: Final = "Ganzes Dokument zeigen"
KINDS: Final = {
    "statute": "Gesetz",
    "process_model": "Prozessmodell",
    "spreadsheet": "Tabelle",
    "presentation": "Präsentation",
    "page": "Intranetseite",
    "text": "Dokument",
}
DATA_OWNER: Final = "Zuständig: {owner}"

# Learning path
LEARNING_PROGRESS: Final = "{done} von {count} Schritten erledigt"
LEARNING_WEEK_DONE: Final = "{done} von {count}"
LEARNING_DONE: Final = "Erledigt"
LEARNING_DONE_AT: Final = "erledigt am {day}"
LEARNING_DOCUMENTS: Final = "Dokumente"
LEARNING_ASK: Final = "Frag dazu"
LEARNING_EMPTY: Final = "Es ist noch kein Lernpfad hinterlegt."
LEARNING_EMPTY_HELP: Final = "Die Redaktion legt ihn in einarbeitung/lernpfad.yaml an."
LEARNING_COMPLETE: Final = "Alle Schritte sind erledigt."

# Review
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
