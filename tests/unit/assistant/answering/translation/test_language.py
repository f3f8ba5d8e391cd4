"""Languages of questions and of translations."""

import pytest

from assistant.answering.translation.language import Language, is_written_in, language_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How much does a residence permit cost?", "en"),
        ("What documents do I need for the Fiktionsbescheinigung?", "en"),
        ("Oturma izni ne kadar?", "tr"),
        ("Pasaportumu kaybettim, ne yapmalıyım?", "tr"),
        ("Сколько стоит вид на жительство?", "ru"),
        ("Скільки коштує посвідка на проживання?", "uk"),
        ("Як довго треба чекати?", "uk"),
        ("كم تكلفة تصريح الإقامة؟", "ar"),
        ("كم تكلفة Fiktionsbescheinigung؟", "ar"),
        ("Скільки коштує Aufenthaltserlaubnis?", "uk"),
        ("Was kostet die Aufenthaltserlaubnis?", None),
        ("Fiktionsbescheinigung Gebühr", None),
        ("هزینه اجازه اقامت چقدر است؟", None),
        ("Combien coûte le titre de séjour ?", None),
        ("", None),
    ],
)
def test_the_language_of_a_question(question: str, language: str | None) -> None:
    assert language_of(question) == (language and Language(language))


WRITTEN = {
    "en": "Reissuing a lost card costs 67 euros.",
    "tr": "Kaybolan kartın yeniden düzenlenmesi 67 avro tutar.",
    "ru": "Повторная выдача утерянной карты стоит 67 евро.",
    "uk": "Повторна видача втраченої картки коштує 67 євро.",
    "ar": "تبلغ رسوم إعادة إصدار البطاقة المفقودة 67 يورو.",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("written", [*WRITTEN, "de"])
def test_a_translation_is_taken_for_its_own_language_alone(language: Language, written: str) -> None:
    text = WRITTEN.get(written, "Die Neuausstellung einer verlorenen Karte kostet 67 Euro.")
    # Russian and Ukrainian sentences without telling letters could be either.
    if {language.value, written} != {"ru", "uk"}:
        assert is_written_in(text, language) is (language.value == written)


def test_telling_letters_part_russian_from_ukrainian() -> None:
    assert not is_written_in("Картки коштують 67 євро.", Language.RUSSIAN)
    assert not is_written_in("Выдача карты стоит 67 евро.", Language.UKRAINIAN)
