"""Where the questions that belong to the repository lie, and the material beside it that some suites use."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
CASES_FOLDER = REPOSITORY / "evals" / "cases"
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
"""Statutes, questions and attacks that are not part of the repository; a suite without them says so."""
