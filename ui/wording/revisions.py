"""Texts about the revisions of a document and what changed between them."""

from typing import Final

REVISIONS_SHOW: Final = "Fassungen"
REVISIONS_BACK: Final = "Zum heutigen Text"
REVISIONS_LIST: Final = "Alle Fassungen"
REVISIONS_TITLE: Final = "Fassungen dieses Dokuments"
REVISIONS_ONE: Final = "Es gibt nur die heutige Fassung. Sobald das Dokument geändert wird, steht hier, was anders ist."
REVISION_OF: Final = "Fassung vom {moment}"
REVISION_CURRENT: Final = "heutige Fassung"
REVISION_FIRST: Final = "Erste aufbewahrte Fassung, {passages}"
REVISION_SAME: Final = "Am Text ist nichts geändert."
REVISION_COMPARE: Final = "Änderungen zeigen"
REVISION_TEXT: Final = "Text lesen"
REVISION_EARLIER_TEXT: Final = "Frühere Fassung. Antworten stützen sich nicht mehr auf diesen Text."
REVISION_LAST_TEXT: Final = "Letzte Fassung vor dem Entfernen. Antworten stützen sich nicht mehr auf diesen Text."
REVISION_ORIGINAL: Final = "Original dieser Fassung öffnen"
REVISION_NO_ORIGINAL: Final = "Die Originaldatei dieser Fassung ist nicht aufbewahrt, nur ihr Text."
REVISION_BY: Final = "hochgeladen von {who}"
REVISION_HOW: Final = {"run": "eingelesen", "upload": "hochgeladen", "rebuild": "neu aufgeteilt"}
CHANGES_TITLE: Final = "Was sich am {moment} geändert hat"
CHANGES_NONE: Final = "Zwischen diesen Fassungen ist nichts geändert."

COUNTED: Final = {
    "changed": ("1 Stelle geändert", "{count} Stellen geändert"),
    "added": ("1 neu", "{count} neu"),
    "removed": ("1 entfallen", "{count} entfallen"),
    "moved": ("1 verschoben", "{count} verschoben"),
    "heading": ("1 Überschrift geändert", "{count} Überschriften geändert"),
}
FIELDS: Final = {
    "title": "Titel",
    "stand": "Stand",
    "valid_from": "gültig ab",
    "valid_until": "gültig bis",
    "review_by": "Prüftermin",
    "owner": "Zuständig",
    "audience": "Zielgruppe",
}
FIELDS_CHANGED: Final = "Angaben geändert: {fields}"
FIELD_NONE: Final = "ohne Angabe"

CHANGE_LABELS: Final = {
    "changed": "Geändert",
    "heading": "Überschrift geändert",
    "added": "Neu",
    "removed": "Entfallen",
    "moved": "Verschoben",
}
MOVED_FROM: Final = "vorher {before}"
PASSAGES_ONE: Final = "1 Textstelle"
PASSAGES_MANY: Final = "{count} Textstellen"
UNCHANGED_ONE: Final = "1 Textstelle unverändert"
UNCHANGED_MANY: Final = "{count} Textstellen unverändert"
MARK_REMOVED: Final = "gestrichen:"
MARK_ADDED: Final = "eingefügt:"
MARK_END: Final = "Ende der Markierung"
LEGEND: Final = "Legende"
LEGEND_REMOVED: Final = "gestrichen"
LEGEND_ADDED: Final = "eingefügt"
