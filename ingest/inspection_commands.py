"""The commands that look and change nothing: `plan`, `status` and `verify`."""

import json
from dataclasses import asdict

import typer

from ingest.command_line import REFUSED, AsJson, Paths, messages, opened_knowledge_base, output
from knowledge_base.errors import RemovalRefused


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
        typer.echo(json.dumps([asdict(step) for step in steps], ensure_ascii=False))
    else:
        show_plan(steps, output)


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
        typer.echo(json.dumps({**known, "running": running and asdict(running), "last_run": last}, ensure_ascii=False))
        return
    typer.echo(f"{documents} Dokumente, {passages} Textstellen. Index: {built.label if built else 'leer'}")
    if old:
        typer.echo(what_is_left(old))
    if running:
        typer.echo(running_line(running))
    if last:
        typer.echo(f"Letzter Lauf: {last['started_at']}, {last['counts']['refuse']} Dateien abgelehnt.")


def verify(as_json: AsJson = False) -> None:
    """Prüfen, ob beide Indexe genau das enthalten, was in der Wissensbasis steht."""
    from ingest.upkeep import damage

    with opened_knowledge_base() as (base, state):
        documents, passages = base.registry.counts()
        found = damage(base, state)
    if as_json:
        typer.echo(json.dumps({"documents": documents, "passages": passages, "damage": found}, ensure_ascii=False))
    else:
        typer.echo(f"{documents} Dokumente, {passages} Textstellen.")
        typer.echo("\n".join(found) if found else "Alles in Ordnung.")
        if found:
            typer.echo("Abhilfe: python -m ingest run … oder python -m ingest rebuild")
    if found:
        raise typer.Exit(REFUSED)
