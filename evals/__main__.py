"""The command line: `python -m evals --help`."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.settings import Settings
from evals import ablation_command, developer_commands, duplicates
from evals.answerability.command import fit_answerability
from evals.attacks.individual import individual
from evals.attacks.injections import injections
from evals.attacks.privacy import privacy
from evals.language_maps import fit_languages
from evals.passage_quality import passages
from evals.reader.command import fit_reader
from evals.reader.with_reading import fit_with_reading
from evals.reporting import compare_command
from evals.reporting.run_output import RunOutput
from evals.statements import checks_command
from evals.statements.fit_command import fit_checks
from evals.suites import CASES, chat_model, open_suite, reading_model, run_answers, run_retrieval
from knowledge_base.errors import AmtslotseError

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
)
Corpus = Annotated[Path | None, typer.Option("--corpus", help="Ordner mit Dokumenten; sonst die mitgelieferten.")]
Cases = Annotated[Path, typer.Option("--cases", help="Fragen, je Zeile ein JSON-Objekt; sonst die mitgelieferten.")]
Out = Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis; sonst unter var/evals/.")]
State = Annotated[Path | None, typer.Option("--state", help="Zustandsordner des Korpus; sonst einer unter var/evals/.")]
Against = Annotated[
    Path | None, typer.Option("--against", help="Früherer Lauf zum Vergleich (Datei oder Ordner); sonst der vorige.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Ohne Sprachmodell, nur Zitate.")]
WithReader = Annotated[
    bool | None,
    typer.Option("--reader/--no-reader", help="Mit oder ohne Leser; sonst mit, wo ein Sprachmodell schreibt."),
]


@app.callback(invoke_without_command=True)
def choose(context: typer.Context) -> None:
    """Misst Suche und Antworten an Fragen mit bekannten Fundstellen; ohne Befehl: all."""
    if context.invoked_subcommand is None:
        everything()


@app.command()
def retrieval(
    corpus: Corpus = None,
    cases: Cases = CASES,
    json: Out = None,
    state: State = None,
    against: Against = None,
    without_register: Annotated[
        bool, typer.Option("--without-register", help="Ohne die Schlagwörter zu den Paragrafen.")
    ] = False,
) -> None:
    """Misst, wie gut die Suche die antwortenden Textstellen findet."""
    settings = Settings()
    output = RunOutput(settings, against=against, json_file=json)
    with open_suite(settings, corpus=corpus or settings.articles, cases=cases, state=state) as suite:
        with _progress() as progress:
            report = run_retrieval(suite, progress, register=not without_register)
        output.add(report)
    output.finish()


@app.command()
def answers(  # noqa: PLR0913, PLR0917 - one for each option of the command
    corpus: Corpus = None,
    cases: Cases = CASES,
    json: Out = None,
    state: State = None,
    against: Against = None,
    no_model: NoModel = False,
    reader: WithReader = None,
) -> None:
    """Misst ganze Antworten: Kernaussagen, Zitate, Belege, Ablehnungen, Zeiten."""
    settings = Settings()
    output = RunOutput(settings, against=against, json_file=json)
    with (
        open_suite(settings, corpus=corpus or settings.articles, cases=cases, state=state) as suite,
        chat_model(settings, wanted=not no_model) as writer,
    ):
        reads = reading_model(settings, writer, wanted=reader)
        with _progress() as progress:
            report = run_answers(suite, writer, progress, reader=reads)
        output.add(report)
    output.finish()


@app.command(name="all")
def everything(no_model: NoModel = False, against: Against = None) -> None:
    """Misst die mitgelieferte Wissensbasis: Suche, Antworten ohne und mit Sprachmodell."""
    settings = Settings()
    output = RunOutput(settings, against=against)
    with open_suite(settings, corpus=settings.articles, cases=CASES) as suite:
        with _progress() as progress:
            searched = run_retrieval(suite, progress)
            quoted = run_answers(suite, None, progress)
        for report in (searched, quoted):
            output.add(report)
        with chat_model(settings, wanted=not no_model) as writer:
            if writer is not None:
                reader = reading_model(settings, writer)
                with _progress() as progress:
                    written = run_answers(suite, writer, progress, reader=reader)
                output.add(written)
    output.finish()


app.command()(checks_command.checks)
app.command()(duplicates.duplicates)
app.command()(compare_command.compare)
app.command()(ablation_command.ablation)
app.command()(developer_commands.evidence)
app.command()(developer_commands.abstention)
app.command()(fit_answerability)
app.command()(fit_checks)
app.command()(fit_languages)
app.command()(fit_reader)
app.command()(fit_with_reading)
app.command()(passages)
app.command()(privacy)
app.command()(injections)
app.command()(individual)


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


def main() -> int:
    """Run the command line; an expected failure becomes one sentence and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("evals").setLevel(logging.INFO)
    try:
        app()
    except AmtslotseError as error:
        typer.echo(f"Fehler: {error}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
