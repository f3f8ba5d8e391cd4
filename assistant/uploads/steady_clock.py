"""Whether the clock can be trusted to tell that something is old: it may have been set wrongly, by days or years."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_GAP = timedelta(days=8)
"""Between two looks in ordinary use; after a longer one the clock may have jumped."""

SLACK = timedelta(hours=1)
"""So much a clock may be put back without having been wrong."""

TRUSTED_AFTER = timedelta(days=1)
"""So long it must have gone on without a jump."""


@dataclass(frozen=True, slots=True)
class SteadyClock:
    """When somebody last looked at the clock, and since when it has gone on without a jump."""

    seen: datetime
    since: datetime

    def at(self, now: datetime) -> "SteadyClock":
        """Look again.

        >>> noon = datetime(2026, 11, 22, 12)
        >>> clock = SteadyClock(noon, noon).at(noon + timedelta(days=2))
        >>> clock.is_trusted(), clock.at(noon + timedelta(days=365)).is_trusted(), clock.at(noon).is_trusted()
        (True, False, False)
        """
        jumped = now - self.seen > LONGEST_GAP or self.seen - now > SLACK
        return SteadyClock(now, now if jumped else self.since)

    def is_trusted(self) -> bool:
        """Tell whether it has gone on for long enough."""
        return self.seen - self.since >= TRUSTED_AFTER
