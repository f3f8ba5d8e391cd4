"""Long lists, a page at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

Entry = TypeVar("Entry")


def page_of(entries: Sequence[Entry], length: int, key: str) -> Iterator[Entry]:
    """Yield the entries of the page that is chosen, to be drawn as they come; page numbers stand beneath them."""
    pages = -(-len(entries) // length)
    place = st.container(key=key, gap="small")
    # The number of pages is part of the key: a shorter list begins at its first page again.
    number = st.pagination(pages, key=f"{key}-seite-{pages}") if pages > 1 else 1
    with place:
        yield from entries[(number - 1) * length : number * length]
