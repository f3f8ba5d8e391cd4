"""The real test material that lies beside a checkout, or a loud skip."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """Return a path below the shared material, or skip the test saying what is missing."""
    path = ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"SHARED TEST MATERIAL MISSING: {path} (this test checks nothing without it)")
    return path
