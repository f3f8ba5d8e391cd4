"""`python -m assistant run`: from the models to the screens, all on this machine, until Ctrl-C."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

import typer

from assistant.adapters.model_maker import MAKING, without_it
from assistant.commands.services import api_service, base_url, chat_service, chroma_service, ui_service
from assistant.processes.environment import environment_for
from assistant.processes.needed_models import fetch_for_parts, fetch_needed, parts_are_missing
from assistant.processes.parent import child_setup
from assistant.processes.ports import check_port_free, free_port
from assistant.processes.progress import DownloadLine
from assistant.processes.service import RunningService
from assistant.processes.state_folder import announce_chroma, hold_state_folder, prepare_state_folder, withdraw_chroma
from assistant.processes.supervisor import Supervisor
from assistant.settings import Settings
from knowledge_base.errors import ModelError, StorageError

_START_SECONDS = 180.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run() -> int:
    """Start everything and watch it; returns the exit code. Raises AmtslotseError when it cannot start."""
    settings = Settings()
    begin = time.monotonic()
    prepare_state_folder(settings.state)
    environment = environment_for(settings)
    supervisor = Supervisor(logs=settings.state / "logs", environment=environment, say=_say)
    try:
        with _signals_interrupt(), hold_state_folder(settings.state):
            check_port_free(settings.api_host, settings.api_port, setting="AMTSLOTSE_API_PORT")
            check_port_free(settings.ui_host, settings.ui_port, setting="AMTSLOTSE_UI_PORT")
            fetch_needed(settings, DownloadLine())
            local_model = settings.wants_local_model and fetch_to_read(settings)
            _say("Der Amtslotse startet …")
            try:
                chroma_url = _start_chroma(supervisor, settings)
                _ingest(settings, environment)
                _start_rest(supervisor, settings)
                _say(welcome(settings, seconds=time.monotonic() - begin))
                # only now: it takes its time, the first time a minute longer, and quotes answer without it
                if local_model:
                    if parts_are_missing(settings):
                        _say(MAKING)
                    supervisor.start(chat_service(settings))
                supervisor.watch(lambda running: _tell_ready(running, settings, chroma_url))
            finally:
                _ignore_signals()
                supervisor.stop()
                withdraw_chroma(settings.state)
    except KeyboardInterrupt:
        _say("Der Amtslotse ist beendet.")
    return 0


def fetch_to_read(settings: Settings) -> bool:
    """Bring the model file where it only reads; tells whether it is there, as the product works without it."""
    try:
        fetch_for_parts(settings, DownloadLine())
    except (ModelError, StorageError) as problem:
        _say(f"{without_it(settings)} {problem}")
        return False
    return True


def _start_chroma(supervisor: Supervisor, settings: Settings) -> str:
    """Start Chroma and return its address; nothing is started when the settings name a server."""
    if settings.chroma_url:
        return settings.chroma_url
    port = free_port()
    chroma = supervisor.start(chroma_service(settings, port))
    supervisor.wait_until_ready([chroma], _START_SECONDS)
    url = base_url("127.0.0.1", port)
    announce_chroma(settings.state, url, chroma.pid)
    return url


def _ingest(settings: Settings, environment: Mapping[str, str]) -> None:
    """Take the shipped documents in; a document that cannot be read does not keep the rest from starting."""
    _say("Die Wissensbasis wird abgeglichen …")
    process = subprocess.Popen(  # noqa: S603 - our own module
        (sys.executable, "-m", "ingest", "run", str(settings.articles.expanduser().resolve())),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        env=dict(environment),
        preexec_fn=child_setup(),  # noqa: PLW1509 - system calls only
    )
    try:
        code = process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if code:
        _say("  Nicht alles wurde eingelesen (siehe oben); es geht weiter mit dem, was schon da ist.")


def _start_rest(supervisor: Supervisor, settings: Settings) -> None:
    waited_for = [supervisor.start(api_service(settings)), supervisor.start(ui_service(settings))]
    supervisor.wait_until_ready(waited_for, _START_SECONDS)


def _tell_ready(running: RunningService, settings: Settings, chroma_url: str) -> None:
    if running.service.name == "chroma":  # a restarted one has another process id
        announce_chroma(settings.state, chroma_url, running.pid)
    _say(f"{running.service.label}: bereit")


def welcome(settings: Settings, *, seconds: float) -> str:
    """Say where everything is and how to log in."""
    api = base_url(settings.api_host, settings.api_port)
    lines = [
        "",
        f"Der Amtslotse ist bereit (nach {seconds:.0f} s).",
        f"  Bildschirme:    {base_url(settings.ui_host, settings.ui_port)}",
        f"  Schnittstelle:  {api}/docs",
        f"  Protokolle:     {settings.state / 'logs'}",
    ]
    if settings.chat_enabled and not settings.chat_url:
        lines.append("  Das Sprachmodell wird noch geladen; bis dahin wird mit Zitaten geantwortet.")
    accounts = settings.state / "demo_accounts.json"
    if accounts.is_file():
        lines += ["", "Zugänge zum Ausprobieren:"]
        lines += [
            f"  {account['username']:<16}{account['password']:<24}{account['display_name']}"
            for account in json.loads(accounts.read_text(encoding="utf-8"))
        ]
        lines.append(f"  (auch in {accounts})")
    return "\n".join([*lines, "", "Beenden mit Strg-C."])


@contextmanager
def _signals_interrupt() -> Iterator[None]:
    """Have every request to end arrive as KeyboardInterrupt."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    """A second Ctrl-C must not leave half of the processes behind."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _say(text: str) -> None:
    typer.echo(text)
