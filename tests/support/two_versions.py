"""A few real laws as they stood in April 2023 and in April 2025."""

import shutil
from pathlib import Path

from tests.support.shared_data import shared_data

LAWS = ("StAG", "KonsG", "AsylbLG", "IntV", "FreizuegG-EU")
YEARS = ("2023-04", "2025-04")


def copy_laws(folder: Path, years: tuple[str, ...] = YEARS) -> Path:
    """Lay the laws of each year into a folder of its own, writable; return the folder above."""
    for year in years:
        (folder / year).mkdir(parents=True)
        for law in LAWS:
            shutil.copyfile(shared_data("recht", f"gii_xml_{year}", f"{law}.xml"), folder / year / f"{law}.xml")
    return folder
