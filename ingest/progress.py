"""How a run tells how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Is told how a run proceeds; sizes are bytes of files."""

    def recognised(self, done: int, of: int) -> None:
        """So many new files have been compared with documents that are gone, which comes before everything."""
        ...

    def begin(self, files: int, size: int) -> None:
        """So much is to be read."""
        ...

    def advance(self, size: int, passages: int) -> None:
        """So much more is done."""
        ...

    def registered(self, done: int, of: int) -> None:
        """So many texts of the register of office words are embedded, which comes after the documents, or alone."""
        ...

    def compared(self, done: int, of: int) -> None:
        """So many of the documents have been compared with the others, which comes last."""
        ...


class NoProgress:
    """Tells nobody."""

    def recognised(self, done: int, of: int) -> None:
        """Do nothing."""

    def begin(self, files: int, size: int) -> None:
        """Do nothing."""

    def advance(self, size: int, passages: int) -> None:
        """Do nothing."""

    def registered(self, done: int, of: int) -> None:
        """Do nothing."""

    def compared(self, done: int, of: int) -> None:
        """Do nothing."""
