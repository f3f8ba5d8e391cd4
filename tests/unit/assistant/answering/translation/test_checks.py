"""Checks of translations: right ones pass, planted errors do not."""

import pytest

from assistant.answering.translation.checks import failed_check
from assistant.answering.translation.language import Language

FAITHFUL = [
    ("Die Neuausstellung einer verlorenen Karte kostet 67 Euro.", "en", "Reissuing a lost card costs 67 euros."),
    (
        "Bei Kindern unter 16 Jahren genügt eine altersgemäße Sprachentwicklung.",
        "en",
        "For children under 16, language development appropriate to their age is sufficient.",
    ),
    (
        "Der Rechtsbehelf ist innerhalb eines Jahres zulässig.",
        "en",
        "The legal remedy is admissible within one year.",
    ),
    (
        "Die Haftung dauert fünf Jahre ab dem 6. August 2016.",
        "en",
        "The liability lasts 5 years from 6 August 2016.",
    ),
    ("Die Miete beträgt 1.000,00 Euro.", "en", "The rent is 1,000 euros."),
    (
        "Der bisherige Aufenthaltstitel gilt als fortbestehend, wenn der Antrag vor Ablauf des Titels gestellt wird.",
        "tr",
        "Başvuru, oturma izninin süresi dolmadan yapılırsa mevcut oturma izni devam ediyor sayılır.",
    ),
    ("Die Gebühr beträgt 13 Euro.", "tr", "Ücret 13 avrodur, ödenmesi gerekir."),
    (
        "Über den Antrag ist spätestens 30 Tage nach Eingang zu entscheiden.",
        "ru",
        "По заявлению следует принять решение не позднее чем через 30 дней.",
    ),
    ("Ohne Pass wird keine Karte ausgegeben.", "uk", "Без паспорта картка не видається."),
    ("Die Gebühr beträgt 13 Euro.", "ar", "تبلغ الرسوم ١٣ يورو."),
    (
        "Die Wirkung steht in § 81 Abs. 4 AufenthG.",
        "en",
        "The effect is set out in § 81 Abs. 4 AufenthG.",
    ),
]


@pytest.mark.parametrize(("german", "language", "told"), FAITHFUL)
def test_right_translations_pass(german: str, language: str, told: str) -> None:
    assert failed_check(german, told, Language(language)) == ""


PLANTED = [
    ("Die Gebühr beträgt 13 Euro.", "en", "The fee is 31 euros.", "numbers"),
    ("Die Gebühr beträgt 6,50 Euro.", "en", "The fee is 65 euros.", "numbers"),
    ("Die Frist beträgt zwei Wochen.", "en", "The period is long for you.", "numbers"),
    ("Die Gebühr wird erhoben.", "en", "The fee of 20 euros is charged.", "numbers"),
    ("Die Gebühr beträgt 13 Euro.", "ar", "تبلغ الرسوم 13 دولار.", "units"),
    ("Die Gebühr beträgt 13 Euro.", "uk", "Плата становить 13 гривень.", "units"),
    ("Die Frist beträgt drei Monate.", "en", "The period is 3 years.", "units"),
    ("Das gilt seit dem 6. August 2016.", "en", "This has applied since 6 July 2016.", "units"),
    ("Die Karte wird nicht ausgegeben.", "en", "The card is handed out to you.", "denial"),
    ("Die Karte wird ausgegeben.", "en", "The card is not handed out.", "denial"),
    ("Die Karte wird nicht ausgegeben.", "ru", "Карта выдаётся заявителю.", "denial"),
    ("Die Wirkung steht in § 81 AufenthG.", "en", "The effect is set out in § 81 AsylG.", "laws"),
    ("Die Gebühr beträgt 13 Euro.", "ru", "The fee is 13 euros.", "language"),
    ("Die Gebühr beträgt 13 Euro.", "en", "Die Gebühr ist 13 Euro.", "language"),
    ("Die Gebühr beträgt 13 Euro.", "en", "", "length"),
    ("Die Gebühr beträgt 13 Euro.", "en", "The fee is 13 euros. " * 9, "length"),
    (
        "Der Antrag wird vor Ablauf des Titels bei der zuständigen Stelle gestellt.",
        "tr",
        "Bu tarihi geçen bir tarihi geçen tarihi geçen tarihi geçen tarihi geçen",
        "repetition",
    ),
    (
        "Fehlt die Rechtsbehelfsbelehrung, ist der Rechtsbehelf zulässig.",
        "tr",
        "Rechtsbehelfsbelehrung yoksa bir rechtsbehelf kullanılabilir.",
        "untranslated",
    ),
]


@pytest.mark.parametrize(("german", "language", "told", "check"), PLANTED)
def test_planted_errors_are_found(german: str, language: str, told: str, check: str) -> None:
    assert failed_check(german, told, Language(language)) == check
