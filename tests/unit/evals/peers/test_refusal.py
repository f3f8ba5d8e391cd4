import pytest

from evals.peers.refusal import says_unknown


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Ich weiß es nicht.",
        "I don't know.",
        "I don’t know the answer.",
        "Dazu enthalten die Quellen nichts.",
        "Die Frage kann auf Grundlage der Texte nicht beantwortet werden.",
        "Der Kontext enthält keine Informationen darüber.",
        "Die Höhe wird im Text nicht genannt.",
        "The provided context does not mention any fee.",
    ],
)
def test_refusals(answer: str) -> None:
    assert says_unknown(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Die Gebühr beträgt 93 Euro.",
        "Der Antrag darf nicht später als drei Monate nach der Einreise gestellt werden.",
        "Ohne Pass wird die Karte nicht ausgegeben.",
    ],
)
def test_answers(answer: str) -> None:
    assert not says_unknown(answer)
