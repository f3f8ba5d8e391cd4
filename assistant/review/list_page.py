"""A page of one of the editors' lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

PAGE_LENGTH = 25
"""Entries of a page when nobody says how many."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which entries are wanted: `limit` of them after the first `offset`."""

    offset: int = 0
    limit: int = PAGE_LENGTH


FIRST_PAGE = PageRequest()


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Entry]):
    """The entries of one page, and how many there are on all pages; past the end a page is empty."""

    entries: Sequence[Entry]
    total: int
