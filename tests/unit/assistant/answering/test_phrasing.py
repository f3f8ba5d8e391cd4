"""What a model writes is let through sentence by sentence, or withheld."""

from assistant.answering.answer import Statement, Support
from assistant.answering.grounding import Cited
from assistant.answering.model_output import Written
from assistant.answering.phrasing import Draft

CITABLE = [
    Cited(1, "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis beträgt 93 Euro.", "Gebühren"),
    Cited(2, "Der Antrag ist vor Ablauf der Aufenthaltserlaubnis zu stellen.", "Antrag"),
]
QUOTES = [Statement(cited.text, Support.ZITAT, (cited.number,)) for cited in CITABLE]


def test_a_statement_that_keeps_all_takes_the_place_of_its_quotation() -> None:
    draft = Draft(QUOTES)
    placed = draft.offer(
        Written("Für die Verlängerung der Aufenthaltserlaubnis beträgt die Gebühr 93 Euro.", (1,)), CITABLE
    )
    assert [position for position, _ in placed] == [0]
    assert placed[0][1].support is Support.BELEGT
    assert draft.statements[1:] == QUOTES[1:]


def test_a_statement_that_says_less_stands_before_its_quotation() -> None:
    whole = "Die Gebühr für die Verlängerung beträgt 93 Euro. Sie ist bei der Antragstellung an der Kasse zu zahlen."
    quotes = [Statement(whole, Support.ZITAT, (1,)), QUOTES[1]]
    draft = Draft(quotes)
    placed = draft.offer(
        Written("Die Gebühr für die Verlängerung beträgt 93 Euro.", (1,)), [Cited(1, whole, "Gebühren")]
    )
    assert draft.statements[1:] == quotes
    assert placed == list(enumerate(draft.statements)), "all that moved is told anew"


def test_a_wrong_figure_is_withheld_and_the_quotation_stays() -> None:
    draft = Draft(QUOTES)
    assert draft.offer(Written("Die Gebühr für die Verlängerung beträgt 103 Euro.", (1,)), CITABLE) == []
    assert draft.statements == QUOTES
    assert draft.withheld == 1


def test_a_citation_number_that_was_not_given_is_never_shown() -> None:
    draft = Draft(QUOTES)
    placed = draft.offer(
        Written("Für die Verlängerung der Aufenthaltserlaubnis beträgt die Gebühr 93 Euro.", (7,)), CITABLE
    )
    assert [one.citations for _, one in placed] == [(1,), (1,), (2,)][: len(placed)]


def test_a_quotation_repeated_by_the_model_counts_as_confirmed() -> None:
    draft = Draft(QUOTES)
    placed = draft.offer(Written(CITABLE[1].text), CITABLE)
    assert placed == [(1, draft.statements[1])]
    assert draft.statements[1].support is Support.BELEGT
    assert draft.offer(Written(CITABLE[1].text), CITABLE) == []


def test_a_statement_without_the_references_takes_them_over() -> None:
    whole = "Die Klage ist innerhalb eines Monats zu erheben (§ 74 Abs. 1 Satz 1 VwGO)."
    draft = Draft([Statement(whole, Support.ZITAT, (1,))])
    draft.offer(
        Written("Die Klage muss innerhalb eines Monats erhoben werden.", (1,)), [Cited(1, whole, "Rechtsbehelfe")]
    )
    assert [one.text for one in draft.statements] == [
        "Die Klage muss innerhalb eines Monats erhoben werden (§ 74 Abs. 1 Satz 1 VwGO)."
    ]
