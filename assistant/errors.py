"""What the assistant refuses, as a branch of the product's error tree; the API turns each into one HTTP status.

AmtslotseError
├── InvalidRequest     what was sent makes no sense                        422
├── LoginRefused       nobody is logged in, or the password is wrong       401
├── NotPermitted       the role does not allow it                          403
├── NotFound           there is no such thing, or not for this person      404
├── Conflict           somebody else was faster                            409
├── TooLarge           a file is larger than allowed                       413
└── TooManyRequests    too often; try again after `seconds`                429
"""

from knowledge_base.errors import AmtslotseError


class InvalidRequest(AmtslotseError):
    """What was sent makes no sense."""


class LoginRefused(AmtslotseError):
    """Nobody is logged in, or user name and password do not belong together."""


class NotPermitted(AmtslotseError):
    """The person's role does not allow this."""


class NotFound(AmtslotseError):
    """There is no such thing, or this person may not know of it."""


class Conflict(AmtslotseError):
    """The thing has changed in between."""


class TooLarge(AmtslotseError):
    """A file is larger than allowed."""


class TooManyRequests(AmtslotseError):
    """Too many attempts; the next one has to wait `seconds`."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message, f"Bitte versuchen Sie es in {seconds} Sekunden noch einmal.")
        self.seconds = seconds
