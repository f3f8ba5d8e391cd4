"""Turns duplicates and contradictions into wire models."""

from assistant.api import schemas
from assistant.api.wire import locator_model
from assistant.review.duplicates import DuplicateEntry
from knowledge_base.document import Document, Passage
from knowledge_base.likeness.like_pair import Place


def duplicate_model(entry: DuplicateEntry) -> schemas.DuplicateModel:
    """Show a pair with both texts and what was decided."""
    decision = entry.decision
    return schemas.DuplicateModel(
        id=entry.pair.id,
        likeness=entry.pair.likeness.value,
        state=entry.state.value,
        left=_side(*entry.left),
        right=_side(*entry.right),
        statements=[
            schemas.DuplicateStatement(left=_place(each.left), right=_place(each.right), differs_in=each.differs_in)
            for each in entry.pair.statements
        ],
        note=decision.note if decision else "",
        decided_by=entry.decided_by,
        decided_at=decision.decided_at if decision else None,
    )


def _side(passage: Passage, document: Document) -> schemas.DuplicateSide:
    return schemas.DuplicateSide(
        document_id=document.id,
        passage_id=passage.id,
        title=document.title,
        kind=document.kind.value,
        owner=document.owner,
        stand=document.stand,
        valid_from=document.validity.valid_from,
        valid_until=document.validity.valid_until,
        review_by=document.review_by,
        locator=locator_model(passage.locator),
        context=passage.context,
        text=passage.text,
    )


def _place(place: Place) -> schemas.DuplicatePlace:
    return schemas.DuplicatePlace(text=place.text, differs=list(place.differs))
