"""How laws are called."""

import pytest

from knowledge_base.law_names import canonical_law, is_listed, section_number


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("AufenthG 2004", "AufenthG"),
        ("aufenthg", "AufenthG"),
        ("Aufenthaltsgesetz", "AufenthG"),
        ("des Staatsangehörigkeitsgesetzes", "StAG"),
        ("RuStAG", "StAG"),
        ("PaßG 1986", "PassG"),
        ("SGB 12", "SGB XII"),
        ("SGB-II", "SGB II"),
        ("FreizügG", "FreizügG/EU"),
        ("FreizügG/EU 2004", "FreizügG/EU"),
        ("DS-GVO", "DSGVO"),
        ("XYZG", "XYZG"),
        ("", ""),
    ],
)
def test_one_spelling_for_each_law(name: str, canonical: str) -> None:
    assert canonical_law(name) == canonical
    assert canonical_law(canonical) == canonical


def test_only_laws_of_the_house_are_listed() -> None:
    assert is_listed("BeschV")
    assert is_listed("SGB XII")
    assert not is_listed("XYZG")


@pytest.mark.parametrize(
    ("section", "number"), [("§ 25", "25"), ("Art. 16a", "16a"), ("§ 104 c", "104c"), ("25", "25")]
)
def test_bare_section_numbers(section: str, number: str) -> None:
    assert section_number(section) == number
