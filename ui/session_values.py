"""What a session remembers: the document that lies open, and the editor's last steps."""

from dataclasses import dataclass

from assistant.api.schemas import DuplicateState, DuplicateUpdate, ReviewState, ReviewUpdate, SourceModel


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What is shown of a document's revisions: the list, the text of `later`, or what changed since `earlier`."""

    later: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The document that lies open over the screen; with `source`, at that passage; with `revisions`, its history.

    Of a removed document only the history is left, which ends with `last_revision`.
    """

    document_id: str
    title: str
    source: SourceModel | None = None
    whole: bool = False
    revisions: RevisionView | None = None
    last_revision: str = ""

    @property
    def removed(self) -> bool:
        """Tell whether there is no text of today."""
        return bool(self.last_revision)


@dataclass(frozen=True, slots=True)
class ReviewUndo:
    """The editor's last step: what it was set to, and what brings back the state before."""

    item_id: str
    before: ReviewUpdate
    state: ReviewState


@dataclass(frozen=True, slots=True)
class DuplicateUndo:
    """The editor's last decision about a pair: what it was set to, and what brings back the decision before."""

    pair_id: str
    before: DuplicateUpdate
    state: DuplicateState
