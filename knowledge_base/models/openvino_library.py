"""OpenVINO, imported so that nothing leaves this machine."""

import sys
from typing import Any


def import_openvino() -> Any:
    """Return the module `openvino` without its telemetry package, which reports every import to its maker."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
