"""Texts of the learning path."""

from typing import Final

LEARNING_PROGRESS: Final = "{done} von {count} Schritten erledigt"
LEARNING_WEEK_DONE: Final = "{done} von {count}"
LEARNING_DONE: Final = "Erledigt"
LEARNING_DONE_AT: Final = "erledigt am {day}"
LEARNING_DOCUMENTS: Final = "Dokumente"
LEARNING_ASK: Final = "Dazu fragen"
LEARNING_EMPTY: Final = "Es ist noch kein Lernpfad hinterlegt."
LEARNING_EMPTY_HELP: Final = "Die Redaktion legt ihn in einarbeitung/lernpfad.yaml an."
LEARNING_COMPLETE: Final = "Alle Schritte sind erledigt."
