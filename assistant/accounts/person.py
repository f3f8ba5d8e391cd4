"""People, their roles, and what each role may do and read."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.document import EVERYBODY


class Role(StrEnum):
    """What a person does in the office."""

    SACHBEARBEITUNG = "sachbearbeitung"
    NEU = "neu"
    REDAKTION = "redaktion"


class Permission(StrEnum):
    """Something that a role allows."""

    ASK = "ask"
    READ_DOCUMENTS = "read_documents"
    LEARN = "learn"
    REVIEW = "review"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SACHBEARBEITUNG: frozenset({Permission.ASK, Permission.READ_DOCUMENTS}),
    Role.NEU: frozenset({Permission.ASK, Permission.READ_DOCUMENTS, Permission.LEARN}),
    Role.REDAKTION: frozenset(Permission),
}

AUDIENCES: dict[Role, frozenset[str]] = {
    Role.SACHBEARBEITUNG: frozenset({EVERYBODY, "sachbearbeitung"}),
    Role.NEU: frozenset({EVERYBODY, "einarbeitung"}),
    Role.REDAKTION: frozenset({EVERYBODY, "sachbearbeitung", "einarbeitung", "redaktion"}),
}
"""The audience groups whose documents a role may read."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can log in."""

    id: str
    username: str
    display_name: str
    role: Role

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do."""
        return PERMISSIONS[self.role]

    @property
    def audience(self) -> frozenset[str]:
        """The audience groups that this person belongs to."""
        return AUDIENCES[self.role]

    def may(self, permission: Permission) -> bool:
        """Tell whether this person may do something."""
        return permission in self.permissions
