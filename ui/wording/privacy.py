"""Texts of personal data in what people type."""

from typing import Final

PRIVACY_TITLE: Final = "Ihre Frage enthält Personendaten. Sie ist noch nicht gesendet."
PRIVACY_HELP: Final = "Für die Antwort werden sie nicht gebraucht. Amtslotse ersetzt sie durch Platzhalter."
PRIVACY_SENT_AS: Final = "Gesendet wird: {question}"
PRIVACY_WITHOUT: Final = "Ohne diese Angaben fragen"
PRIVACY_EDIT: Final = "Bearbeiten"
PRIVACY_NONE: Final = "Das sind keine Personendaten"
PRIVACY_NONE_HELP: Final = "Sendet die Frage wie geschrieben. Eindeutige Nummern bleiben durch Platzhalter ersetzt."
PRIVACY_FIELD: Final = "Frage ohne Personendaten"
PRIVACY_ASK: Final = "Fragen"
PRIVACY_DISCARD: Final = "Verwerfen"
PRIVACY_REPLACED: Final = "Personendaten wurden durch Platzhalter ersetzt."
