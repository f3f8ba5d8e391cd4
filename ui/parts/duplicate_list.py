"""Duplicates and contradictions: both texts side by side, what differs marked, and what editors decide about them."""

import re
from functools import partial

import streamlit as st

from assistant.api.schemas import (
    DuplicateModel,
    DuplicatePlace,
    DuplicateSide,
    DuplicateState,
    DuplicateUpdate,
    SourceModel,
)
from ui.parts.document_view import dates_html, open_document
from ui.parts.html import data_html, empty_html, show_html
from ui.parts.paging import fetch_page, show_page_numbers, show_range
from ui.parts.undo import show_undo
from ui.session import Session
from ui.session_values import DuplicateUndo, OpenDocument
from ui.typography import label_html, moment, verbatim_html
from ui.wording.review import (
    DUPLICATES_COUNT,
    DUPLICATES_DECIDED,
    DUPLICATES_DIFFERS,
    DUPLICATES_EMPTY,
    DUPLICATES_EMPTY_HELP,
    DUPLICATES_HOLDS,
    DUPLICATES_INTRO,
    DUPLICATES_KINDS,
    DUPLICATES_LAW,
    DUPLICATES_MARK,
    DUPLICATES_OPEN,
    DUPLICATES_SET,
    DUPLICATES_STATES,
    REVIEW_ALL,
    REVIEW_FILTER,
    REVIEW_NOTE,
    REVIEW_NOTE_SAVE,
)

PAGE_LENGTH = 10
_ALL = "alle"
_NEXT: dict[DuplicateState, tuple[DuplicateState, ...]] = {
    "offen": ("erledigt", "kein_widerspruch"),
    "kein_widerspruch": ("offen",),
    "erledigt": ("offen",),
}


def show_duplicates(session: Session) -> None:
    """Show the list, one state at a time."""
    show_html(f'<p class="al-note">{label_html(DUPLICATES_INTRO)}</p>')
    chosen = st.segmented_control(
        REVIEW_FILTER,
        [*DUPLICATES_STATES, _ALL],
        default="offen",
        required=True,
        key="al-doppelt-stand",
        format_func=lambda state: DUPLICATES_STATES.get(state, REVIEW_ALL),
    )
    _show_undo(session)
    state = next((state for state in _NEXT if state == chosen), None)
    key = f"al-doppelt-{chosen}"
    page = fetch_page(lambda offset, limit: session.api.duplicates(state, offset=offset, limit=limit), PAGE_LENGTH, key)
    if not page.total:
        show_html(empty_html(DUPLICATES_EMPTY, DUPLICATES_EMPTY_HELP))
        return
    count = DUPLICATES_COUNT.format(contradictions=page.contradictions, duplicates=page.total - page.contradictions)
    show_range(page.total, PAGE_LENGTH, key, count)
    for pair in page.items:
        _show_pair(session, pair)
    show_page_numbers(page.total, PAGE_LENGTH, key)


def _show_pair(session: Session, pair: DuplicateModel) -> None:
    with st.container(key=f"al-paar-{pair.id}", gap="small", border=True):
        show_html(_head_html(pair))
        left, right = st.columns(2, gap="medium")
        with left:
            _show_side(pair, pair.left, [each.left for each in pair.statements], "links")
        with right:
            _show_side(pair, pair.right, [each.right for each in pair.statements], "rechts")
        st.text_area(REVIEW_NOTE, value=pair.note, key=f"al-paar-notiz-{pair.id}", max_chars=4000, height=80)
        with st.container(horizontal=True, gap="small"):
            for place, state in enumerate(_NEXT[pair.state]):
                st.button(
                    DUPLICATES_SET[state],
                    key=f"al-paar-{state}-{pair.id}",
                    type="secondary" if place else "primary",
                    help=None if state == "offen" else DUPLICATES_HOLDS,
                    on_click=_decide,
                    args=(session, pair, state),
                )
            st.button(
                REVIEW_NOTE_SAVE,
                key=f"al-paar-notiz-sichern-{pair.id}",
                type="tertiary",
                on_click=_decide,
                args=(session, pair, pair.state),
            )


def _head_html(pair: DuplicateModel) -> str:
    kinds = dict.fromkeys(each.differs_in for each in pair.statements if each.differs_in)
    differs = ", ".join(DUPLICATES_DIFFERS.get(kind, kind) for kind in kinds)
    state = "flag" if pair.likeness == "contradiction" else "gap"
    pieces = [
        f'<p class="al-data"><span><span class="al-state al-state-{state}">{DUPLICATES_KINDS[pair.likeness]}</span> '
        f"{label_html(differs)}</span></p>"
    ]
    if pair.decided_by and pair.decided_at:
        decided = DUPLICATES_DECIDED.format(person=pair.decided_by, moment=moment(pair.decided_at))
        pieces.append(f'<p class="al-foot">{label_html(decided)}</p>')
    return f'<div class="al-item">{"".join(pieces)}</div>'


def _show_side(pair: DuplicateModel, side: DuplicateSide, places: list[DuplicatePlace], where: str) -> None:
    data = [
        label_html(side.locator.label),
        label_html(DUPLICATES_LAW) if side.kind == "statute" else label_html(side.owner),
        *dates_html(side.stand, side.valid_from, side.valid_until, side.review_by),
    ]
    sentences = "".join(f'<p class="al-compared" lang="de">{marked_html(place)}</p>' for place in places)
    show_html(
        f'<h3 class="al-locator">{label_html(side.title)}</h3><p class="al-data">{data_html(data)}</p>{sentences}'
    )
    st.button(
        DUPLICATES_OPEN,
        key=f"al-paar-{where}-{pair.id}",
        icon=":material/menu_book:",
        on_click=open_document,
        args=(OpenDocument(side.document_id, side.title, _source(side, places[0].text if places else side.text)),),
    )


def marked_html(place: DuplicatePlace) -> str:
    """Write a sentence with what differs marked, for eyes and for screen readers.

    >>> marked_html(DuplicatePlace(text="Sie kostet <13> Euro.", differs=["<13> Euro"]))
    'Sie kostet <ins class="al-differs"><span class="al-unseen">weicht ab: </span>&lt;13&gt; Euro</ins>.'
    """
    if not place.differs:
        return verbatim_html(place.text)
    pattern = "|".join(re.escape(part) for part in sorted(place.differs, key=len, reverse=True))
    label = f'<span class="al-unseen">{DUPLICATES_MARK}: </span>'
    return "".join(
        f'<ins class="al-differs">{label}{verbatim_html(piece)}</ins>' if number % 2 else verbatim_html(piece)
        for number, piece in enumerate(re.split(f"({pattern})", place.text))
    )


def _source(side: DuplicateSide, quote: str) -> SourceModel:
    return SourceModel(
        number=1,
        passage_id=side.passage_id,
        document_id=side.document_id,
        title=side.title,
        kind=side.kind,
        locator=side.locator,
        quote=quote,
        text=side.text,
        context=side.context,
        stand=side.stand,
        valid_from=side.valid_from,
        valid_until=side.valid_until,
        review_by=side.review_by,
        url="",
    )


def _decide(session: Session, pair: DuplicateModel, state: DuplicateState) -> None:
    note = str(st.session_state.get(f"al-paar-notiz-{pair.id}", pair.note))
    update = DuplicateUpdate(state=state, note=note)
    if session.attempt(lambda: session.api.decide_about_duplicate(pair.id, update)):
        session.duplicate_undo = DuplicateUndo(pair.id, DuplicateUpdate(state=pair.state, note=pair.note), state)


def _undo(session: Session, undo: DuplicateUndo) -> None:
    if session.attempt(lambda: session.api.decide_about_duplicate(undo.pair_id, undo.before)):
        st.session_state.pop(f"al-paar-notiz-{undo.pair_id}", None)
        session.duplicate_undo = None


def _show_undo(session: Session) -> None:
    undo = session.duplicate_undo
    if undo is not None:
        show_undo("doppelt", DUPLICATES_STATES[undo.state], partial(_undo, session, undo))
