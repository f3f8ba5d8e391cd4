"""OpenVINO, imported so that nothing leaves this machine."""

import sys
from typing import Any


def import_openvino() -> Any:
    """Return the module `openvino` without its telemetry package, which reports every import to its maker."""
    if "openvino" not in sys.modules:
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino
