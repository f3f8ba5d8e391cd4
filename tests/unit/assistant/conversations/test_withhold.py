"""What is left of a kept answer when some of its sources are no longer for its reader."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.answering.answer import Answer, AnswerRecord, Source, Statement, Status, Support, Timings
from assistant.conversations.withhold import NO_LONGER_ONE, withhold
from knowledge_base.index import Hit
from tests.support.small_office import FEES, STAFF_ONLY, SmallDocument, document_of, passages_of


def source(number: int, small: SmallDocument) -> Source:
    return Source(number, Hit(passages_of(small)[0], document_of(small), 0.9), small.paragraphs[0])


RECORD = AnswerRecord(
    "a1",
    "c1",
    "p1",
    datetime(2026, 4, 1, tzinfo=UTC),
    Answer(
        status=Status.ANSWERED,
        question="Was gilt?",
        search_text="Was gilt?",
        statements=(
            Statement("Das kostet 13 Euro.", Support.BELEGT, (1,)),
            Statement("Das dauert zwei Wochen.", Support.ZITAT, (2,)),
            Statement("Beides gilt.", Support.BELEGT, (1, 2)),
        ),
        sources=(source(1, FEES), source(2, STAFF_ONLY)),
        timings=Timings(0.1, 0.1, 0.2),
        model="",
        prompt_version="",
        index="",
        caveats=("Die Quellen [1] und [2] widersprechen sich: 13 / 2.", "Quelle [1] ist überholt."),
    ),
    as_of=date(2026, 4, 1),
)


def test_what_rests_on_it_goes_with_it() -> None:
    answer = withhold(RECORD, lambda each: each.number == 1).answer
    assert [statement.text for statement in answer.statements] == ["Das kostet 13 Euro."]
    assert [each.number for each in answer.sources] == [1]
    assert answer.caveats == (NO_LONGER_ONE, "Quelle [1] ist überholt.")
    assert answer.notice == ""


def test_of_an_answer_without_any_source_left_only_that_is_said() -> None:
    answer = withhold(RECORD, lambda _: False).answer
    assert (answer.statements, answer.sources) == ((), ())
    assert answer.notice == answer.caveats[0]
    assert "2 Quellen" in answer.notice
    assert len(answer.caveats) == 1


def test_an_answer_whose_sources_may_all_be_read_stays_as_it_is() -> None:
    assert withhold(RECORD, lambda _: True) is RECORD
    empty = replace(RECORD, answer=replace(RECORD.answer, sources=(), statements=()))
    assert withhold(empty, lambda _: False) is empty
