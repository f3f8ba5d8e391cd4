"""One question with its answer: statements with their citation chips on the left, the sources on the right."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from assistant.api.schemas import AnswerModel, SourceModel, StatementModel
from ui.file_note import file_note
from ui.live_answer import TurnView
from ui.parts.document_view import open_document
from ui.parts.feedback_form import show_feedback
from ui.parts.html import data_html, show_html, state_html
from ui.parts.problem_view import show_problem
from ui.parts.source_view import show_sources
from ui.parts.translations import missing_html, translation_html
from ui.session import Session
from ui.session_values import OpenDocument
from ui.typography import day, label_html, today, verbatim_html
from ui.wording.asking import (
    ABSTAINED,
    ABSTAINED_NEAREST,
    ABSTAINED_NOTED,
    ANSWER_LINE,
    CAVEATS,
    FORMULATING,
    NEAREST,
    NOTE_COPIED,
    NOTE_COPY,
    PART_MISSING,
    QUESTION,
    QUOTES_ONLY,
    SEARCHING,
    SOURCES,
    SOURCES_FOLDED,
    WITHHELD_MANY,
    WITHHELD_ONE,
)
from ui.wording.translations import TRANSLATING

_UNDER_WAY = {"searching": SEARCHING, "formulating": FORMULATING, "translating": TRANSLATING}


def show_turn(session: Session, turn: TurnView, *, latest: bool) -> None:
    """Show a question and what is there of its answer; sources of earlier questions are folded away."""
    with st.container(key=f"al-frage-{'neueste' if latest else turn.key}"):
        newest = f' data-al-newest="{escape(session.newest)}"' if latest else ""
        unseen = f'<span class="al-unseen">{QUESTION}: </span>'
        show_html(f'<h2 class="al-question"{newest}>{unseen}{label_html(turn.question)}</h2>')
        answer_side, source_side = st.columns([11, 8], gap="large")
        with answer_side, st.container(key=f"al-antwort-{turn.key}", gap="small"):
            _show_answer_side(session, turn)
        with source_side:
            _show_source_side(turn, latest=latest)


def _show_answer_side(session: Session, turn: TurnView) -> None:
    show_html(_lead_html(turn) + _hints_html(turn) + missing_parts_html(turn.missing_parts))
    show_html(caveats_html(turn.answer.caveats if turn.answer else []))
    numbers = {source.number: source for source in turn.sources}
    for position, statement in enumerate(turn.statements):
        _show_statement(statement, numbers, key=f"{turn.key}-{position}")
    show_html(missing_html(turn.statements if turn.phase == "done" else ()))
    if turn.phase == "failed" and turn.problem:
        show_problem(turn.problem, turn.key, retry=partial(session.put_question, turn.question))
    elif turn.answer:
        _show_foot(turn.answer)
        _show_actions(session, turn.answer)


def _lead_html(turn: TurnView) -> str:
    """Write the line over the statements: what is going on, or what kind of answer this is."""
    if turn.phase in _UNDER_WAY:
        text = _UNDER_WAY[turn.phase]
        return f'<p class="al-progress" role="status">{label_html(text)}</p>'
    answer = turn.answer
    if answer is None:
        return ""
    if answer.status == "abstained":
        text = answer.notice or ABSTAINED
        if answer.sources and ABSTAINED_NEAREST not in text:
            text = f"{text} {ABSTAINED_NEAREST}"
        noted = f'<p class="al-note">{label_html(ABSTAINED_NOTED)}</p>'
        return f'<div class="al-lead al-lead-abstained"><p>{state_html("abstained")}{label_html(text)}</p>{noted}</div>'
    if answer.status == "quotes_only":
        text = answer.notice or answer.problem or QUOTES_ONLY
        return f'<div class="al-lead al-lead-quotes"><p>{state_html("quotes_only")}{label_html(text)}</p></div>'
    # One line in every state: what stands beneath keeps its place when the answer is final.
    stand = ANSWER_LINE.format(day=day(answer.as_of))
    return f'<p class="al-progress al-ready">{label_html(answer.notice or stand)}</p>'


def _hints_html(turn: TurnView) -> str:
    """Write what was masked, and who decides; both from the API."""
    hints = turn.answer.hints if turn.answer else []
    return "".join(f'<p class="al-note al-hint">{label_html(hint)}</p>' for hint in hints)


def missing_parts_html(parts: Sequence[str]) -> str:
    """Write of which parts of the question nothing is found, so that nobody takes the rest for the whole answer."""
    lines = [PART_MISSING.format(part=part) for part in parts]
    return "".join(f'<p class="al-note al-missing">{label_html(line)}</p>' for line in lines)


def caveats_html(caveats: Sequence[str]) -> str:
    """Write what the sources have against them, such as a contradiction or a date that has passed."""
    lines = "".join(f"<li>{label_html(caveat)}</li>" for caveat in caveats)
    return f'<ul class="al-caveats" aria-label="{label_html(CAVEATS)}">{lines}</ul>' if caveats else ""


def _show_statement(statement: StatementModel, sources: dict[int, SourceModel], key: str) -> None:
    quoted = statement.support == "zitat"
    text = f"»{verbatim_html(statement.text)}«" if quoted else label_html(statement.text)
    with st.container(key=f"al-{statement.support}-{key}", gap=None):
        show_html(f'<span class="al-statement">{text}</span>')
        for number in statement.citations:
            if number in sources:
                source = sources[number]
                st.button(
                    str(number),
                    key=f"al-chip-{key}-{number}",
                    on_click=open_document,
                    args=(OpenDocument(source.document_id, source.title, source),),
                )
        outdated = any(_is_outdated(sources[number]) for number in statement.citations if number in sources)
        show_html(state_html(statement.support) + (state_html("outdated") if outdated else ""))
        show_html(translation_html(statement.translation))


def _is_outdated(source: SourceModel) -> bool:
    return source.review_by is not None and source.review_by < today()


def _show_foot(answer: AnswerModel) -> None:
    withheld = ""
    if answer.withheld:
        withheld = WITHHELD_ONE if answer.withheld == 1 else WITHHELD_MANY.format(count=answer.withheld)
    seconds = f"{max(answer.timings.total, 0.1):.1f} s".replace(".", ",")
    parts = [seconds, answer.model, withheld]
    show_html(f'<p class="al-foot">{data_html([label_html(part) for part in parts if part])}</p>')


def _show_actions(session: Session, answer: AnswerModel) -> None:
    with st.container(key=f"al-handlungen-{answer.id}", gap="small"):
        if answer.statements:
            note = escape(file_note(answer))
            show_html(
                f'<button type="button" class="al-copy" data-al-copied="{label_html(NOTE_COPIED)}">'
                f'{label_html(NOTE_COPY)}</button><pre class="al-copy-text" hidden>{note}</pre>'
            )
        show_feedback(session, answer)


def _show_source_side(turn: TurnView, *, latest: bool) -> None:
    abstained = turn.answer is not None and turn.answer.status == "abstained"
    if not latest:
        with st.expander(SOURCES_FOLDED.format(count=len(turn.sources)), key=f"al-quellen-{turn.key}"):
            show_sources(turn.sources, turn.key)
        return
    if turn.sources or turn.phase == "done":
        show_html(f'<h3 class="al-side-title">{label_html(NEAREST if abstained else SOURCES)}</h3>')
        show_sources(turn.sources, turn.key)
    elif turn.phase == "searching":
        st.skeleton(height=160)
