"""The signals see what a near miss lacks."""

from assistant.answering.answerability import Signals
from assistant.answering.evidence import select
from assistant.answering.question import WholeQuestion
from assistant.answering.signals import measure
from knowledge_base.index import Hit, WeighedWord
from knowledge_base.memory_index import MemoryLexicalIndex
from knowledge_base.search.word_rarity import WordRarity
from tests.unit.assistant.answering.builders import hit

CASH = hit("Am Schalter wird mit Girokarte bezahlt. Bargeld nimmt der Kassenautomat.", context="Kasse › Zahlungswege")
TERMS = hit("Die Duldung setzt die Abschiebung aus. Die Gebühr beträgt 62 Euro.", context="Duldung", score=0.5)


def signals(question: str, *hits: Hit) -> Signals:
    lexical = MemoryLexicalIndex()
    lexical.add([one.passage for one in hits])
    whole = WholeQuestion(question)
    selection = select(whole, hits, lambda texts: [(0.88, 0.83) for _ in texts])
    return measure(whole, hits, selection, WordRarity(lexical).weigh)


def test_a_name_that_no_passage_holds_is_missing() -> None:
    near_miss, answerable = (
        signals("Kann man mit PayPal zahlen?", CASH),
        signals("Kann man mit Girokarte zahlen?", CASH),
    )
    assert near_miss.name_missing > 0.5 > answerable.name_missing


def test_words_that_stand_together_in_one_sentence_fit_better() -> None:
    assert (signals("Gebühr Duldung", CASH, TERMS).fit or 0) > (signals("Gebühr Parkplatz", CASH, TERMS).fit or 0)


def test_a_part_of_a_compound_counts_as_found() -> None:
    assert signals("Gibt es einen Automaten?", CASH).name_missing == 0


def test_a_difference_needs_both_things_in_one_place() -> None:
    assert signals("Was ist der Unterschied zwischen Girokarte und Bargeld?", TERMS).difference_missing == 1
    both = hit("Die Girokarte braucht eine PIN, Bargeld nicht.")
    assert signals("Was ist der Unterschied zwischen Girokarte und Bargeld?", both).difference_missing == 0


def test_a_question_for_papers_wants_papers() -> None:
    assert signals("Welche Unterlagen braucht man?", CASH).papers_missing
    assert not signals("Welche Unterlagen braucht man?", hit("Mitzubringen ist der Pass.")).papers_missing


def test_words_of_a_foreign_language_say_nothing() -> None:
    foreign = signals("How much is the fee for the toleration permit?", TERMS)
    assert foreign.name_missing == 0


def test_a_word_is_as_rare_as_its_compound_or_its_rarest_part() -> None:
    lexical = MemoryLexicalIndex()
    lexical.add([CASH.passage, TERMS.passage])
    by_text = {word.text: word for word in WordRarity(lexical).weigh("Die Gebühr für Hubschrauber")}
    assert by_text["hubschrauber"] == WeighedWord("hubschrauber", 1.0, capitalised=True)
    assert 0 < by_text["gebühr"].rarity < 1


def test_the_asked_fact_fits_where_a_sentence_holds_it() -> None:
    held, lacking = signals("Was kostet die Duldung?", TERMS), signals("Was kostet die Girokarte?", CASH)
    assert held.exact_fact_asked
    assert (held.fact_fit or 0) > 0 == lacking.fact_fit
    assert signals("Darf man mit Girokarte zahlen?", CASH).fact_fit is None


def test_an_asked_fact_is_sought_though_words_are_not_weighed() -> None:
    assert (signals("How much does the fee cost?", TERMS).fact_fit or 0) > 0


def test_how_things_are_now_is_missing() -> None:
    assert signals("Was kostet die Duldung derzeit?", TERMS).today_missing
