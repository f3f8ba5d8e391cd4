"""German or not, and which language."""

import json

import pytest

from knowledge_base.language_guess import guess_language, is_german
from tests.support.shared_data import shared_data


@pytest.mark.parametrize(
    "text", ["", "§ 25", "Fiktionsbescheinigung", "AE verlängern", "Termin für Herrn Çelik", "Visum"]
)
def test_keywords_and_names_count_as_german(text: str) -> None:
    assert is_german(text)


@pytest.mark.parametrize(
    "text", ["Where can I register?", "Où dois-je aller ?", "كيف أجدد إقامتي؟", "İkamet izni nasıl uzatılır?"]
)
def test_questions_in_other_languages_are_noticed(text: str) -> None:
    assert not is_german(text)


@pytest.mark.parametrize("language", ["de", "en", "ar", "uk"])
def test_real_questions_are_told_apart(language: str) -> None:
    lines = shared_data("qa", f"integreat_qa_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    right = [is_german(json.loads(line)["question"]) == (language == "de") for line in lines]
    assert sum(right) >= 0.98 * len(right)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie lange gilt der Pass?", "de"),
        ("How long is it valid?", "en"),
        ("McKinsey & Company kurucusu kimdir?", "tr"),
        ("Quand dois-je payer les frais ?", "fr"),
        ("كيف أجدد إقامتي؟", "ar"),
        ("چگونه اقامتم را تمدید کنم؟", ""),
        ("Как продлить визу?", "ru"),
        ("Як продовжити візу?", "uk"),
    ],
)
def test_the_language_of_a_question_is_told(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("language", ["en", "tr", "ar", "ru"])
def test_the_language_of_real_questions_is_told(language: str) -> None:
    lines = shared_data("qa", f"xquad_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    right = [guess_language(json.loads(line)["question"]) == language for line in lines]
    assert sum(right) >= 0.96 * len(right)
