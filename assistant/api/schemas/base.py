"""What all wire models share, and errors."""

from pydantic import BaseModel, ConfigDict


class WireModel(BaseModel):
    """Base of all wire models: unknown fields are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid")


class Problem(WireModel):
    """An error (RFC 9457): what happened in `detail`, what to do in `remedy`, both German."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    remedy: str = ""
