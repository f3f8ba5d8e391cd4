"""The client against the real API."""

from collections.abc import Callable

import pytest

from assistant.api.schemas import AnswerModel, AnswerQuestionRequest, SourcesEvent
from tests.support.live_stack import LiveApi
from tests.support.small_office import FEES
from ui.api_client import ApiClient, api_for, http_client
from ui.problems import ApiProblem


def test_events_come_typed_and_in_order(as_role: Callable[[str], ApiClient]) -> None:
    events = list(as_role("neu").ask(AnswerQuestionRequest(question="Was kostet die Fiktionsbescheinigung?")))
    assert isinstance(events[0], SourcesEvent)
    assert isinstance(events[-1], AnswerModel)


def test_a_refused_question_is_a_problem_with_a_status(as_role: Callable[[str], ApiClient]) -> None:
    request = AnswerQuestionRequest(question=" \n ")
    with pytest.raises(ApiProblem) as caught:
        list(as_role("neu").ask(request))
    assert caught.value.status == 422


def test_one_person_never_goes_along_with_another(api: LiveApi, as_role: Callable[[str], ApiClient]) -> None:
    as_role("redaktion").review_items()
    assert not http_client().cookies
    with pytest.raises(ApiProblem) as caught:
        api_for().me()
    assert caught.value.login_needed
    with pytest.raises(ApiProblem) as refused:
        as_role("neu").review_items()
    assert refused.value.status == 403


def test_the_original_comes_with_its_name(as_role: Callable[[str], ApiClient]) -> None:
    original = as_role("neu").original(FEES.id)
    assert b"13 Euro" in original.content
    assert "fiktionsbescheinigung.md" in original.disposition


def test_an_id_cannot_lead_to_another_address(as_role: Callable[[str], ApiClient]) -> None:
    with pytest.raises(ApiProblem) as caught:
        as_role("redaktion").answer("../review")
    assert caught.value.status == 404
