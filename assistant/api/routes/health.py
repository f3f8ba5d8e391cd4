"""How the components are doing; the one thing that needs no log-in."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter

from assistant.api.deps import TheAssistant
from assistant.api.schemas import ComponentHealth, HealthModel
from assistant.health import overall

router = APIRouter(tags=["health"])


@router.get("/health")
def health(assistant: TheAssistant) -> HealthModel:
    """Tell how each component is doing; the status is 200 whatever the state."""
    components = assistant.health.components()
    return HealthModel(
        state=overall(components).value,
        version=product_version(),
        components={
            name: ComponentHealth(state=component.state.value, detail=component.detail)
            for name, component in components.items()
        },
    )


def product_version() -> str:
    """Return the installed version."""
    try:
        return version("amtslotse")
    except PackageNotFoundError:
        return "unbekannt"
