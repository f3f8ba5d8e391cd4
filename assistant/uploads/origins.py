"""Which revisions came by an upload, and through whom: the runs that take uploads in know neither."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.uploads.store import UploadStore
from assistant.uploads.upload import UploadAction
from knowledge_base.revisions.revision import Origin, Revision


class UploadOrigins:
    """Looks revisions up among the uploads; `place_of` tells where among the published ones a document came from."""

    def __init__(self, store: UploadStore, *, place_of: Callable[[str], str | None]) -> None:
        self._store = store
        self._place_of = place_of

    def told(self, revisions: Sequence[Revision]) -> list[Revision]:
        """Return revisions of one document with how they came and who published them, where an upload tells."""
        place = self._place_of(revisions[0].document.source) if revisions else None
        if place is None:
            return list(revisions)
        ids = {upload.id: upload.content_hash for upload in self._store.uploads() if upload.place == place}
        who = {
            ids[upload_id]: event.person
            for upload_id, events in self._store.events(ids).items()
            for event in events
            if event.action is UploadAction.PUBLISHED
        }
        return [
            replace(one, how=Origin.UPLOAD, who=one.who or who.get(one.content_hash, ""))
            if one.how is Origin.RUN
            else one
            for one in revisions
        ]
