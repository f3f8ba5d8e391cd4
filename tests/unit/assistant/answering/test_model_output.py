"""What a model writes is read as far as it can be read, and no further."""

from collections.abc import Iterator

import pytest

from assistant.answering.model_output import (
    Written,
    _all_written,
    as_object_schema,
    read_written,
    refusal_probability,
    statements_schema,
)
from assistant.answering.writer import Token

FIRST, SECOND = Written("Die Gebühr beträgt 93 Euro.", (1,)), Written("Der Antrag ist vorher zu stellen.", (2,))
LIST = (
    '[{"quelle": 1, "aussage": "Die Gebühr beträgt 93 Euro."}, '
    '{"quelle": 2, "aussage": "Der Antrag ist vorher zu stellen."}]'
)


def written(text: str) -> Iterator[Token]:
    """Cut a text into tokens of three characters."""
    return iter([Token(text[start : start + 3]) for start in range(0, len(text), 3)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, [FIRST, SECOND]),
        (f"```json\n{LIST}\n```", [FIRST, SECOND]),
        (f'{{"aussagen": {LIST}}}', [FIRST, SECOND]),
        (LIST[:-20], [FIRST]),
        (
            LIST.replace("93 Euro.", "93 Euro. Nötig sind:\\n- ein Pass,\\n- ein Foto."),
            [FIRST, Written("Nötig sind: ein Pass, ein Foto.", (1,)), SECOND],
        ),
        (LIST.replace("93 Euro.", "93 Euro. Nötig sind:"), [FIRST, SECOND]),
        (LIST.replace('"quelle": 2', '"quelle": zwei'), [FIRST]),
        (
            LIST.replace("93 Euro.", "93 Euro. Der Antrag ist vorher zu stellen."),
            [FIRST, Written(SECOND.text, (1,)), SECOND],
        ),
        ('[{"quelle": 1}, {"aussage": 7}, "so", 5]', []),
        ('[{"quelle": 1, "aussage": "2. Die Gebühr beträgt 93 Euro."}]', [FIRST]),
        ("[]", []),
        ("", []),
        ("   \n", []),
        ('{"quelle": 1, "aussage": "Die Gebühr beträgt 93 Euro."}', [FIRST]),
        ("Die Gebühr beträgt 93 Euro. [1] Der Antrag ist vorher zu stellen [2].\n\nFrage: Was noch?", [FIRST, SECOND]),
        ("Dazu enthalten die Quellen nichts.", []),
    ],
)
def test_output_is_read_as_far_as_it_goes(text: str, expected: list[Written]) -> None:
    assert list(read_written(written(text))) == expected


def test_a_statement_comes_as_soon_as_it_is_complete() -> None:
    taken: list[str] = []

    def tokens() -> Iterator[Token]:
        for token in written(LIST):
            taken.append(token.text)
            yield token

    assert next(_all_written(tokens())) == FIRST
    assert len("".join(taken)) <= LIST.index("}") + 3


def test_endless_output_ends_after_three_statements() -> None:
    def endless() -> Iterator[Token]:
        yield Token("[")
        while True:
            yield Token('{"quelle": 1, "aussage": "Die Gebühr beträgt 93 Euro."}, ')

    assert len(list(read_written(endless()))) == 3


def test_only_numbers_that_exist_can_be_named() -> None:
    schema = statements_schema({3, 1})
    assert schema["items"]["properties"]["quelle"] == {"enum": [1, 3]}


def test_the_refusal_is_read_from_the_first_token() -> None:
    assert refusal_probability(Token("D", {"D": 0.7, "Dazu": 0.2, "Die": 0.1})) == 0.7 + 0.2
    assert refusal_probability(Token("[", {"[": 0.8, "[]": 0.2})) == 0.2
    assert refusal_probability(Token("Dazu")) is None


def test_an_object_around_the_list_is_read_as_it_comes() -> None:
    written = read_written(
        Token(part) for part in ('{"aussagen": [', LIST[1:-1].split("}, ", maxsplit=1)[0] + "}", ", ", "{")
    )
    assert next(written) == FIRST
    assert list(read_written(iter([Token(f'{{"aussagen": {LIST}}}')]))) == list(read_written(iter([Token(LIST)])))


def test_the_schema_in_an_object_holds_the_list() -> None:
    schema = statements_schema({1})
    assert as_object_schema(schema)["properties"]["aussagen"] == schema
