"""What was just saved, and the button that takes it back."""

from collections.abc import Callable

import streamlit as st

from ui.parts.html import show_html
from ui.typography import label_html
from ui.wording.review import REVIEW_SAVED, REVIEW_UNDO


def show_undo(name: str, state: str, take_back: Callable[[], None]) -> None:
    """Say which state was saved; `name` tells the place apart from others on the screen."""
    with st.container(key=f"al-{name}-zurueck", horizontal=True, gap="small", vertical_alignment="center"):
        show_html(f'<span role="status">{label_html(REVIEW_SAVED.format(state=state))}</span>', narrow=True)
        st.button(REVIEW_UNDO, key=f"al-{name}-undo", icon=":material/undo:", on_click=take_back)
