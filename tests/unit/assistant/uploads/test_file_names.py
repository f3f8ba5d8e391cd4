"""Names of uploaded files."""

import pytest

from assistant.uploads.file_names import safe_name, with_suffix


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Merkblatt für Antragsteller.pdf", "Merkblatt für Antragsteller.pdf"),
        ("Gebu\u0308hren.txt", "Gebühren.txt"),
        ("C:\\Akten\\geheim\\Plan.docx", "Plan.docx"),
        ("../../etc/passwd", "passwd"),
        ("..", "datei"),
        (".htaccess", "htaccess"),
        ("~$offen.docx", "offen.docx"),
        ("__MACOSX", "MACOSX"),
        ("a\x00b\u202e.txt", "ab.txt"),
        ("was:ist*das?.md", "was_ist_das_.md"),
        ("metadata.yaml", "datei_metadata.yaml"),
        ("METADATA.YAML", "datei_METADATA.YAML"),
        ("Lernpfad.yaml", "datei_Lernpfad.yaml"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("kein.Ende dieser Art", "kein.Ende dieser Art"),
        ("", "datei"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "suffix", "expected"),
    [
        ("Plan.PDF", ".pdf", "Plan.PDF"),
        ("Plan.txt", ".docx", "Plan.docx"),
        ("Plan", ".pdf", "Plan.pdf"),
        ("Stand 1.3.2026", ".pdf", "Stand 1.3.pdf"),
    ],
)
def test_the_ending_follows_the_content(name: str, suffix: str, expected: str) -> None:
    assert with_suffix(name, suffix) == expected
