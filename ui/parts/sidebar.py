"""What stands in the sidebar on every screen: the name, the navigation, who is logged in."""

from collections.abc import Iterable

import streamlit as st

from ui import session as sessions
from ui.parts.html import show_html
from ui.session import Session
from ui.typography import label_html
from ui.wording.general import LOGOUT, PRODUCT, ROLES


def show_navigation(pages: "Iterable[st.Page]") -> None:
    """Show the product's name and a link to each screen that the person may open."""
    show_html(f'<div class="al-brand"><span class="al-mark" aria-hidden="true">§</span>{PRODUCT}</div>')
    with st.container(key="al-navigation", gap=None):
        for page in pages:
            st.page_link(page, icon=page.icon)


def show_account(session: Session) -> None:
    """Show who is logged in, and the way out."""
    if session.login is None:
        return
    person = session.login.person
    with st.container(key="al-konto", gap="small"):
        role = ROLES.get(person.role, person.role)
        show_html(
            f'<div class="al-person"><strong>{label_html(person.display_name)}</strong><br>{label_html(role)}</div>'
        )
        st.button(LOGOUT, key="al-abmelden", icon=":material/logout:", on_click=sessions.log_out, width="stretch")
