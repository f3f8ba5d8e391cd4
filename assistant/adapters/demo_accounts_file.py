"""Writes the demo log-ins where only the owner of the state folder can read them."""

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.accounts.demo_accounts import DemoAccount
from knowledge_base.errors import StorageError

FILE_NAME = "demo_accounts.json"


def write_demo_accounts(state: Path, accounts: Sequence[DemoAccount]) -> Path:
    """Write [{username, password, role, display_name}] in one step, mode 0600; raises StorageError."""
    target = state / FILE_NAME
    content = json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=2) + "\n"
    try:
        state.mkdir(parents=True, exist_ok=True)
        # mkstemp creates the file readable by its owner only, before anything is in it.
        handle, name = tempfile.mkstemp(dir=state, prefix=".demo_accounts")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as exc:
        raise StorageError(
            f"Die Datei {target} lässt sich nicht schreiben ({exc.strerror}).",
            "Bitte Speicherplatz und Schreibrechte prüfen.",
        ) from exc
    return target
