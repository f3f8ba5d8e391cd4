"""Texts of the log-in."""

from typing import Final

LOGIN_TITLE: Final = "Anmelden"
LOGIN_USERNAME: Final = "Benutzername"
LOGIN_PASSWORD: Final = "Passwort"  # noqa: S105  # a label
LOGIN_SUBMIT: Final = "Anmelden"
LOGIN_INCOMPLETE: Final = "Geben Sie Benutzername und Passwort ein."
LOGIN_REFUSED: Final = "Anmeldung nicht möglich"
LOGIN_ENDED: Final = "Ihre Anmeldung ist abgelaufen. Melden Sie sich bitte neu an."
LOGIN_HINT: Final = "Die Zugangsdaten stehen in der Ausgabe von „make run“ oder kommen von der Systembetreuung."
