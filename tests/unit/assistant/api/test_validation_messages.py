import pytest

from assistant.api.validation_messages import message_of


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ({"type": "missing", "loc": ("body", "question")}, "Die Frage fehlt."),
        (
            {"type": "too_long", "loc": ("body", "scope", "kinds"), "ctx": {"max_length": 10}},
            "Die Dokumentart ist zu lang: höchstens 10 Einträge.",
        ),
        ({"type": "json_invalid", "loc": ("body", 17), "ctx": {"error": "x"}}, "Die Anfrage ist kein gültiges JSON."),
        ({"type": "missing", "loc": ("body",)}, "Die Anfrage braucht ein JSON-Objekt."),
        ({"type": "something_new", "loc": ("body", "unbekannt")}, "Das Feld „unbekannt“ hat ein falsches Format."),
        ({"type": "string_type", "loc": ("body", "scope", "kinds", 3)}, "Die Dokumentart hat ein falsches Format."),
    ],
)
def test_a_mistake_is_said_in_german(error: dict, message: str) -> None:
    assert message_of(error) == message
