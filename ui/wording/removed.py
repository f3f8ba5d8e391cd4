"""Texts of the list of removed documents."""

from typing import Final

REMOVED_INTRO: Final = (
    "Dokumente, auf die sich keine Antwort mehr stützt, zuletzt entfernte zuerst. Ihr Text bleibt lesbar."
)
REMOVED_EMPTY: Final = "Es ist kein Dokument entfernt."
REMOVED_EMPTY_HELP: Final = "Zurückgenommene Uploads und Dateien, die aus ihrem Ordner verschwinden, stehen dann hier."
REMOVED_BY: Final = "entfernt am {moment} durch {person}"
REMOVED_BY_RUN: Final = "entfernt am {moment} durch den Lauf vom {run}"
REMOVED_BY_SOME_RUN: Final = "entfernt am {moment} beim Einlesen"
REMOVED_AT: Final = "entfernt am {moment}"
REMOVED_LAST: Final = "Letzten Text lesen"
REMOVED_REVISIONS: Final = "Fassungen"
REMOVED_ORIGINAL: Final = "Letztes Original öffnen"
REMOVED_RESTORE: Final = "Wiederherstellen"
REMOVED_RESTORE_HELP: Final = "Veröffentlicht die hochgeladene Datei wieder, mit denselben Angaben."
REMOVED_RESTORED: Final = "Wiederhergestellt: „{title}“. Antworten stützen sich wieder darauf."
REMOVED_RESTORES: Final = "Ersetzt beim Wiederherstellen das hochgeladene Dokument „{title}“."
REMOVED_GONE: Final = (
    "Die hochgeladene Datei ist verworfen. Zum Wiederherstellen laden Sie sie unter „Dokument hinzufügen“ neu hoch."
)
REMOVED_FOLDER: Final = (
    "„{name}“ lag beim letzten Einlesen nicht mehr in {place} oder wurde dort herausgenommen. "
    "Zum Wiederherstellen die Datei wieder dort ablegen; das nächste Einlesen nimmt sie mit ihrem Verlauf auf."
)
