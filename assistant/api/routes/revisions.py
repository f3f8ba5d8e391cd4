"""What documents were before: their revisions, each one's text, and what changed between two."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from assistant.accounts.person import Permission, Person
from assistant.api.deps import Editor, Reader, RecordId, TheAssistant, ThePage
from assistant.api.document_access import chosen_revision, readable_revisions
from assistant.api.original_files import send_original
from assistant.api.removed_wire import removed_model
from assistant.api.revision_wire import changes_model, revision_model
from assistant.api.schemas import RemovedDocumentPage, RevisionChanges, RevisionDetail, RevisionModel
from assistant.api.wire import document_model, passage_model
from assistant.bootstrap import Assistant
from assistant.errors import NotFound
from knowledge_base.document import Passage
from knowledge_base.revisions.revision import Revision
from knowledge_base.revisions.revision_diff import RevisionDiff, compare_revisions, count_changes

router = APIRouter(tags=["documents"])

MOST_REVISIONS = 50
"""The newest of them are listed; older ones can still be named."""

RevisionName = Annotated[str, Query(pattern=r"^r[0-9]{1,18}$")]


@router.get("/documents/{document_id}/revisions")
def revisions(document_id: RecordId, person: Reader, assistant: TheAssistant) -> list[RevisionModel]:
    """List a document's revisions, the newest first, each with what it changed against the one before it."""
    readable = _readable(assistant, person, document_id)[: MOST_REVISIONS + 1]
    texts = _texts(assistant, document_id, *readable)
    tell_who = person.may(Permission.REVIEW)
    listed = []
    for place, revision in enumerate(readable[:MOST_REVISIONS]):
        earlier = readable[place + 1] if place + 1 < len(readable) else None
        diff = None
        if earlier is not None:
            pair = (texts[earlier.id], texts[revision.id])
            diff = count_changes(earlier.document, revision.document, *pair)
        listed.append(_model(assistant, revision, diff, tell_who=tell_who))
    return listed


@router.get("/documents/{document_id}/revisions/{revision_id}")
def revision(document_id: RecordId, revision_id: RecordId, person: Reader, assistant: TheAssistant) -> RevisionDetail:
    """Show a revision with its text as it was."""
    chosen = chosen_revision(_readable(assistant, person, document_id), revision_id)
    texts = _texts(assistant, document_id, chosen)
    today = datetime.now(UTC).astimezone().date()
    return RevisionDetail(
        revision=_model(assistant, chosen, tell_who=person.may(Permission.REVIEW)),
        document=document_model(chosen.document, passages=chosen.passage_count, today=today),
        passages=[passage_model(passage) for passage in texts[chosen.id]],
    )


@router.get("/documents/{document_id}/revisions/{revision_id}/original", response_class=FileResponse)
def revision_original(
    document_id: RecordId, revision_id: RecordId, person: Reader, assistant: TheAssistant
) -> FileResponse:
    """Send the original file of a revision, as it was then."""
    chosen = chosen_revision(_readable(assistant, person, document_id), revision_id)
    remedy = "Ihr Text bleibt unter „Fassungen“ lesbar."
    return send_original(assistant, chosen.document, chosen.content_hash, remedy=remedy)


@router.get("/documents/{document_id}/changes")
def changes(
    document_id: RecordId,
    person: Reader,
    assistant: TheAssistant,
    earlier: Annotated[RevisionName, Query(alias="from")],
    later: Annotated[RevisionName, Query(alias="to")],
) -> RevisionChanges:
    """Show all that changed between two revisions of a document."""
    readable = _readable(assistant, person, document_id)
    before, after = chosen_revision(readable, earlier), chosen_revision(readable, later)
    texts = _texts(assistant, document_id, before, after)
    tell_who = person.may(Permission.REVIEW)
    return changes_model(
        _model(assistant, before, tell_who=tell_who),
        _model(assistant, after, tell_who=tell_who),
        compare_revisions(before.document, after.document, texts[before.id], texts[after.id]),
    )


@router.get("/removed-documents")
def removed_documents(person: Editor, assistant: TheAssistant, page: ThePage) -> RemovedDocumentPage:
    """List the removed documents whose history is kept, those removed last first, a page at a time; editors only."""
    found = assistant.removed_documents.entries(person, page)
    today = datetime.now(UTC).astimezone().date()
    return RemovedDocumentPage(
        items=[
            removed_model(entry, today=today, original_kept=_is_kept(assistant, entry.removal.last))
            for entry in found.entries
        ],
        total=found.total,
    )


def _is_kept(assistant: Assistant, revision: Revision) -> bool:
    return assistant.knowledge.originals.path(revision.content_hash) is not None


def _model(
    assistant: Assistant, revision: Revision, diff: RevisionDiff | None = None, *, tell_who: bool
) -> RevisionModel:
    return revision_model(revision, diff, tell_who=tell_who, original_kept=_is_kept(assistant, revision))


def _readable(assistant: Assistant, person: Person, document_id: str) -> list[Revision]:
    return assistant.upload_desk.origins.told(readable_revisions(assistant, person, document_id))


def _texts(assistant: Assistant, document_id: str, *revisions: Revision) -> dict[str, list[Passage]]:
    texts = assistant.knowledge.history.passages(document_id, [one.id for one in revisions])
    if any(one.id not in texts for one in revisions):
        raise NotFound("Diese Fassung gibt es nicht mehr.", "Bitte die Seite neu laden.")
    return texts
