"""What documents were before: their revisions, each one's text, and what changed between two."""

from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.accounts.person import Permission
from assistant.api.deps import Editor, Reader, RecordId, TheAssistant
from assistant.api.document_access import chosen_revision, readable_revisions
from assistant.api.revision_wire import changes_model, revision_model
from assistant.api.schemas import RemovedDocument, RevisionChanges, RevisionDetail, RevisionModel
from assistant.api.wire import document_model, passage_model
from assistant.bootstrap import Assistant
from assistant.errors import NotFound
from knowledge_base.document import Passage
from knowledge_base.revisions.revision import Revision
from knowledge_base.revisions.revision_diff import compare_revisions, count_changes

router = APIRouter(tags=["documents"])

MOST_REVISIONS = 50
"""The newest of them are listed; older ones can still be named."""

RevisionName = Annotated[str, Query(pattern=r"^r[0-9]{1,18}$")]


@router.get("/documents/{document_id}/revisions")
def revisions(document_id: RecordId, person: Reader, assistant: TheAssistant) -> list[RevisionModel]:
    """List a document's revisions, the newest first, each with what it changed against the one before it."""
    readable = readable_revisions(assistant, person, document_id)[: MOST_REVISIONS + 1]
    texts = _texts(assistant, document_id, *readable)
    tell_who = person.may(Permission.REVIEW)
    listed = []
    for place, revision in enumerate(readable[:MOST_REVISIONS]):
        earlier = readable[place + 1] if place + 1 < len(readable) else None
        diff = None
        if earlier is not None:
            pair = (texts[earlier.id], texts[revision.id])
            diff = count_changes(earlier.document, revision.document, *pair)
        listed.append(revision_model(revision, diff, tell_who=tell_who))
    return listed


@router.get("/documents/{document_id}/revisions/{revision_id}")
def revision(document_id: RecordId, revision_id: RecordId, person: Reader, assistant: TheAssistant) -> RevisionDetail:
    """Show a revision with its text as it was."""
    chosen = chosen_revision(readable_revisions(assistant, person, document_id), revision_id)
    texts = _texts(assistant, document_id, chosen)
    today = datetime.now(UTC).astimezone().date()
    return RevisionDetail(
        revision=revision_model(chosen, tell_who=person.may(Permission.REVIEW)),
        document=document_model(chosen.document, passages=chosen.passage_count, today=today),
        passages=[passage_model(passage) for passage in texts[chosen.id]],
    )


@router.get("/documents/{document_id}/changes")
def changes(
    document_id: RecordId,
    person: Reader,
    assistant: TheAssistant,
    earlier: Annotated[RevisionName, Query(alias="from")],
    later: Annotated[RevisionName, Query(alias="to")],
) -> RevisionChanges:
    """Show all that changed between two revisions of a document."""
    readable = readable_revisions(assistant, person, document_id)
    before, after = chosen_revision(readable, earlier), chosen_revision(readable, later)
    texts = _texts(assistant, document_id, before, after)
    tell_who = person.may(Permission.REVIEW)
    return changes_model(
        revision_model(before, tell_who=tell_who),
        revision_model(after, tell_who=tell_who),
        compare_revisions(before.document, after.document, texts[before.id], texts[after.id]),
    )


@router.get("/removed-documents")
def removed_documents(person: Editor, assistant: TheAssistant) -> list[RemovedDocument]:
    """List the removed documents whose history is kept; editors only."""
    return [
        RemovedDocument(id=one.id, title=one.title, source_name=PurePosixPath(one.source).name)
        for one in assistant.knowledge.history.removed()
        if one.audience & person.audience
    ]


def _texts(assistant: Assistant, document_id: str, *revisions: Revision) -> dict[str, list[Passage]]:
    texts = assistant.knowledge.history.passages(document_id, [one.id for one in revisions])
    if any(one.id not in texts for one in revisions):
        raise NotFound("Diese Fassung gibt es nicht mehr.", "Bitte die Seite neu laden.")
    return texts
