"""The script behind every screen: log-in gate, navigation by role, and the one place where problems are shown."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import session as sessions
from ui.parts.html import show_html
from ui.parts.problem_view import problem_html, show_problem
from ui.parts.sidebar import show_account, show_navigation
from ui.problems import ApiProblem
from ui.screens import SCREENS, Screen, login
from ui.session import Session
from ui.wording.general import NOT_ALLOWED, PRODUCT
from ui.wording.login import LOGIN_ENDED


def main() -> None:
    """Show the screen of the address to whom is logged in, else the log-in."""
    session = sessions.current()
    st.set_page_config(
        page_title=PRODUCT,
        layout="wide",
        initial_sidebar_state="auto" if session.login else "collapsed",
    )
    _hand_in_ticket(session)
    if session.login is None:
        st.navigation(list(_pages(lambda _screen: login.show(session)).values()), position="hidden").run()
        return
    try:
        _show_screens(session)
    except ApiProblem as problem:
        if problem.login_needed:
            sessions.log_out(notice=LOGIN_ENDED)
            st.rerun()
        show_problem(problem, retry_key="seite")


def _show_screens(session: Session) -> None:
    with st.sidebar:
        navigation, beside, account = st.container(), st.container(), st.container()
    pages = _pages(partial(_show_screen, session, beside))
    page = st.navigation(list(pages.values()), position="hidden")
    with navigation:
        show_navigation(entry for screen, entry in pages.items() if session.may(screen.permission))
    with account:
        show_account(session)
    if session.question and page is not pages[SCREENS[0]]:
        # A question was put on another screen, such as "Dazu fragen" in the learning path.
        st.switch_page(pages[SCREENS[0]])
    if session.problem:
        show_html(problem_html(session.problem))
        session.problem = None
    page.run()


def _pages(show: Callable[[Screen], None]) -> Mapping[Screen, StreamlitPage]:
    # All screens keep their address in every state: one that is not allowed says so instead of not being found.
    return {
        screen: st.Page(
            partial(show, screen),
            title=screen.title,
            icon=screen.icon,
            url_path=screen.path,
            default=screen.default,
        )
        for screen in SCREENS
    }


def _show_screen(session: Session, beside: st.delta_generator.DeltaGenerator, screen: Screen) -> None:
    if session.may(screen.permission):
        screen.show(session, beside)
    else:
        st.info(NOT_ALLOWED, icon=":material/lock:")


def _hand_in_ticket(session: Session) -> None:
    # The page's script sends the ticket once; it is worthless afterwards and therefore may stay in the page.
    if session.ticket:
        show_html(f'<span data-al-ticket="{session.ticket}"></span>')


if __name__ == "__main__":
    main()
