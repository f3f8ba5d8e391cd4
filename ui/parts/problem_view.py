"""Shows a problem: what happened, what to do next, and a button to try again."""

from collections.abc import Callable

import streamlit as st

from ui.parts.html import show_html
from ui.problems import ApiProblem
from ui.typography import label_html
from ui.wording.general import RETRY


def problem_html(problem: ApiProblem) -> str:
    """Write a problem as a block that screen readers announce."""
    remedy = f"<p>{label_html(problem.remedy)}</p>" if problem.remedy else ""
    return (
        f'<div class="al-problem" role="alert"><strong>{label_html(problem.title)}</strong>'
        f"<p>{label_html(problem.detail)}</p>{remedy}</div>"
    )


def show_problem(problem: ApiProblem, retry_key: str, retry: Callable[[], None] | None = None) -> None:
    """Show a problem; pressing the button calls `retry` and runs the screen anew, which repeats its requests."""
    show_html(problem_html(problem))
    st.button(RETRY, key=f"al-erneut-{retry_key}", icon=":material/refresh:", on_click=retry)
