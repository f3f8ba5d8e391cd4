"""Einarbeitung: the learning path, week by week, with the documents of each step and questions to ask."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas import LearningStep, LearningWeek
from ui.parts.document_view import open_document, show_open_document
from ui.parts.html import empty_html, heading_html, show_html
from ui.session import Session
from ui.session_values import OpenDocument
from ui.typography import day, label_html, plain_label
from ui.wording.general import NAV_LEARNING
from ui.wording.learning import (
    LEARNING_ASK,
    LEARNING_COMPLETE,
    LEARNING_DOCUMENTS,
    LEARNING_DONE_AT,
    LEARNING_EMPTY,
    LEARNING_EMPTY_HELP,
    LEARNING_PROGRESS,
    LEARNING_WEEK_DONE,
)


def show(session: Session, _beside: DeltaGenerator) -> None:
    """Show the path with the person's progress."""
    path = session.api.learning_path()
    show_html(heading_html(NAV_LEARNING, path.title))
    steps = [step for week in path.weeks for step in week.steps]
    if not steps:
        show_html(empty_html(LEARNING_EMPTY, LEARNING_EMPTY_HELP))
        return
    done = _count_done(steps)
    text = LEARNING_COMPLETE if done == len(steps) else LEARNING_PROGRESS.format(done=done, count=len(steps))
    with st.container(key="al-fortschritt"):
        st.progress(done / len(steps), text=text)
    open_week = next((week for week in path.weeks if _count_done(week.steps) < len(week.steps)), None)
    for number, week in enumerate(path.weeks):
        _show_week(session, week, number, unfolded=week is open_week)
    show_open_document(session)


def _count_done(steps: list[LearningStep]) -> int:
    return sum(step.done_at is not None for step in steps)


def _show_week(session: Session, week: LearningWeek, number: int, *, unfolded: bool) -> None:
    count = LEARNING_WEEK_DONE.format(done=_count_done(week.steps), count=len(week.steps))
    with st.expander(f"**{plain_label(week.title)}** · {count}", expanded=unfolded, key=f"al-woche-{number}"):
        for step in week.steps:
            _show_step(session, step)


def _show_step(session: Session, step: LearningStep) -> None:
    state = "erledigt" if step.done_at else "offen"
    with st.container(key=f"al-schritt-{state}-{step.id}", gap="small"):
        key = f"al-haken-{step.id}"
        st.checkbox(
            f"**{plain_label(step.title)}**",
            value=step.done_at is not None,
            key=key,
            on_change=_tick,
            args=(session, step.id, key),
        )
        done = f'<p class="al-note">{LEARNING_DONE_AT.format(day=day(step.done_at.date()))}</p>' if step.done_at else ""
        show_html(f'<div class="al-step">{done}<p>{label_html(step.text)}</p></div>')
        _show_documents(step)
        _show_questions(session, step)


def _show_documents(step: LearningStep) -> None:
    if not step.documents:
        return
    with st.container(key=f"al-schritt-dokumente-{step.id}", horizontal=True, gap="small", vertical_alignment="center"):
        show_html(f'<span class="al-note">{LEARNING_DOCUMENTS}:</span>', narrow=True)
        for document in step.documents:
            st.button(
                plain_label(document.title),
                key=f"al-schritt-{step.id}-{document.id}",
                type="tertiary",
                icon=":material/description:",
                on_click=open_document,
                args=(OpenDocument(document.id, document.title),),
            )


def _show_questions(session: Session, step: LearningStep) -> None:
    for number, question in enumerate(step.questions):
        with st.container(
            key=f"al-lernfrage-{step.id}-{number}", horizontal=True, gap="small", vertical_alignment="center"
        ):
            show_html(f'<span class="al-learning-question">{label_html(question)}</span>', narrow=True)
            st.button(
                LEARNING_ASK,
                key=f"al-frag-{step.id}-{number}",
                icon=":material/forum:",
                on_click=session.put_question,
                args=(question, [document.id for document in step.documents]),
            )


def _tick(session: Session, step_id: str, key: str) -> None:
    done = bool(st.session_state[key])
    if not session.attempt(lambda: session.api.set_step(step_id, done=done)):
        st.session_state[key] = not done
