import pytest

from ingest.resemblance import resembling, statements_of

BEFORE = ["Die Gebühr beträgt 93 Euro. Sie ist fällig.", "Kinder zahlen die Hälfte.\nDas gilt seit dem 1. März."]


@pytest.mark.parametrize(
    ("after", "alike"),
    [
        (BEFORE, 1.0),
        (["Die  GEBÜHR beträgt 93 Euro.\nSie ist fällig. ", BEFORE[1]], 1.0),
        ([BEFORE[1]], 0.5),
        (["Etwas anderes steht hier.", "Kinder zahlen die Hälfte."], None),
        # The earlier text is all there, but the document is another one by now.
        ([*BEFORE, *(f"Satz {number} steht nur hier und nirgends sonst." for number in range(9))], None),
        # However often the same sentence stands there, it is one thing that is said.
        (["Kinder zahlen die Hälfte. " * 100, "Alles andere wurde neu geschrieben, von Anfang an."], None),
        ([], None),
    ],
)
def test_documents_resemble_each_other_when_half_of_the_larger_one_is_the_same(
    after: list[str], alike: float | None
) -> None:
    found = resembling(statements_of(after), {"alt": statements_of(BEFORE)})
    assert found == ({} if alike is None else {"alt": pytest.approx(alike, abs=0.1)})
