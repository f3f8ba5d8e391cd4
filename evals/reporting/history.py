"""The runs that were made: one folder each under var/evals/results/, named by time and git commit."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals.corpus import evals_folder
from evals.places import REPOSITORY
from knowledge_base.errors import ConfigurationError

_SAME = ("suite", "corpus", "cases_file")
"""What must agree for a run to be an earlier one of the same."""


def new_run_folder(settings: Settings) -> Path:
    """Return the folder for a run that begins now, such as 2026-11-22T15-10-13-cd2e4f3; it is not made yet."""
    name = f"{datetime.now(tz=UTC):%Y-%m-%dT%H-%M-%S}-{commit()}"
    return evals_folder(settings) / "results" / name


def all_runs(settings: Settings) -> list[Path]:
    """Return the folders of the runs that were made, oldest first."""
    folder = evals_folder(settings) / "results"
    return sorted(run for run in folder.iterdir() if any(run.glob("*.json"))) if folder.is_dir() else []


def runs_at(place: Path) -> list[Path]:
    """Return the JSON files that a place names: itself, or those in it; ConfigurationError when empty."""
    if not place.is_dir():
        return [place]
    found = sorted(place.glob("*.json"))
    if not found:
        raise ConfigurationError(f"In {place} liegt kein Ergebnis.", "Nennen Sie die JSON-Datei eines Laufs.")
    return found


def commit(repository: Path = REPOSITORY) -> str:
    """Return the source tree's short git commit, with "+" when it was changed since; "nogit" where there is none."""
    git = shutil.which("git")
    if git is None:
        return "nogit"
    command = [git, "-C", str(repository), "describe", "--always", "--abbrev=7", "--exclude=*", "--dirty=+"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    return done.stdout.strip() or "nogit"


def read_run(path: Path) -> dict[str, Any]:
    """Read a run's JSON file; raises ConfigurationError when it is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ConfigurationError(f"{path} lässt sich nicht lesen ({exc}).", "Bitte den Pfad prüfen.") from exc
    if not isinstance(content, dict) or not isinstance(content.get("cases"), list):
        raise ConfigurationError(
            f"{path} ist kein Ergebnis eines Messlaufs.", "Erwartet wird die JSON-Datei eines Laufs."
        )
    return content


def previous_run(content: Mapping[str, Any], folder: Path) -> dict[str, Any] | None:
    """Return the newest run before `folder` of the same suite, corpus and cases; None when there is none."""
    for path in _earlier(folder, f"{content['suite']}.json"):
        try:
            earlier = read_run(path)
        except ConfigurationError:
            continue  # an unfinished or foreign file in the folder is no reason to stop
        if all(earlier.get(name) == content.get(name) for name in _SAME):
            return earlier
    return None


def _earlier(folder: Path, name: str) -> Iterator[Path]:
    """Yield the files of that name in the runs before, newest first (the folders' names sort by time)."""
    if not folder.parent.is_dir():
        return
    for run in sorted(folder.parent.iterdir(), reverse=True):
        if run.name < folder.name and (run / name).is_file():
            yield run / name
