"""The product's name, the navigation, problems."""

from typing import Final

PRODUCT: Final = "Amtslotse"
CLAIM: Final = "Antworten aus der Wissensbasis der Ausländerbehörde, mit Quellen"
NAV_ASK: Final = "Fragen"
NAV_DOCUMENTS: Final = "Wissensbasis"
NAV_LEARNING: Final = "Einarbeitung"
NAV_REVIEW: Final = "Redaktion"
NAV_LOGIN: Final = "Anmelden"
LOGOUT: Final = "Abmelden"
ROLES: Final = {"sachbearbeitung": "Sachbearbeitung", "neu": "Neu im Team", "redaktion": "Redaktion"}
RETRY: Final = "Noch einmal versuchen"
DEFECT: Final = "Auf dieser Seite ist ein Fehler aufgetreten. Laden Sie sie neu; bleibt es dabei, sagen Sie Bescheid."
NOT_ALLOWED: Final = "Dieser Bereich ist für Ihre Rolle nicht freigegeben."
ENTRIES_OF: Final = "{first}–{last} von {total}"
ENTRIES: Final = "{total} Einträge"
ONE_ENTRY: Final = "1 Eintrag"
DELETE: Final = "Löschen"
CANCEL: Final = "Abbrechen"
