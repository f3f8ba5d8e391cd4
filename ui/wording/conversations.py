"""Texts of the list of conversations."""

from typing import Final

CONVERSATIONS: Final = "Gespräche"
CONVERSATION_NEW: Final = "Neues Gespräch"
CONVERSATIONS_EMPTY: Final = "Noch keine Gespräche. Ihre Fragen erscheinen hier; nur Sie sehen sie."
CONVERSATION_DELETE: Final = "Gespräch löschen: {title}"
CONVERSATION_DELETE_ASK: Final = "„{title}“ mit allen Fragen und Antworten löschen?"
CONVERSATIONS_DELETE_ALL: Final = "Alle löschen"
CONVERSATIONS_DELETE_ASK: Final = (
    "Alle {count} Gespräche mit Fragen und Antworten löschen? Das lässt sich nicht umkehren."
)
DELETE_TITLE: Final = "Gespräche löschen"
