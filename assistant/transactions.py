"""What use cases need in order to change several stores at once."""

from contextlib import AbstractContextManager
from typing import Protocol


class Transaction(Protocol):
    """Opens a block whose changes are all kept, or none of them; blocks inside it join it."""

    def __call__(self) -> AbstractContextManager[object]:
        """Open the block."""
        ...
