"""Which documents an asker sees: by audience, by day, by scope, and of several versions the one in force."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from knowledge_base.document import Document
from knowledge_base.index import Query


class VersionPlace(StrEnum):
    """Where a version stands among the others on a day."""

    EARLIER = "earlier"
    IN_FORCE = "in_force"
    LATER = "later"


def visible_documents(documents: Iterable[Document], query: Query) -> dict[str, Document]:
    """Return by id the documents that may answer a query."""
    return {
        document.id: document
        for document in in_force(documents, query.as_of)
        if document.validity.covers(query.as_of)
        and document.audience & query.audience
        and _within_scope(document, query)
    }


def _within_scope(document: Document, query: Query) -> bool:
    scope = query.scope
    return (not scope.kinds or document.kind in scope.kinds) and (
        not scope.document_ids or document.id in scope.document_ids
    )


def version_places(documents: Iterable[Document], day: date) -> dict[str, VersionPlace]:
    """Return by id where each document stands on a day; without those that are the only version."""
    versions = [document for document in documents if document.version_of is not None]
    counted = Counter(document.version_of for document in versions)
    holding = {document.id for document in in_force(versions, day)}
    places = {}
    for document in versions:
        if counted[document.version_of] > 1:
            other = VersionPlace.LATER if document.stand > day else VersionPlace.EARLIER
            places[document.id] = VersionPlace.IN_FORCE if document.id in holding else other
    return places


def in_force(documents: Iterable[Document], day: date) -> list[Document]:
    """Keep, of the versions of one thing, the latest whose Stand is not after the day, else the earliest.

    Whether the asker may read that version plays no part: an older one must not answer in its place.
    """
    kept: list[Document] = []
    versions: dict[str, list[Document]] = {}
    for document in documents:
        if document.version_of is None:
            kept.append(document)
        else:
            versions.setdefault(document.version_of, []).append(document)
    for group in versions.values():
        group.sort(key=lambda document: (document.stand, document.id))
        so_far = [document for document in group if document.stand <= day]
        kept.append(so_far[-1] if so_far else group[0])
    return kept
