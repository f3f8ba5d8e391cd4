"""Every error that this product raises on purpose, drawn as one tree.

AmtslotseError
├── ConfigurationError      a setting is missing or makes no sense
├── StorageError            disk full, folder not writable, database or index out of reach
│   ├── IndexMismatch       the index was built by another embedding model or chunking
│   └── AlreadyRunning      another process holds what this one needs
├── RemovalRefused          a run would remove so much that a missing drive is likelier
├── FetchError              a statute did not arrive, or is not the one that was asked for
├── DocumentError           a file cannot be read; the run goes on without it
└── ModelError              a model file or a model server cannot be used
    ├── DownloadError       a package file did not arrive or has the wrong content
    └── ModelUnavailable    the chat model does not answer; quotes still can

Messages are German, because people in the office read them: what happened, with which value, and what to do next.
"""


class AmtslotseError(Exception):
    """An expected failure: `message` says what happened, `remedy` what to do next."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class ConfigurationError(AmtslotseError):
    """A setting is missing or makes no sense."""


class StorageError(AmtslotseError):
    """Disk, database or index is full, read-only, damaged or out of reach."""


class IndexMismatch(StorageError):
    """The index was built by another embedding model or chunking than the one now set."""


class AlreadyRunning(StorageError):
    """Another process holds the state folder, an index or a port that this one needs."""


class RemovalRefused(AmtslotseError):
    """A run would remove so many documents that a missing drive is likelier; nothing was done."""


class FetchError(AmtslotseError):
    """A statute did not arrive, or what arrived is not the one that was asked for."""


class DocumentError(AmtslotseError):
    """One file cannot be read; the run goes on without it."""


class ModelError(AmtslotseError):
    """A model file or a model server cannot be used."""


class DownloadError(ModelError):
    """A package file did not arrive, or its content is not what the lock file says."""


class ModelUnavailable(ModelError):
    """The chat model does not answer, is too slow or answers nonsense; quotes still can be shown."""
