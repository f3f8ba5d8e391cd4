"""The log-in screen."""

import streamlit as st

from ui import session as sessions
from ui.parts.html import show_html
from ui.parts.problem_view import problem_html
from ui.problems import ApiProblem
from ui.session import Session
from ui.typography import label_html
from ui.wording.general import CLAIM, PRODUCT
from ui.wording.login import (
    LOGIN_HINT,
    LOGIN_INCOMPLETE,
    LOGIN_PASSWORD,
    LOGIN_REFUSED,
    LOGIN_SUBMIT,
    LOGIN_USERNAME,
)


def show(session: Session) -> None:
    """Show the form and log in when it is sent."""
    with st.container(key="al-anmeldung"):
        show_html(
            f'<div class="al-login-head"><span class="al-mark" aria-hidden="true">§</span>'
            f"<h1>{PRODUCT}</h1><p>{label_html(CLAIM)}</p></div>"
        )
        if session.notice:
            st.info(session.notice, icon=":material/info:")
        with st.form("al-anmeldeformular", border=False):
            username = st.text_input(LOGIN_USERNAME, key="al-benutzer", max_chars=100, autocomplete="username")
            password = st.text_input(
                LOGIN_PASSWORD, key="al-passwort", type="password", max_chars=200, autocomplete="current-password"
            )
            sent = st.form_submit_button(LOGIN_SUBMIT, type="primary", width="stretch")
        place = st.container()
        show_html(f'<p class="al-note">{label_html(LOGIN_HINT)}</p>')
    if sent:
        with place:
            _log_in(username.strip(), password)


def _log_in(username: str, password: str) -> None:
    if not username or not password:
        st.warning(LOGIN_INCOMPLETE)
        return
    try:
        sessions.log_in(username, password)
    except ApiProblem as problem:
        refused = ApiProblem(problem.status, LOGIN_REFUSED, problem.detail, problem.remedy)
        show_html(problem_html(refused if problem.login_needed else problem))
        return
    st.rerun()
