"""Each part of a question gets a quote of its own."""

from assistant.answering.answerability import Signals
from assistant.answering.answered_parts import PartEvidence
from assistant.answering.evidence import MOST_QUOTES, Selection, select
from assistant.answering.part_quotes import quote_each_part
from assistant.answering.question import WholeQuestion
from knowledge_base.index import Hit
from tests.unit.assistant.answering.builders import hit

FEES = hit("Die Gebühr für die Duldung beträgt 58 Euro. Die Gebühr ist vorab zu zahlen. Die Gebühr gilt je Person.")
MORE = hit("Die Gebühr für die Erneuerung beträgt 33 Euro. Keine Gebühr zahlt, wer Leistungen bezieht.")
TERM = hit("Die Duldung wird für drei Monate erteilt.")


def chosen(question: str, *hits: Hit) -> Selection:
    return select(WholeQuestion(question), hits)


def part(asked: str, *hits: Hit) -> PartEvidence:
    return PartEvidence(asked, hits, chosen(asked, *hits), Signals(0.9, 0.9))


def test_without_parts_nothing_changes() -> None:
    whole = chosen("Was kostet die Duldung?", FEES, MORE)
    assert quote_each_part(whole, [FEES, MORE], []) == (whole, [FEES, MORE])


def test_the_best_of_each_part_comes_first_and_brings_its_passage() -> None:
    whole = chosen("Gebühr der Duldung und Dauer", FEES, MORE)
    parts = [
        part("Wie hoch ist die Gebühr für die Duldung?", FEES),
        part("Für wie lange wird die Duldung erteilt?", TERM),
    ]
    shared, hits = quote_each_part(whole, [FEES, MORE], parts)
    texts = [quote.unit.text for quote in shared.quotes]
    assert texts[:2] == ["Die Gebühr für die Duldung beträgt 58 Euro.", "Die Duldung wird für drei Monate erteilt."]
    assert len(texts) == len(set(texts)) <= MOST_QUOTES
    assert hits == [FEES, MORE, TERM]
    assert all(quote.unit.text in hits[quote.unit.hit_index].passage.text for quote in shared.quotes)
    assert shared.compared == whole.compared
    assert shared.coverage == whole.coverage


def test_a_part_that_finds_nothing_takes_no_place() -> None:
    whole = chosen("Was kostet die Duldung?", FEES)
    assert quote_each_part(whole, [FEES], [part("Was kostet der Pass?")]) == (whole, [FEES])


def test_where_the_whole_question_finds_nothing_its_quotes_give_way_to_those_of_the_part() -> None:
    whole = chosen("Gebühr der Duldung und Dauer", MORE)
    found = part("Wie hoch ist die Gebühr für die Duldung?", FEES)
    shared, hits = quote_each_part(whole, [MORE], [found], whole_found=False)
    assert [hits[quote.unit.hit_index] for quote in shared.quotes] == [FEES] * len(found.selection.quotes)
    kept, _ = quote_each_part(whole, [MORE], [found])
    assert next(quote.unit.text for quote in whole.quotes) in [quote.unit.text for quote in kept.quotes]
