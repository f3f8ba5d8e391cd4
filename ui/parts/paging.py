"""Long lists, a page at a time: which entries are shown, of how many, and the way to the others."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from ui.parts.html import show_html
from ui.typography import label_html
from ui.wording.general import ENTRIES, ENTRIES_OF, ONE_ENTRY

Entry = TypeVar("Entry")


class Page(Protocol):
    """What the API says about a page of a list."""

    @property
    def total(self) -> int:
        """How many entries there are on all pages."""
        ...


AnyPage = TypeVar("AnyPage", bound=Page)


def fetch_page(fetch: Callable[[int, int], AnyPage], length: int, key: str) -> AnyPage:
    """Fetch the page that is chosen by (offset, limit); the last one when the list has become shorter meanwhile."""
    number = int(st.session_state.get(_widget(key), 1))
    page = fetch((number - 1) * length, length)
    last = _pages(page.total, length)
    return page if number <= last else fetch((last - 1) * length, length)


def show_range(total: int, length: int, key: str, more: str = "") -> None:
    """Say above a list which of its entries are shown; when another page is opened, the view comes back to here."""
    number = _number(key, _pages(total, length))
    said = range_text(total, length, number) + (f" · {more}" if more else "")
    mark = f'data-al-page="{label_html(key)}" data-al-number="{number}"'
    show_html(f'<p class="al-note al-range" role="status" tabindex="-1" {mark}>{label_html(said)}</p>')


def show_page_numbers(total: int, length: int, key: str) -> None:
    """Show beneath a list the way to its other pages, if there are any."""
    pages = _pages(total, length)
    if pages > 1:
        with st.container(key=f"{key}-blaettern", horizontal=True, gap="medium", vertical_alignment="center"):
            number = _number(key, pages)
            text = range_text(total, length, number)
            show_html(f'<p class="al-note">{label_html(text)}</p>', narrow=True)
            st.pagination(pages, default=number, key=_widget(key), width="stretch")


def page_of(entries: Sequence[Entry], length: int, key: str) -> Iterator[Entry]:
    """Yield the entries of a list at hand that are on the chosen page; page numbers stand beneath them."""
    number = _number(key, _pages(len(entries), length))
    with st.container(key=key, gap="small"):
        yield from entries[(number - 1) * length : number * length]
    show_page_numbers(len(entries), length, key)


def range_text(total: int, length: int, number: int) -> str:
    """Write which entries are on a page.

    >>> range_text(312, 25, 2), range_text(7, 25, 1), range_text(1, 25, 1)
    ('26–50 von 312', '7 Einträge', '1 Eintrag')
    """
    if total <= length:
        return ONE_ENTRY if total == 1 else ENTRIES.format(total=total)
    first = (number - 1) * length + 1
    return ENTRIES_OF.format(first=first, last=min(first + length - 1, total), total=total)


def _number(key: str, pages: int) -> int:
    """Return the chosen page; the last one when there are fewer meanwhile."""
    return min(int(st.session_state.get(_widget(key), 1)), pages)


def _pages(total: int, length: int) -> int:
    return max(1, -(-total // length))


def _widget(key: str) -> str:
    return f"{key}-seite"
