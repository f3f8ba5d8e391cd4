"""Judging an answer in two clicks: a thumb is kept at once; reason and comment may follow; all of it can be undone."""

import streamlit as st

from assistant.api.schemas import AnswerModel, FeedbackModel, FeedbackReason, Rating
from ui.parts.html import show_html
from ui.problems import ApiProblem
from ui.session import Session
from ui.typography import label_html, plain_label
from ui.wording.feedback import (
    FEEDBACK_COMMENT,
    FEEDBACK_COMMENT_HINT,
    FEEDBACK_DOWN,
    FEEDBACK_REASONS,
    FEEDBACK_SEND,
    FEEDBACK_SENT,
    FEEDBACK_THANKS,
    FEEDBACK_UNDO,
    FEEDBACK_UP,
)
from ui.wording.privacy import PRIVACY_REPLACED

_THUMBS: dict[Rating, tuple[str, str]] = {
    "up": (FEEDBACK_UP, ":material/thumb_up:"),
    "down": (FEEDBACK_DOWN, ":material/thumb_down:"),
}


def show_feedback(session: Session, answer: AnswerModel) -> None:
    """Show the thumbs of an answer and, after a thumb down, the reasons."""
    given = answer.feedback
    with st.container(key=f"al-urteil-{answer.id}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for rating, (label, icon) in _THUMBS.items():
            chosen = given is not None and given.rating == rating
            st.button(
                label,
                key=f"al-daumen-{rating}-{answer.id}",
                icon=icon,
                type="primary" if chosen else "secondary",
                on_click=_judge,
                args=(session, answer, None if chosen else FeedbackModel(rating=rating, comment="")),
            )
        if given:
            st.button(
                FEEDBACK_UNDO,
                key=f"al-urteil-zurueck-{answer.id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_judge,
                args=(session, answer, None),
            )
    if given:
        show_html(f'<p class="al-note" role="status">{label_html(FEEDBACK_THANKS[given.rating])}</p>')
        _show_reasons(session, answer, given)


def _show_reasons(session: Session, answer: AnswerModel, given: FeedbackModel) -> None:
    reasons = [reason.id for reason in known_reasons(session) if reason.rating == given.rating]
    labels = reason_labels(session)
    key = f"al-grund-{given.rating}-{answer.id}"
    with st.form(f"al-urteil-form-{answer.id}", border=True):
        st.pills(
            FEEDBACK_REASONS[given.rating],
            reasons,
            key=key,
            selection_mode="multi",
            default=[reason for reason in given.reasons if reason in reasons],
            format_func=lambda reason: plain_label(labels[reason]),
        )
        st.text_area(
            FEEDBACK_COMMENT,
            value=given.comment,
            key=f"{key}-text",
            max_chars=4000,
            placeholder=FEEDBACK_COMMENT_HINT,
            height=96,
        )
        st.form_submit_button(FEEDBACK_SEND, on_click=_send_reasons, args=(session, answer, given.rating, key))
    if given.reasons or given.comment:
        show_html(f'<p class="al-note al-sent" role="status">{label_html(FEEDBACK_SENT)}</p>')


def known_reasons(session: Session) -> list[FeedbackReason]:
    """Return the reasons that can be picked; none when the API does not tell, because a comment works without."""
    if not session.reasons:
        try:
            session.reasons = session.api.feedback_reasons()
        except ApiProblem:
            return []
    return session.reasons


def reason_labels(session: Session) -> dict[str, str]:
    """Return the label of each reason by its id."""
    return {reason.id: reason.label for reason in known_reasons(session)}


def _send_reasons(session: Session, answer: AnswerModel, rating: Rating, key: str) -> None:
    reasons: list[str] = st.session_state.get(key) or []
    comment = str(st.session_state.get(f"{key}-text") or "").strip()
    _judge(session, answer, FeedbackModel(rating=rating, reasons=reasons, comment=comment))
    if answer.feedback and comment and answer.feedback.comment != comment:
        st.session_state[f"{key}-text"] = answer.feedback.comment
        st.toast(PRIVACY_REPLACED)


def _judge(session: Session, answer: AnswerModel, feedback: FeedbackModel | None) -> None:
    kept: list[FeedbackModel] = []

    def send() -> None:
        if feedback:
            kept.append(session.api.give_feedback(answer.id, feedback))
        else:
            session.api.withdraw_feedback(answer.id)

    if session.attempt(send):
        answer.feedback = kept[0] if kept else None
