import json
from pathlib import Path

import pytest

from evals.case import Gold, read_cases
from knowledge_base.errors import ConfigurationError


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_reads_statute_and_document_gold(tmp_path: Path) -> None:
    file = write(
        tmp_path / "cases.jsonl",
        {
            "id": 1,
            "question": "Fiktion?",
            "answerable": True,
            "gold": [{"law": "AufenthG", "section": "§ 81", "absatz": "4"}],
            "also_acceptable": [{"document": "a.md", "contains": "gilt fort", "instead_of": 0}],
            "key_facts": ["gilt", ["93 Euro", "93,00 Euro"]],
            "history": ["Und vorher?"],
        },
        "",
        {"id": "2", "question": "Hundesteuer?", "answerable": False},
    )
    first, second = read_cases(file)
    assert first.gold == (Gold(law="AufenthG", section="§ 81", absatz="4"),)
    assert first.also_acceptable[0] == Gold(document="a.md", contains="gilt fort", instead_of=0)
    assert first.key_facts == (("gilt",), ("93 Euro", "93,00 Euro"))
    assert first.history == ("Und vorher?",)
    assert not second.answerable
    assert second.gold == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{kein JSON", "Zeile 2"),
        ({"id": "x", "answerable": True}, "question"),
        ({"id": "x", "question": "?", "answerable": True}, "ohne gold"),
        ({"id": "x", "question": "?", "answerable": True, "gold": [{"section": "§ 1"}]}, "weder law noch document"),
        ({"id": "x", "question": "?", "answerable": True, "gold": {"law": "AsylG"}}, "eine Liste von Fundstellen"),
        ({"id": "x", "question": "?", "answerable": "false"}, "statt true oder false"),
        ("[1, 2]", "kein JSON-Objekt"),
    ],
)
def test_names_the_line_that_cannot_be_used(tmp_path: Path, line: object, said: str) -> None:
    good = {"id": "1", "question": "?", "answerable": False}
    with pytest.raises(ConfigurationError, match=said) as problem:
        read_cases(write(tmp_path / "cases.jsonl", good, line))
    assert "Zeile 2" in problem.value.message


def test_an_empty_or_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="keine Fragen"):
        read_cases(write(tmp_path / "leer.jsonl", ""))
    with pytest.raises(ConfigurationError, match="lässt sich nicht lesen"):
        read_cases(tmp_path / "fehlt.jsonl")


def test_one_id_for_two_questions_is_said_so(tmp_path: Path) -> None:
    question = {"id": "1", "question": "?", "answerable": False}
    with pytest.raises(ConfigurationError, match="die id 1 steht mehrmals"):
        read_cases(write(tmp_path / "zwei.jsonl", question, question))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "bom.jsonl"
    file.write_text('{"id": "1", "question": "?", "answerable": false}', encoding="utf-8-sig")
    assert read_cases(file)[0].id == "1"
