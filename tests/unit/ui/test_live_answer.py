"""An answer in the making, as its events come."""

from assistant.api.schemas import AnswerQuestionRequest, Problem, SourcesEvent, StatementEvent, StatementModel
from tests.unit.ui.wire_samples import QUOTE, answer, source
from ui.live_answer import LiveAnswer

SOURCES = SourcesEvent(answer_id="a1", conversation_id="c1", sources=[source()])


def statement(position: int, text: str) -> StatementEvent:
    return StatementEvent(position=position, statement=StatementModel(text=text, support="zitat", citations=[1]))


def live() -> LiveAnswer:
    return LiveAnswer(AnswerQuestionRequest(question="Was kostet das?"))


def test_at_first_it_searches() -> None:
    assert live().view().phase == "searching"
    assert live().running


def test_a_later_statement_takes_the_place_of_the_earlier() -> None:
    begun = live()
    begun.follow([SOURCES, statement(1, "zweitens"), statement(0, "erstens"), statement(1, "doch anders")])
    assert [each.text for each in begun.view().statements] == ["erstens", "doch anders"]


def test_the_final_answer_replaces_all_that_came_before() -> None:
    begun = live()
    begun.follow([SOURCES, statement(0, "vorläufig"), answer()])
    view = begun.view()
    assert view.phase == "done"
    assert [each.text for each in view.statements] == ["Es kostet 93,00 €.", QUOTE]
    assert begun.conversation_id == "c1"


def test_a_problem_on_the_way_does_not_end_the_answer() -> None:
    begun = live()
    begun.follow([SOURCES, Problem(title="Modell", status=503, detail="Zu langsam."), answer(status="quotes_only")])
    assert begun.view().phase == "done"
    assert begun.view().problem is None


def test_a_stream_that_breaks_off_has_failed_and_says_so() -> None:
    begun = live()
    begun.follow([SOURCES, statement(0, "vorläufig")])
    view = begun.view()
    assert view.phase == "failed"
    assert view.problem is not None
    assert not begun.running
    assert view.sources, "the evidence stays"


def test_a_problem_at_the_end_is_the_one_that_is_shown() -> None:
    begun = live()
    begun.follow([SOURCES, Problem(title="Datenbank", status=503, detail="Voll.")])
    problem = begun.view().problem
    assert problem is not None
    assert problem.title == "Datenbank"


def test_the_parts_without_an_answer_are_known_with_the_sources_and_put_right_by_the_final_answer() -> None:
    begun = live()
    sources = SOURCES.model_copy(update={"missing_parts": ["wo parkt man"]})
    begun._take(sources)
    assert begun.view().missing_parts == ("wo parkt man",)
    begun._take(answer(status="abstained", statements=[]))
    assert begun.view().missing_parts == ()
    kept = live()
    kept.follow([sources, answer(missing_parts=["wo parkt man"])])
    assert kept.view().missing_parts == ("wo parkt man",)
