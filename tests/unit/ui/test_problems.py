"""Failures in German words."""

import httpx
import pytest

from ui.problems import from_response, from_transport


def test_a_problem_of_the_api_keeps_its_words() -> None:
    body = {"title": "Nicht gefunden", "status": 404, "detail": "Das gibt es nicht.", "remedy": "Wählen Sie neu."}
    problem = from_response(httpx.Response(404, json=body))
    assert (problem.status, problem.title, problem.remedy) == (404, "Nicht gefunden", "Wählen Sie neu.")


def test_a_foreign_error_page_is_named_by_its_status() -> None:
    problem = from_response(httpx.Response(502, text="<html>Bad gateway</html>"))
    assert "502" in problem.detail
    assert "<" not in problem.detail
    assert problem.remedy


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (httpx.ConnectError("refused"), "Amtslotse ist nicht erreichbar"),
        (httpx.ConnectTimeout("slow"), "Amtslotse ist nicht erreichbar"),
        (httpx.ReadTimeout("slow"), "Keine Antwort"),
    ],
)
def test_an_api_out_of_reach_is_said_to_be_so(error: httpx.HTTPError, title: str) -> None:
    problem = from_transport(error, "http://127.0.0.1:8000")
    assert problem.title == title
    assert problem.unreachable
    assert problem.remedy
