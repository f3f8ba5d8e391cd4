"""Makes what the chat model is computed from in another process, which gives back its memory.

Run as `python -m assistant.adapters.model_maker`.
"""

import logging
import subprocess
import sys
from collections.abc import Callable

from assistant.processes.environment import environment_for
from assistant.processes.needed_models import make_missing_parts, parts_are_missing
from assistant.processes.parent import child_setup, die_with_parent
from assistant.settings import Settings
from knowledge_base.errors import ModelError, StorageError

MAKING = "Das Sprachmodell wird für die schnelle Berechnung umgeschrieben (einmal, etwa eine Minute) …"

_LOG = logging.getLogger(__name__)
_COMMAND = (sys.executable, "-m", "assistant.adapters.model_maker")


def make_elsewhere(settings: Settings, say: Callable[[str], None] = _LOG.info) -> None:
    """Have the parts made if the settings need them and they are missing, and `say` so.

    Raises ModelError or StorageError.
    """
    if not parts_are_missing(settings):
        return
    say(MAKING)
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            _COMMAND,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment_for(settings),
            text=True,
            check=False,
            preexec_fn=child_setup(),
        )
    except OSError as exc:
        raise StorageError(
            f"Das Sprachmodell lässt sich nicht umschreiben ({exc.strerror}).", "Starten Sie neu."
        ) from exc
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise ModelError(told[-1] if told else "Das Umschreiben ist abgebrochen.")


def without_it(settings: Settings) -> str:
    """Say how the product works where the local model cannot run."""
    if settings.chat_url:
        return "Es geht ohne Leser weiter (abschalten: AMTSLOTSE_READER=false)."
    return "Es geht ohne Sprachmodell weiter; Antworten bestehen aus Zitaten."


def main() -> int:
    """Make them; returns the exit code, and tells why not as the last line of standard error."""
    die_with_parent()
    try:
        make_missing_parts(Settings())
    except (ModelError, StorageError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
