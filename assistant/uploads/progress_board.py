"""How far the work on each upload is, and the wish to stop it; kept in memory, shared between threads."""

import threading

from assistant.uploads.upload import UploadProgress


class ProgressBoard:
    """One note for each upload that is being worked on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._progress: dict[str, UploadProgress] = {}
        self._stops: dict[str, threading.Event] = {}
        self._ending = False

    def begin(self, upload_id: str) -> threading.Event:
        """Note that work begins; the event is set when it is to stop."""
        with self._lock:
            stop = self._stops[upload_id] = threading.Event()
            if self._ending:
                stop.set()
            return stop

    def tell(self, upload_id: str, progress: UploadProgress) -> None:
        """Note how far it is."""
        with self._lock:
            self._progress[upload_id] = progress

    def end(self, upload_id: str) -> None:
        """Note that nothing is going on any more."""
        with self._lock:
            self._progress.pop(upload_id, None)
            self._stops.pop(upload_id, None)

    def of(self, upload_id: str) -> UploadProgress | None:
        """Return how far it is; None when nothing is going on."""
        with self._lock:
            return self._progress.get(upload_id)

    def stop(self, upload_id: str) -> None:
        """Have the work on an upload stop."""
        with self._lock:
            if upload_id in self._stops:
                self._stops[upload_id].set()

    def stop_all(self) -> None:
        """Have all work stop, and none begin."""
        with self._lock:
            self._ending = True
            for stop in self._stops.values():
                stop.set()
