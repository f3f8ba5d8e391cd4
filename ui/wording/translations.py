"""Texts of translated statements."""

from typing import Final

TRANSLATE: Final = "Übersetzung in der Sprache der Frage zeigen"
TRANSLATE_HELP: Final = (
    "Für Fragen, die nicht auf Deutsch gestellt sind. Belegt ist nur der deutsche Text; in den Vermerk kommt nur er."
)
TRANSLATING: Final = "Die deutsche Antwort steht. Sie wird übersetzt …"
MARK: Final = "Maschinelle Übersetzung ({language}), ungeprüft bis auf Zahlen und Paragrafen"
PENDING: Final = "Übersetzung folgt …"
FAILED_ONE: Final = "Eine Übersetzung hat die Prüfung nicht bestanden und wurde weggelassen."
FAILED_MANY: Final = "{count} Übersetzungen haben die Prüfung nicht bestanden und wurden weggelassen."
UNAVAILABLE: Final = "Das Sprachmodell hat nicht alles übersetzt. Es gilt der deutsche Text."
NOT_OFFERED: Final = "In diese Sprache wird hier nicht übersetzt. Eingerichtet: {languages}."
NONE_OFFERED: Final = "Übersetzungen sind hier nicht eingerichtet."
LANGUAGES: Final = {
    "en": "Englisch",
    "tr": "Türkisch",
    "ru": "Russisch",
    "uk": "Ukrainisch",
    "ar": "Arabisch",
}
