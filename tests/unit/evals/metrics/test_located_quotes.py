import pytest

from evals.metrics.located_quotes import ShownQuote, located_quotes

PASSAGE = "Die Karte wird ausgegeben.\nDie Gebühr beträgt 13 Euro."
DOCUMENT = f"Zweck\n\n{PASSAGE}\n\nEnde"


@pytest.mark.parametrize(
    ("quote", "passage", "document", "located"),
    [
        ("Die Gebühr beträgt 13 Euro.", PASSAGE, DOCUMENT, 1),
        ("Die Gebühr beträgt 31 Euro.", PASSAGE, DOCUMENT, 0),
        ("Die Gebühr  beträgt 13 Euro.", PASSAGE, DOCUMENT, 0),
        ("Die Gebühr beträgt 13 Euro.", PASSAGE, "Ein anderes Dokument", 0),
        ("", PASSAGE, DOCUMENT, 0),
    ],
)
def test_quote_in_passage_and_passage_in_document(quote: str, passage: str, document: str, located: int) -> None:
    assert located_quotes([ShownQuote(quote, passage, document)]) == located


def test_share_of_all_quotes() -> None:
    good, bad = ShownQuote("Karte", PASSAGE, DOCUMENT), ShownQuote("Pass", PASSAGE, DOCUMENT)
    assert located_quotes([good, bad, good, good]) == 0.75
    assert located_quotes([]) is None
