"""Command line, `python -m ingest run …`; exit codes: 0 all well, 1 some files refused, 2 could not run."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from ingest import background_commands, inspection_commands, job_commands, upload_commands
from ingest.command_line import (
    FAILED,
    REFUSED,
    AllowRemoval,
    AsJson,
    Paths,
    german_errors,
    messages,
    opened_knowledge_base,
    output,
)
from knowledge_base.errors import AmtslotseError, FetchError
from knowledge_base.settings import PRIVATE, KnowledgeSettings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Dokumente in die Wissensbasis einlesen.")
Laws = Annotated[list[str], typer.Argument(help="Abkürzungen der Gesetze.", show_default=False)]
Background = Annotated[
    bool, typer.Option("--background", help="Im Hintergrund, auch wenn das Terminal geschlossen wird.")
]
Poll = Annotated[bool, typer.Option("--poll", help="Selbst nachsehen, für Netzlaufwerke.")]


@app.command()
def run(
    paths: Paths, as_json: AsJson = False, allow_removal: AllowRemoval = False, background: Background = False
) -> None:
    """Einlesen: Neues und Geändertes aufnehmen, Verschwundenes entfernen."""
    from ingest.console import progress_on, show_report
    from ingest.run import Run
    from ingest.running import ObservedProgress

    if background:
        background_commands.run_in_background(paths, allow_removal=allow_removal)
        return
    with opened_knowledge_base() as (base, state), progress_on(messages) as bar:
        report = Run(base, state, ObservedProgress(bar, state), allow_removal=allow_removal).carry_out(paths)
    if as_json:
        print(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        show_report(report, output)
    if report.refused:
        raise typer.Exit(REFUSED)


@app.command()
def statutes(laws: Laws, as_json: AsJson = False) -> None:
    """Gesetze von gesetze-im-internet.de laden und einlesen, etwa: statutes AufenthG AsylG."""
    from ingest.console import progress_on, show_report
    from ingest.run import Run
    from ingest.running import ObservedProgress
    from ingest.settings import IngestSettings
    from ingest.statutes import StatuteSource

    with german_errors():
        settings = IngestSettings()
        source = StatuteSource(settings.statutes_url, settings.statutes_folder)
        fetched = dict(source.fetch(laws))
    got = [law for law, path in fetched.items() if isinstance(path, Path)]
    # Earlier versions too: they answer questions about an earlier day.
    files = [path for law in got for path in source.versions(law)]
    for law, failure in fetched.items():
        if isinstance(failure, FetchError):
            messages.print(f"{law}: {failure}", markup=False, highlight=False, soft_wrap=True)
    if not files:
        raise typer.Exit(FAILED)
    with opened_knowledge_base() as (base, state), progress_on(messages) as bar:
        report = Run(base, state, ObservedProgress(bar, state)).carry_out(files)
    if as_json:
        print(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        show_report(report, output)
    if report.refused or len(got) < len(fetched):
        raise typer.Exit(REFUSED)


@app.command()
def watch(paths: Paths, as_json: AsJson = False, poll: Poll = False) -> None:
    """Einlesen und dann laufend nachführen, was gespeichert, umbenannt oder gelöscht wird; Strg-C beendet es."""
    from threading import Event

    from ingest.console import progress_on, show_outcome
    from ingest.running import ObservedProgress
    from ingest.watch import Watcher

    with german_errors():
        settings = KnowledgeSettings()
        watcher = Watcher(settings, paths, lambda: ObservedProgress(progress_on(messages), settings.state))
        for outcome in watcher.reports(Event(), poll=poll):
            if as_json and not isinstance(outcome, AmtslotseError):
                print(json.dumps(outcome.as_dict(), ensure_ascii=False), flush=True)
            else:
                show_outcome(outcome, output, messages)


@app.command()
def rebuild() -> None:
    """Beide Indexe aus den aufbewahrten Originalen neu aufbauen."""
    from ingest.console import progress_on
    from ingest.upkeep import rebuild as build_anew

    with opened_knowledge_base() as (base, state), progress_on(messages) as bar:
        warnings = build_anew(base, state, bar)
        documents, passages = base.registry.counts()
    for warning in warnings:
        print(f"Hinweis: {warning}")
    print(f"Neu aufgebaut: {documents} Dokumente, {passages} Textstellen.")
    if warnings:
        raise typer.Exit(REFUSED)


@app.command()
def remove(
    paths: Paths,
    with_history: Annotated[
        bool, typer.Option("--with-history", help="Auch alle früheren Fassungen und Originale löschen, endgültig.")
    ] = False,
) -> None:
    """Dokumente aus der Wissensbasis nehmen; die Dateien selbst bleiben."""
    from ingest.upkeep import remove as forget

    with opened_knowledge_base() as (base, state):
        gone = forget(base, state, paths, with_history=with_history)
    for document in gone:
        print(f"entfernt     {document.source}")
    print(f"{len(gone)} Dokumente entfernt.")


for command in (
    inspection_commands.plan,
    inspection_commands.status,
    inspection_commands.verify,
    background_commands.pause,
    background_commands.resume,
    background_commands.stop,
    job_commands.enqueue,
    job_commands.worker,
    job_commands.queue,
    upload_commands.preview,
):
    app.command()(command)
app.command(hidden=True)(upload_commands.publish)

if __name__ == "__main__":
    os.umask(PRIVATE)
    app()
