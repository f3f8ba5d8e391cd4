"""Command line, `python -m ingest run …`; exit codes: 0 all well, 1 some files refused, 2 could not run."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ingest import background_commands, job_commands, upload_commands
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
from knowledge_base.errors import AmtslotseError, FetchError, RemovalRefused
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
def plan(paths: Paths, as_json: AsJson = False) -> None:
    """Zeigen, was `run` tun würde, mit Gründen."""
    from ingest.console import progress_on, show_plan
    from ingest.guard import check_removal
    from ingest.plan_run import plan_run
    from ingest.recut import what_is_left
    from knowledge_base.registry.earlier_rules import cut_by_earlier_rules

    with opened_knowledge_base() as (base, _):
        with progress_on(messages) as bar:
            sources, steps = plan_run(base, paths, progress=bar)
        try:
            check_removal(sources.roots, steps, base.registry.sources())
        except RemovalRefused as exc:
            messages.print(f"Achtung, so würde `run` nicht laufen: {exc}", markup=False, soft_wrap=True)
        elsewhere = cut_by_earlier_rules(base.registry) - {step.renamed_from or step.source for step in steps}
    if elsewhere:
        messages.print(f"Hinweis: {what_is_left(elsewhere)}", markup=False, soft_wrap=True)
    if as_json:
        print(json.dumps([asdict(step) for step in steps], ensure_ascii=False))
    else:
        show_plan(steps, output)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Zeigen, was in der Wissensbasis ist und wie der letzte Lauf ausging."""
    from ingest.console import running_line
    from ingest.recut import what_is_left
    from ingest.run import LAST_RUN
    from ingest.running import running_run
    from knowledge_base.registry.earlier_rules import cut_by_earlier_rules

    with opened_knowledge_base() as (base, state):
        documents, passages = base.registry.counts()
        built = base.registry.fingerprint()
        old = cut_by_earlier_rules(base.registry)
    running = running_run(state)
    path = state / "ingest" / LAST_RUN
    last = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    if as_json:
        known = {
            "documents": documents,
            "passages": passages,
            "index": built.label if built else None,
            "cut_by_earlier_rules": len(old),
        }
        print(json.dumps({**known, "running": running and asdict(running), "last_run": last}, ensure_ascii=False))
        return
    print(f"{documents} Dokumente, {passages} Textstellen. Index: {built.label if built else 'leer'}")
    if old:
        print(what_is_left(old))
    if running:
        print(running_line(running))
    if last:
        print(f"Letzter Lauf: {last['started_at']}, {last['counts']['refuse']} Dateien abgelehnt.")


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Prüfen, ob beide Indexe genau das enthalten, was in der Wissensbasis steht."""
    from ingest.upkeep import damage

    with opened_knowledge_base() as (base, state):
        documents, passages = base.registry.counts()
        found = damage(base, state)
    if as_json:
        print(json.dumps({"documents": documents, "passages": passages, "damage": found}, ensure_ascii=False))
    else:
        print(f"{documents} Dokumente, {passages} Textstellen.")
        print("\n".join(found) if found else "Alles in Ordnung.")
        if found:
            print("Abhilfe: python -m ingest run … oder python -m ingest rebuild")
    if found:
        raise typer.Exit(REFUSED)


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
