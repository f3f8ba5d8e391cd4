"""Texts of the documents and of what is known about them."""

from typing import Final

DOCUMENTS_INTRO: Final = "Alle Dokumente, auf die sich Antworten stützen."
DOCUMENTS_FILTER: Final = "Suchen"
DOCUMENTS_FILTER_HINT: Final = "Titel, Zuständigkeit oder Dateiname"
DOCUMENTS_KIND: Final = "Art"
DOCUMENTS_ALL_KINDS: Final = "Alle Arten"
DOCUMENTS_OVERDUE_ONLY: Final = "Nur veraltete"
DOCUMENTS_COUNT: Final = "{shown} von {count} Dokumenten"
DOCUMENTS_OLD_ONE: Final = (
    "Ein Dokument ist noch nach früheren Regeln in Textstellen zerlegt; der nächste Lauf bringt es auf Stand."
)
DOCUMENTS_OLD_MANY: Final = (
    "{count} Dokumente sind noch nach früheren Regeln in Textstellen zerlegt; der nächste Lauf bringt sie auf Stand."
)
DOCUMENTS_EMPTY: Final = "Die Wissensbasis ist leer."
DOCUMENTS_EMPTY_HELP: Final = "Die Redaktion fügt Dokumente hinzu, „python -m ingest run ORDNER“ ganze Ordner."
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
VERSIONS: Final = {
    "earlier": "frühere Fassung",
    "in_force": "geltende Fassung",
    "later": "künftige Fassung",
}
DATA_OWNER: Final = "Zuständig: {owner}"
DATA_STAND: Final = "Stand {day}"
DATA_REVIEW: Final = "prüfen bis {day}"
DATA_OVERDUE: Final = "veraltet: Prüftermin {day} überschritten"
DATA_VALID_FROM: Final = "gilt ab {day}"
DATA_VALID_UNTIL: Final = "gilt bis {day}"
