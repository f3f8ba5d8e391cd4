"""The commands for a run in the background: `pause`, `resume`, `stop`, and how `run --background` starts it."""

from pathlib import Path

import typer

from ingest.command_line import german_errors
from knowledge_base.settings import KnowledgeSettings


def run_in_background(paths: list[Path], *, allow_removal: bool) -> None:
    """Start `run` in the background and say how to follow it."""
    from ingest.background import start_in_background

    options = ["--allow-removal"] if allow_removal else []
    with german_errors():
        arguments = ["run", *options, "--", *(str(path.absolute()) for path in paths)]
        process, log = start_in_background(arguments, KnowledgeSettings().state)
    typer.echo(f"Läuft im Hintergrund (Prozess {process}); Meldungen stehen in {log}.")
    typer.echo("Stand: python -m ingest status. Anhalten, fortsetzen, beenden: pause, resume, stop.")


def pause() -> None:
    """Laufendes Einlesen anhalten, auch über einen Neustart hinweg; weiter geht es mit `resume`."""
    from ingest.running import PauseSwitch, is_running

    with german_errors():
        state = KnowledgeSettings().state
        PauseSwitch(state).set()
    typer.echo("Angehalten." if is_running(state) else "Es läuft nichts; der nächste Lauf wartet gleich zu Beginn.")
    typer.echo("Weiter: python -m ingest resume")


def resume() -> None:
    """Angehaltenes Einlesen fortsetzen."""
    from ingest.running import PauseSwitch, is_running

    with german_errors():
        state = KnowledgeSettings().state
        PauseSwitch(state).clear()
    typer.echo("Es geht weiter." if is_running(state) else "Nicht mehr angehalten. Es läuft gerade kein Einlesen.")


def stop() -> None:
    """Laufendes Einlesen beenden; der nächste Lauf macht dort weiter."""
    from ingest.background import stop_running

    with german_errors():
        stopped = stop_running(KnowledgeSettings().state)
    typer.echo("Wird beendet. Der nächste Lauf macht dort weiter." if stopped else "Es läuft gerade kein Einlesen.")
