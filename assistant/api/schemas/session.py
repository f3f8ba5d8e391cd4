"""Wire models of the log-in."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assistant.api.schemas.base import WireModel

Role = Literal["sachbearbeitung", "neu", "redaktion"]


class LoginRequest(WireModel):
    """Name and password."""

    username: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=200)


class Person(WireModel):
    """Who is logged in and what the role allows (`permissions`: ask, read_documents, learn, review)."""

    id: str
    username: str
    display_name: str
    role: Role
    permissions: list[str]


class LoginResponse(WireModel):
    """A bearer token and until when it holds."""

    token: str
    expires_at: datetime
    person: Person
