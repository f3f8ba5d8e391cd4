"""Quotes are verbatim, complete and to the point."""

from assistant.answering.evidence import WORTH_SHOWING, WORTH_SHOWING_WITHOUT_FACT, Similarity, select
from assistant.answering.question import WholeQuestion
from assistant.answering.quotable_units import LONGEST_UNIT, split_into_units
from tests.unit.assistant.answering.builders import hit

FEES = hit(
    "Der eAT wird bei der Bundesdruckerei bestellt. Die Gebühr für die Verlängerung beträgt 93 Euro. "
    "Die Gebühr ist bei der Antragstellung zu zahlen.",
    context="Aufenthaltserlaubnis verlängern › Gebühren",
)
DOCUMENTS = hit(
    "Für die Verlängerung sind vorzulegen:\n- gültiger Pass\n- biometrisches Lichtbild\n- Nachweis über den "
    "Lebensunterhalt\n\nDer Termin wird online gebucht.",
    context="Aufenthaltserlaubnis verlängern › Unterlagen",
    score=0.8,
)


def test_the_sentence_that_answers_comes_first() -> None:
    selection = select(WholeQuestion("Wie hoch ist die Gebühr für die Verlängerung?"), [FEES, DOCUMENTS])
    assert selection.quotes[0].unit.text == "Die Gebühr für die Verlängerung beträgt 93 Euro."


def test_a_list_stays_with_its_lead_in() -> None:
    selection = select(WholeQuestion("Was ist für die Verlängerung vorzulegen?"), [FEES, DOCUMENTS])
    quoted = selection.quotes[0].unit.text
    assert quoted.startswith("Für die Verlängerung sind vorzulegen:")
    assert quoted.rstrip().endswith("Lebensunterhalt")


def test_every_unit_stands_verbatim_in_its_passage() -> None:
    text = DOCUMENTS.passage.text
    assert all(text[start:end].strip() for start, end in split_into_units(text))
    for quote in select(WholeQuestion("Termin Pass Lichtbild"), [FEES, DOCUMENTS]).ranked:
        source = [FEES, DOCUMENTS][quote.unit.hit_index].passage.text
        assert source[quote.unit.start : quote.unit.end] == quote.unit.text


def test_a_long_list_is_not_kept_in_one_piece() -> None:
    text = "Vorzulegen sind:\n" + "\n".join(f"- Nachweis Nummer {number} mit vielen Worten" for number in range(60))
    assert max(end - start for start, end in split_into_units(text)) <= LONGEST_UNIT


def test_the_same_sentence_in_two_guides_is_shown_once() -> None:
    twin = hit(FEES.passage.text, context="Anderer Leitfaden › Gebühren", score=0.9)
    quotes = select(WholeQuestion("Wie hoch ist die Gebühr für die Verlängerung?"), [FEES, twin]).quotes
    texts = [quote.unit.text for quote in quotes]
    assert len(texts) == len(set(texts))


def test_words_that_stand_nowhere_lower_the_coverage() -> None:
    there = select(WholeQuestion("Gebühr für die Verlängerung?"), [FEES]).coverage
    missing = select(WholeQuestion("Gebühr für die Adoption eines Hundewelpen?"), [FEES]).coverage
    assert missing < 0.6 < there


def test_without_hits_nothing_is_chosen() -> None:
    assert select(WholeQuestion("Gebühr?"), []).quotes == ()


ASKED = WholeQuestion("Wie hoch ist die Gebühr für die Verlängerung?")


def likeness_of(shares: dict[str, float]) -> Similarity:
    """Compare by meaning as told: each text by the beginning that it holds."""
    return lambda texts: [(next(share for begin, share in shares.items() if begin in text), 0.8) for text in texts]


def test_what_lacks_the_fact_asked_for_and_is_far_below_the_best_is_not_quoted() -> None:
    alike = likeness_of({"Der eAT": 0.80, "Die Gebühr für": 0.9, "Die Gebühr ist": 0.88})
    scores = {quote.unit.text: quote.score for quote in select(ASKED, [FEES], alike).ranked}
    best, beside = max(scores.values()), scores["Die Gebühr ist bei der Antragstellung zu zahlen."]
    assert WORTH_SHOWING * best < beside < WORTH_SHOWING_WITHOUT_FACT * best, "it would be quoted but for its lack"
    assert [quote.unit.text for quote in select(ASKED, [FEES], alike).quotes] == [
        "Die Gebühr für die Verlängerung beträgt 93 Euro."
    ]


def test_where_no_quote_has_the_fact_all_stay() -> None:
    without = hit(FEES.passage.text.replace("beträgt 93 Euro", "steht im Verzeichnis"))
    alike = likeness_of({"Der eAT": 0.80, "Die Gebühr für": 0.9, "Die Gebühr ist": 0.88})
    assert len(select(ASKED, [without], alike).quotes) == 2


ANNOUNCED = hit(
    "Dieser Rechtshinweis erklärt, wofür und wie lange eine Person haftet. "
    "Wer die Erklärung abgibt, haftet fünf Jahre.",
    context="Verpflichtungserklärung",
)


def test_what_a_document_is_about_is_no_answer() -> None:
    selection = select(WholeQuestion("Wofür und wie lange haftet eine Person?"), [ANNOUNCED])
    assert [quote.unit.text for quote in selection.ranked] == ["Wer die Erklärung abgibt, haftet fünf Jahre."]


def test_it_is_one_where_a_document_is_asked_for_or_nothing_else_is_there() -> None:
    asked = select(WholeQuestion("Welcher Rechtshinweis erklärt, wofür eine Person haftet?"), [ANNOUNCED])
    assert asked.quotes[0].unit.text.startswith("Dieser Rechtshinweis erklärt")
    alone = hit("Dieser Rechtshinweis erklärt, wofür eine Person haftet.", context="Verpflichtungserklärung")
    assert len(select(WholeQuestion("Wofür haftet eine Person?"), [alone]).quotes) == 1
