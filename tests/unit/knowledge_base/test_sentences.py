import re
import unicodedata

import pytest

from knowledge_base.sentences import sentence_spans, sentences
from tests.support.shared_data import shared_data


@pytest.mark.parametrize(
    "text",
    [
        "Die Gebühr beträgt nach § 45 Nr. 1 Buchst. b AufenthV 100 Euro.",
        "Das gilt z. B. für Fälle i. V. m. § 5 Abs. 1 S. 2 AufenthG ggf. nicht.",
        "Die Frist endet am 1. März 2025.",
        "Die Frist endet am 31. 12. 2025.",
        "Wer das 16. Lebensjahr vollendet hat, wird am 5. Tag geladen.",
        "Die §§ 68 ff. AufenthG sind anzuwenden.",
        "Frau Dr. Yılmaz, Tel. 030 12345, hilft d. h. Sie rufen an.",
        "Nach Art. 6 GG, vgl. BVerfG, Urt. v. 5. Mai 2010, Az. 1 BvR 1, ist die Ehe geschützt.",
        "Der Antrag (vgl. Nr. 5.) wird geprüft.",
        "Die eAT usw. werden bestellt.",
        "Anträge bzw. Unterlagen, i. d. R. Pass und Foto, werden gescannt.",
        "Die Website www.beispiel.de hilft um 10.30 Uhr.",
        "1. Der Servicepunkt prüft den Pass.",
        "Er fragte: „Wann kommt der eAT?“, und wartete.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Das regelt § 81 Abs. 5.", "Die Behörde prüft."),
        ("Maßgeblich ist Absatz 5.", "Ausländer erhalten eine Bescheinigung."),
        ("Die Frist begann am 1. März 2025.", "Sie endet bald."),
        ("Es gilt das SGB X.", "Leistungen werden erbracht."),
        ("Es gilt das SGB II.", "Leistungen werden erbracht."),
        ("Nötig sind Pass, Foto usw.", "Die Behörde prüft sie."),
        ("Das steht in § 5 a. F.", "Die neue Fassung gilt nicht."),
        ("Der Titel liegt vor.", "eAT werden ausgegeben."),
        ("Wann kommt der eAT?", "Nach sechs Wochen!"),
        ("Das steht dort (§ 5 Abs. 1 AufenthG).", "§ 6 gilt nicht."),
        ("Er sagte: „Das ist so.“", "Danach ging er."),
        ("Die Gebühr beträgt 100 Euro.", "30 Tage später ist sie fällig."),
    ],
)
def test_two_sentences_are_told_apart(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_list_items_are_units_without_their_bullets() -> None:
    text = "Benötigt werden:\n- Pass oder Passersatz,\n• Lichtbild. Es ist aktuell.\n1. der Antrag\na) im Original"
    assert sentences(text) == [
        "Benötigt werden:",
        "Pass oder Passersatz,",
        "Lichtbild.",
        "Es ist aktuell.",
        "1. der Antrag",
        "a) im Original",
    ]


def test_a_wrapped_line_goes_on_but_a_blank_line_ends() -> None:
    assert sentences("Die Frist\nbeginnt heute.\nSie endet") == ["Die Frist\nbeginnt heute.", "Sie endet"]
    assert sentences("Überschrift\n\nkleiner Anfang") == ["Überschrift", "kleiner Anfang"]


def test_nothing_comes_of_nothing() -> None:
    assert sentences("") == []
    assert sentences(" \n\t\n") == []


def test_spans_are_in_order_and_leave_out_only_white_space_and_bullets() -> None:
    text = shared_data("docs", "unstructured", "fake-text.txt").read_text() + "\n- Punkt\n- Noch einer. Und mehr."
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end
        assert re.fullmatch(r"[\s\-–—•*]*", text[position:start])
        position = end
    assert not text[position:].strip()


def test_decomposed_umlauts_are_known_too() -> None:
    text = unicodedata.normalize("NFD", "Die Frist endet am 1. März 2025.")
    assert sentences(text) == [text]
