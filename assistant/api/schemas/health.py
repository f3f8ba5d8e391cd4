"""Wire models of the state of the whole."""

from typing import Literal

from assistant.api.schemas.base import WireModel


class ComponentHealth(WireModel):
    """One component: ok, degraded or down, and why in one German sentence."""

    state: Literal["ok", "degraded", "down"]
    detail: str


class HealthModel(WireModel):
    """The state of the whole and of each component (database, index, embedding, chat)."""

    state: Literal["ok", "degraded", "down"]
    version: str
    components: dict[str, ComponentHealth]
