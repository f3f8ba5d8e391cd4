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


ROW = "Amtshandlung: Verlängerung um bis zu drei Monate; Gebühr: 96 Euro; Rechtsgrundlage: § 45 Nr. 2 AufenthV"
SENTENCE = "Die Gebühr für die Verlängerung um bis zu drei Monate beträgt 96 Euro."


def test_a_sentence_takes_the_place_of_the_row_that_says_the_same() -> None:
    draft = Draft([Statement(ROW, Support.ZITAT, (1,))])
    draft.offer(Written(SENTENCE, (1,)), [Cited(1, ROW, "Gebühren")])
    assert [(one.text, one.support) for one in draft.statements] == [
        ("Die Gebühr für die Verlängerung um bis zu drei Monate beträgt 96 Euro (§ 45 Nr. 2 AufenthV).", Support.BELEGT)
    ]


def test_what_a_shown_quotation_says_is_not_said_again_from_another_place() -> None:
    quotes = [Statement(f"{SENTENCE[:-1]} (§ 45 Nr. 2 AufenthV).", Support.ZITAT, (1,))]
    draft = Draft(quotes)
    again = "Die Gebühr für eine Verlängerung um bis zu drei Monate beträgt 96 Euro."
    assert draft.offer(Written(again, (2,)), [Cited(2, again, "Gebühren")]) == []
    assert draft.statements == quotes
    assert draft.withheld == 0, "it is not wrong"


def test_another_figure_or_a_denial_from_another_place_is_shown() -> None:
    quotes = [Statement(SENTENCE, Support.ZITAT, (1,))]
    for other in (
        SENTENCE.replace("96", "93"),
        "Für die Verlängerung um bis zu drei Monate wird keine Gebühr erhoben.",
    ):
        draft = Draft(quotes)
        assert draft.offer(Written(other, (2,)), [Cited(2, other, "Gebühren")]), other
        assert len(draft.statements) == 2


def test_a_statement_that_picks_the_answer_out_of_a_long_quotation_is_shown() -> None:
    whole = (
        "Beizufügen sind: - ein aktuelles Lichtbild - der Mietvertrag mit den Nachweisen über die Zahlung - "
        "die Lohnabrechnungen der letzten drei Monate - der Bescheid der Krankenversicherung"
    )
    draft = Draft([Statement(whole, Support.ZITAT, (1,))])
    draft.offer(Written("Beizufügen ist ein aktuelles Lichtbild.", (1,)), [Cited(1, whole, "Unterlagen")])
    assert [one.support for one in draft.statements] == [Support.BELEGT, Support.ZITAT]


def test_a_quotation_with_a_word_left_out_is_not_put_before_it() -> None:
    whole = "Eine rechtswidrige Einbürgerung darf nur bis zum Ablauf von zehn Jahren zurückgenommen werden."
    draft = Draft([Statement(whole, Support.ZITAT, (1,))])
    draft.offer(
        Written("Einbürgerung darf nur bis zum Ablauf von zehn Jahren zurückgenommen werden.", (1,)),
        [Cited(1, whole, "Rücknahme")],
    )
    assert [one.text for one in draft.statements] == [whole]


def test_a_list_that_the_model_repeats_stays_a_list() -> None:
    listed = "Für die Verlängerung sind vorzulegen:\n- gültiger Pass,\n- biometrisches Lichtbild."
    draft = Draft([Statement(listed, Support.ZITAT, (1,))])
    repeated = Written("Für die Verlängerung sind vorzulegen: gültiger Pass, biometrisches Lichtbild.", (1,))
    draft.offer(repeated, [Cited(1, listed, "Unterlagen")])
    assert draft.statements == [Statement(listed, Support.BELEGT, (1,))]
