"""Redaktion: flagged answers and gaps, what documents say twice or otherwise, and removed documents."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas import ReviewItemModel, ReviewState, ReviewUpdate
from ui.parts.answer_view import missing_parts_html
from ui.parts.document_view import show_open_document
from ui.parts.duplicate_list import show_duplicates
from ui.parts.feedback_form import reason_labels
from ui.parts.html import empty_html, heading_html, show_html, state_html
from ui.parts.paging import fetch_page, show_page_numbers, show_range
from ui.parts.removed_list import show_removed
from ui.parts.source_view import show_sources
from ui.parts.undo import show_undo
from ui.session import Session
from ui.session_values import ReviewUndo
from ui.typography import label_html, moment, verbatim_html
from ui.wording.general import NAV_REVIEW
from ui.wording.privacy import PRIVACY_REPLACED
from ui.wording.review import (
    REVIEW_ALL,
    REVIEW_ANSWER,
    REVIEW_COMMENT,
    REVIEW_EMPTY,
    REVIEW_EMPTY_HELP,
    REVIEW_FILTER,
    REVIEW_HANDLED,
    REVIEW_INTRO,
    REVIEW_KINDS,
    REVIEW_MADE_BY,
    REVIEW_MADE_BY_QUOTES,
    REVIEW_NO_ANSWER,
    REVIEW_NOTE,
    REVIEW_NOTE_SAVE,
    REVIEW_PART,
    REVIEW_REASONS,
    REVIEW_REPORTED,
    REVIEW_SET,
    REVIEW_SOURCES,
    REVIEW_STATES,
    REVIEW_WHOLE,
    SECTION,
    SECTIONS,
)

_ALL = "alle"
PAGE_LENGTH = 10
_NEXT: dict[ReviewState, tuple[ReviewState, ...]] = {
    "offen": ("in_arbeit", "erledigt"),
    "in_arbeit": ("erledigt", "offen"),
    "erledigt": ("offen",),
}
"""Which states an item can be set to from where it is; the first is the usual next one."""


def show(session: Session, _beside: DeltaGenerator) -> None:
    """Show the chosen section."""
    show_html(heading_html(NAV_REVIEW))
    section = st.segmented_control(
        SECTION,
        list(SECTIONS),
        default="antworten",
        required=True,
        key="al-redaktion-bereich",
        format_func=lambda name: SECTIONS[name],
    )
    if section == "doppelt":
        show_duplicates(session)
    elif section == "entfernt":
        show_removed(session)
    else:
        _show_reported(session)
    show_open_document(session)


def _show_reported(session: Session) -> None:
    """Show flagged answers and gaps, one state at a time."""
    show_html(f'<p class="al-note">{label_html(REVIEW_INTRO)}</p>')
    chosen = st.segmented_control(
        REVIEW_FILTER,
        [*REVIEW_STATES, _ALL],
        default="offen",
        required=True,
        key="al-redaktion-stand",
        format_func=lambda state: REVIEW_STATES.get(state, REVIEW_ALL),
    )
    _show_undo(session)
    state = next((state for state in _NEXT if state == chosen), None)
    key = f"al-redaktion-{chosen}"
    page = fetch_page(
        lambda offset, limit: session.api.review_items(state, offset=offset, limit=limit), PAGE_LENGTH, key
    )
    if not page.total:
        show_html(empty_html(REVIEW_EMPTY, REVIEW_EMPTY_HELP))
        return
    show_range(page.total, PAGE_LENGTH, key)
    labels = reason_labels(session)
    for item in page.items:
        _show_item(session, item, labels)
    show_page_numbers(page.total, PAGE_LENGTH, key)


def _show_item(session: Session, item: ReviewItemModel, labels: dict[str, str]) -> None:
    with st.container(key=f"al-eintrag-{item.id}", gap="small", border=True):
        show_html(_head_html(item, labels))
        with st.expander(REVIEW_ANSWER, expanded=item.kind == "flag", key=f"al-eintrag-antwort-{item.id}"):
            show_html(_answer_html(item))
        with st.expander(REVIEW_SOURCES.format(count=len(item.answer.sources)), key=f"al-eintrag-quellen-{item.id}"):
            show_sources(item.answer.sources, f"eintrag-{item.id}")
        note_key = f"al-notiz-{item.id}"
        st.text_area(REVIEW_NOTE, value=item.note, key=note_key, max_chars=4000, height=80)
        with st.container(horizontal=True, gap="small"):
            for place, state in enumerate(_NEXT[item.state]):
                st.button(
                    REVIEW_SET[state],
                    key=f"al-setzen-{state}-{item.id}",
                    type="secondary" if place else "primary",
                    on_click=_set,
                    args=(session, item, state),
                )
            st.button(
                REVIEW_NOTE_SAVE,
                key=f"al-notiz-sichern-{item.id}",
                type="tertiary",
                on_click=_set,
                args=(session, item, item.state),
            )


def _head_html(item: ReviewItemModel, labels: dict[str, str]) -> str:
    question = item.answer.question
    heading = REVIEW_PART.format(part=item.missing_part) if item.missing_part else question
    reported = REVIEW_REPORTED.format(moment=moment(item.opened_at), person=item.asked_by)
    pieces = [
        f'<p class="al-data"><span><span class="al-state al-state-{item.kind}">{REVIEW_KINDS[item.kind]}</span> '
        f'<span class="al-state al-state-{item.state}">{REVIEW_STATES[item.state]}</span></span> '
        f"{label_html(reported)}</p>",
        f'<h2 class="al-question">{label_html(heading)}</h2>',
    ]
    if item.missing_part:
        pieces.append(f"<p><strong>{REVIEW_WHOLE}:</strong> {label_html(question)}</p>")
    if item.reasons:
        reasons = ", ".join(labels.get(reason, reason) for reason in item.reasons)
        pieces.append(f"<p><strong>{REVIEW_REASONS}:</strong> {label_html(reasons)}</p>")
    if item.comment:
        pieces.append(f"<p><strong>{REVIEW_COMMENT}:</strong> {label_html(item.comment)}</p>")
    made_by = REVIEW_MADE_BY if item.answer.model else REVIEW_MADE_BY_QUOTES
    made = made_by.format(model=item.answer.model, prompt=item.answer.prompt_version, index=item.answer.index)
    pieces.append(f'<p class="al-foot">{label_html(made)}</p>')
    if item.handled_by:
        handled = REVIEW_HANDLED.format(person=item.handled_by, moment=moment(item.updated_at))
        pieces.append(f'<p class="al-foot">{label_html(handled)}</p>')
    return f'<div class="al-item">{"".join(pieces)}</div>'


def _answer_html(item: ReviewItemModel) -> str:
    if not item.answer.statements:
        return f'<p class="al-note">{label_html(item.answer.notice or REVIEW_NO_ANSWER)}</p>'
    lines = [
        f"<li>{verbatim_html(statement.text)} "
        f"{''.join(f'<span class=al-number>{number}</span>' for number in statement.citations)} "
        f"{state_html(statement.support)}</li>"
        for statement in item.answer.statements
    ]
    return f'{missing_parts_html(item.answer.missing_parts)}<ul class="al-statements">{"".join(lines)}</ul>'


def _set(session: Session, item: ReviewItemModel, state: ReviewState) -> None:
    note = str(st.session_state.get(f"al-notiz-{item.id}", item.note))
    update = ReviewUpdate(state=state, note=note)
    kept: list[ReviewItemModel] = []
    if session.attempt(lambda: kept.append(session.api.update_review_item(item.id, update))):
        if kept[0].note != note.strip():
            st.session_state[f"al-notiz-{item.id}"] = kept[0].note
            st.toast(PRIVACY_REPLACED)
        session.review_undo = ReviewUndo(item.id, ReviewUpdate(state=item.state, note=item.note), state)


def _undo(session: Session, undo: ReviewUndo) -> None:
    if session.attempt(lambda: session.api.update_review_item(undo.item_id, undo.before)):
        st.session_state.pop(f"al-notiz-{undo.item_id}", None)
        session.review_undo = None


def _show_undo(session: Session) -> None:
    undo = session.review_undo
    if undo is not None:
        show_undo("redaktion", REVIEW_STATES[undo.state], partial(_undo, session, undo))
