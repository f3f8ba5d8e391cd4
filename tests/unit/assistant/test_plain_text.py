import pytest

from assistant.plain_text import plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Gebu\u0308hr", "Gebühr"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("a\ud800b", "ab"),
        (" a\n\tb \r\n", "a\n\tb"),
        ("\u00a7\u202f25 👍", "§\u202f25 👍"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert plain_text(typed) == kept
