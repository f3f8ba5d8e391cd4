"""Turns revisions and their differences into wire models."""

from typing import cast

from assistant.api import schemas
from knowledge_base.revisions.marked_words import Stretch
from knowledge_base.revisions.revision import Revision
from knowledge_base.revisions.revision_diff import Change, PassageChange, RevisionDiff


def revision_model(
    revision: Revision, diff: RevisionDiff | None = None, *, tell_who: bool, original_kept: bool
) -> schemas.RevisionModel:
    """Show a revision with what it changed."""
    return schemas.RevisionModel(
        id=revision.id,
        title=revision.document.title,
        published_at=revision.published_at,
        current=revision.replaced_at is None,
        passages=revision.passage_count,
        how=revision.how.value,
        who=revision.who if tell_who else "",
        original_kept=original_kept,
        changes=None if diff is None else counts_model(diff),
    )


def counts_model(diff: RevisionDiff) -> schemas.ChangeCounts:
    """Show how much changed."""
    counts = {kind.value: diff.counts[kind] for kind in Change}
    names = cast(list[schemas.FieldName], [change.field for change in diff.fields])
    return schemas.ChangeCounts(**counts, fields=names)


def changes_model(
    before: schemas.RevisionModel, after: schemas.RevisionModel, diff: RevisionDiff
) -> schemas.RevisionChanges:
    """Show all that changed."""
    return schemas.RevisionChanges(
        before=before,
        after=after,
        counts=counts_model(diff),
        fields=[
            schemas.FieldChangeModel(field=cast(schemas.FieldName, one.field), before=one.before, after=one.after)
            for one in diff.fields
        ],
        passages=[_passage(change) for change in diff.passages],
    )


def _passage(change: PassageChange) -> schemas.PassageChangeModel:
    return schemas.PassageChangeModel(
        change=change.change.value,
        before=change.before,
        after=change.after,
        text=[_stretch(one) for one in change.text],
        heading=[_stretch(one) for one in change.heading],
        count=change.count,
    )


def _stretch(stretch: Stretch) -> schemas.StretchModel:
    return schemas.StretchModel(mark=stretch.mark.value, text=stretch.text)
