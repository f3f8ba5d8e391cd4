"""Which documents and which of their revisions a person may read; the others are as if they did not exist."""

from assistant.accounts.person import Permission, Person
from assistant.bootstrap import Assistant
from assistant.errors import NotFound
from knowledge_base.registry_rows import DocumentEntry
from knowledge_base.revision import Revision


def readable_entry(assistant: Assistant, person: Person, document_id: str) -> DocumentEntry:
    """Return a document that is shown; raises NotFound for one that is unknown or for others."""
    entry = assistant.knowledge.registry.document(document_id)
    if entry is None or not entry.document.audience & person.audience:
        raise NotFound("Dieses Dokument gibt es nicht oder nicht mehr.")
    return entry


def readable_revisions(assistant: Assistant, person: Person, document_id: str) -> list[Revision]:
    """Return the revisions of a document that the person may read, the newest first; raises NotFound.

    Who may not read the document as it is now reads none of them; of a removed one, only editors do. A revision that
    was for others is left out, even if the document is for everybody now.
    """
    history = assistant.knowledge.history
    if not (history.is_removed(document_id) and person.may(Permission.REVIEW)):
        readable_entry(assistant, person, document_id)
    readable = [one for one in history.revisions(document_id) if one.document.audience & person.audience]
    if not readable:
        raise NotFound("Dieses Dokument gibt es nicht oder nicht mehr.")
    return readable


def chosen_revision(revisions: list[Revision], revision_id: str) -> Revision:
    """Return one of the readable revisions; raises NotFound."""
    for revision in revisions:
        if revision.id == revision_id:
            return revision
    raise NotFound("Diese Fassung gibt es nicht oder nicht mehr.")
