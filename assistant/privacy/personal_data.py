"""What kinds of personal data are looked for, and where one was found."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data; the value is its German name, shown to people and used as the placeholder."""

    NAME = "Name"
    BIRTH_DATE = "Geburtsdatum"
    ADDRESS = "Anschrift"
    PHONE = "Telefonnummer"
    EMAIL = "E-Mail-Adresse"
    IBAN = "IBAN"
    CARD = "Kartennummer"
    AZR = "AZR-Nummer"
    FILE = "Aktenzeichen"
    PASSPORT = "Passnummer"
    PERMIT = "Aufenthaltstitelnummer"
    VISA = "Visumnummer"
    LICENCE = "Führerscheinnummer"
    CUSTOMER = "Kundennummer"
    PLATE = "Kfz-Kennzeichen"
    HEALTH = "Versichertennummer"
    PENSION = "Rentenversicherungsnummer"
    TAX = "Steuer-ID"
    MACHINE_ZONE = "Maschinenlesbare Zone"
    NUMBER = "Nummer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: text[start:end].

    `certain` means that a check digit, a fixed form or its own label says so; what is not certain may be a false alarm.
    """

    kind: Kind
    start: int
    end: int
    certain: bool

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether it shares characters with a span."""
        return self.start < end and start < self.end
