"""Wire models of looking for personal data."""

from pydantic import Field

from assistant.api.schemas.base import WireModel


class PrivacyCheckRequest(WireModel):
    """A text that somebody is about to send; it is looked through and not kept."""

    text: str = Field(max_length=4000)


class PersonalDataModel(WireModel):
    """One piece of personal data: text[start:end] in characters, `kind` in German; not `certain`: perhaps harmless."""

    kind: str
    start: int
    end: int
    certain: bool


class PrivacyCheck(WireModel):
    """What is personal in a text, and the text with placeholders in its place."""

    findings: list[PersonalDataModel]
    masked: str
