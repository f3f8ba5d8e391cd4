"""Where the questions that belong to the repository lie, and the material beside it that some suites use."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
CASES_FOLDER = REPOSITORY / "evals" / "cases"
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
"""Statutes, questions and attacks that are not part of the repository; a suite without them says so."""

LAW_TEXTS = SHARED_DATA / "recht" / "gii_xml_2025-04"
"""The laws as XML as of the day that our questions were written for; reading them in takes long."""
