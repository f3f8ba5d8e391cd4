"""Texts of judging an answer."""

from typing import Final

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
