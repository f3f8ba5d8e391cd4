"""Texts of the screen on which editors add documents."""

from typing import Final

NAV_UPLOADS: Final = "Dokument hinzufügen"
UPLOADS_INTRO: Final = "Datei hineinziehen, Vorschau prüfen, veröffentlichen. Erst danach wird daraus geantwortet."
UPLOADS_FIELD: Final = (
    "Word, PDF, PowerPoint, Excel, HTML, Markdown, Text, E-Mail, BPMN oder ZIP; höchstens {megabytes} MB je Datei"
)
UPLOADS_FAILED: Final = "„{name}“ wurde nicht angenommen"
UPLOADS_DRAFTS: Final = "Entwürfe"
UPLOADS_DRAFTS_EMPTY: Final = "Kein Entwurf in Arbeit."
UPLOADS_DRAFTS_HELP: Final = "Entwürfe bleiben 14 Tage liegen, auch über eine Abmeldung hinweg."
UPLOADS_PUBLISHED: Final = "Hochgeladene Dokumente"
UPLOADS_PUBLISHED_EMPTY: Final = "Noch wurde nichts über diese Seite veröffentlicht."
UPLOAD_STATES: Final = {
    "reading": "wird gelesen",
    "unreadable": "nicht lesbar",
    "draft": "Entwurf",
    "publishing": "wird veröffentlicht",
    "published": "veröffentlicht",
    "undoing": "wird zurückgenommen",
    "undone": "zurückgenommen",
    "replaced": "durch neuere Datei ersetzt",
}
UPLOAD_ACTIONS: Final = {
    "uploaded": "hochgeladen",
    "edited": "Angaben geändert",
    "published": "veröffentlicht",
    "undone": "rückgängig gemacht",
}
UPLOAD_EVENT: Final = "{action} am {moment} von {person}"
UPLOAD_NOBODY: Final = "einem gelöschten Zugang"
UPLOAD_WAITING: Final = "Ist gleich an der Reihe."
UPLOAD_EXPIRES: Final = "wird am {day} verworfen"
UPLOAD_PASSAGES: Final = "{count} Textstellen"
UPLOAD_ONE_PASSAGE: Final = "1 Textstelle"
UPLOAD_MEGABYTES: Final = "{size} MB"
UPLOAD_KILOBYTES: Final = "{size} KB"
UPLOAD_READ_AS: Final = "gelesen als {how}"
UPLOAD_REFUSED: Final = "Nicht aufgenommen wird: {what}"
UPLOAD_NOTE: Final = "Hinweis: {what}"
UPLOAD_REPLACES: Final = (
    "Ersetzt beim Veröffentlichen das hochgeladene Dokument „{title}“. Rückgängig bringt die frühere Fassung zurück."
)
UPLOAD_SAME_CONTENT: Final = "Inhaltsgleich mit „{title}“ ({file})."
UPLOAD_SAME_NAME: Final = (
    "Es gibt schon „{title}“ mit dem Dateinamen {file}. Es stammt aus einem Ordner und bleibt daneben bestehen."
)
UPLOAD_PREVIEW: Final = "Vorschau: {count}, so wie sie gefunden werden"
UPLOAD_DOCUMENT: Final = "Dokument im Archiv"
UPLOAD_TITLE: Final = "Titel"
UPLOAD_OWNER: Final = "Zuständig"
UPLOAD_OWNER_HINT: Final = "etwa: Team Aufenthalt"
UPLOAD_AUDIENCE: Final = "Wer es lesen darf"
UPLOAD_AUDIENCE_EMPTY: Final = "Bitte mindestens eine Gruppe wählen"
UPLOAD_AUDIENCE_MISSING: Final = "Wählen Sie mindestens eine Gruppe; sonst könnte niemand das Dokument lesen."
AUDIENCES: Final = {
    "alle": "Alle",
    "sachbearbeitung": "Sachbearbeitung",
    "einarbeitung": "Neu im Team",
    "redaktion": "Redaktion",
}
UPLOAD_VALID_FROM: Final = "Gültig ab"
UPLOAD_VALID_UNTIL: Final = "Gültig bis"
UPLOAD_REVIEW_BY: Final = "Prüfen bis"
UPLOAD_PUBLISH: Final = "Veröffentlichen"
UPLOAD_PUBLISH_AGAIN: Final = "Wieder veröffentlichen"
UPLOAD_SAVE: Final = "Angaben speichern"
UPLOAD_DISCARD: Final = "Verwerfen"
UPLOAD_UNDO: Final = "Rückgängig"
UPLOAD_UNDO_HELP: Final = "Nimmt das Dokument wieder heraus, oder bringt die frühere Fassung zurück."
UPLOAD_HISTORY: Final = "Verlauf"
