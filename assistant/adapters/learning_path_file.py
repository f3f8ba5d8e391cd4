"""Reads the learning path from its YAML file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.learning.learning_path import LearningPath, Step, Week
from knowledge_base.errors import DocumentError


def read_learning_path(path: Path) -> LearningPath:
    """Read {title, weeks: [{title, steps: [{id, title, text, documents, questions}]}]}; raises DocumentError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        learning_path = _path(content)
    except OSError as exc:
        raise DocumentError(
            f"Der Lernpfad {path} ist nicht lesbar ({exc.strerror}).", "Bitte AMTSLOTSE_ARTICLES prüfen."
        ) from exc
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as exc:
        raise DocumentError(
            f"Der Lernpfad {path.name} ist nicht zu verstehen: {exc}.", "Bitte die Datei berichtigen."
        ) from exc
    count = sum(len(week.steps) for week in learning_path.weeks)
    if count != len(learning_path.step_ids):
        raise DocumentError(f"Im Lernpfad {path.name} kommt eine Schritt-Kennung doppelt vor.", "Bitte umbenennen.")
    return learning_path


def _path(content: Mapping[str, Any]) -> LearningPath:
    return LearningPath(str(content["title"]), tuple(_week(week) for week in content["weeks"]))


def _week(content: Mapping[str, Any]) -> Week:
    return Week(str(content["title"]), tuple(_step(step) for step in content["steps"]))


def _step(content: Mapping[str, Any]) -> Step:
    return Step(
        id=str(content["id"]),
        title=str(content["title"]),
        text=str(content.get("text", "")),
        documents=tuple(str(document) for document in content.get("documents") or ()),
        questions=tuple(str(question) for question in content.get("questions") or ()),
    )
