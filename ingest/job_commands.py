"""The commands for ingestion by several machines: `enqueue`, `worker`, `queue`."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from ingest.command_line import AllowRemoval, AsJson, Paths, german_errors, opened_knowledge_base, output
from knowledge_base.settings import KnowledgeSettings

UntilEmpty = Annotated[bool, typer.Option("--until-empty", help="Enden, sobald kein Auftrag mehr wartet.")]


def enqueue(paths: Paths, as_json: AsJson = False, allow_removal: AllowRemoval = False) -> None:
    """Wie `run`, aber das Lesen übernehmen `worker` auf beliebig vielen Rechnern."""
    from ingest.jobs.enqueue import enqueue as put_in_jobs
    from ingest.jobs.queue import open_queue

    with german_errors(), open_queue(KnowledgeSettings()) as queue, opened_knowledge_base() as (base, state):
        done = put_in_jobs(base, state, paths, queue=queue, allow_removal=allow_removal)
    if as_json:
        typer.echo(json.dumps(asdict(done)))
        return
    typer.echo(f"{done.jobs} Aufträge eingestellt, {done.waiting_already} warteten schon.")
    typer.echo(f"{done.settled} Dokumente entfernt oder umbenannt, {done.kept} unverändert.")


def worker(until_empty: UntilEmpty = False) -> None:
    """Aufträge ausführen, bis Strg-C es beendet; auf jedem Rechner, der mithelfen soll."""
    from ingest.console import shown_line
    from ingest.jobs.worker import Worker

    with german_errors():
        Worker(KnowledgeSettings(), lambda line: output.print(shown_line(line), markup=False, soft_wrap=True)).work(
            until_empty=until_empty
        )


def queue(as_json: AsJson = False) -> None:
    """Zeigen, wie viele Aufträge warten, laufen, erledigt und gescheitert sind."""
    from ingest.jobs.queue import open_queue, queue_state

    with german_errors(), open_queue(KnowledgeSettings()) as jobs:
        state = queue_state(jobs)
    if as_json:
        typer.echo(json.dumps(asdict(state)))
    else:
        typer.echo(
            f"{state.waiting} warten, {state.working} laufen, {state.done} erledigt, {state.failed} gescheitert."
        )
