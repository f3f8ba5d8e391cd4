"""Which documents, revisions and kept sources a person may read; the others are as if they did not exist."""

from collections.abc import Callable

from assistant.accounts.person import Permission, Person
from assistant.answering.answer import AnswerRecord, Source
from assistant.bootstrap import Assistant
from assistant.conversations.withhold import withhold
from assistant.errors import NotFound
from knowledge_base.registry.rows import DocumentEntry
from knowledge_base.revisions.revision import Revision


def readable_entry(assistant: Assistant, person: Person, document_id: str) -> DocumentEntry:
    """Return a document that is shown; raises NotFound for one that is unknown or for others."""
    entry = assistant.knowledge.registry.document(document_id)
    if entry is None or not entry.document.audience & person.audience:
        raise NotFound("Dieses Dokument gibt es nicht oder nicht mehr.")
    return entry


def readable_revisions(assistant: Assistant, person: Person, document_id: str) -> list[Revision]:
    """Return the revisions of a document that the person may read, the newest first; raises NotFound.

    Who may not read the document as it is now, or as it was last, reads none of them; of a removed one, only editors
    do. A revision that was for others is left out, even if the document is for everybody now.
    """
    history = assistant.knowledge.history
    if not (history.is_removed(document_id) and person.may(Permission.REVIEW)):
        readable_entry(assistant, person, document_id)
    revisions = history.revisions(document_id)
    if not revisions or not revisions[0].document.audience & person.audience:
        raise NotFound("Dieses Dokument gibt es nicht oder nicht mehr.")
    return [one for one in revisions if one.document.audience & person.audience]


def chosen_revision(revisions: list[Revision], revision_id: str) -> Revision:
    """Return one of the readable revisions; raises NotFound."""
    for revision in revisions:
        if revision.id == revision_id:
            return revision
    raise NotFound("Diese Fassung gibt es nicht oder nicht mehr.")


def as_readable(assistant: Assistant, person: Person) -> Callable[[AnswerRecord], AnswerRecord]:
    """Return what makes a kept answer one that the person may see today.

    Its sources must be for the person both as they were and as they are now; of a document that was removed, as it was
    last. What was removed with its history is nobody's any more.
    """
    knowledge = assistant.knowledge
    now = {entry.document.id for entry in knowledge.registry.documents(audience=person.audience)}
    before: set[str] | None = None

    def may_read(source: Source) -> bool:
        nonlocal before
        document = source.hit.document
        if not document.audience & person.audience:
            return False
        if document.id in now:
            return True
        if before is None:
            before = {one.id for one in knowledge.history.removed() if one.audience & person.audience}
        return document.id in before

    return lambda record: withhold(record, may_read)
