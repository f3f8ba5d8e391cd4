"""The switches that keep libraries from calling out: no telemetry, no look-ups at hubs."""

import os

SILENCE = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "SCARF_NO_ANALYTICS": "1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
}
"""Environment of every process of the product."""


def go_offline() -> None:
    """Set the switches for this process; has to be called before the libraries are imported."""
    os.environ.update(SILENCE)
