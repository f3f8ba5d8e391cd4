"""How many files one person may upload in a minute."""

from assistant.api.minute_window import MinuteWindow
from assistant.errors import TooManyRequests


class UploadLimits:
    """Counts per person; safe to share between threads of one process."""

    def __init__(self, *, per_minute: int) -> None:
        self._window = MinuteWindow(per_minute)

    def one_upload(self, person_id: str) -> None:
        """Count an upload; raises TooManyRequests."""
        if seconds := self._window.take(person_id):
            raise TooManyRequests(
                f"Sie haben in einer Minute {self._window.most} Dateien hochgeladen.", seconds=seconds
            )
