"""Makes the reader's files in another process, which gives back 2.5 GB: `python -m assistant.adapters.reader_maker`."""

import subprocess
import sys

from assistant.processes.environment import environment_for
from assistant.processes.needed_models import make_missing_reader
from assistant.processes.parent import die_with_parent
from assistant.settings import Settings
from knowledge_base.errors import ModelError, StorageError

COMMAND = (sys.executable, "-m", "assistant.adapters.reader_maker")


def make_elsewhere(settings: Settings) -> None:
    """Have the files made if they are missing; raises ModelError or StorageError."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            COMMAND,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment_for(settings),
            text=True,
            check=False,
        )
    except OSError as exc:
        raise StorageError(f"Der Leser lässt sich nicht anlegen ({exc.strerror}).", "Starten Sie neu.") from exc
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise ModelError(told[-1] if told else "Das Anlegen des Lesers ist abgebrochen.", "Starten Sie danach neu.")


def main() -> int:
    """Make them; returns the exit code, and tells why not as the last line of standard error."""
    die_with_parent()
    try:
        make_missing_reader(Settings())
    except (ModelError, StorageError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
