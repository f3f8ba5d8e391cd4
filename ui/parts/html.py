"""Small pieces of our own HTML; whatever comes from outside goes through ui.typography first."""

from typing import Literal

import streamlit as st

from ui.typography import label_html
from ui.wording.asking import STATE_HELP, STATES

State = Literal["belegt", "zitat", "abstained", "outdated", "quotes_only"]


def show_html(html: str, *, narrow: bool = False) -> None:
    """Show HTML that is safe already, `narrow` in a row as wide as its content.

    Nothing still takes its place, so that what follows does not move in the tree.
    """
    st.html(html or "<span></span>", width="content" if narrow else "stretch")


def state_html(state: State) -> str:
    """Write a state as a word in its colour."""
    title = f' title="{label_html(STATE_HELP[state])}"' if state in STATE_HELP else ""
    return f'<span class="al-state al-state-{state}"{title}>{label_html(STATES[state])}</span>'


def empty_html(title: str, text: str = "") -> str:
    """Write the notice of a list that has nothing to show, and what brings something into it."""
    more = f"<p>{label_html(text)}</p>" if text else ""
    return f'<div class="al-empty"><strong>{label_html(title)}</strong>{more}</div>'


def heading_html(title: str, text: str = "") -> str:
    """Write a screen's heading with one line beneath it."""
    more = f"<p>{label_html(text)}</p>" if text else ""
    return f'<header class="al-heading"><h1>{label_html(title)}</h1>{more}</header>'


def data_html(parts: list[str]) -> str:
    """Set ready pieces of data about a document side by side; empty ones are left out."""
    return " ".join(f'<span class="al-datum">{part}</span>' for part in parts if part)
