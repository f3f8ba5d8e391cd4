"""Texts of asking and answering."""

from typing import Final

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
FORMULATING: Final = "Fundstellen gefunden. Es wird geprüft, ob sie die Frage beantworten …"
SOURCES: Final = "Quellen"
SOURCES_FOLDED: Final = "Quellen ({count})"
NO_SOURCES: Final = "Keine Fundstellen."
NEAREST: Final = "Am nächsten liegende Fundstellen"
ABSTAINED: Final = "Dazu finde ich in der Wissensbasis nichts."
ABSTAINED_NEAREST: Final = "Am nächsten liegen:"
ABSTAINED_NOTED: Final = "Die Frage ist bei der Redaktion als Lücke vermerkt."
PART_MISSING: Final = "Zu „{part}“ finde ich nichts."
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
ADVANCED: Final = "Erweitert"
ADVANCED_DATE: Final = "Rechtsstand am (TT.MM.JJJJ)"
ADVANCED_DATE_HELP: Final = "Die Antwort nutzt nur, was an diesem Tag galt."
ADVANCED_KINDS: Final = "Nur in"
ADVANCED_KINDS_EMPTY: Final = "Alle Dokumentarten"
SCOPE_LINE: Final = "Eingeschränkt: {parts}"
SCOPE_DOCUMENTS: Final = "nur Dokumente dieses Schritts"
SCOPE_RESET: Final = "Einschränkung aufheben"
CAVEATS: Final = "Hinweise zu den Quellen"
NOTE_CAVEATS: Final = "Hinweise zu den Quellen:"
NOTE_COPY: Final = "Vermerk mit Quellen kopieren"
NOTE_COPIED: Final = "Vermerk kopiert"
NOTE_TITLE: Final = "Vermerk"
NOTE_QUESTION: Final = "Frage: {question}"
NOTE_ANSWER: Final = "Antwort:"
NOTE_SOURCES: Final = "Quellen:"
NOTE_QUOTED: Final = "(Zitat)"
NOTE_FOOT: Final = "Auskunft aus Amtslotse vom {asked_at}, Rechtsstand {as_of}. Vor Verwendung prüfen."
